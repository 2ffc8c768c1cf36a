import { expect, it } from 'vitest'
import { cardActs } from './card-list.ts'

const after = (items: readonly string[], at: number, act: 'onCopy' | 'onDrop' | 'onUp'): string[] | undefined => {
  let result: string[] | undefined
  cardActs(
    items,
    at,
    (item) => `${item}'`,
    (next) => {
      result = next
    },
  )[act]?.()
  return result
}

it.each([
  ['onCopy', 0, ['a', "a'", 'b', 'c']],
  ['onCopy', 2, ['a', 'b', 'c', "c'"]],
  ['onDrop', 1, ['a', 'c']],
  ['onUp', 2, ['a', 'c', 'b']],
  ['onUp', 0, undefined],
] as const)('%s of card %i', (act, at, expected) => expect(after(['a', 'b', 'c'], at, act)).toEqual(expected))

it('never drops the only card, and changes only its own', () => {
  expect(after(['a'], 0, 'onDrop')).toBeUndefined()
  const items = ['a', 'b']
  cardActs(
    items,
    1,
    (item) => item,
    (next) => expect(next).toEqual(['a', 'x']),
  ).onChange('x')
  expect(items).toEqual(['a', 'b'])
})
