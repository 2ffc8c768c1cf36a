/** What the last trial of a version came to: the totals that its approver sees (services/policies/trial.ts makes them). */
import { createHash } from 'node:crypto'
import type { ReadDb } from '../../data/handles.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { Policy } from '../../domain/policy.ts'
import type { Command } from '../office.ts'

/** Old and new amount in yuan, and new − old. */
export interface TrialSums {
  readonly old: string
  readonly new: string
  readonly difference: string
}

export interface TrialClause extends TrialSums {
  readonly clause: string
  readonly title: string
}

export interface TrialTotals extends TrialSums {
  readonly period: Month
  /** The month from which the draft was taken to be in force. */
  readonly since: Month
  /** Outlets with a line under the old or the new terms, and those whose amounts differ. */
  readonly outlets: number
  readonly changed: number
  readonly clauses: readonly TrialClause[]
}

export interface LastTrial extends TrialTotals {
  readonly user: string
  readonly at: string
  /** The version was changed after it was tried. */
  readonly outdated: boolean
}

/** A mark of what a trial depends on: months and clauses, not title or examples. */
const documentMark = ({ from, to, clauses }: Policy): string =>
  createHash('sha256')
    .update(JSON.stringify([from, to ?? null, clauses]))
    .digest('hex')

interface TrialRow {
  document: string
  period: number
  since: number
  outlets: number
  changed: number
  old_amount: number
  new_amount: number
  clauses: string
  user: string
  at: string
  saved: string
}

/** The last trial of a version; null where it was never tried. */
export function lastTrial(db: ReadDb, policy: number): LastTrial | null {
  const row = db.get<TrialRow>(
    'SELECT t.*, p.document AS saved FROM policy_trials t JOIN policies p ON p.id = t.policy WHERE t.policy = ?',
    policy,
  )
  if (!row) return null
  return {
    period: monthFromNumber(row.period),
    since: monthFromNumber(row.since),
    outlets: row.outlets,
    changed: row.changed,
    old: yuan(asFen(row.old_amount)),
    new: yuan(asFen(row.new_amount)),
    difference: yuan(asFen(row.new_amount - row.old_amount)),
    clauses: JSON.parse(row.clauses) as TrialClause[],
    user: row.user,
    at: row.at,
    outdated: documentMark(JSON.parse(row.saved) as Policy) !== row.document,
  }
}

/** Keeps the totals of a version's trial in place of the former ones; sums in fen. */
export function keepTrial(
  cx: Command,
  policy: number,
  tried: Policy,
  totals: TrialTotals,
  sums: { old: number; new: number },
): void {
  cx.db.run(
    `INSERT INTO policy_trials (policy, document, period, since, outlets, changed, old_amount, new_amount, clauses, user, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (policy) DO UPDATE SET document = excluded.document,
     period = excluded.period, since = excluded.since, outlets = excluded.outlets, changed = excluded.changed,
     old_amount = excluded.old_amount, new_amount = excluded.new_amount, clauses = excluded.clauses, user = excluded.user,
     at = excluded.at`,
    policy,
    documentMark(tried),
    monthNumber(totals.period),
    monthNumber(totals.since),
    totals.outlets,
    totals.changed,
    sums.old,
    sums.new,
    JSON.stringify(totals.clauses),
    cx.user,
    cx.now,
  )
}
