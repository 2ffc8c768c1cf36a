import { describe, expect, it } from 'vitest'
import { gb18030 } from '../made-text.ts'
import { refusalOf, rowsOf, withFile } from '../made-workbook.test-support.ts'
import { openWorkbook } from '../open.ts'

const PAGE =
  '<html><body><table><tr><td>网点</td><td>a=b</td></tr><tr><td>00123</td><td>12.50</td></tr></table></body></html>'
const ROWS = { 1: ['网点', 'a=b'], 2: ['00123', '12.50'] }

/** Each byte beyond ASCII and each = as =XX, lines broken softly. */
const quoted = (bytes: Uint8Array) =>
  [...bytes]
    .map((byte) =>
      byte === 61 || byte > 126 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte),
    )
    .reduce((text, sign, at) => text + sign + (at % 60 === 59 ? '=\r\n' : ''), '')
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n')

const part = (headers: string, body: string) => `------=_NextPart_01\r\n${headers}\r\n\r\n${body}\r\n`
const mail = (...parts: string[]) =>
  `MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n\tboundary="----=_NextPart_01"\r\n\r\nThis document is a web archive.\r\n\r\n${parts.join('')}------=_NextPart_01--\r\n`
const html = (encoding: string, charset = 'utf-8') =>
  `Content-Location: file:///C:/1/sheet001.htm\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Type: text/html; charset="${charset}"`

describe('a web page saved as one file', () => {
  const cases: [string, string | Uint8Array][] = [
    ['quoted-printable', mail(part(html('quoted-printable'), quoted(Buffer.from(PAGE))))],
    ['base64', mail(part(html('base64'), base64(Buffer.from(PAGE))))],
    ['as it is', mail(part(html('8bit'), PAGE))],
    ['GB2312', mail(part(html('quoted-printable', 'gb2312'), quoted(gb18030(PAGE))))],
    ['GB2312 as it is', gb18030(mail(part(html('8bit', 'gb2312'), PAGE)))],
    ['UTF-8 that is GB2312', mail(part(html('quoted-printable'), quoted(gb18030(PAGE))))],
    ['line ends of Unix', mail(part(html('base64'), base64(Buffer.from(PAGE)))).replaceAll('\r\n', '\n')],
    [
      'a page alone',
      `Content-Type: text/html\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(Buffer.from(PAGE))}`,
    ],
    [
      'styles, pictures and the row of tabs beside it',
      mail(
        part('Content-Location: a.css\r\nContent-Type: text/css', 'td{}'),
        part(`${html('quoted-printable')}`.replace('sheet001', 'tabstrip'), '<table><tr><td>Sheet1</td></tr></table>'),
        part(html('quoted-printable'), quoted(Buffer.from(PAGE))),
        part('Content-Type: image/png\r\nContent-Transfer-Encoding: base64', 'iVBORw0KGgo='),
      ),
    ],
  ]
  it.each(cases)('%s', (_name, bytes) => {
    expect(rowsOf(bytes)).toEqual(ROWS)
  })

  it('has a sheet for every table of every page, whatever it is named', () => {
    const other = '<table><tr><td>二</td></tr></table>'
    withFile(
      mail(part(html('8bit'), PAGE), part(html('8bit'), other)),
      (path) => {
        const workbook = openWorkbook(path)
        expect([workbook.format, workbook.sheets.length]).toEqual(['html', 2])
        workbook.close()
      },
      '日报.xls',
    )
  })

  it('is refused without a page, and where it is larger than what is read whole', () => {
    expect(refusalOf(() => rowsOf(mail(part('Content-Type: text/css', 'td{}'))))).toEqual({
      code: 'WORKBOOK_BROKEN',
      details: { where: 'mhtml', why: 'no page' },
    })
    const text = mail(part(html('8bit'), PAGE))
    expect(refusalOf(() => rowsOf(text, { wholeBytes: 100 })).code).toBe('WORKBOOK_TOO_LARGE')
  })

  it('costs no more than its length, whatever stands in it', () => {
    for (const unit of ['= ', '=\n', ' ', '\n------=_NextPart_01', 'Content-Type:', '\r\n ']) {
      const start = performance.now()
      try {
        rowsOf(mail(part(html('quoted-printable'), unit.repeat(100_000))))
      } catch (error) {
        if ((error as Error).name !== 'Refusal') throw error
      }
      expect(performance.now() - start).toBeLessThan(2000)
    }
  })

  it('cut off anywhere gives rows or a coded refusal', () => {
    const text = mail(part(html('quoted-printable'), quoted(Buffer.from(PAGE))))
    for (let length = 1; length < text.length; length += 3) {
      try {
        rowsOf(text.slice(0, length))
      } catch (error) {
        if ((error as Error).name !== 'Refusal') throw error
      }
    }
  })
})
