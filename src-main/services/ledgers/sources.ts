/** What an import reads: uploaded files or pasted text, each with its hash; a file that is already in is refused. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Refusal } from '../../domain/refusal.ts'
import type { IngestSource } from '../../workbook/ingest/request.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'

export interface ImportFile {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
}

/** Exactly one of the three is given. */
export interface SourcesAsked {
  readonly upload?: string | undefined
  /** Several files that are one batch, in this order. */
  readonly uploads?: readonly string[] | undefined
  /** Text copied from a spreadsheet: cells parted by tabs, rows by line ends. */
  readonly pasted?: string | undefined
  /** What the pasted text is called in the batch. */
  readonly pastedName?: string | undefined
}

/** The uploads' ids, in order; empty for a paste. */
export function uploadsOf(asked: SourcesAsked): readonly string[] {
  return asked.uploads ?? (asked.upload === undefined ? [] : [asked.upload])
}

/** What is to be read. @throws Refusal NOT_FOUND for an upload that is not there */
export function sourcesOf(office: Office, asked: SourcesAsked): IngestSource[] {
  if (asked.pasted !== undefined) return [{ pasted: asked.pasted, fileName: asked.pastedName ?? '粘贴的内容' }]
  return uploadsOf(asked).map((id) => {
    const { path, name } = office.files.upload(id)
    return { path, fileName: name }
  })
}

/** Hashes the sources in short steps. @throws Refusal SAME_FILE, FILE_NOT_FOUND, FILE_LOCKED, CANCELLED */
export async function hashSources(
  office: Office,
  kind: KindKey,
  sources: readonly IngestSource[],
  job: Job,
): Promise<ImportFile[]> {
  const files: ImportFile[] = []
  for (const source of sources) {
    const hashed = 'pasted' in source ? hashText(source.pasted) : await hashFile(source.path, job)
    const twin = files.find(({ sha256 }) => sha256 === hashed.sha256)
    if (twin) throw new Refusal('SAME_FILE', { file: source.fileName, twin: twin.name })
    refuseSameFile(office, kind, hashed.sha256)
    files.push({ name: source.fileName, ...hashed })
  }
  return files
}

function hashText(text: string): { sha256: string; bytes: number } {
  return { sha256: createHash('sha256').update(text).digest('hex'), bytes: Buffer.byteLength(text) }
}

async function hashFile(path: string, job: Job): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
      hash.update(piece as Buffer)
      bytes += (piece as Buffer).length
      await job.breathe()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    const { code } = error as { code?: string }
    if (code === 'ENOENT') throw new Refusal('FILE_NOT_FOUND', { path })
    if (code === 'EBUSY' || code === 'EPERM' || code === 'EACCES') throw new Refusal('FILE_LOCKED', { path })
    throw new Refusal('NOT_A_WORKBOOK', { path, found: code ?? '' })
  }
  return { sha256: hash.digest('hex'), bytes }
}

function refuseSameFile(office: Office, kind: KindKey, sha256: string): void {
  const known = office.store.read.get<{ id: number; user: string; at: string; name: string }>(
    `SELECT b.id, b.user, b.at, f.name FROM batch_files f JOIN batches b ON b.id = f.batch
     WHERE f.sha256 = ? AND b.kind = ? AND b.state = 'active' LIMIT 1`,
    sha256,
    kind,
  )
  if (known) throw new Refusal('SAME_FILE', { batch: known.id, user: known.user, at: known.at, file: known.name })
}
