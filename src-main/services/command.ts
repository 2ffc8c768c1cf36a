/** Running a command: one write transaction that holds its work and its audit row. */
import { appendAudit } from '../data/audit-chain.ts'
import type { ReadDb } from '../data/handles.ts'
import { type Month, monthNumber } from '../domain/month.ts'
import type { Actor, Command, Office } from './office.ts'
import { queryOf } from './query.ts'

export interface Recorded<Result> {
  readonly result: Result
  readonly subject?: string | null
  readonly period?: Month | null
  /** True where calculations read what was changed: ledgers, policies, settings, the register. */
  readonly inputs?: boolean
  /** Kept as JSON in the audit row; passwords are left out. */
  readonly detail?: unknown
}

/** Does `work` and records it, or does neither. */
export function runCommand<Result>(
  office: Office,
  actor: Actor,
  act: string,
  work: (cx: Command) => Recorded<Result>,
): Result {
  return office.store.write((db) => {
    const cx: Command = { ...queryOf(office, actor), db }
    const recorded = work(cx)
    appendAudit(db, {
      at: cx.now,
      user: actor.user,
      act,
      period: recorded.period ? monthNumber(recorded.period) : null,
      subject: recorded.subject ?? null,
      detail: JSON.stringify(recorded.detail ?? {}, withoutSecrets),
      pc: actor.place?.pc ?? null,
      browser: actor.place?.browser ?? null,
    })
    if (recorded.inputs) db.run('UPDATE revision SET number = number + 1')
    return recorded.result
  })
}

const LONGEST_TEXT = 2000

function withoutSecrets(key: string, value: unknown): unknown {
  if (/password/i.test(key)) return undefined
  if (typeof value === 'string' && value.length > LONGEST_TEXT) return `${value.slice(0, LONGEST_TEXT)}…`
  return value
}

/** How often what calculations read has changed: work in steps compares it before its last step. */
export function revisionOf(db: ReadDb): number {
  return db.get<{ number: number }>('SELECT number FROM revision')?.number ?? 0
}
