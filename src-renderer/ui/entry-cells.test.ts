/** Undo by deeds, and what a pasted block means. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellKey, noEdits, pastedCells, pastedEdits, undone, withEdits } from './entry-cells.ts'

const rows = ['0011', 'Z2', 'Z3'].map((key) => ({ key, names: [key, `店${key}`] }))
const columns = ['任务量', '质量'].map((key) => ({ key, names: [key] }))
const from = (row: number, column: number) => ({ rows, columns, at: { row, column } })
const said = (text: string, row = 0, column = 0) => {
  const { edits, ...rest } = pastedEdits(pastedCells(text), from(row, column))
  return { ...rest, edits: edits.map((edit) => [edit.row, edit.column, edit.value]) }
}
const nothing = { unknownRows: [], unknownColumns: [], outside: 0 }

test('a block goes from the cursor on, and what falls outside is counted', () => {
  expect(said('1\t2\r\n3\t4\r\n', 1, 1)).toEqual({
    ...nothing,
    outside: 2,
    edits: [
      ['Z2', '质量', '1'],
      ['Z3', '质量', '3'],
    ],
  })
  expect(said('\t2')).toEqual({
    ...nothing,
    edits: [
      ['0011', '任务量', ''],
      ['0011', '质量', '2'],
    ],
  })
})

test('codes in the first column are matched wherever the cursor is', () => {
  expect(said('Z3\t7\nZ9\t8\n００１１\t９', 2, 0)).toEqual({
    ...nothing,
    unknownRows: ['Z9'],
    edits: [
      ['Z3', '任务量', '7'],
      ['0011', '任务量', '9'],
    ],
  })
})

test('with headings the order of columns does not matter; names beside the code are passed over', () => {
  expect(said('网点编码\t网点名称\t质量\t别的\t任务量\nZ2\t城北\t95.5\t3\t\n0011\t中心\t90\t4\t100')).toEqual({
    ...nothing,
    unknownColumns: ['别的'],
    edits: [
      ['Z2', '质量', '95.5'],
      ['0011', '质量', '90'],
      ['0011', '任务量', '100'],
    ],
  })
})

test('a quoted cell may hold tabs, line ends and quotes', () => {
  expect(pastedCells('"a\tb"\t"c\nd"\t"e""f"\n1')).toEqual([['a\tb', 'c\nd', 'e"f'], ['1']])
})

const edit = fc.record({
  row: fc.constantFrom('a', 'b'),
  column: fc.constantFrom('x', 'y'),
  value: fc.constantFrom('', '1', '2'),
})

test('undoing every deed ends where it began, and an edit that says what is stored is none', () => {
  const stored = ({ row }: { row: string }) => (row === 'a' ? '1' : '')
  fc.assert(
    fc.property(fc.array(fc.array(edit, { maxLength: 4 }), { maxLength: 20 }), (deeds) => {
      let state = noEdits
      for (const deed of deeds) {
        state = withEdits(state, deed, stored)
        for (const [key, one] of state.edits) {
          expect(key).toBe(cellKey(one))
          expect(one.value).not.toBe(stored(one))
        }
      }
      while (state.before.length > 0) state = undone(state)
      expect(state.edits.size).toBe(0)
    }),
  )
})
