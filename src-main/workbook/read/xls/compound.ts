/** Compound files (MS-CFB), the container of .xls and .et: finds a stream by its name and reads it. */

import type { SourceFile } from '../file.ts'
import { broken } from '../limits.ts'

const WHERE = 'xls'
/** Sector numbers from here on are marks: end of chain, free, FAT. */
const LAST_SECTOR = 0xffff_fffa

interface DirectoryEntry {
  readonly name: string
  readonly type: number
  readonly start: number
  readonly size: number
}

/** The bytes of the first stream that bears one of the names; undefined where there is none. Refuses with WORKBOOK_BROKEN. */
export function readStream(file: SourceFile, names: readonly string[], most: number): Buffer | undefined {
  const header = Buffer.alloc(512)
  if (file.read(header, 0, 512, 0) < 512) throw broken(WHERE, 'cut off')
  const shift = header.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) throw broken(WHERE, 'sector size')
  const sectors = new Sectors(file, shift, readFat(file, header, shift))
  const directory = readDirectory(sectors.read(header.readUInt32LE(48)))
  const found = names
    .map((name) => directory.find((entry) => entry.type === 2 && entry.name.toLowerCase() === name.toLowerCase()))
    .find((entry) => entry !== undefined)
  if (found === undefined) return undefined
  if (found.size > most || found.size > file.size) throw broken(WHERE, 'size')
  if (found.size >= header.readUInt32LE(56)) return whole(sectors.read(found.start, found.size), found.size)
  // Short streams lie in sectors of 64 bytes inside the root entry's stream, chained by a table of their own.
  const root = directory.find((entry) => entry.type === 5)
  if (root === undefined) throw broken(WHERE, 'root')
  const container = sectors.read(root.start, root.size)
  const table = sectors.read(header.readUInt32LE(60))
  const stream = Buffer.alloc(Math.ceil(found.size / 64) * 64)
  let sector = found.start
  for (let at = 0; at < found.size; at += 64) {
    if (sector * 64 + 64 > container.length + 63 || sector * 4 + 4 > table.length) throw broken(WHERE, 'chain')
    container.copy(stream, at, sector * 64, sector * 64 + 64)
    sector = table.readUInt32LE(sector * 4)
  }
  return whole(stream, found.size)
}

function whole(stream: Buffer, size: number): Buffer {
  if (stream.length < size) throw broken(WHERE, 'cut off')
  return stream.subarray(0, size)
}

class Sectors {
  readonly #file: SourceFile
  readonly #shift: number
  readonly #fat: Uint32Array

  constructor(file: SourceFile, shift: number, fat: Uint32Array) {
    this.#file = file
    this.#shift = shift
    this.#fat = fat
  }

  /** The sectors of a chain, to its end or `size`; neighbours are read at once. */
  read(start: number, size = Number.POSITIVE_INFINITY): Buffer {
    const bytes = 1 << this.#shift
    const chain: number[] = []
    for (let sector = start; sector < LAST_SECTOR && chain.length * bytes < size; sector = this.#fat[sector]!) {
      if (sector >= this.#fat.length || chain.push(sector) > this.#fat.length) throw broken(WHERE, 'chain')
    }
    const stream = Buffer.alloc(chain.length * bytes)
    for (let at = 0; at < chain.length; ) {
      let to = at + 1
      while (to < chain.length && chain[to] === chain[to - 1]! + 1) to++
      // The last sector may be cut short by the file's end.
      this.#file.read(stream, at * bytes, (to - at) * bytes, (chain[at]! + 1) * bytes)
      at = to
    }
    return stream
  }
}

/** The table that chains sectors; where it lies is told by the header and by further sectors (DIFAT). */
function readFat(file: SourceFile, header: Buffer, shift: number): Uint32Array {
  const bytes = 1 << shift
  const count = header.readUInt32LE(44)
  if (count * bytes > file.size + bytes) throw broken(WHERE, 'sectors')
  const places: number[] = []
  for (let at = 76; at < 512 && places.length < count; at += 4) places.push(header.readUInt32LE(at))
  const sector = Buffer.alloc(bytes)
  let next = header.readUInt32LE(68)
  for (let guard = 0; places.length < count && next < LAST_SECTOR; guard++) {
    if (guard > count || file.read(sector, 0, bytes, (next + 1) * bytes) < bytes) throw broken(WHERE, 'sectors')
    for (let at = 0; at < bytes - 4 && places.length < count; at += 4) places.push(sector.readUInt32LE(at))
    next = sector.readUInt32LE(bytes - 4)
  }
  const fat = new Uint32Array((places.length * bytes) / 4)
  places.forEach((place, index) => {
    if (place >= LAST_SECTOR) return
    const read = file.read(sector, 0, bytes, (place + 1) * bytes)
    for (let at = 0; at + 4 <= read; at += 4) fat[(index * bytes + at) / 4] = sector.readUInt32LE(at)
  })
  return fat
}

function readDirectory(bytes: Buffer): DirectoryEntry[] {
  const entries: DirectoryEntry[] = []
  for (let at = 0; at + 128 <= bytes.length; at += 128) {
    const length = bytes.readUInt16LE(at + 64)
    if (length < 2 || length > 64) continue
    entries.push({
      name: bytes.toString('utf16le', at, at + length - 2),
      type: bytes[at + 66]!,
      start: bytes.readUInt32LE(at + 116),
      size: bytes.readUInt32LE(at + 120),
    })
  }
  return entries
}
