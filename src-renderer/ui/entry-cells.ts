/**
 * Typing into a grid of cells, without the screen: edits over what is stored, undo by slips, blocks pasted from a spreadsheet.
 * A row and a column have keys; a cell holds text ("" for none).
 */

export interface CellAt {
  readonly row: string
  readonly column: string
}

export interface CellEdit extends CellAt {
  readonly value: string
}

export const cellKey = ({ row, column }: CellAt): string => `${row}\n${column}`

/** Edits over stored values, and those before the last deeds; one deed (a paste, a fill) is undone as one. */
export interface EntryState {
  readonly edits: ReadonlyMap<string, CellEdit>
  readonly before: readonly ReadonlyMap<string, CellEdit>[]
}

export const noEdits: EntryState = { edits: new Map(), before: [] }
const DEEDS_KEPT = 100

/** The state after a deed; edits that say what is stored fall away. */
export function withEdits(state: EntryState, deed: readonly CellEdit[], stored: (at: CellAt) => string): EntryState {
  const edits = new Map(state.edits)
  for (const edit of deed) {
    if (edit.value === stored(edit)) edits.delete(cellKey(edit))
    else edits.set(cellKey(edit), edit)
  }
  if (sameEdits(edits, state.edits)) return state
  return { edits, before: [...state.before.slice(1 - DEEDS_KEPT), state.edits] }
}

function sameEdits(a: ReadonlyMap<string, CellEdit>, b: ReadonlyMap<string, CellEdit>): boolean {
  return a.size === b.size && [...a].every(([key, { value }]) => b.get(key)?.value === value)
}

/** As it was before the last deed. */
export function undone(state: EntryState): EntryState {
  const last = state.before.at(-1)
  return last === undefined ? state : { edits: last, before: state.before.slice(0, -1) }
}

/** Cells of a text copied from a spreadsheet: rows by line ends, cells by tabs; quoted cells may hold either. */
export function pastedCells(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else if (sign === '"') quoted = false
      else cell += sign
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === '\t') {
      row.push(cell)
      cell = ''
    } else if (sign === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
    } else if (sign !== '\r') cell += sign
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows
}

export interface PasteTarget {
  /** Rows and columns in the order of the screen; what a pasted heading or code may say for each. */
  readonly rows: readonly { readonly key: string; readonly names: readonly string[] }[]
  readonly columns: readonly { readonly key: string; readonly names: readonly string[] }[]
  /** Where the cursor is: a block without headings goes from there. */
  readonly at: { readonly row: number; readonly column: number }
}

export interface Pasted {
  readonly edits: readonly CellEdit[]
  /** Codes and headings that nothing was found for. */
  readonly unknownRows: readonly string[]
  readonly unknownColumns: readonly string[]
  /** Cells that fell outside of the grid. */
  readonly outside: number
}

const plain = (text: string) => text.normalize('NFKC').trim()

function finder(all: PasteTarget['rows']): (text: string) => string | undefined {
  const found = new Map(all.flatMap(({ key, names }) => names.map((name) => [plain(name), key] as const)))
  return (text) => found.get(plain(text))
}

/**
 * What a pasted block means: with a first line of headings, by them; with a first column of codes, by those; else from the
 * cursor on. A blank cell of a block that is matched by names says nothing; one pasted in place empties.
 */
export function pastedEdits(block: readonly (readonly string[])[], target: PasteTarget): Pasted {
  const rowOf = finder(target.rows)
  const columnOf = finder(target.columns)
  const [head = []] = block
  const hasHeads = head.some((cell) => columnOf(cell) !== undefined)
  const body = hasHeads ? block.slice(1) : block
  const hasCodes = body.length > 0 && body.some(([first = '']) => rowOf(first) !== undefined)
  const edits: CellEdit[] = []
  const unknownRows: string[] = []
  let outside = 0
  // beside codes, columns without a heading are the grid's from the cursor on; a column of words after the code is its name
  const columns = hasHeads
    ? head.map((cell) => columnOf(cell))
    : head.map((_, at) => target.columns[target.at.column + at - (hasCodes ? 1 : 0)]?.key)
  for (const [line, cells] of body.entries()) {
    if (cells.every((cell) => plain(cell) === '')) continue
    const row = hasCodes ? rowOf(cells[0] ?? '') : target.rows[target.at.row + line]?.key
    if (row === undefined) {
      if (hasCodes) unknownRows.push(plain(cells[0] ?? ''))
      else outside += cells.length
      continue
    }
    for (const [at, cell] of cells.entries()) {
      if (hasCodes && at === 0) continue
      const column = columns[at]
      const value = plain(cell)
      if (column === undefined) outside += !hasHeads && value !== '' ? 1 : 0
      else if (value !== '' || (!hasHeads && !hasCodes)) edits.push({ row, column, value })
    }
  }
  // headings without a column and without numbers below are names of the row, not indicators
  const unknownColumns = hasHeads
    ? head.flatMap((cell, at) =>
        columns[at] === undefined &&
        plain(cell) !== '' &&
        at > 0 &&
        body.some((cells) => /^-?[\d.,]+$/.test(plain(cells[at] ?? '')))
          ? [plain(cell)]
          : [],
      )
    : []
  return { edits, unknownRows, unknownColumns, outside }
}
