/** Writes big .xlsx ledgers for measurements: rows, columns and strings as BOSS exports them, without any library. */

import { closeSync, openSync, writeSync } from 'node:fs'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface LedgerShape {
  readonly rows: number
  /** True: nearly every text of the sheet differs from every other; false: names and codes repeat as they do. */
  readonly unique: boolean
}

const TYPES = ['放号', '空中充值', '代收费', '套餐办理', '新业务', '终端', '宽带']
const BRANDS = ['全球通', '动感地带', '神州行']
const LETTERS = 'ABCDEFGHIJKL'

/** Writes a workbook of one sheet 业务明细 with 12 columns, 8 of them shared strings, one a date; answers its XML's size in bytes. */
export async function writeLedger(path: string, shape: LedgerShape): Promise<number> {
  const strings = new Map<string, number>()
  const list: string[] = []
  const shared = (text: string): number => {
    const known = strings.get(text)
    if (known !== undefined) return known
    list.push(text)
    // What never comes back need not be looked for: the map stays small.
    if (text.length < 12 && list.length < 100_000) strings.set(text, list.length - 1)
    return list.length - 1
  }
  const zip = new ZipWriter(path)
  await zip.add('[Content_Types].xml', [CONTENT_TYPES])
  await zip.add('_rels/.rels', [PACKAGE_RELS])
  await zip.add('xl/workbook.xml', [WORKBOOK])
  await zip.add('xl/_rels/workbook.xml.rels', [WORKBOOK_RELS])
  await zip.add('xl/styles.xml', [STYLES])
  let size = await zip.add('xl/worksheets/sheet1.xml', sheetXml(shape, shared))
  size += await zip.add('xl/sharedStrings.xml', stringsXml(list))
  zip.close()
  return size
}

function* sheetXml(shape: LedgerShape, shared: (text: string) => number): Generator<string> {
  let text = `${HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
  for (let row = 1; row <= shape.rows; row++) {
    text += `<row r="${row}" spans="1:12">`
    const values = ledgerRow(row, shape.unique)
    for (let column = 0; column < 12; column++) {
      const value = values[column]!
      const reference = `${LETTERS[column]}${row}`
      if (typeof value === 'string') text += `<c r="${reference}" t="s"><v>${shared(value)}</v></c>`
      else text += `<c r="${reference}"${column === 0 ? ' s="1"' : ''}><v>${value}</v></c>`
    }
    text += '</row>'
    if (text.length > 1 << 18) {
      yield text
      text = ''
    }
  }
  yield `${text}</sheetData></worksheet>`
}

/** One row of the ledger; the same for the same row number. */
export function ledgerRow(row: number, unique: boolean): (string | number)[] {
  const mixed = (Math.imul(row, 2_654_435_761) >>> 0) % 100_000
  const own = unique ? `-${row.toString(36)}` : ''
  return [
    46_296 + (row % 31),
    `QD${String(mixed % 5000).padStart(6, '0')}${own}`,
    `${TYPES[mixed % 7]}${own}`,
    `${BRANDS[mixed % 3]}${own}`,
    `套餐${mixed % 120}元档${own}`,
    `1${String(3_000_000_000 + row * 7919).padStart(10, '0')}`,
    1,
    (mixed % 30_000) / 100,
    `BOSS2026${String(row).padStart(10, '0')}`,
    1,
    `营业员${mixed % 900}${own}`,
    row % 10 === 0 || unique ? `备注 ${row % 50}${own}` : '无',
  ]
}

function* stringsXml(list: readonly string[]): Generator<string> {
  let text = `${HEAD}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${list.length}">`
  for (const one of list) {
    text += `<si><t>${one}</t></si>`
    if (text.length > 1 << 18) {
      yield text
      text = ''
    }
  }
  yield `${text}</sst>`
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const CONTENT_TYPES = `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`
const PACKAGE_RELS = `${HEAD}<Relationships xmlns="${RELS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const WORKBOOK = `${HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets><sheet name="业务明细" sheetId="1" r:id="rId1"/></sheets></workbook>`
const WORKBOOK_RELS = `${HEAD}<Relationships xmlns="${RELS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
const STYLES = `${HEAD}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`

/** A zip written straight to disk, each part deflated as it is made. */
class ZipWriter {
  readonly #fd: number
  readonly #central: Buffer[] = []
  #position = 0

  constructor(path: string) {
    this.#fd = openSync(path, 'w')
  }

  /** Answers the part's size before packing. */
  async add(name: string, pieces: Iterable<string>): Promise<number> {
    const start = this.#position
    const label = Buffer.from(name)
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(20, 4)
    header.writeUInt16LE(0x0808, 6)
    header.writeUInt16LE(8, 8)
    header.writeUInt16LE(label.length, 26)
    this.#write(header)
    this.#write(label)
    const from = this.#position
    let size = 0
    let crc = 0
    const deflate = createDeflateRaw({ level: 6 })
    const done = (async () => {
      for await (const packed of deflate) this.#write(packed as Buffer)
    })()
    for (const piece of pieces) {
      const bytes = Buffer.from(piece)
      size += bytes.length
      crc = crc32(bytes, crc)
      if (!deflate.write(bytes)) await new Promise((resolve) => deflate.once('drain', resolve))
    }
    deflate.end()
    await done
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 6)
    central.writeUInt16LE(0x0808, 8)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(crc, 16)
    central.writeUInt32LE(this.#position - from, 20)
    central.writeUInt32LE(size, 24)
    central.writeUInt16LE(label.length, 28)
    central.writeUInt32LE(start, 42)
    this.#central.push(central, label)
    return size
  }

  close(): void {
    const start = this.#position
    for (const bytes of this.#central) this.#write(bytes)
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(this.#central.length / 2, 8)
    end.writeUInt16LE(this.#central.length / 2, 10)
    end.writeUInt32LE(this.#position - start, 12)
    end.writeUInt32LE(start, 16)
    this.#write(end)
    closeSync(this.#fd)
  }

  #write(bytes: Buffer): void {
    writeSync(this.#fd, bytes)
    this.#position += bytes.length
  }
}
