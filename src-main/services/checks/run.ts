/** Running the checks of a month in steps and keeping what they find: what was looked at stays looked at while its facts are the same. */
import { createHash } from 'node:crypto'
import type { WriteDb } from '../../data/handles.ts'
import type { CheckCode, Finding } from '../../domain/checks/check.ts'
import { CHECKS } from '../../domain/checks/checks.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import { revisionOf, runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import type { Actor, Office } from '../office.ts'
import { queryOf } from '../query.ts'
import { exitedBusinessCheck, grossRangeCheck, splitAdjustmentsCheck } from './business-checks.ts'
import { type Check, lookAt } from './look.ts'
import { accountChangedCheck, duplicateInvoiceCheck, noAgreementCheck, transferDiffersCheck } from './money-checks.ts'
import {
  oddHoursCheck,
  onePcCheck,
  sharedAccountCheck,
  sharedIdNumberCheck,
  sharedPhoneCheck,
  staffPayeeCheck,
  twoAccountsCheck,
} from './people-checks.ts'

const BY_CODE: ReadonlyMap<CheckCode, Check> = new Map(
  [
    accountChangedCheck,
    sharedAccountCheck,
    noAgreementCheck,
    transferDiffersCheck,
    duplicateInvoiceCheck,
    staffPayeeCheck,
    onePcCheck,
    twoAccountsCheck,
    oddHoursCheck,
    splitAdjustmentsCheck,
    exitedBusinessCheck,
    grossRangeCheck,
    sharedIdNumberCheck,
    sharedPhoneCheck,
  ].map((check) => [check.words.code, check]),
)

/** The most findings that one check keeps of a month; more are counted and said. */
const MOST_A_CHECK = 500

export interface CheckRun {
  readonly period: Month
  readonly findings: number
  /** Findings by check; may be more than are kept. */
  readonly found: Readonly<Partial<Record<CheckCode, number>>>
}

/** Runs all checks of a month; nothing is written before the last of them is through. */
export async function runChecks(
  office: Office,
  actor: Actor,
  job: Job,
  { period }: { period: Month },
  act: string,
): Promise<CheckRun> {
  const { db, today } = queryOf(office, actor)
  const revision = revisionOf(db)
  const look = lookAt(db, period, today)
  const kept: { code: CheckCode; finding: Finding }[] = []
  const found: Partial<Record<CheckCode, number>> = {}
  for (const [at, { code }] of CHECKS.entries()) {
    job.progress('looking', at / CHECKS.length, at)
    let count = 0
    for (const finding of BY_CODE.get(code)?.find(look) ?? []) {
      if (finding === null) {
        await job.breathe()
        continue
      }
      count += 1
      if (count <= MOST_A_CHECK) kept.push({ code, finding })
    }
    if (count > 0) found[code] = count
    await job.breathe()
  }
  job.seal()
  return runCommand(office, actor, act, (cx) => {
    keep(cx.db, period, kept, cx.now)
    cx.db.run(
      `INSERT INTO check_runs (period, revision, found, user, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (period) DO UPDATE SET revision = excluded.revision, found = excluded.found, user = excluded.user, at = excluded.at`,
      monthNumber(period),
      revision,
      JSON.stringify(found),
      cx.user,
      cx.now,
    )
    return { result: { period, findings: kept.length, found }, period, subject: `checks:${period}`, detail: { found } }
  })
}

/** Writes what was found; what is found no more is marked as gone, and its looks stay. */
function keep(db: WriteDb, period: Month, kept: readonly { code: CheckCode; finding: Finding }[], now: string): void {
  db.run('UPDATE check_findings SET gone_at = ? WHERE period = ? AND gone_at IS NULL', now, monthNumber(period))
  for (const { code, finding } of kept) {
    db.run(
      `INSERT INTO check_findings (period, code, key, facts, subject, name, said, evidence, link, people, found_at, gone_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
       ON CONFLICT (period, code, key) DO UPDATE SET facts = excluded.facts, subject = excluded.subject, name = excluded.name,
         said = excluded.said, evidence = excluded.evidence, link = excluded.link, people = excluded.people, gone_at = NULL`,
      monthNumber(period),
      code,
      finding.key,
      factsOf(finding),
      finding.subject,
      finding.name,
      finding.said,
      JSON.stringify(finding.evidence),
      finding.link,
      JSON.stringify(finding.people ?? []),
      now,
    )
  }
}

/** A finding's facts as a hash: as long as it is the same, a look at them counts. */
function factsOf({ said, evidence }: Finding): string {
  return createHash('sha256')
    .update(JSON.stringify([said, evidence]))
    .digest('hex')
}
