/** Who is the same subscriber (DOMAIN.md §3): rows as "number id", in groups. */
import { describe, expect, test } from 'vitest'
import { Subscribers } from './member-subscribers.ts'

function groups(...rows: string[]): string[] {
  const subscribers = new Subscribers()
  const numbers = rows.map((row) => {
    const [number, id] = row.split(' ')
    return subscribers.add(number === '-' ? null : number!, id ?? null)
  })
  subscribers.bind()
  return numbers.map((row) => rows[numbers.findIndex((other) => subscribers.of(other) === subscribers.of(row))]!)
}

describe('the subscriber', () => {
  test.each([
    ['the number, where nobody gives an id', ['1', '2', '1'], ['1', '2', '1']],
    ['the id, where all give it', ['1 A', '1 B', '2 A'], ['1 A', '1 B', '1 A']],
    ['the number, between a row with id and one without', ['1 A', '1', '2 B'], ['1 A', '1 A', '2 B']],
    ['a row without id binds the ids of its number', ['1 A', '1 B', '1'], ['1 A', '1 A', '1 A']],
    ['an id without number', ['- A', '1 A', '- B'], ['- A', '- A', '- B']],
    ['a new number of the same id', ['1', '1 A', '2 A'], ['1', '1', '1']],
  ])('%s', (_, rows, found) => {
    expect(groups(...rows)).toEqual(found)
    expect(new Set(groups(...rows.toReversed())).size).toBe(new Set(found).size)
  })

  test('a number that others give alone binds its ids', () => {
    const subscribers = new Subscribers()
    const rows = [subscribers.add('1', 'A'), subscribers.add('1', 'B'), subscribers.add('2', 'C')]
    expect(subscribers.shared()).toEqual(['1'])
    subscribers.addAlone('1')
    subscribers.bind()
    expect(subscribers.of(rows[0]!)).toBe(subscribers.of(rows[1]!))
    expect(subscribers.agree(rows[0]!, rows[1]!)).toBe(0)
  })
})
