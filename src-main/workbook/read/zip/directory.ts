/** A zip's directory: found from its end, checked against limits, its entries read in pieces. */

import { crc32 } from 'node:zlib'
import { Refusal } from '../../../domain/refusal.ts'
import type { SourceFile } from '../file.ts'
import type { Limits } from '../limits.ts'
import { broken, tooLarge } from '../limits.ts'
import type { Pieces } from '../pieces.ts'
import { Inflate } from './inflate.ts'

/** One file in the zip, as the directory declares it; sizes in bytes. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly header: number
}

export interface Zip {
  /** In the directory's order. */
  readonly entries: readonly ZipEntry[]
  /** Finds an entry whatever the case, slashes and escapes of its name. */
  find(name: string): ZipEntry | undefined
  /** The entry's bytes, checked against its declared size, its checksum and `most` bytes. */
  open(entry: ZipEntry, most: number, limit: keyof Limits): Pieces
  /** The same unchecked: the floor that reading is measured against. */
  openBare(entry: ZipEntry): Pieces
  /** The entry's bytes at once, at most `limits.partBytes`. */
  readAll(entry: ZipEntry): Buffer
}

const END = 0x06054b50
const END64 = 0x06064b50
const LOCATOR64 = 0x07064b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const WHERE = 'zip'

/** Reads the directory; refuses with WORKBOOK_BROKEN or WORKBOOK_TOO_LARGE. */
export function openZip(file: SourceFile, limits: Limits): Zip {
  const end = findEnd(file)
  if (end.count > limits.entries) throw tooLarge('entries', WHERE)
  if (end.size > limits.partBytes) throw tooLarge('partBytes', WHERE)
  const bytes = readExactly(file, end.size, end.start)
  const entries: ZipEntry[] = []
  const byName = new Map<string, ZipEntry>()
  let at = 0
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === CENTRAL) {
    const { entry, next } = readEntry(bytes, at, end.shift)
    entries.push(entry)
    if (entries.length > limits.entries) throw tooLarge('entries', WHERE)
    byName.set(plainName(entry.name), entry)
    at = next
  }
  if (entries.length < end.count) throw broken(WHERE, 'directory')
  const zip: Zip = {
    entries,
    find: (name) => byName.get(plainName(name)),
    open(entry, most, limit) {
      checkEntry(entry, most, limit, limits)
      return checked(entry, entryPieces(file, entry))
    },
    openBare: (entry) => entryPieces(file, entry),
    readAll(entry) {
      const pieces = zip.open(entry, limits.partBytes, 'partBytes')
      const whole = Buffer.allocUnsafeSlow(entry.size + 1)
      let length = 0
      for (;;) {
        const count = pieces.read(whole, length, whole.length - length)
        if (count === 0) return whole.subarray(0, length)
        length += count
      }
    },
  }
  return zip
}

/** Names are compared without case, with forward slashes and without escapes: writers differ in all three. */
function plainName(name: string): string {
  const slashed = name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
  try {
    return decodeURIComponent(slashed)
  } catch {
    return slashed
  }
}

function findEnd(file: SourceFile): { count: number; size: number; start: number; shift: number } {
  const length = Math.min(file.size, 65_557)
  const base = file.size - length
  const tail = readExactly(file, length, base)
  let at = length - 22
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--
  if (at < 0) throw broken(WHERE, 'end of directory')
  let count = tail.readUInt16LE(at + 10)
  let size = tail.readUInt32LE(at + 12)
  let offset = tail.readUInt32LE(at + 16)
  let behind = base + at
  if (at >= 20 && tail.readUInt32LE(at - 20) === LOCATOR64) {
    const position = Number(tail.readBigUInt64LE(at - 12))
    if (position + 56 > file.size) throw broken(WHERE, 'end of directory')
    const record = readExactly(file, 56, position)
    if (record.readUInt32LE(0) !== END64) throw broken(WHERE, 'end of directory')
    count = Number(record.readBigUInt64LE(32))
    size = Number(record.readBigUInt64LE(40))
    offset = Number(record.readBigUInt64LE(48))
    behind = position
  }
  // Something may have been put before the zip: then every position in it is off by the same number.
  const start = behind - size
  const shift = start - offset
  if (start < 0 || shift < 0) throw broken(WHERE, 'directory')
  return { count, size, start, shift }
}

function readEntry(bytes: Buffer, at: number, shift: number): { entry: ZipEntry; next: number } {
  const flags = bytes.readUInt16LE(at + 8)
  const nameLength = bytes.readUInt16LE(at + 28)
  const extraLength = bytes.readUInt16LE(at + 30)
  const extraAt = at + 46 + nameLength
  const next = extraAt + extraLength + bytes.readUInt16LE(at + 32)
  if (next > bytes.length) throw broken(WHERE, 'directory')
  const sizes = [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]
  const [size = 0, packed = 0, header = 0] = widened(bytes.subarray(extraAt, extraAt + extraLength), sizes)
  const name = bytes.subarray(at + 46, extraAt)
  const entry = {
    name: flags & 0x800 ? name.toString('utf8') : decodeName(name),
    method: bytes.readUInt16LE(at + 10),
    encrypted: (flags & 1) !== 0,
    crc: bytes.readUInt32LE(at + 16),
    packed,
    size,
    header: header + shift,
  }
  return { entry, next }
}

/** Zip64: fields of 0xFFFFFFFF have their value in the extra field 1, in the order size, packed size, position. */
function widened(extra: Buffer, fields: readonly number[]): number[] {
  let at = 0
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1) {
      let from = at + 4
      return fields.map((field) => {
        if (field !== 0xffffffff || from + 8 > extra.length) return field
        from += 8
        return Number(extra.readBigUInt64LE(from - 8))
      })
    }
    at += 4 + length
  }
  return [...fields]
}

/** Without the UTF-8 flag a name is in the writer's own code page: here that is GB18030 when it is not UTF-8. */
function decodeName(name: Buffer): string {
  const text = name.toString('utf8')
  return text.includes('\ufffd') ? new TextDecoder('gb18030').decode(name) : text
}

function checkEntry(entry: ZipEntry, most: number, limit: keyof Limits, limits: Limits): void {
  if (entry.encrypted) throw new Refusal('WORKBOOK_ENCRYPTED', { where: entry.name })
  if (entry.method !== 0 && entry.method !== 8) throw broken(entry.name, `method ${entry.method}`)
  if (entry.method === 0 && entry.packed !== entry.size) throw broken(entry.name, 'size')
  if (entry.size > most) throw tooLarge(limit, entry.name)
  const ratio = limit === 'stringBytes' ? 'stringRatio' : 'ratio'
  if (entry.size > limits.ratioFrom && entry.size > entry.packed * limits[ratio]) throw tooLarge(ratio, entry.name)
}

function entryPieces(file: SourceFile, entry: ZipEntry): Pieces {
  const local = readExactly(file, 30, entry.header)
  if (local.readUInt32LE(0) !== LOCAL) throw broken(entry.name, 'header')
  const start = entry.header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  if (start + entry.packed > file.size) throw broken(entry.name, 'cut off')
  return entry.method === 0 ? storedPieces(file, start, entry) : inflated(file, start, entry)
}

function storedPieces(file: SourceFile, start: number, entry: ZipEntry): Pieces {
  let done = 0
  return {
    read(into, offset, length) {
      const count = file.read(into, offset, Math.min(length, entry.size - done), start + done)
      done += count
      return count
    },
    fraction: () => (entry.size === 0 ? 1 : done / entry.size),
  }
}

const INPUT_BYTES = 64 * 1024

function inflated(file: SourceFile, start: number, entry: ZipEntry): Pieces {
  const inflate = new Inflate()
  const input = Buffer.allocUnsafeSlow(Math.max(1, Math.min(INPUT_BYTES, entry.packed)))
  let fetched = 0
  let have = 0
  let at = 0
  return {
    read(into, offset, length) {
      let written = 0
      while (written < length) {
        if (at === have && fetched < entry.packed) {
          have = file.read(input, 0, Math.min(input.length, entry.packed - fetched), start + fetched)
          if (have === 0) break
          fetched += have
          at = 0
        }
        let count: number
        try {
          count = inflate.write(input, at, have - at, into, offset + written, length - written)
        } catch (error) {
          throw broken(entry.name, (error as Error).message)
        }
        at += inflate.used
        written += count
        if (count === 0 && inflate.used === 0 && (at < have || fetched === entry.packed)) break
      }
      return written
    },
    fraction: () => (entry.packed === 0 ? 1 : (fetched - have + at) / entry.packed),
  }
}

/** Holds the real size and checksum against the declared ones: an entry that lies is refused, not read further. */
function checked(entry: ZipEntry, pieces: Pieces): Pieces {
  let crc = 0
  let size = 0
  let ended = false
  const beyond = Buffer.alloc(1)
  return {
    read(into, offset, length) {
      if (ended) return 0
      const room = Math.min(length, entry.size - size)
      const count = room === 0 ? 0 : pieces.read(into, offset, room)
      if (count > 0) {
        crc = crc32(into.subarray(offset, offset + count), crc)
        size += count
        return count
      }
      ended = true
      if (size < entry.size) throw broken(entry.name, 'cut off')
      if (entry.method === 8 && pieces.read(beyond, 0, 1) > 0) throw broken(entry.name, 'size')
      if (crc >>> 0 !== entry.crc) throw broken(entry.name, 'checksum')
      return 0
    },
    fraction: () => pieces.fraction(),
  }
}

function readExactly(file: SourceFile, length: number, position: number): Buffer {
  if (length < 0 || position < 0 || position + length > file.size) throw broken(WHERE, 'cut off')
  const bytes = Buffer.allocUnsafeSlow(length)
  if (file.read(bytes, 0, length, position) < length) throw broken(WHERE, 'cut off')
  return bytes
}
