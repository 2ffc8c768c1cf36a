/** Scores of staff by month (店员得分): items with weights, values typed in a grid or pasted; every value that ever was is kept. */
import type { ReadDb } from '../../data/handles.ts'
import { type Exact, toDecimalText } from '../../domain/exact.ts'
import { lastDay, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { monthScore, stateOn } from '../../domain/staff.ts'
import type { Command, Query } from '../office.ts'
import { staffStates } from './register.ts'
import { standingRound } from './standing.ts'

export interface ScoreItem {
  readonly id: number
  readonly name: string
  /** Multiplies the value: "0.6", "-1" for what takes off. */
  readonly weight: string
  readonly active: boolean
}

/** In their order; those that are not asked any more too. */
export function listItems({ db }: { db: ReadDb }): ScoreItem[] {
  return db
    .all<{ id: number; name: string; weight: string; active: number }>(
      'SELECT id, name, weight, active FROM staff_items ORDER BY position, id',
    )
    .map((row) => ({ ...row, active: row.active === 1 }))
}

/**
 * Sets the items in their order; those that are left out are kept but not asked any more.
 * @throws Refusal INVALID_INPUT for a name twice
 */
export function setItems(cx: Command, items: readonly { name: string; weight: string }[]): ScoreItem[] {
  const names = items.map(({ name }) => name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new Refusal('INVALID_INPUT', { field: 'items', reason: 'twice', value: twice })
  cx.db.run('UPDATE staff_items SET active = 0')
  for (const [position, { name, weight }] of items.entries())
    cx.db.run(
      `INSERT INTO staff_items (name, weight, position, active) VALUES (?1, ?2, ?3, 1)
       ON CONFLICT (name) DO UPDATE SET weight = ?2, position = ?3, active = 1`,
      name,
      weight,
      position,
    )
  return listItems(cx)
}

/** The values that hold in a month, by person and item. */
function valuesOf(db: ReadDb, period: Month): Map<number, Map<number, string>> {
  const found = new Map<number, Map<number, string>>()
  for (const { staff, item, value } of db.all<{ staff: number; item: number; value: string | null }>(
    'SELECT staff, item, value FROM staff_scores WHERE period = ? ORDER BY id',
    monthNumber(period),
  )) {
    const known = found.get(staff) ?? new Map<number, string>()
    if (value === null) known.delete(item)
    else known.set(item, value)
    found.set(staff, known)
  }
  return found
}

/** Everybody's exact score of a month; who has no value in any item that counts has none. */
export function monthScores(db: ReadDb, period: Month): Map<number, Exact> {
  const weights = new Map(
    listItems({ db }).flatMap(({ id, weight, active }) => (active ? [[id, weight] as const] : [])),
  )
  const scores = new Map<number, Exact>()
  for (const [staff, values] of valuesOf(db, period)) {
    const counted = [...values].flatMap(([item, value]) => {
      const weight = weights.get(item)
      return weight === undefined ? [] : [{ value, weight }]
    })
    const score = monthScore(counted)
    if (score !== null) scores.set(staff, score)
  }
  return scores
}

export interface ScoreRow {
  readonly number: string
  readonly name: string
  readonly post: string | null
  readonly outlet: string
  readonly outletName: string
  /** By item id. */
  readonly values: Readonly<Record<number, string>>
  /** Two places; null without a value. */
  readonly score: string | null
}

export interface ScoreGrid {
  readonly period: Month
  readonly items: readonly ScoreItem[]
  readonly rows: readonly ScoreRow[]
  /** Why nothing can be typed: the quarter's star staff were proposed or confirmed. */
  readonly fixed: 'proposed' | 'confirmed' | null
}

/** Everybody who is in a store at the month's end, or has a value in the month. */
export function scoreGrid({ db }: Pick<Query, 'db'>, period: Month): ScoreGrid {
  const values = valuesOf(db, period)
  const scores = monthScores(db, period)
  const rows = [...staffStates(db)].flatMap(([staff, states]): ScoreRow[] => {
    const state = stateOn(states, lastDay(period))
    const own = values.get(staff)
    if (!state?.code && (own === undefined || own.size === 0)) return []
    const last = state ?? states[0]!
    const score = scores.get(staff)
    return [
      {
        number: last.number,
        name: last.name,
        post: last.post,
        outlet: last.code ?? '',
        outletName: last.outletName ?? '',
        values: Object.fromEntries(own ?? []),
        score: score === undefined ? null : toDecimalText(score, 2, 2),
      },
    ]
  })
  return {
    period,
    items: listItems({ db }).filter(({ active }) => active),
    rows: rows.sort((a, b) => (a.outlet === b.outlet ? (a.number < b.number ? -1 : 1) : a.outlet < b.outlet ? -1 : 1)),
    fixed: standingRound(db, period)?.state ?? null,
  }
}

export interface ScoreCell {
  readonly number: string
  readonly item: number
  /** Null takes the value away. */
  readonly value: string | null
  /** What was there when it was typed. */
  readonly was: string | null
}

/**
 * Keeps what was typed, whole.
 * @throws Refusal NOT_FOUND, DATA_CHANGED where somebody else typed there meanwhile, WRONG_STATE once the quarter's stars stand
 */
export function saveScores(cx: Command, asked: { period: Month; cells: readonly ScoreCell[] }): { cells: number } {
  const { period, cells } = asked
  const standing = standingRound(cx.db, period)
  if (standing)
    throw new Refusal('WRONG_STATE', { what: 'starRound', name: '', state: standing.state, wanted: ['withdrawn'] })
  const values = valuesOf(cx.db, period)
  const items = new Set(listItems(cx).flatMap(({ id, active }) => (active ? [id] : [])))
  for (const { number, item, value, was } of cells) {
    const staff = cx.db.get<{ id: number }>('SELECT id FROM staff WHERE number = ?', number)?.id
    if (staff === undefined) throw new Refusal('NOT_FOUND', { what: 'staff', name: number })
    if (!items.has(item)) throw new Refusal('NOT_FOUND', { what: 'staffItem', name: String(item) })
    if ((values.get(staff)?.get(item) ?? null) !== was) throw new Refusal('DATA_CHANGED', { name: number })
    cx.db.run(
      'INSERT INTO staff_scores (period, staff, item, value, user, at) VALUES (?, ?, ?, ?, ?, ?)',
      monthNumber(period),
      staff,
      item,
      value,
      cx.user,
      cx.now,
    )
  }
  return { cells: cells.length }
}

/** The months in which somebody was scored, newest first, with what was typed when by whom. */
export function scoreHistory({ db }: Pick<Query, 'db'>, number: string) {
  return db
    .all<{ period: number; item: string; value: string | null; user: string; at: string }>(
      `SELECT v.period, i.name AS item, v.value, v.user, v.at FROM staff_scores v JOIN staff p ON p.id = v.staff
       JOIN staff_items i ON i.id = v.item WHERE p.number = ? ORDER BY v.period DESC, v.id DESC`,
      number,
    )
    .map(({ period, ...row }) => ({ ...row, period: monthFromNumber(period) }))
}
