/** The file on disk: opened for reading only, its system errors said as refusals. */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { Refusal } from '../../domain/refusal.ts'

/** A file open for reading at any position. */
export interface SourceFile {
  readonly path: string
  readonly size: number
  /** Reads up to `length` bytes at `position` into `into` at `offset`; fewer only at the end of the file. */
  read(into: Uint8Array, offset: number, length: number, position: number): number
  close(): void
}

/** Opens the file; refuses with FILE_NOT_FOUND, FILE_LOCKED (Excel or WPS has it) or NOT_A_WORKBOOK (a folder). */
export function openSource(path: string): SourceFile {
  const fd = guarded(path, () => openSync(path, 'r'))
  try {
    const stat = guarded(path, () => fstatSync(fd))
    if (!stat.isFile()) throw new Refusal('NOT_A_WORKBOOK', { path })
    return {
      path,
      size: stat.size,
      read: (into, offset, length, position) => guarded(path, () => readFully(fd, into, offset, length, position)),
      close: () => closeSync(fd),
    }
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

function readFully(fd: number, into: Uint8Array, offset: number, length: number, position: number): number {
  let done = 0
  while (done < length) {
    const count = readSync(fd, into, offset + done, length - done, position + done)
    if (count === 0) break
    done += count
  }
  return done
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const errno = (error as NodeJS.ErrnoException).code
    if (errno === 'ENOENT' || errno === 'ENOTDIR') throw new Refusal('FILE_NOT_FOUND', { path })
    if (errno === 'EISDIR') throw new Refusal('NOT_A_WORKBOOK', { path })
    // On Windows a file that Excel holds without sharing answers EBUSY, some virus scanners and synchronisers EPERM or EACCES.
    if (errno === 'EBUSY' || errno === 'EPERM' || errno === 'EACCES') throw new Refusal('FILE_LOCKED', { path, errno })
    throw error
  }
}
