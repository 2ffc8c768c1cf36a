import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gb18030 } from '../made-text.ts'
import { refusalOf, rowsOf } from '../made-workbook.test-support.ts'

const TEXT = '网点编码,网点名称,金额\r\nQD001,"城关,一店",12.50\r\nQD002,"他说""好""\n第二行",\r\n\r\nQD003,黟县,0013'
const ROWS = {
  1: ['网点编码', '网点名称', '金额'],
  2: ['QD001', '城关,一店', '12.50'],
  3: ['QD002', '他说"好"\n第二行'],
  5: ['QD003', '黟县', '0013'],
}

describe('delimited text', () => {
  const encodings: [string, Buffer][] = [
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16LE', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16LE without a mark', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
    ['GB18030', gb18030(TEXT)],
  ]
  it.each(encodings)('in %s', (_name, bytes) => {
    for (const pieceBytes of [1, 2, 3, 5, 16, 1024]) expect(rowsOf(bytes, { pieceBytes })).toEqual(ROWS)
  })

  const cases: [string, string, object][] = [
    ['tabs', 'a\tb,c\n1\t2,3\n', { 1: ['a', 'b,c'], 2: ['1', '2,3'] }],
    ['semicolons', 'a;b;c\n1,5;2;3\n', { 1: ['a', 'b', 'c'], 2: ['1,5', '2', '3'] }],
    ['the line that tells Excel', 'sep=;\na;b,c\n', { 1: ['a', 'b,c'] }],
    ['one column', '号码\n13800138000\n', { 1: ['号码'], 2: ['13800138000'] }],
    [
      '="…" as it is',
      'a,b\n="013800138000","x"\n="a,b",2\n',
      { 1: ['a', 'b'], 2: ['="013800138000"', 'x'], 3: ['="a,b"', '2'] },
    ],
    ['trailing tabs as they are', 'a,b\n138\t,2\n', { 1: ['a', 'b'], 2: ['138\t', '2'] }],
    ['a stray quote', 'a,b\n5" pipe,"open\n3,4\n', { 1: ['a', 'b'], 2: ['5" pipe', '"open'], 3: ['3', '4'] }],
    ['text behind a quote', 'a,b\n"x"y,"z" \n', { 1: ['a', 'b'], 2: ['xy', 'z '] }],
    ['old line ends', 'a,b\r1,2\r', { 1: ['a', 'b'], 2: ['1', '2'] }],
    ['empty fields at both ends', ',a,\n,,\n', { 1: [null, 'a'] }],
    ['nothing behind the last comma', 'a,b\n1,', { 1: ['a', 'b'], 2: ['1'] }],
  ]
  it.each(cases)('%s', (_name, text, rows) => {
    for (const pieceBytes of [1, 2, 3, 1024]) expect(rowsOf(text, { pieceBytes })).toEqual(rows)
  })

  it('gives back what was written, in both encodings', () => {
    const field = fc.string({
      unit: fc.constantFrom('a', '1', ',', '"', '\n', ' ', '中', '黟', '😀', '酬', ';', '\t'),
      maxLength: 8,
    })
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        (rows, pieceBytes) => {
          const head = 'x,y,z,w\n1,2,3,4\n1,2,3,4\n1,2,3,4\n1,2,3,4\n1,2,3,4\n'
          const body = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\r\n')
          const expected = rows.map((row) => {
            const cells: (string | null)[] = row.map((one) => (one === '' ? null : one))
            while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop()
            return cells
          })
          for (const bytes of [Buffer.from(head + body), gb18030(`酬${head}${body}`)]) {
            const read = rowsOf(bytes, { pieceBytes })
            expect(expected.map((_, index) => read[index + 7] ?? [])).toEqual(expected)
          }
        },
      ),
      { numRuns: 120 },
    )
  })

  it('one wrong byte does not change the encoding', () => {
    const bytes = Buffer.from('名称,值\n网点一号,1\n网点二号,2\n?,3\n')
    bytes[bytes.indexOf('?')] = 0xff
    expect(rowsOf(bytes)).toEqual({ 1: ['名称', '值'], 2: ['网点一号', '1'], 3: ['网点二号', '2'], 4: ['\ufffd', '3'] })
  })

  it('GB18030 is known in the last row of a long file and in one word', () => {
    const plain = 'a,b\n'.repeat(300_000)
    expect(rowsOf(gb18030(`${plain}黟县,酬金`))[300_001]).toEqual(['黟县', '酬金'])
    // Two words whose bytes are valid UTF-8 too.
    expect(rowsOf(Buffer.from([0xd2, 0xa1, 0xcc, 0xa8, 44, 49]))).toEqual({
      1: [new TextDecoder('gb18030').decode(Uint8Array.of(0xd2, 0xa1, 0xcc, 0xa8)), '1'],
    })
    expect(rowsOf('a·b,2×3\n')).toEqual({ 1: ['a·b', '2×3'] })
  })

  it('a field of a million characters is read', () => {
    const long = '长'.repeat(1_000_000)
    expect(rowsOf(`a,b\n${long},2\n`)).toEqual({ 1: ['a', 'b'], 2: [long, '2'] })
    expect(refusalOf(() => rowsOf(`a,b\n${long},2\n`, { rowBytes: 100_000 }))).toEqual({
      code: 'WORKBOOK_TOO_LARGE',
      details: { limit: 'rowBytes', where: 'csv' },
    })
  })
})

describe('web pages', () => {
  const page = (body: string) =>
    `<html><head><meta charset="gb2312"><style>td{x:"</td>"}</style><title>账</title></head><body>${body}</body></html>`
  const cases: [string, string, object][] = [
    [
      'rows and cells',
      '<table><tr><th>网点</th><th>金额</th></tr><tr><td>城关</td><td>12.50</td></tr></table>',
      { 1: ['网点', '金额'], 2: ['城关', '12.50'] },
    ],
    ['forgotten closing tags', '<table><tr><td>a<td>b<tr><td>c</table>', { 1: ['a', 'b'], 2: ['c'] }],
    [
      'merged cells',
      '<table><tr><td rowspan=2>a</td><td colspan="2">b</td><td>c</td></tr><tr><td>d</td><td>e</td><td>f</td></tr></table>',
      { 1: ['a', 'b', null, 'c'], 2: [null, 'd', 'e', 'f'] },
    ],
    [
      'references and line breaks',
      '<table><tr><td>a&nbsp;b &lt;&#20013;&#x4e2d;&gt;<br>  c\n d</td><td>&yen;5 &amp;amp;</td></tr></table>',
      { 1: ['a\u00a0b <中中>\nc d', '¥5 &amp;'] },
    ],
    ['tables inside tables', '<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>', { 1: ['x'] }],
    ['rows without a table', '<tr><td>1</td><td>2</td></tr><tr><td>3</td></tr>', { 1: ['1', '2'], 2: ['3'] }],
    [
      'text with signs of markup',
      '<table><tr><td>1 < 2 > 0</td><td title="a>b" x=\'<\'>y</td></tr></table>',
      { 1: ['1 < 2 > 0', 'y'] },
    ],
    [
      'comments and scripts',
      '<table><!-- <tr><td>no</td></tr> --><script>"<td>"</script><tr><td>yes</td></tr></table>',
      { 1: ['yes'] },
    ],
    ['text ids', '<table><tr><td style="mso-number-format:\'\\@\'">00123</td></tr></table>', { 1: ['00123'] }],
  ]
  it.each(cases)('%s', (_name, body, rows) => {
    for (const bytes of [Buffer.from(page(body)), gb18030(page(`黟${body}`))]) {
      for (const pieceBytes of [1, 3, 64, 65_536]) expect(rowsOf(bytes, { pieceBytes })).toEqual(rows)
    }
  })

  it('gives the same wherever the borders of the pieces fall', () => {
    const body =
      '<table border=1><!-- x --><tr><td title="a>b">黟é😀&nbsp;&#x4e2d;<br/>二</td><th>&amp;lt;</th></tr><style>td{}</style><tr><td>00123</td></table>'
    for (const bytes of [Buffer.from(page(body)), gb18030(page(body))]) {
      const expected = rowsOf(bytes)
      expect(expected).toEqual({ 1: ['黟é😀\u00a0中\n二', '&lt;'], 2: ['00123'] })
      for (let pieceBytes = 1; pieceBytes < bytes.length; pieceBytes++)
        expect(rowsOf(bytes, { pieceBytes })).toEqual(expected)
    }
  })

  it('every table with text is a sheet', () => {
    const bytes = page(
      '<table><tr><td> </td></tr></table><table><tr><td>a</td></tr></table><table><tr><td>b</td></tr></table>',
    )
    expect(rowsOf(bytes, {}, '表1')).toEqual({ 1: ['a'] })
    expect(rowsOf(bytes, {}, '表2')).toEqual({ 1: ['b'] })
  })

  it('any text after a tag gives rows or a coded refusal', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<table>',
            '<tr>',
            '<td>',
            '</td>',
            '</table>',
            '<td rowspan=9999999 colspan=9999999>',
            '<',
            '>',
            '"',
            "='",
            '&',
            '&#',
            '<!--',
            '-->',
            '<script>',
            'x',
            ' ',
            '中',
          ),
          { maxLength: 30 },
        ),
        fc.integer({ min: 1, max: 30 }),
        (parts, pieceBytes) => {
          const text = `<html>${parts.join('')}`
          const read = (size: number) => {
            try {
              return rowsOf(text, { pieceBytes: size })
            } catch (error) {
              if ((error as Error).name !== 'Refusal') throw error
              return (error as { code: string }).code
            }
          }
          expect(read(pieceBytes)).toEqual(read(65_536))
        },
      ),
      { numRuns: 200 },
    )
  })
})
