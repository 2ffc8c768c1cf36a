/** What a file is, told by its content and never by its name. */

import { Refusal } from '../../domain/refusal.ts'
import type { SourceFile } from './file.ts'
import type { Limits } from './limits.ts'
import { broken, tooLarge } from './limits.ts'
import type { TextKind } from './text/encoding.ts'
import { detectText } from './text/encoding.ts'
import { isMhtml } from './text/mhtml.ts'
import { documentPart } from './xlsx/package.ts'
import type { Zip, ZipEntry } from './zip/directory.ts'
import { openZip } from './zip/directory.ts'

/** The formats that are read. */
export type Format = 'xlsx' | 'xlsb' | 'ods' | 'xls' | 'xml2003' | 'html' | 'csv'

export type Sniffed =
  | { readonly format: 'xlsx'; readonly zip: Zip; readonly document: ZipEntry }
  | { readonly format: 'xlsb' | 'ods'; readonly zip: Zip }
  | { readonly format: 'xls' }
  | { readonly format: 'xml2003' | 'html' | 'csv' | 'mhtml'; readonly text: TextKind }

const HEAD = 64 * 1024
const CFB = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])

/** Beginnings (in Latin-1) of files that are text, or nearly, and still no workbook. */
const STRANGERS = [
  '%PDF',
  '{\\rtf',
  '%!PS',
  '\x89PNG',
  'GIF8',
  '\xff\xd8\xff',
  'Rar!',
  '7z\xbc\xaf',
  '\x1f\x8b',
  'BZh',
  'MZ\x90',
  '\x7fELF',
]

/** Tells the format; refuses with NOT_A_WORKBOOK, WORKBOOK_ENCRYPTED, WORKBOOK_BROKEN or WORKBOOK_TOO_LARGE. */
export function sniff(file: SourceFile, limits: Limits): Sniffed {
  const head = Buffer.alloc(Math.min(HEAD, file.size))
  file.read(head, 0, head.length, 0)
  if (head.length === 0) throw new Refusal('NOT_A_WORKBOOK', { reason: 'empty' })
  if (isZip(head)) return sniffZip(file, limits)
  if (head.subarray(0, CFB.length).equals(CFB)) return sniffCompound(file, limits)
  if (isBareBiff(head)) return { format: 'xls' }
  if (STRANGERS.some((start) => head.toString('latin1', 0, start.length) === start)) throw notAWorkbook()
  const text = detectText(file)
  if (text === undefined) throw notAWorkbook()
  return sniffText(head, text)
}

function notAWorkbook(): Refusal {
  return new Refusal('NOT_A_WORKBOOK', { reason: 'content' })
}

function isZip(head: Buffer): boolean {
  return (
    head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5 || head[2] === 7) && head[3] === head[2] + 1
  )
}

function sniffZip(file: SourceFile, limits: Limits): Sniffed {
  const zip = openZip(file, limits)
  const document = documentPart(zip, limits)
  if (document !== undefined) {
    if (/\.bin$/i.test(document.name)) return { format: 'xlsb', zip }
    if (isWorkbookPart(zip, document)) return { format: 'xlsx', zip, document }
    throw notAWorkbook()
  }
  const mimetype = zip.find('mimetype')
  const kind = mimetype && mimetype.size < 200 ? zip.readAll(mimetype).toString('latin1') : ''
  if (kind.startsWith('application/vnd.oasis.opendocument.spreadsheet')) return { format: 'ods', zip }
  if (zip.entries.some((entry) => /^xl[\\/]/i.test(entry.name))) throw broken('xl/workbook.xml', 'part missing')
  throw notAWorkbook()
}

/** Word and PowerPoint name their document the same way: its root element tells them apart. */
function isWorkbookPart(zip: Zip, document: ZipEntry): boolean {
  const text = zip.readAll(document).toString('latin1').replaceAll('\0', '')
  return /<(?:[\w.-]+:)?workbook[\s>/]/.test(text)
}

/**
 * A compound file (.xls, .et, but also .doc and encrypted .xlsx) is known by the names in its directory. Its entries
 * lie at multiples of 128 bytes, so they are found without following the file's own, often broken, chains.
 */
function sniffCompound(file: SourceFile, limits: Limits): Sniffed {
  if (file.size > limits.xlsBytes) throw tooLarge('xlsBytes', 'xls')
  const names = new Set<string>()
  const piece = Buffer.allocUnsafeSlow(1024 * 1024)
  for (let position = 512; position < file.size; position += piece.length) {
    const length = file.read(piece, 0, piece.length, position)
    for (let at = 0; at + 128 <= length; at += 128) {
      const size = piece.readUInt16LE(at + 64)
      if (size < 4 || size > 64 || size % 2 === 1 || piece[at + 66] !== 2) continue
      names.add(piece.toString('utf16le', at, at + size - 2).toLowerCase())
    }
  }
  if (names.has('encryptedpackage')) throw new Refusal('WORKBOOK_ENCRYPTED', { where: 'xlsx' })
  if (names.has('workbook') || names.has('book')) return { format: 'xls' }
  throw notAWorkbook()
}

/** Excel 2 to 4 wrote their records without a compound file around them. */
function isBareBiff(head: Buffer): boolean {
  return head[0] === 9 && (head[1] === 0 || head[1] === 2 || head[1] === 4) && (head[2] ?? 99) <= 16 && head[3] === 0
}

function sniffText(head: Buffer, text: TextKind): Sniffed {
  const start = new TextDecoder(text.encoding).decode(head, { stream: true }).trimStart()
  if (!start.startsWith('<')) return { format: isMhtml(start) ? 'mhtml' : 'csv', text }
  if (/<(?:[\w.-]+:)?Workbook[\s>]/.test(start) && start.includes('urn:schemas-microsoft-com:office:spreadsheet'))
    return { format: 'xml2003', text }
  if (/<(?:!doctype\s+html|html|head|body|table|meta|style|div|center|tr)[\s>]/i.test(start))
    return { format: 'html', text }
  if (/^<\?xml/.test(start)) throw notAWorkbook()
  return { format: 'csv', text }
}
