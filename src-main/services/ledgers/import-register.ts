/** Importing agents, outlets and their codes: read whole, then stored with its batch by one command. */
import { ingest } from '../../workbook/ingest/client.ts'
import type { Chunk } from '../../workbook/ingest/request.ts'
import { runCommand } from '../command.ts'
import { finishBatch, insertBatch } from './batch-write.ts'
import { recordEdits } from './edits.ts'
import { attachFindings, keepFindings } from './findings.ts'
import type { ImportRun } from './import.ts'
import {
  answerOf,
  type ImportAnswer,
  NOTHING_FOUND,
  type RowCounts,
  readTotals,
  refuseEmpty,
  rejected,
  reportOf,
} from './import-answer.ts'
import { type RegisterKind, storeRegister } from './register-rows.ts'

/** @throws Refusal IMPORT_REJECTED, SAME_FILE, PERIOD_CLOSED, and those of reading; nothing is changed then */
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
  const findings = await keepFindings(office, job, {
    ...{ kind, user: actor.user, request, files, result, later: [] },
    wrong: result.rows.rejected,
  })
  if (result.problems.errors > 0 && !asked.onlyValid) throw rejected(result, NOTHING_FOUND, findings ?? '')
  job.seal()
  job.progress('finishing', 0.9)
  const dry = new DryRun()
  try {
    return runCommand(office, actor, run.act, (cx) => {
      const batch = insertBatch(cx.db, kind, 'active', request.mapping, cx.user, cx.now)
      const stored = storeRegister(cx, kind, chunks, result, {
        batch,
        period: asked.period,
        blanks: asked.blanks ?? 'keep',
      })
      const counted: RowCounts = {
        read: result.rows.read,
        added: stored.added,
        updated: stored.updated,
        skipped: stored.unchanged + result.rows.duplicates,
        rejected: result.rows.rejected,
      }
      const report = reportOf(files, run.saved, result, NOTHING_FOUND, stored.created, stored.differences.said)
      finishBatch(cx.db, batch, counted, result, report, [])
      recordEdits(cx.db, batch, result)
      attachFindings(cx.db, findings, batch)
      const mistakes = counted.rejected > 0 ? findings : null
      const answer = {
        ...answerOf(batch, counted, result, NOTHING_FOUND),
        totals: readTotals(result),
        mistakes,
        findings,
        report,
      }
      if (asked.dryRun) {
        dry.answer = { ...answer, batch: null }
        throw dry
      }
      return {
        result: answer,
        inputs: true,
        subject: `batch:${batch}`,
        detail: { kind, file: report.file.name, sha256: report.file.sha256, rows: counted },
      }
    })
  } catch (error) {
    if (error === dry && dry.answer) return dry.answer
    throw error
  }
}

/** Thrown to roll a dry run back after its counts are known. */
class DryRun extends Error {
  answer: ImportAnswer | undefined
}
