/** Attachments (附件): evidence kept in the store in pieces, told by its content, given back whole, never changed. */
import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import type { ReadDb } from '../../data/handles.ts'
import { evidenceKind, evidenceName, LARGEST_EVIDENCE, TELLING_BYTES } from '../../domain/evidence.ts'
import { Refusal } from '../../domain/refusal.ts'
import { runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import type { Actor, Command, Office, Query } from '../office.ts'
import { openness } from './subjects.ts'

/** Written and read at once: a few milliseconds. */
const PIECE = 1024 * 1024

/** Files of one thing; more belong into one scan. */
const MOST_FILES = 50

export interface Attachment {
  readonly id: number
  readonly subject: string
  readonly name: string
  readonly media: string
  readonly bytes: number
  readonly sha256: string
  readonly user: string
  readonly at: string
}

export interface AttachmentList {
  readonly files: readonly Attachment[]
  readonly canAdd: boolean
  /** Whether who asks may take back what he added himself. */
  readonly canRemove: boolean
}

/**
 * Keeps an uploaded file as evidence of a thing ("adjustment:12"); the upload is used up.
 * @throws Refusal NOT_FOUND, ATTACHMENT_TYPE, ATTACHMENT_TOO_LARGE, ATTACHMENT_LOCKED once the thing was decided by its evidence
 */
export async function addAttachment(
  office: Office,
  actor: Actor,
  job: Job,
  { subject, upload }: { subject: string; upload: string },
  act: string,
): Promise<Attachment> {
  const { store } = office
  requireOpen(store.read, subject, 'canAdd')
  const file = office.files.upload(upload)
  const { size } = await stat(file.path).catch(() => ({ size: 0 }))
  if (size === 0) throw new Refusal('ATTACHMENT_TYPE', { file: file.name, reason: 'empty' })
  if (size > LARGEST_EVIDENCE)
    throw new Refusal('ATTACHMENT_TOO_LARGE', { file: file.name, size, limit: LARGEST_EVIDENCE })
  const handle = await open(file.path, 'r')
  let id = 0
  try {
    const head = await piece(handle, 0, Math.min(size, TELLING_BYTES))
    const tail = await piece(handle, Math.max(0, size - TELLING_BYTES), Math.min(size, TELLING_BYTES))
    const kind = evidenceKind(head, tail, file.name)
    const name = evidenceName(file.name, kind)
    const at = office.clock.now().toISOString()
    id = store.step((db) =>
      db.run(
        "INSERT INTO attachments (subject, name, media, bytes, sha256, state, user, at) VALUES (?, ?, ?, ?, '', 'loading', ?, ?)",
        subject,
        name,
        kind.media,
        size,
        actor.user,
        at,
      ),
    ).lastInsertRowid
    const hash = createHash('sha256')
    for (let from = 0; from < size; from += PIECE) {
      const content = await piece(handle, from, Math.min(PIECE, size - from))
      hash.update(content)
      store.step((db) =>
        db.run(
          'INSERT INTO attachment_pieces (attachment, number, content) VALUES (?, ?, ?)',
          id,
          from / PIECE,
          content,
        ),
      )
      job.progress('storing', from / size)
      await job.breathe()
    }
    const sha256 = hash.digest('hex')
    job.seal()
    const kept = runCommand(office, actor, act, (cx) => {
      requireOpen(cx.db, subject, 'canAdd')
      const same = cx.db.get<{ name: string }>(
        "SELECT name FROM attachments WHERE subject = ? AND state = 'kept' AND sha256 = ?",
        subject,
        sha256,
      )
      if (same) throw new Refusal('ATTACHMENT_TWICE', { file: file.name, same: same.name })
      cx.db.run("UPDATE attachments SET sha256 = ?, state = 'kept' WHERE id = ?", sha256, id)
      const result = { id, subject, name, media: kind.media, bytes: size, sha256, user: actor.user, at }
      return { result, subject, detail: { id, name, bytes: size, sha256 } }
    })
    office.files.dropUpload(upload)
    return kept
  } catch (error) {
    if (id > 0) dropLoading(office, id)
    throw error
  } finally {
    await handle.close()
  }
}

async function piece(handle: Awaited<ReturnType<typeof open>>, from: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, from)
  if (bytesRead !== length) throw new Refusal('DATA_CHANGED', {})
  return buffer
}

function requireOpen(db: ReadDb, subject: string, may: 'canAdd' | 'canRemove'): void {
  if (!openness(db, subject)[may]) throw new Refusal('ATTACHMENT_LOCKED', { subject, may })
  const held = db.get<{ n: number }>(
    "SELECT count(*) AS n FROM attachments WHERE subject = ? AND state = 'kept'",
    subject,
  )
  if (may === 'canAdd' && (held?.n ?? 0) >= MOST_FILES) throw new Refusal('ATTACHMENT_TOO_MANY', { limit: MOST_FILES })
}

function dropLoading(office: Office, id: number): void {
  const { store } = office
  if (!store.read.get("SELECT 1 FROM attachments WHERE id = ? AND state = 'loading'", id)) return
  store.step((db) => {
    db.run('DELETE FROM attachment_pieces WHERE attachment = ?', id)
    db.run("DELETE FROM attachments WHERE id = ? AND state = 'loading'", id)
  })
}

/** After a kill: files that were not whole vanish. */
export function sweepAttachments(office: Office): void {
  const loading = office.store.read.all<{ id: number }>("SELECT id FROM attachments WHERE state = 'loading'")
  for (const { id } of loading) dropLoading(office, id)
}

const COLUMNS = 'id, subject, name, media, bytes, sha256, user, at'

/** The files of a thing, in the order in which they came. @throws Refusal NOT_FOUND */
export function listAttachments(cx: Query, subject: string): AttachmentList {
  const { canAdd, canRemove } = openness(cx.db, subject)
  const files = cx.db.all<Attachment>(
    `SELECT ${COLUMNS} FROM attachments WHERE subject = ? AND state = 'kept' ORDER BY id`,
    subject,
  )
  return { files, canAdd, canRemove }
}

function attachmentOf(db: ReadDb, id: number): Attachment {
  const found = db.get<Attachment>(`SELECT ${COLUMNS} FROM attachments WHERE id = ? AND state = 'kept'`, id)
  if (!found) throw new Refusal('NOT_FOUND', { what: 'attachment', name: String(id) })
  return found
}

/**
 * Writes a file out for GET /files/exports/:id, checked against its hash.
 * @throws Refusal NOT_FOUND, STORE_CORRUPT when it is not the file that was kept
 */
export async function openAttachment(office: Office, id: number): Promise<{ export: string; name: string }> {
  const { store, files } = office
  const { name, media, sha256 } = attachmentOf(store.read, id)
  const shelved = files.beginExport(name, media)
  const hash = createHash('sha256')
  const handle = await open(shelved.path, 'w')
  try {
    for (let number = 0; ; number++) {
      const found = store.read.get<{ content: Uint8Array }>(
        'SELECT content FROM attachment_pieces WHERE attachment = ? AND number = ?',
        id,
        number,
      )
      if (!found) break
      hash.update(found.content)
      await handle.write(found.content)
    }
  } finally {
    await handle.close()
  }
  if (hash.digest('hex') !== sha256) throw new Refusal('STORE_CORRUPT', { what: 'attachment', id })
  return { export: shelved.id, name }
}

/**
 * Takes back a file that was added by mistake: only by who added it, with a reason, and never once the thing is decided.
 * The row stays and says so; the content goes.
 * @throws Refusal NOT_FOUND, ATTACHMENT_LOCKED, NOT_YOURS
 */
export function removeAttachment(cx: Command, id: number, reason: string): Attachment {
  const found = attachmentOf(cx.db, id)
  requireOpen(cx.db, found.subject, 'canRemove')
  if (found.user !== cx.user) throw new Refusal('NOT_YOURS', { what: 'attachment', name: found.name, user: found.user })
  cx.db.run(
    "UPDATE attachments SET state = 'removed', removed_by = ?, removed_at = ?, removed_reason = ? WHERE id = ?",
    cx.user,
    cx.now,
    reason,
    id,
  )
  cx.db.run('DELETE FROM attachment_pieces WHERE attachment = ?', id)
  return found
}
