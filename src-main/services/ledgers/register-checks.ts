/**
 * What can only be seen when the rows of agents, outlets and codes meet the register and each other: two rows for one code,
 * a code that changed, a code of another outlet, an own store that would have an agent. Each is an error of its row.
 */
import type { ReadDb } from '../../data/handles.ts'
import type { Mistake } from '../../workbook/ingest/mistakes.ts'
import { matchKey } from '../../workbook/ingest/read-text.ts'
import type { Chunk, IngestResult } from '../../workbook/ingest/request.ts'
import type { Value } from '../../workbook/kinds/column.ts'
import { anotherWith } from '../register/outlets.ts'
import type { StoreFindings } from './import-answer.ts'
import type { RegisterKind } from './register-plan.ts'

export interface RegisterFindings extends StoreFindings {
  /** The chunks without the rows that are wrong. */
  readonly left: readonly Chunk[]
}

const ROWS_A_STEP = 500

interface RowAt {
  readonly chunk: Chunk
  readonly index: number
  readonly value: (key: string) => Value
}

type Report = (row: RowAt, key: string, code: string, details: Record<string, unknown>) => void
type Check = (row: RowAt, report: Report) => void

export interface HowChecked {
  readonly blanks: 'keep' | 'clear'
  /** Known rows are left alone. */
  readonly skipsKnown: boolean
  /** Rows that the files have twice become one. */
  readonly merges: boolean
}

/** Checks the rows in steps. */
export async function checkRegister(
  db: ReadDb,
  kind: RegisterKind,
  chunks: readonly Chunk[],
  result: IngestResult,
  how: HowChecked,
  breathe: () => Promise<void>,
): Promise<RegisterFindings> {
  const mistakes: Mistake[] = []
  const wrong = new Set<string>()
  const firsts = kind === 'outletCodes' ? new Map<string, Mistake>() : firstOfTwo(result)
  const report: Report = ({ chunk, index, value }, key, code, details) => {
    const row = chunk.rowNumbers[index] ?? 0
    const sheet = result.sources.find((read) => read.source === chunk.source && read.sheet === chunk.sheet)
    const column = sheet?.columns.find((mapped) => mapped.key === key)?.heading ?? ''
    const said = String(value(key) ?? '')
    const mistake = { source: chunk.source, sheet: chunk.sheet, row, column, code, value: said, details }
    mistakes.push({ ...mistake, level: 'error' })
    wrong.add(placeOf(mistake))
  }
  const checks =
    kind === 'outletCodes'
      ? [codeOfAnother(db)]
      : [changedCode(db, kind, chunks, how), ...ownStores(db, kind, result, how)]
  let looked = 0
  for (const chunk of chunks) {
    for (let index = 0; index < chunk.count; index++) {
      const row: RowAt = { chunk, index, value: (key) => chunk.columns[key]?.[index] ?? null }
      const place = placeOf({ ...chunk, row: chunk.rowNumbers[index] ?? 0 })
      const first = firsts.get(place)
      if (first) {
        mistakes.push(first)
        wrong.add(place)
      } else for (const check of checks) check(row, report)
      if (++looked % ROWS_A_STEP === 0) await breathe()
    }
  }
  return { mistakes, count: wrong.size, left: wrong.size === 0 ? chunks : chunks.map((chunk) => without(chunk, wrong)) }
}

const placeOf = ({ source, sheet, row }: { source: number; sheet: string; row: number }) => `${source}/${row}/${sheet}`

/** The row that came first is as wrong as the one that repeats its code: nobody knows which is meant. */
function firstOfTwo({ problems, sources }: IngestResult): Map<string, Mistake> {
  const first = new Map<string, Mistake>()
  for (const problem of problems.kept) {
    const { code, level, details, row } = problem
    if (code !== 'DUPLICATE_IN_FILE' || level !== 'error' || !details) continue
    const file = details.firstFile
    const read = file === undefined ? undefined : sources.find(({ fileName }) => fileName === file)
    const place = { source: read?.source ?? problem.source, sheet: String(details.firstSheet ?? problem.sheet) }
    const mistake = { ...problem, ...place, row: Number(details.firstRow), details: { firstRow: row } }
    if (!first.has(placeOf(mistake))) first.set(placeOf(mistake), mistake)
  }
  return first
}

function without(chunk: Chunk, wrong: ReadonlySet<string>): Chunk {
  const { source, sheet } = chunk
  const left = [...chunk.rowNumbers.subarray(0, chunk.count).keys()].filter(
    (index) => !wrong.has(placeOf({ source, sheet, row: chunk.rowNumbers[index] ?? 0 })),
  )
  if (left.length === chunk.count) return chunk
  return {
    ...chunk,
    count: left.length,
    rowNumbers: Int32Array.from(left, (index) => chunk.rowNumbers[index] ?? 0),
    identities: Float64Array.from(left, (index) => chunk.identities[index] ?? 0),
    columns: Object.fromEntries(
      Object.entries(chunk.columns).map(([key, values]) => [key, left.map((index) => values[index] ?? null)]),
    ),
  }
}

const withoutZeros = (code: string): string => matchKey(code).replace(/^0+(?=.)/, '')

/**
 * A code that nobody knows but that differs from a known one, or from one of the file, only by case, width, blanks or leading
 * zeros; or whose name and phone (of an agent: id number) are those of a known one that the files do not name.
 */
function changedCode(db: ReadDb, kind: 'agents' | 'outlets', chunks: readonly Chunk[], { merges }: HowChecked): Check {
  const told = kind === 'agents' ? 'id_number' : 'phone'
  const known = db.all<{ code: string; name: string; told: string | null; gone: number }>(
    kind === 'agents'
      ? `SELECT code, name, ${told} AS told, 0 AS gone FROM agents`
      : `SELECT code, name, ${told} AS told, status = 'exited' AS gone FROM outlets`,
  )
  const exact = new Set(known.map(({ code }) => code))
  const alike = new Map<string, string>()
  for (const { code } of known) alike.set(withoutZeros(code), code)
  const given = new Set(chunks.flatMap((chunk) => chunk.columns.code ?? []).map(String))
  const same = new Map<string, string>()
  for (const { code, name, told: by, gone } of known)
    if (by && !gone && !given.has(code)) same.set(`${name}\n${by}`, code)
  const others = kind === 'outlets' ? otherCodes(db) : undefined
  const seen = new Map<string, string>()
  return (row, report) => {
    const code = String(row.value('code') ?? '')
    if (exact.has(code)) return
    const similar = alike.get(withoutZeros(code))
    if (similar !== undefined) return report(row, 'code', 'CODE_CHANGED', { similar: [similar] })
    const other = others?.get(code)
    if (other !== undefined) return report(row, 'code', 'CODE_OF_ANOTHER', { outlet: other })
    const earlier = seen.get(matchKey(code))
    if (earlier !== undefined && (earlier !== code || !merges))
      return report(row, 'code', 'CODE_CHANGED', { similar: [earlier] })
    seen.set(matchKey(code), code)
    const by = row.value(kind === 'agents' ? 'idNumber' : 'phone')
    const twin = by === null ? undefined : same.get(`${row.value('name')}\n${by}`)
    if (twin !== undefined) report(row, 'code', 'CODE_CHANGED', { same: twin })
  }
}

/** Other codes that hold now or later, with the outlet whose they are. */
function otherCodes(db: ReadDb): Map<string, string> {
  return new Map(
    db
      .all<{ value: string; code: string }>(
        `SELECT c.value, o.code FROM outlet_codes c JOIN outlets o ON o.id = c.outlet
         WHERE c.to_day IS NULL OR c.to_day >= (SELECT day FROM register_day)`,
      )
      .map(({ value, code }) => [value, code]),
  )
}

/** What an outlet would be: an own store has no agent, whichever of the two the file names. */
function ownStores(db: ReadDb, kind: RegisterKind, result: IngestResult, { blanks, skipsKnown }: HowChecked): Check[] {
  if (kind !== 'outlets') return []
  const own = new Set(
    db.all<{ id: number }>("SELECT id FROM terms WHERE kind = 'outletType' AND attribute = 'own'").map(({ id }) => id),
  )
  const clears = blanks === 'clear' && result.sources.some(({ columns }) => columns.some(({ key }) => key === 'agent'))
  const check: Check = (row, report) => {
    const [category, agent, type] = [row.value('category'), row.value('agent'), row.value('type')]
    const now = db.get<{ category: string; agent: number | null }>(
      'SELECT category, agent FROM outlets WHERE code = ?',
      String(row.value('code') ?? ''),
    )
    if (now && skipsKnown) return
    const becomes = category ?? now?.category ?? (typeof type === 'number' && own.has(type) ? 'own' : 'partner')
    const has = agent ?? (clears ? null : (now?.agent ?? null))
    if (becomes === 'own' && has !== null) report(row, 'agent', 'OWN_HAS_AGENT', {})
  }
  return [check]
}

/** A code of a kind that another outlet has on one of the same days, in the register or in the files. */
function codeOfAnother(db: ReadDb): Check {
  const seen = new Map<string, { outlet: Value; from: number; to: number }[]>()
  return (row, report) => {
    const [outlet, kind, value] = [row.value('outlet'), String(row.value('kind')), String(row.value('value'))]
    const [from, to] = [Number(row.value('from') ?? 0), Number(row.value('to') ?? 99999999)]
    const stored = anotherWith(db, { outlet: Number(outlet), kind, value, from, to })
    if (stored !== undefined) return report(row, 'value', 'CODE_OF_ANOTHER', { outlet: stored })
    const key = `${kind}\n${value}`
    const others = seen.get(key) ?? []
    const other = others.find((each) => each.outlet !== outlet && each.from <= to && from <= each.to)
    if (other) {
      const name = db.get<{ code: string }>('SELECT code FROM outlets WHERE id = ?', Number(other.outlet))?.code
      return report(row, 'value', 'CODE_OF_ANOTHER', { outlet: name ?? '' })
    }
    seen.set(key, [...others, { outlet, from, to }])
  }
}
