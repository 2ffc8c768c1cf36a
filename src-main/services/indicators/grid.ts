/**
 * Indicator values of a month as a grid (指标录入): outlets × indicators, saved as one batch of the indicators ledger. A changed
 * value is a new batch that takes the place of the old row, as any import that overwrites; nothing is lost.
 */
import type { ReadDb } from '../../data/handles.ts'
import { chineseMonth, type Month, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Job } from '../jobs.ts'
import { importWorkbook } from '../ledgers/import.ts'
import type { ImportAnswer } from '../ledgers/import-answer.ts'
import type { Actor, Command, Office, Query } from '../office.ts'
import { visibleRows } from '../settlements/sums.ts'
import { listHeads } from '../staff/heads.ts'
import { clearCells, type KnownCell } from './clear-cells.ts'

export interface GridOutlet {
  readonly code: string
  readonly name: string
  readonly category: 'own' | 'partner'
  readonly type: string
  readonly township: string
}

export interface GridValue {
  readonly outlet: string
  readonly indicator: string
  readonly value: string
}

export interface IndicatorGrid {
  readonly period: Month
  readonly outlets: readonly GridOutlet[]
  /** Names of indicators that the office knows. */
  readonly indicators: readonly string[]
  readonly values: readonly GridValue[]
  /** Heads by the staff register (domain/staff.ts); they stand in where 在岗人数 is not given. */
  readonly heads: readonly { readonly outlet: string; readonly heads: string; readonly exact: string }[]
  /** Who delivers an indicator. */
  readonly deliverers: Readonly<Record<string, string>>
  /** The month is closed: known values stay, new ones may still come in late. */
  readonly closed: boolean
}

/** What is known of a month for outlets that are in business (or were when they got a value). */
export function indicatorGrid(cx: Pick<Query, 'db'>, period: Month): IndicatorGrid {
  const { db } = cx
  const values = valuesOf(db, period)
  const valued = new Set(values.map(({ outlet }) => outlet))
  const outlets = db
    .all<GridOutlet & { status: string }>(
      `SELECT o.code, o.name, o.category, o.status, coalesce(t.name, '') AS type, coalesce(r.name, '') AS township
       FROM outlets o LEFT JOIN terms t ON t.id = o.type LEFT JOIN regions r ON r.id = o.region ORDER BY o.code`,
    )
    .filter(({ code, status }) => status === 'active' || status === 'suspended' || valued.has(code))
    .map(({ status: _, ...outlet }) => outlet)
  const deliverers = db.all<{ indicator: string; deliverer: string }>(
    'SELECT indicator, deliverer FROM indicator_deliverers ORDER BY indicator',
  )
  return {
    period,
    outlets,
    indicators: db
      .all<{ name: string }>("SELECT name FROM terms WHERE kind = 'indicator' ORDER BY id")
      .map(({ name }) => name),
    values,
    heads: listHeads(cx, period),
    deliverers: Object.fromEntries(deliverers.map(({ indicator, deliverer }) => [indicator, deliverer])),
    closed: isClosedMonth(db, period),
  }
}

const valuesOf = (db: ReadDb, period: Month): GridValue[] =>
  [...knownCells(db, period).values()].map(({ outlet, indicator, value }) => ({ outlet, indicator, value }))

const keyOf = ({ outlet, indicator }: Pick<GridValue, 'outlet' | 'indicator'>) => `${outlet}\n${indicator}`

/** The stored values that are seen, by outlet and indicator; of several the latest. */
function knownCells(db: ReadDb, period: Month): Map<string, KnownCell> {
  const rows = db.all<KnownCell>(
    `SELECT v.id, v.batch, o.code AS outlet, t.name AS indicator, v.value FROM indicator_values v JOIN outlets o ON o.id = v.outlet
     JOIN terms t ON t.id = v.indicator WHERE v.period = ? AND ${visibleRows(db, 'v')} ORDER BY v.id`,
    monthNumber(period),
  )
  return new Map(rows.map((row) => [keyOf(row), row]))
}

const isClosedMonth = (db: ReadDb, period: Month): boolean =>
  db.get("SELECT 1 FROM settlements WHERE period >= ? AND status IN ('closed', 'paid')", monthNumber(period)) !==
  undefined

/** A value of '' empties the cell. */
export interface TypedCell extends GridValue {
  /** What was there when it was typed. */
  readonly was: string | null
}

/** What was saved: the batch of the values that were typed, and that of those that were emptied; null where there were none. */
export interface SavedCells {
  readonly batch: number | null
  readonly rows: Pick<ImportAnswer['rows'], 'read' | 'added' | 'updated'>
  readonly cleared: { readonly batch: number; readonly cells: number } | null
}

/**
 * Keeps typed cells as one batch, and takes the emptied ones ('') away by another: refused whole before anything is written.
 * @throws Refusal DATA_CHANGED where somebody else changed a cell meanwhile, PERIOD_CLOSED for a known value of a closed month,
 * IMPORT_REJECTED
 */
export async function saveTyped(
  office: Office,
  actor: Actor,
  job: Job,
  asked: { period: Month; cells: readonly TypedCell[] },
  act: string,
): Promise<SavedCells> {
  const { period, cells } = asked
  const { read } = office.store
  const known = knownCells(read, period)
  const closed = isClosedMonth(read, period)
  for (const cell of cells) {
    const { outlet, indicator, was } = cell
    if ((known.get(keyOf(cell))?.value ?? null) !== was) throw new Refusal('DATA_CHANGED', { outlet, indicator })
    if (closed && was !== null)
      throw new Refusal('PERIOD_CLOSED', { period, words: chineseMonth(period), outlet, indicator })
  }
  const typed = cells.filter(({ value }) => value !== '')
  const emptied = cells.flatMap((cell) => (cell.value === '' ? (known.get(keyOf(cell)) ?? []) : []))
  // the import seals the job: from then on nobody can cancel what belongs to it
  const answer = typed.length > 0 ? await importTyped(office, actor, job, period, typed, act) : null
  const batch = emptied.length > 0 ? await clearCells(office, actor, job, { period, cells: emptied }, act) : null
  return {
    batch: answer?.batch ?? null,
    rows: answer?.rows ?? { read: 0, added: 0, updated: 0 },
    cleared: batch === null ? null : { batch, cells: emptied.length },
  }
}

function importTyped(
  office: Office,
  actor: Actor,
  job: Job,
  period: Month,
  cells: readonly TypedCell[],
  act: string,
): Promise<ImportAnswer> {
  const now = office.clock.now().toISOString()
  const lines = cells.map(({ outlet, indicator, value }) => [period, outlet, indicator, value].join('\t'))
  // the first line makes the text its own: the same figures typed again are another batch
  const pasted = [`指标录入 ${actor.user} ${now}`, '账期\t网点编码\t指标\t值', ...lines].join('\n')
  const source = { kind: 'indicators', pasted, pastedName: `指标录入（${chineseMonth(period)}）` } as const
  return importWorkbook(office, actor, job, { ...source, mapping: {}, duplicates: 'overwrite' }, act)
}

/** Says who delivers an indicator; an empty name: nobody in particular. */
export function setDeliverer(cx: Command, asked: { indicator: string; deliverer: string }): { indicator: string } {
  cx.db.run('DELETE FROM indicator_deliverers WHERE indicator = ?', asked.indicator)
  if (asked.deliverer !== '')
    cx.db.run(
      'INSERT INTO indicator_deliverers (indicator, deliverer, user, at) VALUES (?, ?, ?, ?)',
      asked.indicator,
      asked.deliverer,
      cx.user,
      cx.now,
    )
  return { indicator: asked.indicator }
}
