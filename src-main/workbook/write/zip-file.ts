/** A .zip written front to back into an open file: deflated on the thread pool, sizes patched in afterwards, no data descriptors. */
import type { FileHandle } from 'node:fs/promises'
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib'
import { Refusal } from '../../domain/refusal.ts'
import { writeAll } from './safe-file.ts'

/** What a 32-bit zip can say; beyond it lies zip64, which older WPS versions do not open. */
const LARGEST = 0xffff_fffe
const LOCAL_HEADER = 30
/** 1980-01-01: no clock here, and the same content gives the same bytes. */
const DOS_DATE = 0x0021
const UTF8_NAMES = 0x0800

/** How many pieces may wait for the deflater before the writer has to wait. */
const AHEAD = 3

/** Deflates pieces one after another on the thread pool and hands the output on; counts bytes and the checksum. */
export class Deflater {
  size = 0
  compressed = 0
  crc = 0
  readonly #stream: DeflateRaw
  readonly #sink: (pieces: Buffer[]) => Promise<void>
  #out: Buffer[] = []
  #tail: Promise<void> = Promise.resolve()
  readonly #behind: Promise<void>[] = []
  #failure: unknown

  constructor(sink: (pieces: Buffer[]) => Promise<void>, level = 6) {
    this.#sink = sink
    this.#stream = createDeflateRaw({ level, memLevel: 9, chunkSize: 1 << 18 })
    this.#stream.on('data', (piece: Buffer) => this.#out.push(piece))
    this.#stream.on('error', (error) => {
      this.#failure ??= error
    })
  }

  /** Queues a piece; waits only when the deflater is more than a few pieces behind. */
  async write(piece: Buffer): Promise<void> {
    this.#tail = this.#tail.then(() => this.#deflate(piece))
    this.#tail.catch((error: unknown) => {
      this.#failure ??= error
    })
    this.#behind.push(this.#tail)
    if (this.#behind.length > AHEAD) await this.#behind.shift()
    if (this.#failure !== undefined) throw this.#failure
  }

  /** Deflates what is left; afterwards `size`, `compressed` and `crc` are final. */
  async end(): Promise<void> {
    await this.#tail
    await new Promise<void>((resolve, reject) => {
      this.#stream.once('end', resolve)
      this.#stream.once('error', reject)
      this.#stream.end()
    })
    await this.#drain()
  }

  async #deflate(piece: Buffer): Promise<void> {
    this.crc = crc32(piece, this.crc)
    this.size += piece.length
    await new Promise<void>((resolve, reject) => {
      this.#stream.write(piece, (error) => (error ? reject(error) : resolve()))
    })
    await this.#drain()
  }

  async #drain(): Promise<void> {
    if (this.#out.length === 0) return
    const pieces = this.#out
    this.#out = []
    for (const piece of pieces) this.compressed += piece.length
    await this.#sink(pieces)
  }

  /** Gives the native memory back when the file is abandoned. */
  destroy(): void {
    this.#stream.destroy()
  }
}

interface Entry {
  readonly name: Buffer
  readonly offset: number
  readonly crc: number
  readonly size: number
  readonly compressed: number
}

/** A zip archive in an open, empty file. Entries come one after another; `finish` writes the directory. */
export class ZipFile {
  readonly #file: FileHandle
  readonly #entries: Entry[] = []
  #position = 0

  constructor(file: FileHandle) {
    this.#file = file
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#position
  }

  /** Adds an entry whose bytes `fill` writes into the deflater it is given. */
  async stream(name: string, fill: (entry: Deflater) => Promise<void>, level?: number): Promise<void> {
    const offset = this.#position
    const nameBytes = Buffer.from(name, 'utf8')
    await this.#append([Buffer.alloc(LOCAL_HEADER), nameBytes])
    const deflater = new Deflater((pieces) => this.#append(pieces), level)
    try {
      await fill(deflater)
      await deflater.end()
    } finally {
      deflater.destroy()
    }
    await this.#seal(nameBytes, offset, deflater)
  }

  /** Adds an entry that was deflated beforehand. */
  async deflated(name: string, pieces: readonly Buffer[], sums: Deflater): Promise<void> {
    const offset = this.#position
    const nameBytes = Buffer.from(name, 'utf8')
    await this.#append([Buffer.alloc(LOCAL_HEADER), nameBytes])
    await this.#append(pieces)
    await this.#seal(nameBytes, offset, sums)
  }

  async text(name: string, text: string): Promise<void> {
    await this.stream(name, (entry) => entry.write(Buffer.from(text, 'utf8')))
  }

  async finish(): Promise<void> {
    const start = this.#position
    for (const entry of this.#entries) {
      const record = Buffer.alloc(46)
      record.writeUInt32LE(0x02014b50, 0)
      record.writeUInt16LE(20, 4)
      fields(entry).copy(record, 6)
      record.writeUInt32LE(entry.offset, 42)
      await this.#append([record, entry.name])
    }
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(this.#entries.length, 8)
    end.writeUInt16LE(this.#entries.length, 10)
    end.writeUInt32LE(this.#position - start, 12)
    end.writeUInt32LE(start, 16)
    await this.#append([end])
  }

  async #append(pieces: readonly Buffer[]): Promise<void> {
    const start = this.#position
    for (const piece of pieces) this.#position += piece.length
    if (this.#position > LARGEST) throw new Refusal('WRITE_FAILED', { reason: 'TOO_LARGE' })
    await writeAll(this.#file, pieces, start)
  }

  async #seal(name: Buffer, offset: number, { crc, size, compressed }: Deflater): Promise<void> {
    if (size > LARGEST) throw new Refusal('WRITE_FAILED', { reason: 'TOO_LARGE' })
    const entry = { name, offset, crc, size, compressed }
    const header = Buffer.alloc(LOCAL_HEADER)
    header.writeUInt32LE(0x04034b50, 0)
    fields(entry).copy(header, 4, 0, 26)
    await this.#file.write(header, 0, LOCAL_HEADER, offset)
    this.#entries.push(entry)
  }
}

/** The fields that local and central records share, from "version needed" to the length of the extra field. */
function fields(entry: Entry): Buffer {
  const bytes = Buffer.alloc(26)
  bytes.writeUInt16LE(20, 0)
  bytes.writeUInt16LE(UTF8_NAMES, 2)
  bytes.writeUInt16LE(8, 4)
  bytes.writeUInt16LE(DOS_DATE, 8)
  bytes.writeUInt32LE(entry.crc, 10)
  bytes.writeUInt32LE(entry.compressed, 14)
  bytes.writeUInt32LE(entry.size, 18)
  bytes.writeUInt16LE(entry.name.length, 22)
  return bytes
}
