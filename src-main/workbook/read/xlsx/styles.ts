/** Which cell styles of a workbook show dates. */

import type { FormatKind } from '../date-format.ts'
import { builtinFormatKind, formatKind } from '../date-format.ts'
import { walkXml } from './xml.ts'

/** Per cell style (the s of a cell): 0 number, 1 date, 2 time of day or duration. */
export type StyleKinds = Uint8Array

const CODES: Readonly<Record<FormatKind, number>> = { number: 0, date: 1, time: 2 }

/** Reads styles.xml; `where` names the part in refusals. */
export function readStyles(text: string, where: string, depth: number): StyleKinds {
  const custom = new Map<number, FormatKind>()
  const formats: number[] = []
  walkXml(text, where, depth, {
    open(name, attributes, path) {
      const parent = path[path.length - 1]
      if (name === 'numFmt' && parent === 'numFmts') {
        custom.set(Number(attributes.get('numFmtId')), formatKind(attributes.get('formatCode') ?? ''))
      } else if (name === 'xf' && parent === 'cellXfs') {
        formats.push(Number(attributes.get('numFmtId') ?? 0))
      }
    },
  })
  return Uint8Array.from(formats, (id) => CODES[custom.get(id) ?? builtinFormatKind(id)])
}
