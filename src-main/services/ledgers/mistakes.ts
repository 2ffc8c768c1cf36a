/**
 * The wrong rows of an import, given back in the user's own layout: what was found is kept in memory, by an id that the
 * import answers, until the rows have been asked for or newer imports take its place.
 */
import { randomUUID } from 'node:crypto'
import { parse } from 'node:path'
import { Refusal } from '../../domain/refusal.ts'
import { writeMistakes } from '../../workbook/ingest/client.ts'
import type { Mistake, MistakesWritten } from '../../workbook/ingest/mistakes.ts'
import type { IngestResult, IngestSource } from '../../workbook/ingest/request.ts'
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'
import { XLSX } from './template.ts'

export interface Findings {
  readonly sources: readonly IngestSource[]
  readonly read: IngestResult['sources']
  readonly problems: readonly Mistake[]
  /** Uploads that are kept for these findings alone. */
  readonly uploads: readonly string[]
}

const KEPT = 5
const shelves = new WeakMap<Office, Map<string, Findings>>()

/** Keeps what an import found; the oldest goes, with its uploads, when there are too many. */
export function keepFindings(office: Office, findings: Findings): string {
  const shelf = shelves.get(office) ?? new Map<string, Findings>()
  shelves.set(office, shelf)
  const id = randomUUID()
  shelf.set(id, findings)
  for (const [oldest, { uploads }] of shelf) {
    if (shelf.size <= KEPT) break
    shelf.delete(oldest)
    for (const upload of uploads) office.files.dropUpload(upload)
  }
  return id
}

function findingsOf(office: Office, id: string): Findings {
  const found = shelves.get(office)?.get(id)
  if (!found) throw new Refusal('NOT_FOUND', { what: 'mistakes', name: id })
  return found
}

/** Writes the wrong rows to a file of this machine. @throws Refusal NOT_FOUND, WRITE_FAILED, those of reading */
export function writeFindings(office: Office, job: Job, id: string, out: string): Promise<MistakesWritten> {
  const { sources, read, problems } = findingsOf(office, id)
  job.progress('writing', null)
  return writeMistakes({ sources, read, problems, out }, job.signal)
}

/** Writes the wrong rows as a download. @throws as writeFindings */
export async function downloadFindings(
  office: Office,
  job: Job,
  id: string,
): Promise<MistakesWritten & { export: string; name: string }> {
  const name = `${parse(findingsOf(office, id).sources[0]?.fileName ?? '').name || '导入'}-待改.xlsx`
  const file = office.files.beginExport(name, XLSX)
  return { export: file.id, name, ...(await writeFindings(office, job, id, file.path)) }
}
