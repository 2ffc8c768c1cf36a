/** A CSV or TSV file as a workbook of one sheet. */

import { basename, extname } from 'node:path'
import type { RowSink, SheetInfo } from '../../cell.ts'
import type { SourceFile } from '../file.ts'
import type { Limits } from '../limits.ts'
import { Reading } from '../limits.ts'
import { filePieces, Window } from '../pieces.ts'
import { transcoded } from '../transcode.ts'
import { readDelimited } from './csv.ts'
import { detectDelimiter } from './delimiter.ts'
import type { TextKind } from './encoding.ts'
import { decodeUtf8, FieldMemory, gb18030Decoder } from './field-decoder.ts'

const HEAD = 64 * 1024

export interface DelimitedText {
  readonly sheets: readonly SheetInfo[]
  read(index: number, sink: RowSink, onProgress?: (fraction: number) => void): void
}

/** The file's one sheet bears its name without the ending. */
export function openDelimited(file: SourceFile, text: TextKind, limits: Limits): DelimitedText {
  const pieces = () => {
    const raw = filePieces(file, text.mark)
    // UTF-16 is turned into UTF-8 on the way; GB18030 is scanned as it is.
    return text.encoding === 'gb18030' ? raw : transcoded(Buffer.alloc(0), raw, text.encoding)
  }
  return {
    sheets: [{ name: basename(file.path, extname(file.path)), hidden: false }],
    read(_index, sink, onProgress) {
      const head = Buffer.alloc(HEAD)
      let length = 0
      const beginning = pieces()
      for (;;) {
        const count = beginning.read(head, length, head.length - length)
        length += count
        if (count === 0 || length === head.length) break
      }
      const delimiter = detectDelimiter(head.subarray(0, length))
      const memory = new FieldMemory(text.encoding === 'gb18030' ? gb18030Decoder() : decodeUtf8)
      const window = new Window(pieces(), limits, 'csv')
      readDelimited(window, delimiter, memory, new Reading(limits, onProgress), sink)
    },
  }
}
