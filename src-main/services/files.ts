/** Files on their way in (uploads in slices) and out (exports): kept in the data directory's tmp folder until taken. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Refusal } from '../domain/refusal.ts'

/** Larger than any workbook of a full sheet; keeps a broken client from filling the disk. */
const LARGEST_UPLOAD = 2 * 1024 ** 3

export interface ShelvedFile {
  readonly id: string
  readonly name: string
  readonly path: string
  /** Ours to delete; false for a file that the command line named. */
  readonly ours: boolean
  readonly type: string
}

export class FileShelf {
  private readonly folder: string
  private readonly uploads = new Map<string, ShelvedFile>()
  private readonly exports = new Map<string, ShelvedFile>()

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'tmp')
    // left over from a process that was killed
    rmSync(this.folder, { recursive: true, force: true })
    mkdirSync(this.folder, { recursive: true })
  }

  /** Begins an upload; its slices follow. `name` is the user's file name and is only ever shown. */
  beginUpload(name: string): ShelvedFile {
    const id = randomUUID()
    const file = { id, name: basename(name.replaceAll('\\', '/')), path: join(this.folder, id), ours: true, type: '' }
    this.uploads.set(id, file)
    return file
  }

  /** A file that is already on this machine (command line, tests); it is read where it is and never deleted. */
  lendUpload(path: string): ShelvedFile {
    let size: number
    try {
      size = statSync(path).size
    } catch {
      throw new Refusal('FILE_NOT_FOUND', { path })
    }
    if (size > LARGEST_UPLOAD) throw new Refusal('WORKBOOK_TOO_LARGE', { limit: LARGEST_UPLOAD, size })
    const id = randomUUID()
    const file = { id, name: basename(path), path, ours: false, type: '' }
    this.uploads.set(id, file)
    return file
  }

  /** Writes one slice; slices may be repeated but leave no hole. Answers the size so far. */
  async writeSlice(id: string, offset: number, bytes: Uint8Array): Promise<number> {
    const file = this.upload(id)
    if (!file.ours) throw new Refusal('INVALID_INPUT', { field: 'id' })
    const size = await stat(file.path).then(
      (found) => found.size,
      () => 0,
    )
    if (!Number.isSafeInteger(offset) || offset < 0 || offset > size) {
      throw new Refusal('INVALID_INPUT', { field: 'offset', size })
    }
    if (offset + bytes.length > LARGEST_UPLOAD) throw new Refusal('WORKBOOK_TOO_LARGE', { limit: LARGEST_UPLOAD })
    const handle = await open(file.path, size === 0 ? 'w' : 'r+')
    try {
      await handle.write(bytes, 0, bytes.length, offset)
    } finally {
      await handle.close()
    }
    return Math.max(size, offset + bytes.length)
  }

  /** @throws Refusal NOT_FOUND */
  upload(id: string): ShelvedFile {
    const file = this.uploads.get(id)
    if (!file) throw new Refusal('NOT_FOUND', { what: 'upload', name: id })
    return file
  }

  /** Takes the file off the shelf after use. */
  dropUpload(id: string): void {
    const file = this.uploads.get(id)
    if (!file) return
    this.uploads.delete(id)
    if (file.ours) rmSync(file.path, { force: true })
  }

  /** A place to write an export to; `id` is the secret by which it is fetched. */
  beginExport(name: string, type: string): ShelvedFile {
    const id = randomUUID()
    const file = { id, name, path: join(this.folder, id), ours: true, type }
    this.exports.set(id, file)
    return file
  }

  /** @throws Refusal NOT_FOUND */
  export(id: string): ShelvedFile {
    const file = this.exports.get(id)
    if (!file) throw new Refusal('NOT_FOUND', { what: 'export', name: id })
    return file
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
