import { CFB, utils, write } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalOf, rowsOf } from '../made-workbook.test-support.ts'

/** A record: its number, then its data as bytes and 16-bit numbers ([n]). */
function record(id: number, ...data: (Buffer | [number])[]): Buffer {
  const body = Buffer.concat(
    data.map((one) => (Buffer.isBuffer(one) ? one : Buffer.from(Uint16Array.from(one).buffer))),
  )
  return Buffer.concat([Buffer.from(Uint16Array.of(id, body.length).buffer), body])
}

const double = (value: number) => Buffer.from(Float64Array.of(value).buffer)
const wide = (text: string) => Buffer.from(text, 'utf16le')
const number32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer)
const BOF = (type: number) => record(0x809, [0x600], [type], Buffer.alloc(12))
const EOF = record(0x0a)

/** An .xls with one sheet 表 out of records. */
function xls(globals: Buffer[], cells: Buffer[]): Uint8Array {
  const sheet = (position: number) => record(0x85, number32(position), [0], Buffer.from([1, 1]), wide('表'))
  const head = [BOF(5), ...globals]
  const position = Buffer.concat([...head, sheet(0), EOF]).length
  const book = CFB.utils.cfb_new()
  CFB.utils.cfb_add(book, '/Workbook', Buffer.concat([...head, sheet(position), EOF, BOF(0x10), ...cells, EOF]))
  return CFB.write(book, { type: 'buffer' }) as Uint8Array
}

describe('records of an .xls', () => {
  it('shared strings split over CONTINUE records, wide and narrow, rich and with phonetics', () => {
    const strings = [
      record(0xfc, number32(4), number32(4), [6], Buffer.from([1]), wide('网点')),
      // The rest of the first string in narrow characters.
      record(
        0x3c,
        Buffer.from([0]),
        Buffer.from('abcd'),
        [3],
        Buffer.from([8]),
        [2],
        Buffer.from('xyz'),
        Buffer.alloc(3),
      ),
      // The rest of two formatting runs has no flags before it; then a string with four bytes of phonetics.
      record(
        0x3c,
        Buffer.alloc(5),
        [2],
        Buffer.from([5]),
        number32(4),
        wide('东京'),
        Buffer.alloc(4),
        [1],
        Buffer.from([0]),
      ),
      record(0x3c, Buffer.from([1]), wide('末')),
    ]
    const cells = [0, 1, 2, 3].map((index) => record(0xfd, [0], [index], [0], number32(index)))
    expect(rowsOf(xls(strings, cells))).toEqual({ 1: ['网点abcd', 'xyz', '东京', '末'] })
  })

  it('numbers, dates, truth values, errors and results of formulas', () => {
    const globals = [
      record(0x41e, [170], [4], Buffer.from([0]), Buffer.from('yyyy')),
      record(0xe0, [0], [0]),
      record(0xe0, [0], [170]),
      record(0xe0, [0], [46]),
    ]
    const formula = (column: number, ...result: (Buffer | [number])[]) =>
      record(0x06, [1], [column], [0], ...result, Buffer.alloc(8))
    const cells = [
      record(0x203, [0], [0], [0], double(0.1)),
      record(0x27e, [0], [1], [0], number32((1234 << 2) | 3)),
      record(0x27e, [0], [2], [1], number32((46296 << 2) | 2)),
      record(0xbd, [0], [3], [0], number32((-7 << 2) | 2), [2], number32(0x3ff80000), [4]),
      record(0x205, [0], [5], [0], Buffer.from([1, 0])),
      record(0x205, [0], [6], [0], Buffer.from([42, 1])),
      record(0x204, [0], [7], [0], [2], Buffer.from([1]), wide('标签')),
      formula(0, double(2.5)),
      formula(1, Buffer.from([0, 0, 0, 0, 0, 0]), [0xffff]),
      record(0x207, [2], Buffer.from([1]), wide('结果')),
      formula(2, Buffer.from([1, 0, 1, 0, 0, 0]), [0xffff]),
      formula(3, Buffer.from([2, 0, 7, 0, 0, 0]), [0xffff]),
      formula(4, Buffer.from([3, 0, 0, 0, 0, 0]), [0xffff]),
      // A chart inside the sheet, with numbers of its own.
      BOF(0x20),
      record(0x203, [5], [5], [0], double(9)),
      EOF,
      record(0x203, [3], [1], [0], double(-0)),
    ]
    expect(rowsOf(xls(globals, cells))).toEqual({
      1: [
        0.1,
        12.34,
        { kind: 'date', serial: 46296 },
        -7,
        { kind: 'date', serial: 1.5 },
        true,
        { kind: 'error', code: '#N/A' },
        '标签',
      ],
      2: [2.5, '结果', true, { kind: 'error', code: '#DIV/0!' }, ''],
      4: [null, 0],
    })
  })

  it('rows out of order', () => {
    const cell = (row: number, column: number, value: number) => record(0x203, [row], [column], [0], double(value))
    const cells = [cell(2, 0, 20), cell(0, 0, 0), cell(2, 1, 21), cell(0, 1, 1)]
    expect(rowsOf(xls([], cells))).toEqual({ 1: [0, 1], 3: [20, 21] })
  })

  it('a missing string, a cut stream and encryption are refused', () => {
    expect(refusalOf(() => rowsOf(xls([], [record(0xfd, [0], [0], [0], number32(3))])))).toMatchObject({
      code: 'WORKBOOK_BROKEN',
      details: { where: '表' },
    })
    expect(refusalOf(() => rowsOf(xls([record(0x2f, [0])], []))).code).toBe('WORKBOOK_ENCRYPTED')
    const whole = xls([], [record(0x203, [0], [0], [0], double(1))])
    expect(refusalOf(() => rowsOf(whole.subarray(0, 1500))).code).toMatch(/^WORKBOOK_BROKEN$|^NOT_A_WORKBOOK$/)
  })
})

it('any damage to an .xls gives rows or a coded refusal', () => {
  const sheet = utils.aoa_to_sheet(Array.from({ length: 200 }, (_, row) => [`网点${row}`, row, row / 100, true]))
  const bytes = write(utils.book_new(sheet, '表'), { type: 'buffer', bookType: 'biff8', bookSST: true }) as Buffer
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      (changes) => {
        const changed = Buffer.from(bytes)
        for (const [at, value] of changes) changed[at] = value
        try {
          rowsOf(changed)
        } catch (error) {
          if ((error as Error).name !== 'Refusal') throw error
        }
      },
    ),
    { numRuns: 300 },
  )
})
