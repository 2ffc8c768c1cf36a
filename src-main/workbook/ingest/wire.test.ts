/** Chunks across threads, equal rows, and pasted cells: what goes in comes out. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Column, Value } from '../kinds/column.ts'
import { kinds } from '../kinds/kinds.ts'
import { compileIdentity, createHashSet, identityNumber, type RowHash } from './identity.ts'
import { pastedRows } from './rows-workbook.ts'
import { createChunkBuilder, createChunkOpener, transferables } from './wire.ts'

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((each) => !each.includes('\u0001'))
const integer = fc.integer({ min: -1e13, max: 1e13 })

function anyValue(column: Column): fc.Arbitrary<Value> {
  if (column.type === 'choice') return fc.option(fc.constantFrom(...column.choices.map(({ value }) => value)))
  if (column.type === 'decimal') return fc.option(integer.map(String))
  return column.type === 'text' || column.type === 'name' ? fc.option(text) : fc.option(integer)
}

describe('chunks', () => {
  it.each(Object.values(kinds))('of $key come out as they went in', (kind) => {
    const row = fc.tuple(...kind.columns.map(anyValue))
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), fc.integer({ min: 1, max: 8 }), (rows, capacity) => {
        const builder = createChunkBuilder(kind, capacity)
        const opener = createChunkOpener(kind)
        const out: Value[][] = []
        const numbers: number[] = []
        const take = (): void => {
          const wire = builder.take({ source: 0, sheet: 's', rejectedSoFar: 0 })
          const chunk = opener(structuredClone(wire, { transfer: transferables(wire) }))
          for (let i = 0; i < chunk.count; i++) out.push(kind.columns.map(({ key }) => chunk.columns[key]?.[i] ?? null))
          numbers.push(...chunk.rowNumbers)
        }
        rows.forEach((values, i) => {
          builder.add(i + 1, i, values)
          if (builder.count === capacity) take()
        })
        take()
        expect(out).toEqual(rows)
        expect(numbers).toEqual(rows.map((_, i) => i + 1))
      }),
      { numRuns: 30 },
    )
  })
})

describe('identities', () => {
  const { entries } = kinds
  const identityOf = compileIdentity(entries)
  const hashOf = (values: Record<string, Value>): RowHash => {
    const hash = { high: 0, low: 0, rule: 0 }
    identityOf(
      entries.columns.map(({ key }) => values[key] ?? null),
      hash,
    )
    return hash
  }

  it('are equal for equal rows by the first rule that applies, and tell others apart', () => {
    expect(hashOf({ externalId: 'A', lineNo: 1, amount: 1 })).toEqual(hashOf({ externalId: 'A', lineNo: 1, amount: 2 }))
    expect(hashOf({ externalId: 'A', lineNo: 1 })).not.toEqual(hashOf({ externalId: 'A', lineNo: 2 }))
    const byType = { externalId: 'A', businessType: 7, subscriber: '1' }
    expect(hashOf(byType)).toEqual(hashOf({ ...byType, amount: 5, date: 20261001 }))
    expect(hashOf(byType)).not.toEqual(hashOf({ ...byType, plan: 'x' }))
    expect(hashOf({ subscriber: '12', operator: '3' })).not.toEqual(hashOf({ subscriber: '1', operator: '23' }))
    expect(hashOf({ date: 20261001 }).rule).toBe(2)
  })

  it('do not collide on a million consecutive numbers, in the set and as integers', () => {
    const set = createHashSet()
    const hash = { high: 0, low: 0, rule: 0 }
    const values: Value[] = entries.columns.map(() => null)
    const at = entries.columns.findIndex(({ key }) => key === 'externalId')
    const line = entries.columns.findIndex(({ key }) => key === 'lineNo')
    const numbers = new Float64Array(1_000_000)
    for (let i = 0; i < 1_000_000; i++) {
      values[at] = `1592026100${100_000_000 + (i >> 1)}`
      values[line] = i & 1
      identityOf(values, hash)
      numbers[i] = identityNumber(hash)
      if (set.add(hash, i + 1) !== 0) throw new Error(`row ${i} taken for another`)
    }
    expect(set.size).toBe(1_000_000)
    numbers.sort()
    expect(numbers.some((number, i) => number === numbers[i - 1])).toBe(false)
    expect(numbers.every((number) => Number.isSafeInteger(number) && number >= 0)).toBe(true)
    identityOf(values, hash)
    expect(set.add(hash, 5)).toBe(1_000_000)
  })
})

describe('pasted cells', () => {
  it.each([
    [
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a\t\n\tb',
      [
        ['a', null],
        [null, 'b'],
      ],
    ],
    ['"x\ny"\t"say ""hi"""\n', [['x\ny', 'say "hi"']]],
    ['"东街"店\t"a\tb"', [['"东街"店', 'a\tb']]],
    ['"open\tb\nc', [['"open', 'b'], ['c']]],
    ['a\rb', [['a'], ['b']]],
    ['', []],
  ])('%j', (pasted, rows) => {
    expect(pastedRows(pasted)).toEqual(rows)
  })

  it('come out as a spreadsheet puts them', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '"', '网', ' ') })
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const quote = (each: string): string => (/["\t\n]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each)
        const pasted = rows.map((row) => row.map(quote).join('\t')).join('\r\n')
        const read = pastedRows(`${pasted}\r\n`).map((row) => row.map((each) => each ?? ''))
        expect(read).toEqual(rows)
      }),
    )
  })
})
