import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gb18030 } from '../made-text.ts'
import { refusalOf, rowsOf, withFile } from '../made-workbook.test-support.ts'
import { openWorkbook } from '../open.ts'

const book = (table: string, encoding = 'UTF-8') =>
  `<?xml version="1.0" encoding="${encoding}"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n` +
  '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">' +
  '<Styles><Style ss:ID="Default"/><Style ss:ID="s1"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style><Style ss:ID="s2"><NumberFormat ss:Format="Short Time"/></Style></Styles>' +
  `<Worksheet ss:Name="明细 &amp; 一"><Names/><Table ss:ExpandedColumnCount="9"><Column ss:Width="9"/>${table}</Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>` +
  '<Worksheet ss:Name="二"><Table><Row><Cell><Data ss:Type="String">二</Data></Cell></Row></Table></Worksheet></Workbook>'

const TABLE =
  '<Row ss:AutoFitHeight="0"><Cell><Data ss:Type="String">网点 &lt;&#20013;&gt;</Data></Cell><Cell ss:StyleID="s1"><Data ss:Type="DateTime">2026-10-01T12:00:00.000</Data></Cell>' +
  '<Cell ss:StyleID="s1"><Data ss:Type="Number">46296</Data></Cell><Cell><Data ss:Type="Number">-12.50</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell></Row>' +
  '<Row ss:Index="4"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="String">00123</Data><Comment><ss:Data>no</ss:Data></Comment></Cell><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>粗</B>体<![CDATA[<]]></ss:Data></Cell></Row>' +
  '<Row ss:Span="2"/><Row><Cell/><Cell><Data ss:Type="DateTime">1899-12-31T06:00:00.000</Data></Cell></Row>'

const ROWS = {
  1: [
    '网点 <中>',
    { kind: 'date', serial: 46296.5 },
    { kind: 'date', serial: 46296 },
    -12.5,
    true,
    { kind: 'error', code: '#DIV/0!' },
  ],
  4: [null, '00123', null, '粗体<'],
  8: [null, { kind: 'date', serial: 0.25 }],
}

describe('Excel-2003 XML', () => {
  const encodings: [string, Uint8Array][] = [
    ['UTF-8', Buffer.from(book(TABLE))],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${book(TABLE)}`)],
    ['UTF-16', Buffer.from(`\ufeff${book(TABLE, 'UTF-16')}`, 'utf16le')],
    ['GB2312', gb18030(book(TABLE, 'GB2312'))],
    ['GB18030 that claims to be UTF-8', gb18030(book(TABLE))],
  ]
  it.each(encodings)('in %s', (_name, bytes) => {
    for (const pieceBytes of [1, 5, 4096]) expect(rowsOf(bytes, { pieceBytes })).toEqual(ROWS)
    expect(rowsOf(bytes, {}, '二')).toEqual({ 1: ['二'] })
  })

  it('gives the same wherever the borders of the pieces fall, in every encoding', () => {
    const wide = TABLE.replace('粗', '粗é😀&#x1F600;黟')
    const whole = rowsOf(book(wide))
    expect(whole[4]?.[3]).toBe('粗é😀😀黟体<')
    for (const bytes of [Buffer.from(book(wide)), gb18030(book(wide.replaceAll('é😀', '酬'), 'GB2312'))]) {
      const expected = rowsOf(bytes)
      // Every border falls on every byte in turn: pieces of n bytes begin at each multiple of n.
      for (let pieceBytes = 1; pieceBytes < 130; pieceBytes += pieceBytes < 40 ? 1 : 7)
        expect(rowsOf(bytes, { pieceBytes })).toEqual(expected)
    }
  })

  it('any damage gives rows or a coded refusal, the same for all sizes of pieces', () => {
    const text = book(TABLE)
    const outcome = (damaged: string, pieceBytes: number): unknown => {
      try {
        return rowsOf(damaged, { pieceBytes })
      } catch (error) {
        if ((error as Error).name !== 'Refusal') throw error
        return (error as { code: string }).code
      }
    }
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.nat(20),
        fc.constantFrom('', '<', '>', '"', '&', '<!--', '<![CDATA[', '</Row>', '</Table>', '\0', '😀'),
        fc.integer({ min: 1, max: 64 }),
        (place, cut, put, pieceBytes) => {
          const damaged = text.slice(0, place) + put + text.slice(place + cut)
          expect(outcome(damaged, pieceBytes)).toEqual(outcome(damaged, 4096))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('knows its sheets', () => {
    withFile(book(TABLE), (path) => {
      const workbook = openWorkbook(path)
      expect(workbook.sheets).toEqual([
        { name: '明细 & 一', hidden: true },
        { name: '二', hidden: false },
      ])
      workbook.close()
    })
  })

  it('is refused where it is cut off or has a DTD', () => {
    const text = book(TABLE)
    expect(refusalOf(() => rowsOf(text.slice(0, text.length - 20))).code).toBe('WORKBOOK_BROKEN')
    expect(refusalOf(() => rowsOf(text.replace('<Workbook', '<!DOCTYPE a [<!ENTITY b "c">]><Workbook'))).code).toBe(
      'WORKBOOK_BROKEN',
    )
  })
})
