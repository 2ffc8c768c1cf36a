import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KeyedIds, sortedIds } from './row-order.ts'

function sorted(rows: readonly (readonly [id: number, key: number])[]): number[] {
  const found = new KeyedIds(true)
  for (const [id, key] of rows) found.add(id, key)
  const work = sortedIds(found)
  for (;;) {
    const step = work.next()
    if (step.done) return [...step.value]
  }
}

it('orders by key, then by id, what has no key last', () => {
  expect(
    sorted([
      [3, 5],
      [1, Number.POSITIVE_INFINITY],
      [4, -2],
      [2, 5],
      [0, Number.POSITIVE_INFINITY],
    ]),
  ).toEqual([4, 2, 3, 0, 1])
  expect(sorted([])).toEqual([])
})

it('orders more rows than one run as a plain sort does', () => {
  const row = fc.tuple(fc.nat(1000), fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(Number.POSITIVE_INFINITY)))
  const random = fc.sample(fc.array(row, { minLength: 30_000, maxLength: 30_000 }), { numRuns: 1, seed: 7 })[0]!
  const rows = random.map(([, key], id) => [id, key] as const)
  const plain = [...rows].sort(([a, left], [b, right]) => (left === right ? a - b : left - right)).map(([id]) => id)
  expect(sorted(rows)).toEqual(plain)
})
