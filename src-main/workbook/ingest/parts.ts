/** The workbooks of a source: one for a file or a paste, several for a .zip of workbooks, unpacked one at a time. */

import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, parse } from 'node:path'
import { Refusal } from '../../domain/refusal.ts'
import { openSource } from '../read/file.ts'
import { DEFAULT_LIMITS, type Limits } from '../read/limits.ts'
import { type OpenWorkbook, openWorkbook } from '../read/open.ts'
import { openZip, type Zip, type ZipEntry } from '../read/zip/directory.ts'
import type { IngestSource } from './request.ts'
import { pastedRows, rowsWorkbook } from './rows-workbook.ts'
import type { Part } from './run.ts'

const workbookName = /\.(?:xlsx|xlsm|xlsb|xls|et|ods|csv|tsv|txt|html?|mht|mhtml|xml)$/i

/** Opens the source's workbooks one after the other; each is to be closed before the next is asked for. @throws Refusal of opening */
export function* partsOf(source: IngestSource, limits: Partial<Limits> = {}): Generator<Part> {
  if ('pasted' in source) {
    yield { workbook: rowsWorkbook(pastedRows(source.pasted)), textual: true }
    return
  }
  let refusal: unknown
  try {
    yield opened(source.path, limits, source.fileName)
    return
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'NOT_A_WORKBOOK') throw error
    refusal = error
  }
  yield* membersOf(source.path, { ...DEFAULT_LIMITS, ...limits }, refusal)
}

function opened(path: string, limits: Partial<Limits>, fileName: string): Part {
  const found = openWorkbook(path, limits)
  const workbook = found.format === 'csv' ? namedAfterFile(found, fileName) : found
  return { workbook, textual: workbook.format === 'csv' || workbook.format === 'html' }
}

/** A text file has one sheet, called like the file that the user chose; an upload lies under a name of its own. */
function namedAfterFile(workbook: OpenWorkbook, fileName: string): OpenWorkbook {
  const [own] = workbook.sheets
  const name = parse(fileName.replaceAll('\\', '/')).name
  if (own === undefined || name === '') return workbook
  return {
    ...workbook,
    sheets: [{ ...own, name }],
    read: (sheet, sink, onProgress) => workbook.read(sheet === name ? own.name : sheet, sink, onProgress),
  }
}

/** The workbooks packed in a .zip; `refusal` when it is none, or holds none. */
function* membersOf(path: string, limits: Limits, refusal: unknown): Generator<Part> {
  const file = openSource(path)
  const folder = mkdtempSync(join(tmpdir(), 'channel-desk-'))
  try {
    const mark = Buffer.alloc(2)
    if (file.read(mark, 0, 2, 0) < 2 || mark.toString('latin1') !== 'PK') throw refusal
    const zip = openZip(file, limits)
    const members = zip.entries.filter(
      ({ name }) => workbookName.test(name) && !/(?:^|[\\/])(?:__MACOSX[\\/]|\.|~\$)/.test(name),
    )
    if (members.length === 0) throw refusal
    for (const [index, entry] of members.entries()) {
      if (entry.encrypted) throw new Refusal('WORKBOOK_ENCRYPTED', { where: entry.name })
      const unpacked = join(folder, String(index))
      unpack(zip, entry, unpacked, limits)
      yield { member: entry.name.replace(/^.*[\\/]/, ''), ...opened(unpacked, limits, entry.name) }
      rmSync(unpacked, { force: true })
    }
  } finally {
    file.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes a member to disk, no larger than a workbook may be. */
function unpack(zip: Zip, entry: ZipEntry, path: string, limits: Limits): void {
  const pieces = zip.open(entry, limits.fileBytes, 'fileBytes')
  const buffer = Buffer.allocUnsafe(256 * 1024)
  const out = openSync(path, 'wx')
  try {
    for (;;) {
      const count = pieces.read(buffer, 0, buffer.length)
      if (count === 0) return
      writeSync(out, buffer, 0, count)
    }
  } finally {
    closeSync(out)
  }
}
