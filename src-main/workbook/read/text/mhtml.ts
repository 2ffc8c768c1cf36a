/** A web page saved as one file (.mht, or such a report named .xls): its pages taken out of the mail parts (RFC 2557). */

import type { SourceFile } from '../file.ts'
import type { Limits } from '../limits.ts'
import { broken, tooLarge } from '../limits.ts'

/** Is this the head of a mail whose parts may hold a page? Headers may come in any order. */
export function isMhtml(start: string): boolean {
  const head = headerOf(start)
  return /^mime-version\s*:/im.test(head) && /^content-type\s*:\s*(?:multipart\/|text\/html)/im.test(head)
}

/**
 * All pages of the file one after the other in UTF-8, as a file in memory. Excel saves a workbook so with a page per sheet.
 * Refuses with WORKBOOK_TOO_LARGE above `wholeBytes` and with WORKBOOK_BROKEN where it holds no page.
 */
export function pagesOfMhtml(file: SourceFile, limits: Limits): SourceFile {
  if (file.size > limits.wholeBytes) throw tooLarge('wholeBytes', 'mhtml')
  const bytes = Buffer.allocUnsafeSlow(file.size)
  const length = file.read(bytes, 0, bytes.length, 0)
  const pages = pagesIn(bytes.toString('latin1', 0, length), 0)
  if (pages.length === 0) throw broken('mhtml', 'no page')
  return inMemory(file, Buffer.from(pages.join('\n'), 'utf8'))
}

/** Mails in mails: deeper ones than any writer makes are not looked into. */
const DEEPEST = 4

/** The pages of a mail or part, given as Latin-1 so that each character is a byte. */
function pagesIn(mail: string, depth: number): string[] {
  const header = unfolded(headerOf(mail))
  const body = mail.slice(bodyAt(mail))
  const type = headerValue(header, 'content-type')
  const boundary = /boundary\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(type)
  if (/^multipart\//i.test(type)) {
    if (boundary === null || depth === DEEPEST) return []
    // A line of two hyphens and the boundary begins each part; what stands before the first is for people.
    const parts = `\n${body}`.split(`\n--${boundary[1] ?? boundary[2] ?? ''}`).slice(1)
    return parts
      .filter((part) => !part.startsWith('--'))
      .flatMap((part) => pagesIn(part.replace(/^[ \t]*\r?\n/, ''), depth + 1))
  }
  if (!/^text\/html/i.test(type)) return []
  // The row of tabs that Excel puts below its sheets is a table too, but holds nothing of them.
  if (/tabstrip\.html?\s*$/i.test(headerValue(header, 'content-location'))) return []
  const plain = decoded(body, headerValue(header, 'content-transfer-encoding').trim().toLowerCase())
  return [textOf(plain, /charset\s*=\s*"?\s*([\w-]+)/i.exec(type)?.[1])]
}

function headerOf(mail: string): string {
  return mail.slice(0, bodyAt(mail))
}

/** Where the body begins: behind the first blank line. */
function bodyAt(mail: string): number {
  const found = /\r?\n\r?\n|\r\r/.exec(mail)
  return found === null ? mail.length : found.index + found[0].length
}

/** A header line that begins with a blank goes on with the one before it. */
const unfolded = (header: string): string => header.replace(/\r?\n[ \t]+/g, ' ')

function headerValue(header: string, name: string): string {
  return new RegExp(`^${name}\\s*:\\s*(.*)$`, 'im').exec(header)?.[1]?.trim() ?? ''
}

function decoded(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1')
  const joined = body.replace(/=[ \t]*\r?\n/g, '')
  return Buffer.from(
    joined.replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  )
}

/** In the charset that the part or its page names; without one as UTF-8 where it is that, else GB18030. */
function textOf(bytes: Buffer, named: string | undefined): string {
  const label = named ?? /charset\s*=\s*["']?\s*([\w-]+)/i.exec(bytes.toString('latin1', 0, 4096))?.[1]
  const utf8 = new TextDecoder('utf-8').decode(bytes)
  if (!utf8.includes('\ufffd')) return utf8
  try {
    const { encoding } = new TextDecoder(label ?? 'gb18030')
    // What is not UTF-8 though it says so is what Chinese systems write.
    return new TextDecoder(encoding === 'utf-8' ? 'gb18030' : encoding).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function inMemory(file: SourceFile, bytes: Buffer): SourceFile {
  return {
    path: file.path,
    size: bytes.length,
    read: (into, offset, length, position) =>
      position >= bytes.length ? 0 : bytes.copy(into, offset, position, position + length),
    close: () => undefined,
  }
}
