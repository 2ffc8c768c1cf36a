import { createInflateRaw } from 'node:zlib'
import { read as readBySheetJs, utils, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { gb18030 } from './made-text.ts'
import { refusalOf, rowsOf, withFile, XML, xlsxBytes } from './made-workbook.test-support.ts'
import { openWorkbook } from './open.ts'

const ONE_ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
const book = xlsxBytes({ rows: ONE_ROW })
const refused = (bytes: Uint8Array | string, limits = {}) => refusalOf(() => rowsOf(bytes, limits))

/** A workbook as SheetJS writes it in another format. */
function written(bookType: 'biff8' | 'biff5' | 'xlml' | 'xlsb' | 'ods', date1904 = false): Uint8Array {
  const sheet = utils.aoa_to_sheet([
    ['网点', 12.5, true],
    [null, '00123'],
  ])
  sheet.C2 = { t: 'n', v: 46296 - (date1904 ? 1462 : 0), z: 'yyyy-mm-dd' }
  sheet['!ref'] = 'A1:C2'
  const workbook = utils.book_new(sheet, '明细')
  workbook.Workbook = { WBProps: { date1904 } }
  return write(workbook, { type: 'buffer', bookType }) as Uint8Array
}

const WRITTEN = { 1: ['网点', 12.5, true], 2: [null, '00123', { kind: 'date', serial: 46296 }] }

describe('a file is told by its content', () => {
  const formats: [string, Uint8Array | string, string][] = [
    ['.xlsx', book, 'xlsx'],
    ['.xls', written('biff8'), 'xls'],
    ['.xls of Excel 5', written('biff5'), 'xls'],
    ['2003 XML', written('xlml'), 'xml2003'],
    ['.xlsb', written('xlsb'), 'xlsb'],
    ['.ods', written('ods'), 'ods'],
    ['a web page', '<html><table><tr><td>1</td></tr></table>', 'html'],
    ['a table alone', '  <table border=1><tr><td>1</td></tr></table>', 'html'],
    ['commas', 'a,b\n1,2', 'csv'],
    ['tabs', 'a\tb\n1\t2', 'csv'],
    ['one word', 'a', 'csv'],
    ['text that begins like a tag', '<5,>6\n1,2', 'csv'],
  ]
  it.each(formats)('%s', (_name, bytes, format) => {
    for (const name of ['账.xlsx', '账.xls', '账.csv', '账']) {
      withFile(
        bytes,
        (path) => {
          const workbook = openWorkbook(path)
          expect(workbook.format).toBe(format)
          expect(workbook.sheets).toHaveLength(1)
          workbook.close()
        },
        name,
      )
    }
  })

  const strangers: [string, Uint8Array | string][] = [
    ['an empty file', ''],
    ['a PDF', '%PDF-1.7\n1 0 obj'],
    ['RTF', '{\\rtf1 a}'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])],
    ['noise', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255))],
    ['a zip of something else', zipSync({ 'a.txt': strToU8('x') })],
    [
      'a text document',
      zipSync({
        '_rels/.rels': strToU8(
          `${XML}<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>`,
        ),
        'word/document.xml': strToU8(`${XML}<w:document/>`),
      }),
    ],
    ['other XML', '<?xml version="1.0"?><rss><item/></rss>'],
    ['a compound file of something else', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)])],
  ]
  it.each(strangers)('%s is no workbook', (_name, bytes) => {
    expect(refused(bytes).code).toBe('NOT_A_WORKBOOK')
  })

  it('a folder and a missing file are said', () => {
    expect(refusalOf(() => openWorkbook('/no/such/file.xlsx')).code).toBe('FILE_NOT_FOUND')
    expect(refusalOf(() => openWorkbook('/')).code).toBe('NOT_A_WORKBOOK')
  })

  it('encrypted workbooks are said', () => {
    const entry = Buffer.alloc(128)
    const name = Buffer.from('EncryptedPackage\0', 'utf16le')
    name.copy(entry)
    entry.writeUInt16LE(name.length, 64)
    entry[66] = 2
    const compound = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(504),
      entry,
      Buffer.alloc(384),
    ])
    expect(refused(compound).code).toBe('WORKBOOK_ENCRYPTED')
    const zip = Buffer.from(book)
    for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) zip[at + 8] = 1
    expect(refused(zip).code).toBe('WORKBOOK_ENCRYPTED')
  })
})

describe('other formats give the same cells', () => {
  it.each(['biff8', 'xlml', 'xlsb', 'ods'] as const)('%s', (bookType) => {
    expect(rowsOf(written(bookType))).toEqual(WRITTEN)
  })
  it('Excel 5 in code page 936', () => {
    const bytes = Buffer.from(
      write(utils.book_new(utils.aoa_to_sheet([['ABCD', 1]]), 'abcd'), { type: 'buffer', bookType: 'biff5' }),
    )
    for (const [from, to] of [
      ['ABCD', '网点'],
      ['abcd', '明细'],
    ] as const)
      bytes.set(gb18030(to), bytes.indexOf(from))
    bytes.writeUInt16LE(936, bytes.indexOf(Buffer.from([0x42, 0, 2, 0])) + 4)
    expect(rowsOf(bytes, {}, '明细')).toEqual({ 1: ['网点', 1] })
  })
  it.each(['biff8', 'xlsb'] as const)('%s of 1904', (bookType) => {
    expect(readBySheetJs(written(bookType, true)).Workbook?.WBProps?.date1904).toBe(true)
    expect(rowsOf(written(bookType, true))).toEqual(WRITTEN)
  })
})

describe('sheets', () => {
  it('are asked for by name', () => {
    expect(refusalOf(() => rowsOf(book, {}, '无'))).toEqual({
      code: 'SHEET_NOT_FOUND',
      details: { sheet: '无', sheets: ['表'] },
    })
  })

  it('are read as far as the sink wants, with their progress', () => {
    const rows = Array.from(
      { length: 5000 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i * 7919}</v></c></row>`,
    ).join('')
    withFile(xlsxBytes({ rows }), (path) => {
      const workbook = openWorkbook(path, { pieceBytes: 4096 })
      const seen: number[] = []
      const fractions: number[] = []
      workbook.read('表', (row) => (seen.push(row) < 3 ? undefined : false))
      workbook.read(
        '表',
        () => undefined,
        (fraction) => fractions.push(fraction),
      )
      workbook.close()
      expect(seen).toEqual([1, 2, 3])
      expect(fractions.at(-1)).toBe(1)
      expect(fractions.length).toBeGreaterThan(2)
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    })
  })

  it('can be read when a part that is not needed is missing', () => {
    expect(rowsOf(book)).toEqual({ 1: [1] })
  })
})

describe('broken workbooks are refused, with the place', () => {
  const damaged = (change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(xlsxBytes({ rows: ONE_ROW, level: 0 }))
    change(bytes)
    return bytes
  }
  const cases: [string, Uint8Array, string][] = [
    ['cut off', book.subarray(0, book.length - 60), 'zip'],
    ['a changed digit', damaged((bytes) => bytes.write('2', bytes.indexOf('<v>1') + 3)), 'xl/worksheets/sheet1.xml'],
    [
      'a DTD',
      xlsxBytes({ rows: '', parts: { 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>' } }),
      'xl/workbook.xml',
    ],
    ['a DTD in a sheet', xlsxBytes({ rows: `${XML}<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>` }), '表'],
    ['a sheet that ends early', xlsxBytes({ rows: `${XML}<worksheet><sheetData>${ONE_ROW}` }), '表'],
    [
      'strings that end early',
      xlsxBytes({ rows: '', parts: { 'xl/sharedStrings.xml': '<sst><si><t>a' } }),
      'xl/sharedStrings.xml',
    ],
    ['a string that is not there', xlsxBytes({ rows: '<row r="1"><c r="B1" t="s"><v>5</v></c></row>' }), '表 B1'],
    ['a column behind XFD', xlsxBytes({ rows: '<row r="1"><c r="XFE1"><v>5</v></c></row>' }), '表 XFE1'],
    ['a row behind the last', xlsxBytes({ rows: '<row r="1048577"><c r="A1048577"><v>5</v></c></row>' }), '表'],
    [
      'a sheet without its part',
      xlsxBytes({
        rows: '',
        parts: {
          'xl/_rels/workbook.xml.rels': `${XML}<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="no.xml"/></Relationships>`,
        },
      }),
      '表',
    ],
    ['no workbook part', zipSync({ 'xl/worksheets/sheet1.xml': strToU8('<worksheet/>') }), 'xl/workbook.xml'],
  ]
  it.each(cases)('%s', (_name, bytes, where) => {
    const { code, details } = refused(bytes)
    expect({ code, where: details.where }).toEqual({ code: 'WORKBOOK_BROKEN', where })
  })

  it('every cut and every changed byte of a workbook gives rows or a refusal', () => {
    const bytes = Buffer.from(xlsxBytes({ rows: ONE_ROW, strings: '<si><t>a</t></si>' }))
    for (let at = 0; at < bytes.length; at += 5) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1 << (at % 8)
      for (const one of [changed, bytes.subarray(0, at)]) {
        try {
          rowsOf(one)
        } catch (error) {
          if ((error as Error).name !== 'Refusal') throw error
        }
      }
    }
  })
})

describe('hostile workbooks are refused', () => {
  const big = Buffer.alloc(20_000_000, ' ')
  it('that inflate beyond measure', () => {
    const bytes = xlsxBytes({
      rows: '',
      parts: { 'xl/sharedStrings.xml': Buffer.concat([Buffer.from('<sst>'), big, Buffer.from('</sst>')]) },
    })
    expect(refused(bytes)).toEqual({
      code: 'WORKBOOK_TOO_LARGE',
      details: { limit: 'stringRatio', where: 'xl/sharedStrings.xml' },
    })
  })

  it('also where it is a sheet that does', () => {
    const sheet = Buffer.concat([Buffer.from('<worksheet><sheetData>'), big, Buffer.from('</sheetData></worksheet>')])
    expect(refused(xlsxBytes({ rows: '', parts: { 'xl/worksheets/sheet1.xml': sheet } }), { ratio: 100 })).toEqual({
      code: 'WORKBOOK_TOO_LARGE',
      details: { limit: 'ratio', where: 'xl/worksheets/sheet1.xml' },
    })
  })

  it('that say less than they hold', () => {
    const bytes = Buffer.from(xlsxBytes({ rows: ONE_ROW }))
    const name = bytes.lastIndexOf('xl/worksheets/sheet1.xml')
    bytes.writeUInt32LE(20, name - 22)
    expect(refused(bytes)).toEqual({
      code: 'WORKBOOK_BROKEN',
      details: { where: 'xl/worksheets/sheet1.xml', why: 'size' },
    })
  })

  it('that pass a limit', () => {
    const limited = (limits: object, bytes: Uint8Array | string = book) => refused(bytes, limits)
    expect(limited({ fileBytes: 10 })).toMatchObject({ code: 'WORKBOOK_TOO_LARGE', details: { limit: 'fileBytes' } })
    expect(limited({ entries: 2 })).toMatchObject({ details: { limit: 'entries' } })
    expect(limited({ sheetBytes: 10 })).toMatchObject({ details: { limit: 'sheetBytes' } })
    expect(limited({ partBytes: 10 })).toMatchObject({ details: { limit: 'partBytes' } })
    expect(limited({ milliseconds: -1 })).toMatchObject({ code: 'WORKBOOK_TIMEOUT' })
    expect(limited({ xlsBytes: 10 }, written('biff8'))).toMatchObject({ details: { limit: 'xlsBytes' } })
    expect(limited({ wholeBytes: 10 }, written('xlsb'))).toMatchObject({ details: { limit: 'wholeBytes' } })
    const wide = xlsxBytes({
      rows: '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="2"><c r="XFD2"><v>1</v></c></row>',
    })
    expect(limited({ cells: 20_000 }, wide)).toMatchObject({ details: { limit: 'cells' } })
    const long = xlsxBytes({ rows: `<row r="1"><c r="A1" t="str"><v>${'x'.repeat(100_000)}</v></c></row>` })
    expect(limited({ rowBytes: 50_000, pieceBytes: 4096 }, long)).toMatchObject({ details: { limit: 'rowBytes' } })
  })

  it('that nest without end', () => {
    const deep = `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`
    expect(refused(xlsxBytes({ rows: `<row r="1"><c r="A1">${deep}</c></row>` })).code).toBe('WORKBOOK_BROKEN')
    expect(refused(xlsxBytes({ rows: '', styles: deep })).code).toBe('WORKBOOK_BROKEN')
    expect(rowsOf(`<html>${'<table><tr><td>'.repeat(5000)}x`)).toBeTypeOf('object')
  })
})

it('zlib still has inside what inflating in pieces needs', () => {
  const stream = createInflateRaw() as unknown as { _handle: { writeSync: unknown }; _writeState: unknown }
  expect(stream._handle.writeSync).toBeTypeOf('function')
  expect(stream._writeState).toBeInstanceOf(Uint32Array)
})
