/** An "Excel" file that is really a web page: each of its tables that holds text is a sheet. */

import type { RowSink, SheetInfo } from '../../cell.ts'
import type { SourceFile } from '../file.ts'
import type { Limits } from '../limits.ts'
import { Reading, tooLarge } from '../limits.ts'
import type { TextKind } from './encoding.ts'
import type { TableRowSink } from './html-tables.ts'
import { TableScanner } from './html-tables.ts'

const PIECE = 64 * 1024

export interface HtmlWorkbook {
  readonly sheets: readonly SheetInfo[]
  read(index: number, sink: RowSink, onProgress?: (fraction: number) => void): void
}

/** Looks through the page once to see which tables hold text; merged cells have their text in the first place. */
export function openHtml(file: SourceFile, text: TextKind, limits: Limits): HtmlWorkbook {
  const encoding = pageEncoding(file, text)
  const tables: number[] = []
  scan(file, encoding, text.mark, new Reading(limits), (table) => {
    if (!tables.includes(table) && tables.push(table) > limits.entries) throw tooLarge('entries', 'html')
    return undefined
  })
  tables.sort((one, other) => one - other)
  return {
    sheets: tables.map((_, index) => ({ name: `表${index + 1}`, hidden: false })),
    read(index, sink, onProgress) {
      const reading = new Reading(limits, onProgress)
      const wanted = tables[index]
      scan(file, encoding, text.mark, reading, (table, row, cells) => {
        if (table !== wanted) return undefined
        reading.countCells(cells.length)
        return sink(row, cells)
      })
      reading.progress(1)
    },
  }
}

/** Bytes that are valid UTF-8 are that, whatever the page says; otherwise its own word, else GB18030. */
function pageEncoding(file: SourceFile, text: TextKind): string {
  if (text.encoding !== 'gb18030') return text.encoding
  const head = Buffer.alloc(Math.min(4096, file.size))
  file.read(head, 0, head.length, 0)
  const label = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(head.toString('latin1', 0, head.length))?.[1] ?? 'gb18030'
  try {
    const { encoding } = new TextDecoder(label)
    return encoding === 'utf-8' || encoding === 'gbk' || encoding.startsWith('utf-16') ? 'gb18030' : encoding
  } catch {
    return 'gb18030'
  }
}

function scan(file: SourceFile, encoding: string, mark: number, reading: Reading, sink: TableRowSink): void {
  const scanner = new TableScanner(sink, reading.limits.depth)
  const decoder = new TextDecoder(encoding)
  const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, Math.max(reading.limits.pieceBytes, 1)))
  for (let position = mark; ; ) {
    reading.checkTime()
    const count = file.read(piece, 0, piece.length, position)
    position += count
    const ended = count === 0
    scanner.feed(decoder.decode(piece.subarray(0, count), { stream: !ended }), ended)
    if (scanner.pending > reading.limits.rowBytes) throw tooLarge('rowBytes', 'html')
    reading.progress(position / file.size)
    if (ended || scanner.stopped) return
  }
}
