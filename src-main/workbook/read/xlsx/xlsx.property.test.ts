import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Cell } from '../../cell.ts'
import { rowsOf, xlsxBytes } from '../made-workbook.test-support.ts'

/** Text that XML can hold as it is: no control characters, no halves of surrogate pairs. */
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('&', '<', '>', '"', "'", '_x0041_', ']]>', '\n', ' ', '中', '网点', 'é', '😀', '</c>', '</row>'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
    ),
    maxLength: 12,
  })
  .map((raw) => raw.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (sign) => (sign === '\n' ? sign : '')))

const escaped = (raw: string) =>
  raw
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
const numeric = (raw: string) =>
  [...raw.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')]
    .map((sign) => `&#x${sign.codePointAt(0)!.toString(16)};`)
    .join('')
const cdata = (raw: string) =>
  `<![CDATA[${raw.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

/** One text in one of the forms that writers give it. */
const markup = fc.constantFrom(escaped, numeric, cdata)

interface MadeCell {
  readonly value: Cell
  /** The cell's markup for its reference, and its string where it is a shared one. */
  readonly cell: (reference: string, shared: (item: string) => number) => string
}

const gap = fc.constantFrom('', '', '', ' ', '\n  ', '<!-- </c> -->', '<?x y?>')

const madeCell: fc.Arbitrary<MadeCell> = fc.oneof(
  fc.tuple(text, markup, gap).map(([value, form, space]) => ({
    value,
    cell: (r: string, shared: (item: string) => number) =>
      `<c${r} t="s">${space}<v>${shared(`<si>${space}<t xml:space="preserve">${form(value)}</t></si>`)}</v></c>`,
  })),
  fc.tuple(text, text, markup).map(([one, other, form]) => ({
    value: one + other,
    cell: (r: string, shared: (item: string) => number) =>
      `<c${r} s="1" t="s"><v>${shared(`<si><r><rPr><sz val="9"/></rPr><t>${form(one)}</t></r><r><t>${form(other)}</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>`)}</v></c>`,
  })),
  fc.tuple(text, markup).map(([value, form]) => ({
    value,
    cell: (r: string) => `<c${r} t="inlineStr"><is><t>${form(value)}</t></is></c>`,
  })),
  fc.tuple(text, markup, gap).map(([value, form, space]) => ({
    value,
    cell: (r: string) => `<c${r} t="str"><f>A&amp;B</f>${space}<v>${form(value)}</v></c>`,
  })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((number) => ({ value: number === 0 ? 0 : number, cell: (r: string) => `<c${r}><v>${number}</v></c>` })),
  fc
    .tuple(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), fc.integer({ min: 0, max: 4 }))
    .map(([whole, places]) => {
      const number = (whole / 10 ** places).toFixed(places)
      return {
        value: Number(number) === 0 ? 0 : Number(number),
        cell: (r: string) => `<c${r} s="0" t="n"><v>${number}</v></c>`,
      }
    }),
  fc.integer({ min: 1, max: 60_000 }).map((serial) => ({
    value: { kind: 'date', serial } as Cell,
    cell: (r: string) => `<c${r} s="1"><v>${serial}</v></c>`,
  })),
  fc.boolean().map((value) => ({ value, cell: (r: string) => `<c${r} t="b"><v>${value ? 1 : 0}</v></c>` })),
  fc.constantFrom('#N/A', '#DIV/0!').map((code) => ({
    value: { kind: 'error', code } as Cell,
    cell: (r: string) => `<c${r} t="e"><v>${code}</v></c>`,
  })),
  fc.constant<MadeCell>({ value: null, cell: (r) => `<c${r} s="1"/>` }),
)

const STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'

it('every value comes back, wherever the borders of the pieces fall', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.array(madeCell, { maxLength: 6 }), gap, fc.boolean()), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 90 }),
      (rows, pieceBytes) => {
        const strings: string[] = []
        const shared = (item: string) => strings.push(item) - 1
        const expected: Record<number, Cell[]> = {}
        const xml = rows.map(([cells, space, named], index) => {
          const row = index + 1
          const values = cells.map((made) => made.value)
          while (values.length > 0 && values[values.length - 1] === null) values.pop()
          if (values.length > 0) expected[row] = values
          const inside = cells
            .map((made, column) => made.cell(named ? ` r="${String.fromCharCode(65 + column)}${row}"` : '', shared))
            .join(space)
          return `<row r="${row}" spans="1:6">${inside}</row>${space}`
        })
        const bytes = xlsxBytes({ rows: xml.join(''), strings: strings.join(''), styles: STYLES, level: 0 })
        expect(rowsOf(bytes, { pieceBytes })).toEqual(expected)
        expect(rowsOf(bytes)).toEqual(expected)
      },
    ),
    { numRuns: 200 },
  )
})

it('one sheet read with every size of piece from 1 to its length gives the same', () => {
  const rows =
    '<row r="1" ht="12"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46296</v></c><c r="C1" t="inlineStr"><is><t>网点😀&amp;é</t></is></c><c r="D1"><f>1+1</f><v>2.50</v></c></row><!-- <row> --><row r="2"><c r="B2" t="e"><v>#N/A</v></c><c r="D2" t="b"><v>1</v></c></row>'
  const bytes = xlsxBytes({ rows, strings: '<si><t>酬金😀é_x0041_&lt;</t></si>', styles: STYLES, level: 0 })
  const expected = rowsOf(bytes)
  expect(expected).toEqual({
    1: ['酬金😀éA<', { kind: 'date', serial: 46296 }, '网点😀&é', 2.5],
    2: [null, { kind: 'error', code: '#N/A' }, null, true],
  })
  for (let pieceBytes = 1; pieceBytes < rows.length + 200; pieceBytes++)
    expect(rowsOf(bytes, { pieceBytes })).toEqual(expected)
})

it('any damage to the markup gives rows or a coded refusal', () => {
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46296</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c></row>'
  const sheet = `<worksheet><sheetData>${rows}</sheetData></worksheet>`
  const strings = '<sst><si><t>甲</t></si><si><r><t>乙</t></r></si></sst>'
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.nat(400),
      fc.nat(12),
      fc.constantFrom(
        '',
        '<',
        '>',
        '"',
        '/',
        '&',
        '<!',
        '<!--',
        '<![CDATA[',
        '<?',
        '</row>',
        '\0',
        'ÿ',
        '<c',
        '<v>',
        '999999999999',
      ),
      fc.integer({ min: 1, max: 64 }),
      (inSheet, place, cut, put, pieceBytes) => {
        const damaged = (text: string) =>
          text.slice(0, place % text.length) + put + text.slice((place % text.length) + cut)
        const bytes = xlsxBytes({
          rows: '',
          styles: STYLES,
          parts: {
            'xl/worksheets/sheet1.xml': inSheet ? damaged(sheet) : sheet,
            'xl/sharedStrings.xml': inSheet ? strings : damaged(strings),
          },
          level: 0,
        })
        expect(outcome(bytes, pieceBytes)).toEqual(outcome(bytes, 4096))
      },
    ),
    { numRuns: 400 },
  )
})

/** The rows, or the refusal's code; anything else that is thrown fails the test. */
function outcome(bytes: Uint8Array, pieceBytes: number): unknown {
  try {
    return rowsOf(bytes, { pieceBytes })
  } catch (error) {
    if ((error as Error).name !== 'Refusal') throw error
    return (error as { code: string }).code
  }
}

it('shared strings come back in whatever order and however often they are asked for', () => {
  const item = fc.oneof(text, fc.constantFrom('放号', 'QD000123', 'a_b', '_x0041', '长'.repeat(3000), '\u{2a6a5}é'))
  fc.assert(
    fc.property(
      fc.array(item, { minLength: 1, maxLength: 40 }),
      markup,
      fc.array(fc.nat(), { maxLength: 60 }),
      (strings, form, others) => {
        // In their order, as writers number them, then in any.
        const asked = [...strings.keys(), ...others.map((one) => one % strings.length)]
        const bytes = xlsxBytes({
          rows: asked.map((index) => `<row><c t="s"><v>${index}</v></c></row>`).join(''),
          strings: strings.map((one) => `<si><t xml:space="preserve">${form(one)}</t></si>`).join(''),
          level: 0,
        })
        const read = rowsOf(bytes)
        expect(asked.map((_, at) => read[at + 1]?.[0])).toEqual(asked.map((index) => strings[index]))
      },
    ),
    { numRuns: 100 },
  )
})

it('bytes that are no UTF-8 never join the next string', () => {
  const strings = Buffer.from('<sst><si><t>a?</t></si><si><t>??b</t></si><si><t>c</t></si></sst>')
  const at = strings.indexOf('?')
  strings[at] = 0xe4
  strings.set([0xb8, 0xad], strings.indexOf('??'))
  const rows = [0, 1, 2].map((index) => `<row><c t="s"><v>${index}</v></c></row>`).join('')
  expect(rowsOf(xlsxBytes({ rows, parts: { 'xl/sharedStrings.xml': strings } }))).toEqual({
    1: ['a\ufffd'],
    2: ['\ufffd\ufffdb'],
    3: ['c'],
  })
})
