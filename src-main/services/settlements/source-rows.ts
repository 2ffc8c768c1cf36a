/** Source rows of figures as people see them: where each stands and what it says; the entries behind a measure. */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { dateFromNumber, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { EntryFilter } from '../../domain/policy.ts'
import type { StoredRow } from './member-rows.ts'
import { visibleRows } from './sums.ts'

/** A source row: where it stands and what it says. */
export interface SourceRow {
  readonly ledger: StoredRow['ledger']
  readonly file: string
  readonly sheet: string
  readonly row: number
  readonly batch: number
  /** Mended on the screen before the import: the row says something else than its file. */
  readonly edited?: boolean
  readonly period: Month
  readonly date: string | null
  readonly businessType: string
  readonly brand: string | null
  readonly plan: string | null
  readonly subscriber: string | null
  readonly quantity: number
  readonly amount: string
  readonly externalId: string | null
  /** What a subscriber-month row says; its amount is billed − arrears. */
  readonly status: 'onNet' | 'suspended' | 'terminated' | null
  readonly billed: string | null
  readonly arrears: string | null
  readonly minutes: string | null
}

interface EntriesAsked {
  /** outlets.id */
  readonly outlet: number
  readonly months: readonly Month[]
  readonly filter: EntryFilter | undefined
  readonly offset: number
  readonly limit: number
}

/** The entries and summary volumes behind a measure of an outlet, a page of them. */
export function entryRows(db: ReadDb, { outlet, months, filter, offset, limit }: EntriesAsked): SourceRow[] {
  const { entries, volumes } = conditions(db, months, filter)
  const entryRows = db.all<StoredRow>(
    `SELECT 'entries' AS ledger, f.name AS file, f.sheet, e.row, e.batch, e.period, e.date, t.name AS type, b.name AS brand, p.name AS plan,
       coalesce(e.subscriber, e.subscriber_id) AS subscriber, e.quantity, e.amount, e.external_id
     FROM entries e JOIN terms t ON t.id = e.type LEFT JOIN terms b ON b.id = e.brand LEFT JOIN terms p ON p.id = e.plan
     LEFT JOIN batch_files f ON f.batch = e.batch AND f.number = e.file
     WHERE ${entries} ORDER BY e.period, e.date, e.id LIMIT ?2 OFFSET ?3`,
    outlet,
    limit,
    offset,
  )
  const volumeRows = db.all<StoredRow>(
    `SELECT 'volumes' AS ledger, f.name AS file, f.sheet, v.row, v.batch, v.period, NULL AS date, t.name AS type, NULL AS brand, NULL AS plan,
       NULL AS subscriber, v.quantity, v.amount, NULL AS external_id
     FROM volumes v JOIN terms t ON t.id = v.type LEFT JOIN batch_files f ON f.batch = v.batch AND f.number = v.file
     WHERE ${volumes} ORDER BY v.period, v.id LIMIT ?2`,
    outlet,
    offset === 0 ? limit : 0,
  )
  return [...volumeRows, ...entryRows].map(viewOf)
}

/** How many entries and summary volumes there are behind a measure of an outlet. */
export function countEntryRows(db: ReadDb, asked: Pick<EntriesAsked, 'outlet' | 'months' | 'filter'>): number {
  const { entries, volumes } = conditions(db, asked.months, asked.filter)
  const found = db.get<{ n: number }>(
    `SELECT (SELECT count(*) FROM entries e WHERE ${entries}) + (SELECT count(*) FROM volumes v WHERE ${volumes}) AS n`,
    asked.outlet,
  )
  return found?.n ?? 0
}

function conditions(db: ReadDb, span: readonly Month[], filter: EntryFilter | undefined) {
  const matching = matchingIds(db, filter)
  // months one by one: a range of them would read the rows of every outlet
  const months = span.map(monthNumber).join(', ')
  const where = (alias: string, branded: boolean) =>
    `${alias}.period IN (${months}) AND ${alias}.outlet = ?1 AND ${visibleRows(db, alias)} AND ${matching(alias, branded)}`
  return { entries: where('e', true), volumes: where('v', false) }
}

export function viewOf(row: StoredRow): SourceRow {
  const money = (fen: number | null | undefined) => (fen === null || fen === undefined ? null : yuan(asFen(fen)))
  return {
    ledger: row.ledger,
    file: row.file,
    sheet: row.sheet,
    row: row.row,
    batch: row.batch,
    period: monthFromNumber(row.period),
    date: row.date === null ? null : dateFromNumber(row.date),
    businessType: row.type,
    brand: row.brand,
    plan: row.plan,
    subscriber: row.subscriber,
    quantity: row.quantity,
    amount: yuan(asFen(row.amount)),
    externalId: row.external_id,
    status: row.status ?? null,
    billed: money(row.billed),
    arrears: money(row.arrears),
    minutes: row.minutes ?? null,
  }
}

/** The entry filter as SQL over the ids of terms; ids are our own integers, so they are written into the statement. */
function matchingIds(db: ReadDb, filter: EntryFilter | undefined): (alias: string, branded?: boolean) => string {
  const ids = (kind: string, names: readonly string[] | undefined): number[] | null => {
    if (names === undefined) return null
    const marks = names.map(() => '?').join(', ')
    return db
      .all<{ id: number }>(
        `SELECT id FROM terms WHERE kind = ? AND (code IN (${marks}) OR name IN (${marks}))`,
        kind,
        ...names,
        ...names,
      )
      .map(({ id }) => id)
  }
  const types = ids('businessType', filter?.businessTypes)
  const brands = ids('brand', filter?.brands)
  const plans = ids('plan', filter?.plans)
  const inList = (column: string, list: number[] | null) => (list === null ? '1' : `${column} IN (${list.join(', ')})`)
  return (alias, branded = true) => {
    const parts = [inList(`${alias}.type`, types)]
    if (branded) parts.push(inList(`${alias}.brand`, brands), inList(`${alias}.plan`, plans))
    else if (brands !== null || plans !== null) parts.push('0')
    return parts.join(' AND ')
  }
}
