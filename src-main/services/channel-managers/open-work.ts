/**
 * What is to be done about outlets, whoever looks after them: each kind of open work is one source. It is asked of the manager
 * whose outlet it is about, so it goes along when the outlet is transferred, and to the stand-in for the time.
 */
import { dateFromNumber, type IsoDate } from '../../domain/month.ts'
import { openReminders } from '../agreements/reminders.ts'
import { fileRows, isSettled } from '../completeness/files.ts'
import { openRoundOf } from '../completeness/rounds.ts'
import type { Query } from '../office.ts'

export type WorkKind = 'agreement' | 'dispute' | 'file' | 'request'

export interface WorkItem {
  readonly kind: WorkKind
  /** The same piece of work has the same key at every asking. */
  readonly key: string
  /** Code of the outlet. */
  readonly outlet: string
  /** What is told beside the kind: a number, what is missing. */
  readonly said: string
  readonly due: IsoDate | null
  /** The screen where it is done. */
  readonly to: string
}

/** Open work of one kind, of all outlets or of those of these ids. */
type Source = (cx: Query, only: readonly number[] | undefined) => WorkItem[]

const agreements: Source = (cx, only) => {
  const codes = only && codesOf(cx, only)
  return openReminders(cx, only).flatMap(({ agreement, number, outlets, due }) =>
    outlets
      .filter((outlet) => codes === undefined || codes.has(outlet))
      .map((outlet) => ({
        ...{ kind: 'agreement' as const, key: `agreement:${agreement}:${outlet}` },
        ...{ outlet, said: number, due, to: `/agreements/${agreement}` },
      })),
  )
}

/** The condition on an outlet's id; ?1 lists the ids as JSON. */
const AMONG = '(?1 IS NULL OR o.id IN (SELECT value FROM json_each(?1)))'
const listed = (only: readonly number[] | undefined) => (only ? JSON.stringify(only) : null)

function codesOf({ db }: Query, only: readonly number[]): Set<string> {
  const rows = db.all<{ code: string }>(`SELECT o.code FROM outlets o WHERE ${AMONG}`, listed(only))
  return new Set(rows.map(({ code }) => code))
}

const disputes: Source = ({ db }, only) =>
  db
    .all<{ id: number; outlet: string; about: string; due: number }>(
      `SELECT d.id, o.code AS outlet, d.about, d.due FROM disputes d JOIN outlets o ON o.id = d.outlet
       WHERE d.state = 'open' AND ${AMONG}`,
      listed(only),
    )
    .map(({ id, outlet, about, due }) => ({
      ...{ kind: 'dispute' as const, key: `dispute:${id}`, outlet, said: about },
      ...{ due: dateFromNumber(due), to: `/settlements/disputes/${id}` },
    }))

/** Files that a round waits for; without a round, those in which something is missing. */
const files: Source = (cx, only) => {
  const round = openRoundOf(cx.db)
  return fileRows(cx, round?.id ?? null, { subject: 'outlet', ids: only })
    .filter(({ missing, confirmed }) => (round ? !isSettled(confirmed) : missing.length > 0))
    .map(({ code, missing }) => ({
      ...{ kind: 'file' as const, key: `file:${code}`, outlet: code, said: String(missing.length) },
      ...{ due: round?.due ?? null, to: `/outlets/${encodeURIComponent(code)}?tab=completeness` },
    }))
}

/** Requests about an outlet that wait for a decision. */
const requests: Source = ({ db }, only) =>
  db
    .all<{ id: number; number: string; outlet: string }>(
      `SELECT r.id, r.number, o.code AS outlet FROM requests r JOIN outlets o ON o.id = r.outlet
       WHERE r.state = 'asked' AND ${AMONG}`,
      listed(only),
    )
    .map(({ id, number, outlet }) => ({
      ...{ kind: 'request' as const, key: `request:${id}`, outlet, said: number, due: null, to: `/requests/${id}` },
    }))

const SOURCES: readonly Source[] = [agreements, disputes, files, requests]

/** What is open about these outlets (by id), what is due first before what has no day; then by outlet. All outlets where none are named. */
export function openWork(cx: Query, only?: readonly number[]): WorkItem[] {
  const order = ({ due, outlet, key }: WorkItem) => `${due ?? '9'} ${outlet} ${key}`
  return SOURCES.flatMap((source) => source(cx, only))
    .map((item) => ({ item, at: order(item) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ item }) => item)
}
