import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keptDraft, rebased } from './useDraft.ts'

it('finds a draft again only while what is saved is still the same', () => {
  const stored = JSON.stringify({ base: '{"name":"甲"}', value: { name: '乙' } })
  expect(keptDraft(stored, '{"name":"甲"}')).toEqual({ name: '乙' })
  expect(keptDraft(stored, '{"name":"丙"}')).toBeUndefined()
  expect(keptDraft('{', '')).toBeUndefined()
  expect(keptDraft(null, '')).toBeUndefined()
})

it.each([
  [
    'nothing typed: as saved now',
    { a: '1', b: '1' },
    { a: '1', b: '1' },
    { a: '2', b: '1' },
    { a: '2', b: '1' },
    false,
  ],
  ['another field: both stay', { a: '1', b: '1' }, { a: '9', b: '1' }, { a: '1', b: '2' }, { a: '9', b: '2' }, false],
  ['the same field: what was typed stays', { a: '1' }, { a: '9' }, { a: '2' }, { a: '9' }, true],
  ['the same to the same', { a: '1' }, { a: '2' }, { a: '2' }, { a: '2' }, false],
  ['a field that was emptied away', { a: '1', b: '1' }, { b: '1' }, { a: '1', b: '2' }, { b: '2' }, false],
  ['a list counts as one field', { a: [1, 2] }, { a: [1, 3] }, { a: [1, 2] }, { a: [1, 3] }, false],
])('when somebody else saves meanwhile: %s', (_, base, value, saved, expected, contested) => {
  expect(rebased<object>(base, value, saved)).toEqual({ value: expected, contested })
})

it('whoever typed never loses a field to somebody else, and takes over every field left alone', () => {
  const form = fc.record({ a: fc.nat(2), b: fc.nat(2), c: fc.nat(2) }, { requiredKeys: ['a'] })
  fc.assert(
    fc.property(form, form, form, (base, value, saved) => {
      const now = rebased<typeof base>(base, value, saved).value
      for (const key of ['a', 'b', 'c'] as const)
        expect(now[key]).toBe(value[key] === base[key] ? saved[key] : value[key])
    }),
  )
})
