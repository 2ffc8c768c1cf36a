/** The columns of a kind as the wizard offers them: what each is, whether it is needed, and our words where it takes only those. */
import type { ReadDb } from '../../data/handles.ts'
import type { Column, KindKey } from '../../workbook/kinds/column.ts'
import { kinds } from '../../workbook/kinds/kinds.ts'
import { termsOf } from '../register/terms.ts'

export interface KindColumn {
  readonly key: string
  readonly heading: string
  readonly required: boolean
  readonly type: Column['type']
  /** Names an outlet by any of its codes. */
  readonly outlet: boolean
  readonly note: string | null
  readonly example: string | null
  /** The only words it takes (choices, types); null: anything that can be read. */
  readonly words: readonly string[] | null
}

/** The columns in the order of the kind's template. */
export function kindColumns(db: ReadDb, kind: KindKey): KindColumn[] {
  return kinds[kind].columns.map((column) => ({
    key: column.key,
    heading: column.heading,
    required: column.required,
    type: column.type,
    outlet: column.type === 'reference' && column.to === 'outlet',
    note: column.note ?? null,
    example: column.example ?? null,
    words: wordsOf(db, column),
  }))
}

function wordsOf(db: ReadDb, column: Column): string[] | null {
  if (column.type === 'choice') return column.choices.map(({ word }) => word)
  if (column.type !== 'reference') return null
  if (column.to !== 'businessType' && column.to !== 'outletType') return null
  return termsOf(db, column.to).map(({ name }) => name)
}
