/** What the checks of a month found, what reviewers said of it, and how many wait for a look. */
import type { ReadDb } from '../../data/handles.ts'
import type { CheckCode, CheckWords } from '../../domain/checks/check.ts'
import { CHECKS } from '../../domain/checks/checks.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { revisionOf } from '../command.ts'
import type { Command, Query } from '../office.ts'

export type LookResult = 'fine' | 'mended' | 'pursued'

export interface Looked {
  readonly result: LookResult
  readonly note: string
  readonly user: string
  readonly at: string
}

export interface FindingView {
  readonly id: number
  readonly period: Month
  readonly code: CheckCode
  readonly title: string
  readonly subject: string
  readonly name: string
  readonly said: string
  readonly evidence: readonly (readonly [string, string])[]
  readonly link: string
  readonly people: readonly string[]
  readonly foundAt: string
  /** The look that still counts. */
  readonly looked: Looked | null
  /** Looked at, but its facts are others now. */
  readonly reopened: boolean
  /** All looks at it, newest first. */
  readonly looks: readonly Looked[]
}

export interface MonthFindings {
  /** Null: nobody has run the checks of this month. */
  readonly run: { readonly user: string; readonly at: string; readonly stale: boolean } | null
  /** All checks, also those without a finding. `found` may be more than are listed. */
  readonly checks: readonly (CheckWords & { readonly found: number; readonly open: number })[]
  readonly findings: readonly FindingView[]
}

interface FindingRow {
  id: number
  period: number
  code: CheckCode
  facts: string
  subject: string
  name: string
  said: string
  evidence: string
  link: string
  people: string
  foundAt: string
}

const SELECT = `SELECT f.id, f.period, f.code, f.facts, f.subject, f.name, f.said, f.evidence, f.link, f.people, f.found_at AS foundAt
  FROM check_findings f`

/** Findings of a month, by check in its order; `stale`: data that calculations read have changed since the run. */
export function monthFindings(cx: Query, { period }: { period: Month }): MonthFindings {
  const run = cx.db.get<{ revision: number; found: string; user: string; at: string }>(
    'SELECT revision, found, user, at FROM check_runs WHERE period = ?',
    monthNumber(period),
  )
  const rows = cx.db.all<FindingRow>(
    `${SELECT} WHERE f.period = ? AND f.gone_at IS NULL ORDER BY f.id`,
    monthNumber(period),
  )
  const looks = looksOf(cx.db, period)
  const findings = rows
    .map((row) => viewOf(row, looks.get(row.id) ?? []))
    .sort((a, b) => orderOf(a.code) - orderOf(b.code) || a.id - b.id)
  const found = (run ? JSON.parse(run.found) : {}) as Partial<Record<CheckCode, number>>
  return {
    run: run ? { user: run.user, at: run.at, stale: run.revision !== revisionOf(cx.db) } : null,
    checks: CHECKS.map((words) => ({
      ...words,
      found: found[words.code] ?? 0,
      open: findings.filter(({ code, looked }) => code === words.code && looked === null).length,
    })),
    findings,
  }
}

const orderOf = (code: CheckCode) => CHECKS.findIndex((check) => check.code === code)

function viewOf(row: FindingRow, looks: readonly (Looked & { facts: string })[]): FindingView {
  const { facts, evidence, people, period, ...rest } = row
  const [last] = looks
  const counts = last !== undefined && last.facts === facts
  return {
    ...rest,
    period: monthFromNumber(period),
    title: CHECKS.find(({ code }) => code === row.code)?.title ?? row.code,
    evidence: JSON.parse(evidence) as [string, string][],
    people: JSON.parse(people) as string[],
    looked: counts ? lookedOf(last) : null,
    reopened: last !== undefined && !counts,
    looks: looks.map(lookedOf),
  }
}

const lookedOf = ({ result, note, user, at }: Looked): Looked => ({ result, note, user, at })

function looksOf(db: ReadDb, period: Month): Map<number, (Looked & { facts: string })[]> {
  const looks = new Map<number, (Looked & { facts: string })[]>()
  for (const { finding, ...look } of db.all<Looked & { finding: number; facts: string }>(
    `SELECT l.finding, l.facts, l.result, l.note, l.user, l.at FROM check_looks l
     JOIN check_findings f ON f.id = l.finding WHERE f.period = ? ORDER BY l.id DESC`,
    monthNumber(period),
  )) {
    const known = looks.get(finding)
    if (known) known.push(look)
    else looks.set(finding, [look])
  }
  return looks
}

/** Findings of all months that nobody has looked at, or whose facts are others since. */
export function openFindings(db: ReadDb): { period: Month; count: number }[] {
  return db
    .all<{ period: number; count: number }>(
      `SELECT f.period, count(*) AS count FROM check_findings f
       WHERE f.gone_at IS NULL AND NOT coalesce(
         (SELECT l.facts = f.facts FROM check_looks l WHERE l.finding = f.id ORDER BY l.id DESC LIMIT 1), 0)
       GROUP BY f.period ORDER BY f.period`,
    )
    .map(({ period, count }) => ({ period: monthFromNumber(period), count }))
}

/**
 * Says what a reviewer makes of findings; none of the people whom one is about.
 * @throws Refusal NOT_FOUND for one that is gone, SAME_PERSON
 */
export function lookAtFindings(
  cx: Command,
  asked: { ids: readonly number[]; result: LookResult; note: string },
): { looked: number } {
  for (const id of asked.ids) {
    const row = cx.db.get<FindingRow>(`${SELECT} WHERE f.id = ? AND f.gone_at IS NULL`, id)
    if (!row) throw new Refusal('NOT_FOUND', { what: 'finding', name: String(id) })
    if ((JSON.parse(row.people) as string[]).includes(cx.user))
      throw new Refusal('SAME_PERSON', { did: 'finding', user: cx.user })
    cx.db.run(
      'INSERT INTO check_looks (finding, facts, result, note, user, at) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      row.facts,
      asked.result,
      asked.note,
      cx.user,
      cx.now,
    )
  }
  return { looked: asked.ids.length }
}
