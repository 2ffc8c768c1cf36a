/** Importing agents, outlets and their codes: read whole, compared in steps, then stored with its batch by one short command. */

import { Refusal } from '../../domain/refusal.ts'
import { ingest } from '../../workbook/ingest/client.ts'
import type { Chunk } from '../../workbook/ingest/request.ts'
import { revisionOf, runCommand } from '../command.ts'
import type { Office } from '../office.ts'
import { queryOf, todayOf } from '../query.ts'
import type { MadeRequest } from '../requests/ask.ts'
import { finishBatch, insertBatch } from './batch-write.ts'
import { recordEdits } from './edits.ts'
import { attachFindings, keepFindings } from './findings.ts'
import type { ImportRun } from './import.ts'
import {
  answerOf,
  type ImportAnswer,
  type ImportedRequest,
  type RowCounts,
  readTotals,
  refuseEmpty,
  rejected,
  reportOf,
} from './import-answer.ts'
import { checkRegister } from './register-checks.ts'
import { type PlannedAsk, planRegister, type RegisterKind, type RegisterPlan } from './register-plan.ts'
import { writeRegister } from './register-rows.ts'

/** @throws Refusal IMPORT_REJECTED, SAME_FILE, PERIOD_CLOSED, DATA_CHANGED, and those of reading; nothing is changed then */
export async function importRegister(run: ImportRun, kind: RegisterKind): Promise<ImportAnswer> {
  const { office, actor, job, asked, request } = run
  const chunks: Chunk[] = []
  const result = await ingest(request, {
    signal: job.signal,
    onProgress: (fraction, rows) => job.progress('reading', fraction * 0.8, rows),
    onChunk(chunk) {
      chunks.push(chunk)
    },
  })
  const files = await run.files
  refuseEmpty(result)
  const { blanks = 'keep', duplicates = 'error' } = asked
  const found = await checkRegister(
    office.store.read,
    kind,
    chunks,
    result,
    { blanks, skipsKnown: duplicates === 'skip', merges: duplicates !== 'error' && duplicates !== 'skip' },
    () => job.breathe(),
  )
  const wrong = result.rows.rejected + found.count
  const findings = await keepFindings(office, job, {
    ...{ kind, user: actor.user, request, files, result, later: found.mistakes, wrong },
  })
  if (result.problems.errors + found.count > 0 && !asked.onlyValid) throw rejected(result, found, findings ?? '')
  const counted = (plan: RegisterPlan): RowCounts => ({
    read: result.rows.read,
    added: plan.additions.length,
    updated: plan.changes.length,
    skipped: plan.unchanged + plan.merged + result.rows.duplicates,
    rejected: wrong,
    ...(plan.asks.length > 0 ? { requested: plan.asks.filter(({ alone }) => alone).length } : {}),
  })
  const reported = ({ names, differences, asks }: RegisterPlan, requests?: readonly MadeRequest[]) => ({
    ...reportOf(files, run.saved, result, found, names.created, differences.said),
    ...(asks.length > 0 ? { requests: requests ?? asks.map(toBeAsked) } : {}),
  })
  const answer = (plan: RegisterPlan, batch: number | null, requests?: readonly MadeRequest[]): ImportAnswer => ({
    ...answerOf(batch, counted(plan), result, found),
    totals: readTotals(result),
    mistakes: wrong > 0 ? findings : null,
    findings,
    ...(plan.asks.length > 0 ? { requests: requests ?? plan.asks.map(toBeAsked) } : {}),
    report: reported(plan, requests),
  })
  const how = { period: asked.period, blanks, duplicates } as const
  const plan = (breathe: () => Promise<void>) =>
    planRegister(queryOf(office, actor), kind, found.left, result, how, breathe)
  job.progress('comparing', 0.8, result.rows.taken)
  let planned = await plan(() => job.breathe())
  if (asked.dryRun) return answer(planned, null)
  job.seal()
  job.progress('finishing', 0.9)
  // somebody changed the register while it was compared: then once more, and nobody else is heard meanwhile
  if (outdated(office, planned)) planned = await plan(() => Promise.resolve())
  return runCommand(office, actor, run.act, (cx) => {
    if (outdated(office, planned)) throw new Refusal('DATA_CHANGED', {})
    const batch = insertBatch(cx.db, kind, 'active', request.mapping, cx.user, cx.now)
    const requests = writeRegister(cx, planned, batch)
    const report = reported(planned, requests)
    finishBatch(cx.db, batch, counted(planned), result, report, [])
    recordEdits(cx.db, batch, result)
    attachFindings(cx.db, findings, batch)
    return {
      result: answer(planned, batch, requests),
      inputs: true,
      subject: `batch:${batch}`,
      detail: { kind, file: report.file.name, sha256: report.file.sha256, rows: counted(planned) },
    }
  })
}

/** What a dry run says of a request: its number comes with it. */
function toBeAsked({ subject, id, code }: PlannedAsk): ImportedRequest {
  return { id: null, number: null, kind: id === null ? 'admission' : 'change', subject, code }
}

function outdated(office: Office, plan: RegisterPlan): boolean {
  return revisionOf(office.store.read) !== plan.revision || todayOf(office.clock) !== plan.today
}
