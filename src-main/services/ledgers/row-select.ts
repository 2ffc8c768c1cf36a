/** Ledger rows as people read them: codes and names instead of ids, the file, sheet and row that each came from. */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { LEDGERS, type LedgerKind } from './rows.ts'

/** One row by the keys of its kind's columns, with `sheetRow`, `file`, `sheet` and `batch`. */
export type LedgerRow = Record<string, string | number | null>

/** Columns that hold money in fen. */
export const MONEY: ReadonlySet<string> = new Set(['amount', 'billed', 'arrears', 'own', 'matched'])
const NAMED: ReadonlySet<string> = new Set(['type', 'brand', 'plan', 'indicator', 'item'])

/** The SELECT of a ledger's rows, without a condition; `n` is the row. */
export function selectRows(kind: LedgerKind, owner: string): string {
  const { table, columns } = LEDGERS[kind]
  const joins: string[] = []
  const said = columns.map(({ column, key }) => {
    if (column === 'outlet') {
      joins.push('LEFT JOIN outlets o ON o.id = n.outlet')
      return `o.code AS ${key}`
    }
    if (column === 'agent') {
      joins.push('LEFT JOIN agents a ON a.id = n.agent')
      return `a.code AS ${key}`
    }
    if (NAMED.has(column)) {
      joins.push(`LEFT JOIN terms t_${column} ON t_${column}.id = n.${column}`)
      return `t_${column}.name AS ${key}`
    }
    return `n.${column} AS ${key}`
  })
  return `SELECT n.id, n.row AS sheetRow, f.name AS file, f.sheet AS sheet, ${owner} AS batch, ${said.join(', ')}
    FROM ${table} n ${joins.join(' ')} LEFT JOIN batch_files f ON f.batch = ${owner} AND f.number = n.file`
}

/** The rows of the ids, in their order, money in fen. `batch`: whose they are where a later batch took their place. */
export function rowsById(
  db: ReadDb,
  kind: LedgerKind,
  ids: readonly number[],
  batch: number | null,
): (LedgerRow & { id: number })[] {
  const rows = db.all<LedgerRow & { id: number }>(
    `${selectRows(kind, 'coalesce(?1, n.batch)')} WHERE n.id IN (SELECT value FROM json_each(?2))`,
    batch,
    JSON.stringify(ids),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** A row as it goes over the wire: money in yuan. */
export function sayRow({ id: _, ...row }: LedgerRow): LedgerRow {
  for (const key of MONEY) {
    const fen = row[key]
    if (typeof fen === 'number') row[key] = yuan(asFen(fen))
  }
  return row
}
