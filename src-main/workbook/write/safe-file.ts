/** A file written under a temporary name beside its place and moved there when whole: readers see the old one or the new one. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { Refusal } from '../../domain/refusal.ts'

let counter = 0

/**
 * Calls `fill` with a new file's handle; on success the file is on disk under `path`, on any error nothing is left.
 * Refusals: DISK_FULL, FILE_LOCKED (the old file is open in Excel or WPS), WRITE_FAILED.
 */
export async function writeWhole<T>(path: string, fill: (file: FileHandle) => Promise<T>): Promise<T> {
  const part = `${path}.${process.pid}-${++counter}.part`
  let file: FileHandle | undefined
  try {
    file = await open(part, 'wx')
    const result = await fill(file)
    await file.sync()
    await file.close()
    file = undefined
    await rename(part, path)
    return result
  } catch (error) {
    await file?.close().catch(() => undefined)
    await rm(part, { force: true }).catch(() => undefined)
    throw asRefusal(error, path)
  }
}

/** Writes all of the pieces one after another from `position` on; a short write is continued. */
export async function writeAll(file: FileHandle, pieces: readonly Uint8Array[], position: number): Promise<void> {
  let at = position
  for (const piece of pieces) {
    for (let done = 0; done < piece.length; ) {
      const { bytesWritten } = await file.write(piece, done, piece.length - done, at)
      done += bytesWritten
      at += bytesWritten
    }
  }
}

function asRefusal(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code !== 'string' || error instanceof Refusal) return error
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Refusal('DISK_FULL', { path })
    case 'EBUSY':
    case 'EPERM':
    case 'EACCES':
      return new Refusal('FILE_LOCKED', { path })
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EISDIR':
    case 'EROFS':
    case 'ENAMETOOLONG':
    case 'EIO':
    case 'EMFILE':
      return new Refusal('WRITE_FAILED', { path, reason: code })
    default:
      return error
  }
}
