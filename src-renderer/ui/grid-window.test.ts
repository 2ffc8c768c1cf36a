import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyHeight, rowsInView, scrolledTo, scrollFor, tallestBody } from './grid-window.ts'

const start = { top: 0, shift: 0 }

describe('grid window', () => {
  it('shows every row of a short list at its own place', () => {
    const size = { rows: 100, rowHeight: 28, view: 280 }
    expect(bodyHeight(size)).toBe(2800)
    expect(rowsInView(scrolledTo(start, 0, size), size, 0)).toEqual({ first: 0, last: 10 })
    expect(rowsInView(scrolledTo(start, 2520, size), size, 0)).toEqual({ first: 90, last: 100 })
  })

  it('reaches both ends of a million rows', () => {
    const size = { rows: 1_048_575, rowHeight: 28, view: 500 }
    expect(bodyHeight(size)).toBe(tallestBody)
    const end = scrolledTo(start, tallestBody - 500, size)
    expect(rowsInView(end, size, 0).last).toBe(1_048_575)
    expect(rowsInView(scrolledTo(end, 0, size), size, 0).first).toBe(0)
  })

  it('moves by exact pixels on the wheel, wherever the list stands', () => {
    const size = { rows: 1_048_575, rowHeight: 28, view: 500 }
    const middle = scrolledTo(start, 4_000_000, size)
    const next = scrolledTo(middle, 4_000_100, size)
    expect(next.top + next.shift - (middle.top + middle.shift)).toBeCloseTo(100)
  })

  it('brings any row into view from anywhere', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_100_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, at, where) => {
          const size = { rows, rowHeight: 28, view: 500 }
          const room = Math.max(0, bodyHeight(size) - size.view)
          const scroll = scrolledTo(start, at * room, size)
          const row = Math.min(rows - 1, Math.floor(where * rows))
          const top = Math.min(room, Math.max(0, scrollFor(row, scroll, size)))
          const seen = rowsInView(scrolledTo(scroll, top, size), size, 1)
          expect(seen.first).toBeLessThanOrEqual(row)
          expect(seen.last).toBeGreaterThan(row)
        },
      ),
    )
  })
})
