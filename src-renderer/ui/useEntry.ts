/** What was typed into an EntryGrid and is not saved yet: a draft over stored values, undo, and what is no figure. */

import { useMemo, useState } from 'react'
import { type CellAt, type CellEdit, cellKey, type EntryState, undone, withEdits } from './entry-cells.ts'
import { typedDecimal } from './figures.ts'
import { useDraft } from './useDraft.ts'

export interface Entry {
  readonly edits: readonly CellEdit[]
  readonly value: (at: CellAt) => string
  readonly isEdited: (at: CellAt) => boolean
  /** Why a cell cannot be saved. */
  readonly fault: (at: CellAt) => string | undefined
  readonly faults: number
  /** One deed: undone as one. */
  readonly set: (deed: readonly CellEdit[]) => void
  readonly undo: () => void
  readonly canUndo: boolean
  readonly forget: () => void
}

interface EntryRules {
  readonly stored: (at: CellAt) => string
  /** Why a value cannot be saved, beside being no figure; full-width digits are figures already here. */
  readonly check?: (at: CellAt, value: string) => string | undefined
}

interface Typed {
  readonly edits: readonly CellEdit[]
}

const NOTHING: Typed = { edits: [] }
const NOT_A_NUMBER = '不是数字，请改成数字，例如 95.5'

/** `name` under which the draft is kept; another name needs another component (a `key`). */
export function useEntry(name: string, { stored, check }: EntryRules): Entry {
  const draft = useDraft<Typed>(name, NOTHING)
  const [before, setBefore] = useState<EntryState['before']>([])
  const edits = useMemo(() => new Map(draft.value.edits.map((edit) => [cellKey(edit), edit])), [draft.value.edits])
  const become = (state: EntryState) => {
    draft.set({ edits: [...state.edits.values()] })
    setBefore(state.before)
  }
  const fault = (at: CellAt): string | undefined => {
    const edit = edits.get(cellKey(at))
    if (!edit) return undefined
    if (edit.value !== '' && typedDecimal(edit.value) === undefined) return NOT_A_NUMBER
    return check?.(at, edit.value)
  }
  return {
    edits: draft.value.edits,
    value: (at) => edits.get(cellKey(at))?.value ?? stored(at),
    isEdited: (at) => edits.has(cellKey(at)),
    fault,
    faults: draft.value.edits.filter((edit) => fault(edit) !== undefined).length,
    set: (deed) =>
      become(
        withEdits(
          { edits, before },
          deed.map((edit) => ({ ...edit, value: typedDecimal(edit.value) ?? edit.value })),
          stored,
        ),
      ),
    undo: () => become(undone({ edits, before })),
    canUndo: before.length > 0,
    forget: () => {
      draft.reset()
      setBefore([])
    },
  }
}
