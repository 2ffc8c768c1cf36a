/**
 * Why this score (为什么是这个分): an indicator of an outlet in words, its arithmetic, the figures and the order of its group, and the
 * source rows. Of a kept grading everything but the ledger rows is what was kept; of a scheme and period it is scored on the spot.
 */
import type { ReadDb } from '../../data/handles.ts'
import { compare, type Exact, fromText, toDecimalText } from '../../domain/exact.ts'
import { betterOf, type Indicator, type Scheme } from '../../domain/grading/scheme.ts'
import type { ScoreNote } from '../../domain/grading/score.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type ScoreStep, scoreSaid } from '../../domain/said/score-words.ts'
import { hasTemplate, inspectionRows } from '../inspections/scores.ts'
import type { SheetRow } from '../inspections/sheets.ts'
import type { Office, Query } from '../office.ts'
import { outletId } from '../register/outlets.ts'
import { pairRows } from '../settlements/member-rows.ts'
import { countEntryRows, entryRows, type SourceRow, viewOf } from '../settlements/source-rows.ts'
import { visibleRows } from '../settlements/sums.ts'
import { type HeadRow, headRows, isHeads } from '../staff/heads.ts'
import { getGrading, gradingBase } from './gradings.ts'
import { resultOf } from './kept-results.ts'
import { keptPeers, type Peer, peerOf } from './peers.ts'
import type { FiguresText, KeptResult } from './results.ts'
import { unpacked } from './rounds.ts'
import { schemeInForce } from './schemes.ts'
import { type Pace, scored } from './scoring.ts'
import { windowOf } from './window.ts'

/** A value of an indicator that somebody gave: where it stands. */
export interface IndicatorRow {
  readonly file: string
  readonly sheet: string
  readonly row: number
  readonly batch: number
  readonly period: Month
  readonly indicator: string
  readonly value: string
}

export interface ScoreExplanation {
  readonly outlet: string
  readonly name: string
  readonly indicator: Pick<Indicator, 'code' | 'title' | 'level' | 'weight' | 'better' | 'source' | 'method'>
  readonly value: string | null
  readonly score: string
  readonly note: ScoreNote | null
  readonly text: string
  readonly steps: readonly ScoreStep[]
  readonly group: {
    readonly name: string
    /** Outlets of the group that have a value. */
    readonly n: number
    readonly best: string | null
    readonly mean: string | null
    readonly total: string
    /** Those that the city gave. */
    readonly given: readonly ('best' | 'mean' | 'total')[]
    /** The group in order of the value, the better first; equal ones share the better rank. */
    readonly list: readonly {
      readonly rank: number
      readonly outlet: string
      readonly name: string
      readonly value: string
      readonly score: string
    }[]
    /** Outlets without a value. */
    readonly missing: readonly { readonly outlet: string; readonly name: string }[]
  }
  /** All source rows there are; `rows` is a page of them. */
  readonly total: number
  readonly rows: readonly SourceRow[]
  /** What was typed or imported as an indicator's value, also what entries are divided by. */
  readonly values: readonly IndicatorRow[]
  /**
   * The staff behind the heads that it is divided by, or that it is, in the months for which no heads were given; as the register
   * says now: what was kept of a grading is its value.
   */
  readonly staff: readonly HeadRow[]
  /** Members behind retention and ARPU. */
  readonly members: number | null
  /** Inspection sheets whose average it is, oldest first: those that count now; what was kept of a grading is its value. */
  readonly sheets: readonly Pick<SheetRow, 'id' | 'title' | 'date' | 'inspector' | 'score'>[]
}

export interface ExplainAsked {
  /** A grading, or a scheme and a period. */
  readonly id?: number | undefined
  readonly scheme?: string | undefined
  readonly period?: Month | undefined
  readonly outlet: string
  readonly indicator: string
  readonly offset?: number | undefined
  readonly limit?: number | undefined
}

const MOST_ROWS = 2000

/** What an explanation reads: a kept grading or one scored on the spot. */
interface Base {
  readonly scheme: Scheme
  readonly window: readonly Month[]
  /** The result of the outlet that is asked for. */
  readonly result: KeptResult | undefined
  /** What the results of its group say of the indicator at this place, in no order. */
  readonly peers: (group: string, place: number) => Peer[]
  readonly figures: readonly FiguresText[]
  readonly pairs: (source: 'retention' | 'arpu', outlet: number) => (readonly [number, number])[]
}

/** @throws Refusal NOT_FOUND for a grading, outlet or indicator; INVALID_INPUT where neither a grading nor a scheme is named */
export async function explainScore(cx: Query, asked: ExplainAsked, office: Office): Promise<ScoreExplanation> {
  const { scheme, window, result, peers, figures, pairs } = await baseOf(cx, asked, office)
  const place = scheme.indicators.findIndex(({ code }) => code === asked.indicator)
  const indicator = scheme.indicators[place]
  if (!indicator) throw new Refusal('NOT_FOUND', { what: 'indicator', name: asked.indicator })
  if (!result) throw new Refusal('NOT_FOUND', { what: 'result', name: asked.outlet })
  const id = outletId(cx.db, asked.outlet)
  const own = figures.find((each) => each.group === result.group && each.indicator === asked.indicator)
  const group = peers(result.group, place)
  const list = ranked(group, indicator)
  const note = result.indicators[place]?.note ?? null
  const { text, steps } = scoreSaid({
    indicator,
    period: scheme.period,
    value: exactValue(result, place),
    score: exactScore(result, place),
    note,
    parts: partsOf(result, place),
    figures: own ? { n: own.n, best: exactOf(own.best), mean: exactOf(own.mean), total: fromText(own.total) } : null,
    given: own?.given ?? [],
    rank: list.find(({ outlet }) => outlet === asked.outlet)?.rank ?? null,
  })
  const by = valueName(scheme, indicator)
  const decimalOf = (given: string | null | undefined) =>
    given === null || given === undefined ? null : toDecimalText(fromText(given), 0, 4)
  return {
    outlet: asked.outlet,
    name: result.name,
    indicator,
    value: result.indicators[place]?.value ?? null,
    score: result.indicators[place]?.score ?? '0.00',
    note,
    text,
    steps,
    group: {
      name: result.group,
      n: own?.n ?? list.length,
      best: decimalOf(own?.best),
      mean: decimalOf(own?.mean),
      total: decimalOf(own?.total) ?? '0',
      given: own?.given ?? [],
      list,
      missing: group
        .filter(({ value }) => value === null)
        .sort((a, b) => a.rank - b.rank || (a.outlet < b.outlet ? -1 : 1))
        .map(({ outlet, name }) => ({ outlet, name })),
    },
    staff: isHeads(by) ? headRows(cx.db, id, window) : [],
    ...rowsOf(cx.db, indicator, by, window, id, pairs, asked),
  }
}

/** The name of the typed value that it is, or that it is divided by; '' where there is none. */
function valueName({ indicators }: Scheme, { source }: Indicator): string {
  if (source.kind === 'indicator') return source.indicator
  if (source.kind !== 'entries' || source.per === undefined) return ''
  const by = indicators.find(({ code }) => code === source.per)
  if (!by) return source.per
  return by.source.kind === 'indicator' ? by.source.indicator : ''
}

async function baseOf(cx: Query, asked: ExplainAsked, office: Office): Promise<Base> {
  if (asked.id !== undefined) {
    const { months } = getGrading(cx, asked.id)
    const { scheme, figures, round } = gradingBase(cx.db, asked.id)
    const pairs: Base['pairs'] = (source, outlet) => {
      const kept = cx.db.get<{ members: Uint8Array }>(
        'SELECT members FROM grading_members WHERE round = ? AND outlet = ? AND source = ?',
        round ?? -1,
        outlet,
        source,
      )
      return kept ? unpacked(kept.members) : []
    }
    return {
      scheme,
      window: windowOf(scheme.period, months[1]),
      result: resultOf(cx.db, asked.id, asked.outlet),
      peers: (group, place) => keptPeers(cx.db, round ?? -1, group, place),
      figures,
      pairs,
    }
  }
  if (asked.scheme === undefined || asked.period === undefined)
    throw new Refusal('INVALID_INPUT', { field: 'scheme', reason: 'empty' })
  const { scheme } = schemeInForce(cx.db, asked.scheme)
  const found = await scored(office, ON_THE_SPOT, scheme, asked.period)
  return {
    scheme,
    window: windowOf(scheme.period, asked.period),
    result: found.results.find(({ result }) => result.outlet === asked.outlet)?.result,
    peers: (group, place) =>
      found.results.flatMap(({ result }) => (result.group === group ? [peerOf(result, place)] : [])),
    figures: found.figures,
    pairs: (source, outlet) => pairsOf(found.members.get(source)?.get(outlet) ?? []),
  }
}

/** A question lets others work too, but has no progress to show. */
const ON_THE_SPOT: Pace = { progress: () => {}, breathe: () => new Promise((resolve) => setImmediate(resolve)) }

const pairsOf = (numbers: readonly number[]) =>
  Array.from({ length: numbers.length / 2 }, (_, at) => [numbers[2 * at]!, numbers[2 * at + 1]!] as const)

const exactOf = (text: string | null): Exact | null => (text === null ? null : fromText(text))

const exactValue = (result: KeptResult, place: number): Exact | null => exactOf(peerOf(result, place).value)

function exactScore({ exact, indicators }: KeptResult, place: number): Exact {
  return fromText(exact?.scores[place] ?? indicators[place]?.score ?? '0')
}

function partsOf({ exact }: KeptResult, place: number): [Exact, Exact] | null {
  const parts = exact?.parts?.[place]
  return parts ? [fromText(parts[0]), fromText(parts[1])] : null
}

/** Those with a value, the better first. */
function ranked(group: readonly Peer[], indicator: Indicator): ScoreExplanation['group']['list'] {
  const better = betterOf(indicator)
  const known = group
    .flatMap((peer) => (peer.value === null ? [] : [{ peer, value: fromText(peer.value) }]))
    .sort(
      (a, b) =>
        (better === 'higher' ? compare(b.value, a.value) : compare(a.value, b.value)) ||
        (a.peer.outlet < b.peer.outlet ? -1 : 1),
    )
  let rank = 0
  return known.map(({ peer: { outlet, name, shown, score }, value }, at) => {
    const before = known[at - 1]
    if (!before || compare(before.value, value) !== 0) rank = at + 1
    return { rank, outlet, name, value: shown, score }
  })
}

function rowsOf(
  db: ReadDb,
  { source }: Indicator,
  by: string,
  window: readonly Month[],
  outlet: number,
  pairs: Base['pairs'],
  asked: Pick<ExplainAsked, 'outlet' | 'offset' | 'limit'>,
): Pick<ScoreExplanation, 'total' | 'rows' | 'values' | 'members' | 'sheets'> {
  const page = { offset: asked.offset ?? 0, limit: asked.limit ?? MOST_ROWS }
  switch (source.kind) {
    case 'entries': {
      const of = { outlet, months: window, filter: source.entries }
      const values = by === '' ? [] : valueRows(db, by, window, outlet)
      return {
        total: countEntryRows(db, of),
        rows: entryRows(db, { ...of, ...page }),
        values,
        members: null,
        sheets: [],
      }
    }
    case 'retention':
    case 'arpu': {
      const found = pairs(source.kind, outlet)
      const total = found.reduce((sum, [, month]) => sum + (month === 0 ? 1 : 2), 0)
      return { total, rows: pairRows(db, found, page).map(viewOf), values: [], members: found.length, sheets: [] }
    }
    case 'indicator': {
      const values = valueRows(db, source.indicator, window, outlet)
      return { total: values.length, rows: [], values, members: null, sheets: [] }
    }
    case 'inspection': {
      // imported values named like the sheet stand in where no template has the name (inspections/scores.ts)
      const values = hasTemplate(db, source.sheet) ? [] : valueRows(db, source.sheet, window, outlet)
      const sheets = inspectionRows(db, source.sheet, asked.outlet, window).map(
        ({ id, title, date, inspector, score }) => ({ id, title, date, inspector, score }),
      )
      return { total: values.length + sheets.length, rows: [], values, members: null, sheets }
    }
  }
}

function valueRows(db: ReadDb, indicator: string, window: readonly Month[], outlet: number): IndicatorRow[] {
  return db
    .all<Omit<IndicatorRow, 'period'> & { period: number }>(
      `SELECT coalesce(f.name, '') AS file, coalesce(f.sheet, '') AS sheet, v.row, v.batch, v.period, t.name AS indicator, v.value
       FROM indicator_values v JOIN terms t ON t.id = v.indicator LEFT JOIN batch_files f ON f.batch = v.batch AND f.number = v.file
       WHERE v.outlet = ? AND v.period IN (${window.map(monthNumber).join(', ')}) AND (t.code = ? OR t.name = ?) AND ${visibleRows(db, 'v')}
       ORDER BY v.period, v.id`,
      outlet,
      indicator,
      indicator,
    )
    .map((row) => ({ ...row, period: monthFromNumber(row.period) }))
}
