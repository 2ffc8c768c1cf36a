/** Star staff of a quarter (明星店员): the ranking from the months' scores, proposed by one person and confirmed by another. */
import type { ReadDb } from '../../data/handles.ts'
import { toDecimalText } from '../../domain/exact.ts'
import { addMonths, type Month, monthFromNumber, monthNumber, monthsFrom, quarterStart } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { quarterEnd, type Ranked, rankStars, type StarRules, stateOn } from '../../domain/staff.ts'
import type { Command, Query } from '../office.ts'
import { staffStates } from './register.ts'
import { monthScores } from './scores.ts'
import { standingRound } from './standing.ts'

export interface StarRow {
  readonly number: string
  readonly name: string
  readonly post: string | null
  readonly outlet: string | null
  readonly outletName: string | null
  /** By month of the quarter, two places. */
  readonly months: readonly (string | null)[]
  readonly score: string | null
  readonly present: number
  readonly rank: number | null
  readonly tied: boolean
  readonly star: boolean
  readonly out: Ranked['out']
}

/** The ranking of the quarter in which the month lies, as its scores are now. */
export function starRanking({ db }: { db: ReadDb }, asked: { period: Month; rules: StarRules }): StarRow[] {
  const first = quarterStart(asked.period)
  const months = monthsFrom(first, addMonths(first, 2))
  const scores = months.map((month) => monthScores(db, month))
  const people = [...staffStates(db)].flatMap(([staff, states]) => {
    const own = scores.map((month) => month.get(staff) ?? null)
    const state = stateOn(states, quarterEnd(months))
    return own.some((score) => score !== null) || state?.code ? [{ staff, states, state, months: own }] : []
  })
  const ranked = rankStars(
    people.map(({ staff, state, months: own }) => ({ staff, outlet: state?.outlet ?? null, months: own })),
    asked.rules,
  )
  const text = (value: Ranked['score']) => (value === null ? null : toDecimalText(value, 2, 2))
  return ranked
    .map((one, at): StarRow => {
      const { state, states } = people[at]!
      const { number, name, post } = state ?? states[0]!
      const { code = null, outletName = null } = state ?? {}
      const { present, rank, tied, star, out } = one
      return {
        number,
        name,
        post,
        outlet: code,
        outletName,
        months: one.months.map(text),
        score: text(one.score),
        present,
        rank,
        tied,
        star,
        out,
      }
    })
    .sort((a, b) => byStore(a, b, asked.rules) || (a.rank ?? 1e9) - (b.rank ?? 1e9) || (a.number < b.number ? -1 : 1))
}

const byStore = (a: StarRow, b: StarRow, { within }: StarRules): number =>
  within === 'all' || a.outlet === b.outlet ? 0 : (a.outlet ?? '\uffff') < (b.outlet ?? '\uffff') ? -1 : 1

export interface StarRound {
  readonly id: number
  /** First month of the quarter. */
  readonly quarter: Month
  readonly state: 'proposed' | 'confirmed' | 'withdrawn'
  readonly rules: StarRules
  readonly ranking: readonly StarRow[]
  readonly user: string
  readonly at: string
  readonly confirmedBy: string | null
  readonly confirmedAt: string | null
  readonly withdrawnReason: string | null
}

interface RoundRow {
  id: number
  quarter: number
  state: StarRound['state']
  rules: string
  document: string
  user: string
  at: string
  confirmedBy: string | null
  confirmedAt: string | null
  withdrawnReason: string | null
}

const SELECT = `SELECT id, quarter, state, rules, document, user, at, confirmed_by AS confirmedBy, confirmed_at AS confirmedAt,
  withdrawn_reason AS withdrawnReason FROM star_rounds`

const roundOf = ({ quarter, rules, document, ...row }: RoundRow): StarRound => ({
  ...row,
  quarter: monthFromNumber(quarter),
  rules: JSON.parse(rules) as StarRules,
  ranking: JSON.parse(document) as StarRow[],
})

/** All rounds, newest quarter first. */
export function listRounds({ db }: Pick<Query, 'db'>): StarRound[] {
  return db.all<RoundRow>(`${SELECT} ORDER BY quarter DESC, id DESC`).map(roundOf)
}

/**
 * Proposes the quarter's stars as its scores are now; from then on its scores are fixed.
 * @throws Refusal WRONG_STATE where one stands already, INVALID_INPUT where nobody can be a star or the quarter is not over
 */
export function proposeStars(cx: Command, asked: { period: Month; rules: StarRules }): { id: number; stars: number } {
  const quarter = quarterStart(asked.period)
  const standing = standingRound(cx.db, quarter)
  if (standing)
    throw new Refusal('WRONG_STATE', { what: 'starRound', name: '', state: standing.state, wanted: ['withdrawn'] })
  if (cx.today <= quarterEnd([addMonths(quarter, 2)]))
    throw new Refusal('INVALID_INPUT', { field: 'period', reason: 'future', value: quarter })
  const ranking = starRanking(cx, { period: quarter, rules: asked.rules })
  const stars = ranking.filter(({ star }) => star).length
  if (stars === 0) throw new Refusal('INVALID_INPUT', { field: 'stars', reason: 'nobody' })
  const { lastInsertRowid: id } = cx.db.run(
    "INSERT INTO star_rounds (quarter, state, rules, document, user, at) VALUES (?, 'proposed', ?, ?, ?, ?)",
    monthNumber(quarter),
    JSON.stringify(asked.rules),
    JSON.stringify(ranking),
    cx.user,
    cx.now,
  )
  return { id, stars }
}

/** @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON for who proposed it */
export function confirmStars(cx: Command, id: number): { id: number } {
  const { user } = requireRound(cx.db, id, ['proposed'])
  if (user === cx.user) throw new Refusal('SAME_PERSON', { did: 'proposeStars', user: cx.user })
  cx.db.run(
    "UPDATE star_rounds SET state = 'confirmed', confirmed_by = ?, confirmed_at = ? WHERE id = ?",
    cx.user,
    cx.now,
    id,
  )
  return { id }
}

/** Puts a round aside, with a reason; a confirmed one only by a reviewer. @throws Refusal NOT_FOUND, WRONG_STATE, ROLE_MISSING */
export function withdrawStars(cx: Command, { id, reason }: { id: number; reason: string }): { id: number } {
  const { state } = requireRound(cx.db, id, ['proposed', 'confirmed'])
  if (state === 'confirmed' && !cx.roles.includes('reviewer'))
    throw new Refusal('ROLE_MISSING', { needed: ['reviewer'] })
  cx.db.run(
    "UPDATE star_rounds SET state = 'withdrawn', withdrawn_by = ?, withdrawn_at = ?, withdrawn_reason = ? WHERE id = ?",
    cx.user,
    cx.now,
    reason,
    id,
  )
  return { id }
}

function requireRound(db: ReadDb, id: number, wanted: readonly StarRound['state'][]): RoundRow {
  const row = db.get<RoundRow>(`${SELECT} WHERE id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'starRound', name: String(id) })
  if (!wanted.includes(row.state))
    throw new Refusal('WRONG_STATE', { what: 'starRound', name: '', state: row.state, wanted })
  return row
}

/** The confirmed quarters of one person, newest first. */
export function starHistory(
  { db }: Pick<Query, 'db'>,
  number: string,
): { quarter: Month; rank: number | null; score: string | null; star: boolean }[] {
  return listRounds({ db }).flatMap(({ state, quarter, ranking }) => {
    const mine = state === 'confirmed' ? ranking.find((row) => row.number === number) : undefined
    return mine ? [{ quarter, rank: mine.rank, score: mine.score, star: mine.star }] : []
  })
}
