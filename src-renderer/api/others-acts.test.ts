/** Who hears of whose acts, and how often: worked cases and the rule over any order of answers. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { watchActs } from './others-acts.ts'

function watched() {
  let time = 0
  const told: number[] = []
  const acts = watchActs(
    () => told.push(time),
    () => time,
  )
  return { acts, told, pass: (ms: number) => (time += ms) }
}

test('the first answer is where the window stands; the same again is nothing', () => {
  const { acts, told } = watched()
  acts.heard(7, false)
  acts.heard(7, false)
  expect(told).toEqual([])
})

test('an own act is no news, and a question asked before it that is answered after it neither', () => {
  const { acts, told, pass } = watched()
  acts.heard(7, false)
  acts.heard(8, true)
  acts.heard(7, false)
  pass(60_000)
  acts.heard(8, false)
  expect(told).toEqual([])
})

test('somebody else’s act is told once', () => {
  const { acts, told, pass } = watched()
  acts.heard(7, false)
  pass(5_000)
  acts.heard(8, false)
  acts.heard(8, false)
  expect(told).toEqual([5_000])
})

test('acts that follow each other quickly are told together, the last one too', () => {
  const { acts, told, pass } = watched()
  acts.heard(1, false)
  for (let act = 2; act <= 6; act++) {
    acts.heard(act, false)
    pass(700)
  }
  acts.heard(6, false)
  pass(5_000)
  acts.heard(6, false)
  acts.heard(6, false)
  expect(told).toEqual([0, 8_500])
})

test('after signing in again the window starts from where the office stands then', () => {
  const { acts, told } = watched()
  acts.heard(900, false)
  acts.forget()
  acts.heard(3, false)
  acts.heard(4, false)
  expect(told).toEqual([0])
})

test('when all is quiet, whatever others did has been asked anew; own acts alone never ask twice', () => {
  const step = fc.record({
    act: fc.constantFrom('none', 'mine', 'theirs'),
    ms: fc.integer({ min: 0, max: 9_000 }),
    /** The answer heard then was asked so many acts ago. */
    late: fc.integer({ min: 0, max: 2 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let [time, office, shown, asked] = [0, 10, 10, 0]
      const acts = watchActs(
        () => {
          shown = office
          asked += 1
        },
        () => time,
      )
      acts.heard(office, false)
      for (const { act, ms, late } of steps) {
        time += ms
        if (act !== 'none') office += 1
        if (act === 'mine') {
          shown = office
          acts.heard(office, true)
        }
        acts.heard(Math.max(10, office - late), false)
      }
      time += 5_000
      acts.heard(office, false)
      expect(shown).toBe(office)
      expect(asked).toBeLessThanOrEqual(steps.filter(({ act }) => act === 'theirs').length)
    }),
  )
})
