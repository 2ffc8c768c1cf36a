/** For tests: workbooks made of parts as text, so that every form of markup can be tried. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, type Zippable, zipSync } from 'fflate'
import type { Cell } from '../cell.ts'
import type { Limits } from './limits.ts'
import { openWorkbook } from './open.ts'

export interface MadeParts {
  /** What stands inside <sheetData>, or a whole worksheet where it begins with <?xml or <x: */
  readonly rows: string
  /** What stands inside <sst>. */
  readonly strings?: string
  /** What stands inside <styleSheet>. */
  readonly styles?: string
  /** Attributes of workbookPr. */
  readonly properties?: string
  /** Further parts, or others in place of those made here. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>
  readonly level?: 0 | 6
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships'
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

/** The bytes of an .xlsx with one sheet "表". */
export function xlsxBytes(made: MadeParts): Uint8Array {
  const whole = /^\s*(?:<\?xml|<[\w.-]+:?worksheet)/.test(made.rows)
  const parts: Record<string, string | Uint8Array> = {
    '_rels/.rels': `${XML}<Relationships xmlns="${RELS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr ${made.properties ?? ''}/><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${RELS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': whole
      ? made.rows
      : `${XML}<worksheet xmlns="${MAIN}"><sheetData>${made.rows}</sheetData></worksheet>`,
    ...(made.strings === undefined
      ? {}
      : { 'xl/sharedStrings.xml': `${XML}<sst xmlns="${MAIN}">${made.strings}</sst>` }),
    ...(made.styles === undefined
      ? {}
      : { 'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}">${made.styles}</styleSheet>` }),
    ...made.parts,
  }
  const files: Zippable = {}
  for (const [name, content] of Object.entries(parts))
    files[name] = typeof content === 'string' ? strToU8(content) : content
  return zipSync(files, { level: made.level ?? 6 })
}

/** Writes the bytes to a file of that name, hands it to `work`, and removes it. */
export function withFile<T>(bytes: Uint8Array | string, work: (path: string) => T, name = 'file'): T {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-'))
  try {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return work(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All rows of the first sheet (or the one named), by row number. */
export function rowsOf(
  bytes: Uint8Array | string,
  limits: Partial<Limits> = {},
  sheet?: string,
): Record<number, Cell[]> {
  return withFile(bytes, (path) => {
    const workbook = openWorkbook(path, limits)
    try {
      const rows: Record<number, Cell[]> = {}
      workbook.read(sheet ?? workbook.sheets[0]?.name ?? '', (row, cells) => {
        rows[row] = [...cells]
        return undefined
      })
      return rows
    } finally {
      workbook.close()
    }
  })
}

/** The code and details of the refusal that `work` ends in. */
export function refusalOf(work: () => unknown): { code: string; details: Readonly<Record<string, unknown>> } {
  try {
    work()
  } catch (error) {
    const { code, details } = error as { code: string; details: Record<string, unknown> }
    if (details === undefined) throw error
    return { code, details }
  }
  throw new Error('not refused')
}
