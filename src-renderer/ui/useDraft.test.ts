import { expect, it } from 'vitest'
import { keptDraft } from './useDraft.ts'

it('finds a draft again only while what is saved is still the same', () => {
  const stored = JSON.stringify({ base: '{"name":"甲"}', value: { name: '乙' } })
  expect(keptDraft(stored, '{"name":"甲"}')).toEqual({ name: '乙' })
  expect(keptDraft(stored, '{"name":"丙"}')).toBeUndefined()
  expect(keptDraft('{', '')).toBeUndefined()
  expect(keptDraft(null, '')).toBeUndefined()
})
