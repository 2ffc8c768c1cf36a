import { describe, expect, it } from 'vitest'
import type { Cell } from '../../cell.ts'
import { rowsOf, XML, xlsxBytes } from '../made-workbook.test-support.ts'

const DATE_STYLES =
  '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="171" formatCode="0&quot; d&quot;"/><numFmt numFmtId="172" formatCode="[h]:mm"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/></cellXfs>'

/** What a single row of markup gives, read whole and read a few bytes at a time. */
function row(cells: string, strings?: string, properties = ''): Cell[] {
  const bytes = xlsxBytes({
    rows: `<row r="1">${cells}</row>`,
    styles: DATE_STYLES,
    properties,
    ...(strings === undefined ? {} : { strings }),
  })
  const whole = rowsOf(bytes)
  for (const pieceBytes of [1, 7, 64]) expect(rowsOf(bytes, { pieceBytes })).toEqual(whole)
  return whole[1] ?? []
}

const date = (serial: number): Cell => ({ kind: 'date', serial })

describe('cells of an .xlsx', () => {
  const cases: [string, string, Cell[], (string | undefined)?, string?][] = [
    ['a whole number', '<c r="A1"><v>42</v></c>', [42]],
    ['nine digits and more', '<c r="A1"><v>999999999</v></c><c r="B1"><v>1234567890</v></c>', [999999999, 1234567890]],
    ['fifteen digits', '<c r="A1"><v>123456789012345</v></c>', [123456789012345]],
    ['seventeen digits', '<c r="A1"><v>0.30000000000000004</v></c>', [0.30000000000000004]],
    ['decimals', '<c r="A1"><v>-12.34</v></c><c r="B1"><v>0.1</v></c><c r="C1"><v>.5</v></c>', [-12.34, 0.1, 0.5]],
    ['exponents', '<c r="A1"><v>1.59E+17</v></c><c r="B1"><v>-2e-3</v></c>', [1.59e17, -0.002]],
    ['negative zero is zero', '<c r="A1"><v>-0</v></c>', [0]],
    ['blanks around a number', '<c r="A1"><v> 5 </v></c>', [5]],
    ['an explicit number type', '<c r="A1" t="n"><v>7</v></c>', [7]],
    ['text where a number should be', '<c r="A1"><v>12,50</v></c><c r="B1"><v>0x10</v></c>', ['12,50', '0x10']],
    [
      'truth values',
      '<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="b"><v>true</v></c>',
      [true, false, true],
    ],
    [
      'errors',
      '<c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      [
        { kind: 'error', code: '#N/A' },
        { kind: 'error', code: '#DIV/0!' },
      ],
    ],
    [
      'shared strings',
      '<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c>',
      ['乙', '甲'],
      '<si><t>甲</t></si><si><t>乙</t></si>',
    ],
    [
      'an empty shared string',
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>',
      ['', '', ''],
      '<si><t/></si><si/><si><t></t></si>',
    ],
    [
      'rich text joined, phonetic runs left out',
      '<c r="A1" t="s"><v>0</v></c>',
      ['東京都'],
      '<si><r><rPr><b/></rPr><t>東京</t></r><r><t xml:space="preserve">都</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>',
    ],
    ['blanks kept', '<c r="A1" t="s"><v>0</v></c>', ['  a '], '<si><t xml:space="preserve">  a </t></si>'],
    [
      'entities',
      '<c r="A1" t="s"><v>0</v></c>',
      ['<A&B> "é中😀" &nbsp;&#0;'],
      '<si><t>&lt;A&amp;B&gt; &quot;&#233;&#x4E2D;&#x1F600;&quot; &nbsp;&#0;</t></si>',
    ],
    ['entities once', '<c r="A1" t="s"><v>0</v></c>', ['&lt;'], '<si><t>&amp;lt;</t></si>'],
    ['_xHHHH_', '<c r="A1" t="s"><v>0</v></c>', ['a\rb_x000D_ _x12_'], '<si><t>a_x000D_b_x005F_x000D_ _x12_</t></si>'],
    [
      '_xHHHH_ in rich text, once',
      '<c r="A1" t="s"><v>0</v></c>',
      ['_x000D_&amp;\r\n'],
      '<si><r><t>_x005F_x000D_&amp;amp;</t></r><r><t>&#13;\r\n</t></r></si>',
    ],
    ['surrogates by halves', '<c r="A1" t="str"><v>_xD83D__xDE00_</v></c>', ['😀']],
    ['line ends', '<c r="A1" t="str"><v>a\r\nb\rc\nd</v></c>', ['a\nb\nc\nd']],
    ['CDATA and comments', '<c r="A1" t="str"><v>a<![CDATA[<&amp;</v>]]><!-- </v> -->b</v></c>', ['a<&amp;</v>b']],
    [
      'CDATA in shared strings',
      '<c r="A1" t="s"><v>0</v></c>',
      ['<x>'],
      '<!-- <si> --><si><t><![CDATA[<x>]]></t></si>',
    ],
    ['processing instructions', '<?pi <c> ?><c r="A1"><?x?><v>1<?y?>2</v></c>', [12]],
    [
      'inline strings',
      '<c r="A1" t="inlineStr"><is><t>网点 &amp; 号</t></is></c><c r="B1" s="1" t="inlineStr"><is><t xml:space="preserve"> x</t></is></c>',
      ['网点 & 号', ' x'],
    ],
    [
      'inline rich text',
      '<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>',
      ['ab'],
    ],
    ['an inline string without its type', '<c r="A1"><is><t>x</t></is></c>', ['x']],
    [
      'values of formulas',
      '<c r="A1"><f>SUM(B1:C1)</f><v>3</v></c><c r="B1" t="str"><f t="shared" si="0"/><v>文</v></c>',
      [3, '文'],
    ],
    ['a formula without a value', '<c r="A1"><f>NOW()</f></c><c r="B1"><v>1</v></c>', [null, 1]],
    [
      'text ids as text',
      '<c r="A1" t="str"><v>00123</v></c><c r="B1" t="s"><v>0</v></c>',
      ['00123', '013800138000'],
      '<si><t>013800138000</t></si>',
    ],
    [
      'dates by style',
      '<c r="A1" s="1"><v>46296</v></c><c r="B1" s="2"><v>46296.5</v></c><c r="C1" s="3"><v>2</v></c><c r="D1" s="4"><v>1.5</v></c>',
      [date(46296), date(46296.5), 2, date(1.5)],
    ],
    [
      'dates of 1904, durations not',
      '<c r="A1" s="1"><v>0</v></c><c r="B1" s="4"><v>1.5</v></c>',
      [date(1462), date(1.5)],
      undefined,
      'date1904="1"',
    ],
    [
      'dates as ISO 8601',
      '<c r="A1" t="d"><v>2026-10-01T12:00:00.000Z</v></c><c r="B1" t="d"><v>2026-10-01</v></c><c r="C1" t="d"><v>gestern</v></c>',
      [date(46296.5), date(46296), 'gestern'],
    ],
    ['a style that is not there', '<c r="A1" s="99"><v>1</v></c>', [1]],
    ['holes', '<c r="B1"><v>1</v></c><c r="D1"/><c r="E1"><v>2</v></c><c r="F1"/>', [null, 1, null, null, 2]],
    [
      'columns of two and three letters',
      `<c r="AA1"><v>1</v></c><c r="AAA1"><v>2</v></c>`,
      [...Array(26).fill(null), 1, ...Array(675).fill(null), 2],
    ],
    [
      'cells without references',
      '<c><v>1</v></c><c t="s"><v>0</v></c><c r="E1"><v>2</v></c><c><v>3</v></c>',
      [1, '甲', null, null, 2, 3],
      '<si><t>甲</t></si>',
    ],
    ['cells out of order', '<c r="C1"><v>3</v></c><c r="A1"><v>1</v></c>', [1, null, 3]],
    [
      'attributes in any order and quotes',
      `<c t='s' s="0" r='A1' cm="1"><v>0</v></c><c  r = "B1"  ><v>1</v></c >`,
      ['甲', 1],
      '<si><t>甲</t></si>',
    ],
    ['a > inside an attribute', '<c r="A1" x="a>b"><v>1</v></c>', [1]],
    [
      'unknown elements',
      '<c r="A1"><v>1</v><extLst><ext uri="x"><c r="Z9"><v>9</v></c></ext></extLst></c><x:y xmlns:x="u"><c/></x:y>',
      [1],
    ],
    [
      'indented markup',
      '\n  <c r="A1">\n    <v>1</v>\n  </c>\n  <c r="B1" t="s">\n <v>0</v>\n</c>\n',
      [1, '甲'],
      '\n  <si>\n    <t>甲</t>\n  </si>\n',
    ],
  ]
  it.each(cases)('%s', (_name, cells, expected, strings, properties) => {
    expect(row(cells, strings, properties)).toEqual(expected)
  })
})

describe('rows of an .xlsx', () => {
  it('are numbered by themselves, by their cells, or one after the other', () => {
    const bytes = xlsxBytes({
      rows: '<row r="3"><c r="A3"><v>3</v></c></row><row><c><v>4</v></c></row><row><c r="A9"><v>9</v></c></row><row r="10"/><row spans="1:1" r="12"><c r="A12"><v>12</v></c></row>',
    })
    expect(rowsOf(bytes)).toEqual({ 3: [3], 4: [4], 9: [9], 12: [12] })
  })

  it('without any value are not handed on, and the sink can stop', () => {
    const bytes = xlsxBytes({ rows: '<row r="1"><c r="A1" s="1"/></row><row r="2"><c r="A2"><v>2</v></c></row>' })
    expect(rowsOf(bytes)).toEqual({ 2: [2] })
  })

  it('are read under namespace prefixes and in strict OOXML', () => {
    const strict = 'http://purl.oclc.org/ooxml'
    const bytes = xlsxBytes({
      rows: `${XML}<x:worksheet xmlns:x="${strict}/spreadsheetml/main"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
      parts: {
        '_rels/.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${strict}/officeDocument/relationships/officeDocument" Target="/book/w.xml"/></Relationships>`,
        'book/w.xml': `${XML}<x:workbook xmlns:x="${strict}/spreadsheetml/main" xmlns:r="${strict}/officeDocument/relationships"><x:sheets><x:sheet name="甲 &amp; 乙" sheetId="7" r:id="b" state="hidden"/></x:sheets></x:workbook>`,
        'book/_rels/w.xml.rels': `${XML}<Relationships xmlns="u"><Relationship Id="b" Type="${strict}/officeDocument/relationships/worksheet" Target="../xl/worksheets/sheet1.xml"/><Relationship Id="c" Type="${strict}/officeDocument/relationships/sharedStrings" Target="strings.xml"/></Relationships>`,
        'book/strings.xml': `${XML}<x:sst xmlns:x="u"><x:si><x:t>文</x:t></x:si></x:sst>`,
      },
    })
    for (const pieceBytes of [3, 4096]) expect(rowsOf(bytes, { pieceBytes }, '甲 & 乙')).toEqual({ 1: ['文', 2] })
  })

  it('are read from UTF-16', () => {
    const sheet =
      '\ufeff<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>渠道😀</t></is></c></row></sheetData></worksheet>'
    const bytes = xlsxBytes({ rows: '', parts: { 'xl/worksheets/sheet1.xml': Buffer.from(sheet, 'utf16le') } })
    for (const pieceBytes of [5, 4096]) expect(rowsOf(bytes, { pieceBytes })).toEqual({ 1: ['渠道😀'] })
  })

  it('are read from stored parts and from a zip with something before it', () => {
    const bytes = xlsxBytes({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>', level: 0 })
    expect(rowsOf(bytes)).toEqual({ 1: [1] })
  })
})
