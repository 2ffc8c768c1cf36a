/** Cells laid over a file: the same as the file mended by hand, in whatever order they are given. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '../kinds/column.ts'
import { kinds } from '../kinds/kinds.ts'
import type { CellEdit } from './edits.ts'
import { runPipeline } from './pipeline.ts'
import type { IngestResult, Lookups } from './request.ts'
import { rowsWorkbook } from './rows-workbook.ts'
import { createChunkOpener } from './wire.ts'

const lookups: Lookups = {
  outlets: new Map([
    ['W1', 1],
    ['W2', 2],
  ]),
  agents: new Map(),
  businessTypes: new Map([['放号', 7]]),
  outletTypes: new Map(),
}

type Text = string | null

const HEAD = ['账期', '网点编码', '业务类型', '数量', '金额', '店里写的']

function run(rows: readonly (readonly Text[])[], edits: readonly CellEdit[] = []) {
  const open = createChunkOpener(kinds.volumes)
  const taken: Value[][] = []
  const { edits: applied, ...result } = runPipeline(
    { kind: 'volumes', lookups, sources: [{ path: '', fileName: 'a.csv' }], edits },
    {
      parts: () => [{ workbook: rowsWorkbook([['十月'], HEAD, ...rows], 'Sheet1'), textual: true }],
      chunk(wire) {
        const chunk = open(structuredClone(wire))
        for (let i = 0; i < chunk.count; i++)
          taken.push([chunk.rowNumbers[i]!, ...Object.values(chunk.columns).map((values) => values[i]!)])
      },
    },
  )
  return { result: result as Omit<IngestResult, 'edits'>, taken, applied }
}

const cells = [
  fc.constantFrom('2026-10', '202611', '十月'),
  fc.constantFrom('W1', 'W2', 'W9', null),
  fc.constantFrom('放号', '乱写', ''),
  fc.constantFrom('1', '-2', '1.5', null),
  fc.constantFrom('30', '1,234.00', '壹佰', '10.555', null),
  fc.constantFrom('好', '合计', null),
]
const row = fc.tuple(...cells).map((each) => each.map((cell) => cell || null) as Text[])
const edit = fc.record({
  row: fc.nat(),
  column: fc.nat({ max: HEAD.length - 1 }),
  value: fc.constantFrom('2026-10', 'W1', '放号', '100', '', '壹佰', '２０'),
})

describe('edits', () => {
  it('come to the same as mending the file, in any order', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.uniqueArray(edit, { maxLength: 8, selector: (one) => `${one.row % 12} ${one.column}` }),
        (rows, chosen) => {
          const places = chosen.map((one) => ({ ...one, row: one.row % 12 })).filter((one) => one.row < rows.length)
          const mended = rows.map((line) => [...line])
          for (const one of places) mended[one.row]![one.column] = one.value || null
          const edits = places.map((one) => ({
            ...{ source: 0, sheet: 'Sheet1', row: one.row + 3 },
            ...{ column: HEAD[one.column]!, value: one.value },
          }))
          const byHand = run(mended)
          const laid = run(rows, edits)
          expect(laid.result).toEqual(byHand.result)
          expect(laid.taken).toEqual(byHand.taken)
          const reversed = run(rows, [...edits].reverse())
          expect(reversed.result).toEqual(laid.result)
          const told = (ran: typeof laid) => ran.applied.map((one) => JSON.stringify(one)).sort()
          expect(told(reversed)).toEqual(told(laid))
          // what is told is every cell that says something else now, as it was
          const changed = places.filter((one) => (rows[one.row]![one.column] ?? '') !== one.value)
          expect(laid.applied).toHaveLength(changed.length)
          for (const one of changed)
            expect(laid.applied).toContainEqual(
              expect.objectContaining({ row: one.row + 3, was: rows[one.row]![one.column] ?? '', value: one.value }),
            )
        },
      ),
      { numRuns: 100 },
    )
  })

  it('of a row or a column that is not there are refused', () => {
    const rows: Text[][] = [['2026-10', 'W1', '放号', '1', '壹佰', null]]
    const at = { source: 0, sheet: 'Sheet1', row: 3, column: '金额', value: '100' }
    expect(run(rows, [at]).result.rows).toMatchObject({ taken: 1, rejected: 0 })
    const refusal = (change: Partial<CellEdit>) => {
      try {
        run(rows, [{ ...at, ...change }])
      } catch (error) {
        return error
      }
      return undefined
    }
    const code = 'EDIT_REFUSED'
    expect(refusal({ row: 99 })).toMatchObject({ code, details: { reason: 'noRow', row: 99 } })
    expect(refusal({ sheet: '别的' })).toMatchObject({ code, details: { reason: 'noRow' } })
    expect(refusal({ column: '没有的列' })).toMatchObject({ code, details: { reason: 'noColumn', column: '没有的列' } })
  })
})
