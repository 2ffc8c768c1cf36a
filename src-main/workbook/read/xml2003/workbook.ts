/** An Excel-2003 XML workbook (SpreadsheetML), as many billing systems write under the name .xls: read in pieces like .xlsx. */

import type { RowSink, SheetInfo } from '../../cell.ts'
import type { FormatKind } from '../date-format.ts'
import { formatKind } from '../date-format.ts'
import type { SourceFile } from '../file.ts'
import type { Limits } from '../limits.ts'
import { broken, Reading, tooLarge } from '../limits.ts'
import { filePieces, Window } from '../pieces.ts'
import type { TextKind } from '../text/encoding.ts'
import { transcoded } from '../transcode.ts'
import { characterData } from '../xlsx/escapes.ts'
import type { Gathered } from '../xlsx/markup.ts'
import {
  asideEnd,
  attribute,
  closesItself,
  gatherText,
  isAside,
  LT,
  localName,
  NEED,
  SLASH,
  skipElement,
  tagEnd,
} from '../xlsx/markup.ts'
import { xmlEncoding } from '../xlsx/xml.ts'
import { RowScanner } from './row.ts'

export interface Xml2003Workbook {
  readonly sheets: readonly SheetInfo[]
  read(index: number, sink: RowSink, onProgress?: (fraction: number) => void): void
}

/** Formats that have names instead of signs. */
const NAMED_FORMATS: Readonly<Record<string, FormatKind>> = {
  'General Date': 'date',
  'Long Date': 'date',
  'Medium Date': 'date',
  'Short Date': 'date',
  'Long Time': 'time',
  'Medium Time': 'time',
  'Short Time': 'time',
  'General Number': 'number',
  Standard: 'number',
  Scientific: 'number',
}

/** Goes through the file once for the names of its sheets and its styles; refuses with WORKBOOK_BROKEN. */
export function openXml2003(file: SourceFile, text: TextKind, limits: Limits): Xml2003Workbook {
  const encoding = encodingOf(file, text)
  const open = () => new Window(transcoded(Buffer.alloc(0), filePieces(file, text.mark), encoding), limits, 'xml2003')
  const contents = new Contents(open(), new Reading(limits))
  contents.scan()
  return {
    sheets: contents.sheets,
    read(index, sink, onProgress) {
      const reading = new Reading(limits, onProgress)
      new Contents(open(), reading, { index, sink, styles: contents.styles }).scan()
      reading.progress(1)
    },
  }
}

/** What its declaration says, unless the bytes say otherwise: many files claim UTF-8 and are GB18030. */
function encodingOf(file: SourceFile, text: TextKind): string {
  if (text.encoding !== 'gb18030') return text.encoding
  const head = Buffer.alloc(Math.min(256, file.size))
  file.read(head, 0, head.length, 0)
  const declared = xmlEncoding(head)
  return declared === 'utf-8' || declared === 'gbk' ? 'gb18030' : declared
}

interface Wanted {
  readonly index: number
  readonly sink: RowSink
  readonly styles: ReadonlyMap<string, FormatKind>
}

class Contents {
  readonly sheets: { name: string; hidden: boolean }[] = []
  readonly styles = new Map<string, FormatKind>()
  readonly #window: Window
  readonly #reading: Reading
  readonly #wanted: Wanted | undefined
  readonly #rows: RowScanner
  readonly #path: string[] = []
  readonly #gathered: Gathered = { text: '', at: 0 }
  #row = 0
  #style = ''
  #done = false

  constructor(window: Window, reading: Reading, wanted?: Wanted) {
    this.#window = window
    this.#reading = reading
    this.#wanted = wanted
    this.#rows = new RowScanner(reading.limits.depth, wanted?.styles ?? new Map())
  }

  /** Goes through the file, or as far as the wanted sheet reaches. */
  scan(): void {
    for (;;) {
      const at = this.#advance()
      if (this.#done) return
      this.#reading.checkTime()
      this.#reading.progress(this.#window.fraction())
      if (!this.#window.more(at)) throw broken('xml2003', this.#row > 0 ? `cut off after row ${this.#row}` : 'cut off')
    }
  }

  /** Reads as many tokens as the window holds whole; answers where the next one begins. */
  #advance(): number {
    const b = this.#window.buf
    const end = this.#window.end
    let i = 0
    while (!this.#done) {
      const start = i
      while (b[i] !== LT) i++
      if (i >= end) return start
      if (isAside(b, i)) {
        i = asideEnd(b, i, end, 'xml2003')
        if (i === NEED) return start
        continue
      }
      const gt = tagEnd(b, i + 1, end)
      if (gt === NEED) return start
      const next = b[i + 1] === SLASH ? this.#close(b, i, gt) : this.#open(b, i, gt, end)
      if (next === NEED) return start
      i = next
    }
    return i
  }

  #close(b: Buffer, at: number, gt: number): number {
    const name = localName(b, at, gt)
    if (this.#path.pop() !== name) throw broken('xml2003', `</${name}>`)
    if (this.#path.length === 0) this.#done = true
    if (name === 'Worksheet' && this.sheets.length - 1 === this.#wanted?.index) this.#done = true
    return gt + 1
  }

  #open(b: Buffer, at: number, gt: number, end: number): number {
    const name = localName(b, at, gt)
    const parent = this.#path.at(-1)
    const { depth } = this.#reading.limits
    if (name === 'Row' && parent === 'Table') return this.#readRow(b, at, gt, end)
    if (name === 'Visible' && parent === 'WorksheetOptions' && !closesItself(b, gt)) {
      this.#gathered.text = ''
      gatherText(b, gt + 1, end, depth, 'xml2003', this.#gathered)
      const sheet = this.sheets.at(-1)
      if (sheet !== undefined && this.#gathered.text.startsWith('SheetHidden')) sheet.hidden = true
      if (sheet !== undefined && this.#gathered.text.startsWith('SheetVeryHidden')) sheet.hidden = true
      return this.#gathered.at
    }
    if (name === 'Worksheet' && parent === 'Workbook') {
      const title = attribute(b, at, gt, 'Name', true)
      this.sheets.push({
        name: title === undefined ? `Sheet${this.sheets.length + 1}` : characterData(title),
        hidden: false,
      })
      if (this.sheets.length > this.#reading.limits.entries) throw tooLarge('entries', 'xml2003')
      this.#row = 0
    } else if (name === 'Style') this.#style = attribute(b, at, gt, 'ID', true) ?? ''
    else if (name === 'NumberFormat' && parent === 'Style') {
      const format = characterData(attribute(b, at, gt, 'Format', true) ?? '')
      this.styles.set(this.#style, NAMED_FORMATS[format] ?? formatKind(format))
    }
    if (!closesItself(b, gt) && this.#path.push(name) > depth) throw broken('xml2003', 'depth')
    return gt + 1
  }

  #readRow(b: Buffer, at: number, gt: number, end: number): number {
    const wanted = this.#wanted
    const index = Number(attribute(b, at, gt, 'Index', true) ?? this.#row + 1)
    const span = Number(attribute(b, at, gt, 'Span', true) ?? 0)
    const closed = closesItself(b, gt)
    const reads = !closed && wanted?.index === this.sheets.length - 1
    const { depth } = this.#reading.limits
    const next = closed ? gt + 1 : reads ? this.#rows.scan(b, gt + 1, end) : skipElement(b, at, end, depth, 'xml2003')
    if (next === NEED) return NEED
    if (!(index > 0 && span >= 0)) throw broken('xml2003', 'row number')
    this.#row = index + span
    if (reads && this.#rows.width > 0) {
      const { cells, width } = this.#rows
      cells.length = width
      this.#reading.countCells(width)
      if (wanted.sink(index, cells) === false) this.#done = true
    }
    return next
  }
}
