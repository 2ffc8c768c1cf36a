/** The first part of an .xls workbook: its sheets, shared strings, formats and date system. */

import { Refusal } from '../../../domain/refusal.ts'
import { decodeAnsi } from '../codepages.ts'
import type { FormatKind } from '../date-format.ts'
import { builtinFormatKind, formatKind } from '../date-format.ts'
import { broken } from '../limits.ts'
import { Continued } from './strings.ts'

export interface XlsGlobals {
  /** 5 or 8. */
  readonly biff: 5 | 8
  readonly codePage: number
  readonly date1904: boolean
  readonly strings: readonly string[]
  /** Per XF (the style of a cell). */
  readonly kinds: readonly FormatKind[]
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly position: number }[]
}

const WHERE = 'xls'
export const BOF = 0x809
export const EOF = 0x0a

/** Reads the globals; undefined where the stream is of another version than BIFF5 or BIFF8. Refuses with WORKBOOK_ENCRYPTED or WORKBOOK_BROKEN. */
export function readGlobals(stream: Buffer): XlsGlobals | undefined {
  if (stream.length < 8 || stream.readUInt16LE(0) !== BOF) return undefined
  const version = stream.readUInt16LE(4)
  if (version !== 0x600 && version !== 0x500) return undefined
  const biff = version === 0x600 ? 8 : 5
  const formats = new Map<number, FormatKind>()
  const styles: number[] = []
  const sheets: XlsGlobals['sheets'][number][] = []
  let strings: readonly string[] = []
  let codePage = 1252
  let date1904 = false
  for (let at = 0; ; ) {
    if (at + 4 > stream.length) throw broken(WHERE, 'cut off')
    const id = stream.readUInt16LE(at)
    const data = stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2))
    if (id === EOF) break
    if (id === 0x2f) throw new Refusal('WORKBOOK_ENCRYPTED', { where: WHERE })
    else if (id === 0x42 && data.length >= 2) codePage = data.readUInt16LE(0)
    else if (id === 0x22 && data.length >= 2) date1904 = data.readUInt16LE(0) === 1
    else if (id === 0x85 && data.length > 8) {
      // Type 0 is a worksheet; others are charts, macros and modules.
      if ((data[5]! & 15) === 0) {
        sheets.push({
          name: sheetName(data, biff, codePage),
          hidden: (data[4]! & 3) !== 0,
          position: data.readUInt32LE(0),
        })
      }
    } else if (id === 0x41e && data.length > 5)
      formats.set(data.readUInt16LE(0), formatKind(formatText(stream, at, data, biff, codePage)))
    else if (id === 0xe0 && data.length >= 4) styles.push(data.readUInt16LE(2))
    else if (id === 0xfc && data.length >= 8) strings = readStrings(stream, at)
    at += 4 + data.length
  }
  const kinds = styles.map((format) => formats.get(format) ?? builtinFormatKind(format))
  return { biff, codePage, date1904, strings, kinds, sheets }
}

function sheetName(data: Buffer, biff: number, codePage: number): string {
  const length = data[6]!
  if (biff === 5) return decodeAnsi(codePage, data.subarray(7, 7 + length))
  return data[7]! & 1 ? data.toString('utf16le', 8, 8 + length * 2) : data.toString('latin1', 8, 8 + length)
}

function formatText(stream: Buffer, at: number, data: Buffer, biff: number, codePage: number): string {
  if (biff === 5) return decodeAnsi(codePage, data.subarray(3, 3 + data[2]!))
  const continued = new Continued(stream, at)
  continued.skip(2)
  return continued.text()
}

function readStrings(stream: Buffer, at: number): string[] {
  const continued = new Continued(stream, at)
  continued.skip(4)
  const count = continued.number32()
  const strings: string[] = []
  while (strings.length < count && !continued.ended) strings.push(continued.text())
  return strings
}
