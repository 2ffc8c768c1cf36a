/** Filters: OR in a list, AND between fields, names or codes, regions with all above. */
import { describe, expect, test } from 'vitest'
import { type EntryFacts, matchesEntry, matchesOutlet, type OutletFacts, paysOutlet } from './filter.ts'
import type { EntryFilter, OutletFilter } from './policy.ts'

const outlet: OutletFacts = {
  code: 'WD001',
  name: '城关专营店',
  category: 'partner',
  type: { code: 'exclusiveStore', name: '指定专营店' },
  coreTier: '市级核心',
  grade: 'A',
  star: 5,
  regions: [
    { code: 'R110', name: '城关镇' },
    { code: 'R100', name: '城区营销中心' },
    { code: 'R000', name: '全县' },
  ],
  agent: 'D01',
}
const bare: OutletFacts = { ...outlet, coreTier: null, grade: null, star: null, regions: [], agent: null }

describe('outlets', () => {
  test.each<[OutletFilter | undefined, boolean]>([
    [undefined, true],
    [{}, true],
    [{ categories: ['own'] }, false],
    [{ categories: ['own', 'partner'] }, true],
    [{ types: ['指定专营店'] }, true],
    [{ types: ['exclusiveStore'] }, true],
    [{ types: ['特约代理点'] }, false],
    [{ coreTiers: ['市级核心'] }, true],
    [{ grades: ['B', 'A'] }, true],
    [{ stars: [4] }, false],
    [{ stars: [4, 5] }, true],
    [{ regions: ['城关镇'] }, true],
    [{ regions: ['R100'] }, true],
    [{ regions: ['全县'] }, true],
    [{ regions: ['东乡'] }, false],
    [{ outlets: ['WD001'] }, true],
    [{ outlets: ['城关专营店'] }, false],
    [{ agents: ['D01'] }, true],
    [{ agents: ['D02'] }, false],
    [{ grades: ['A'], stars: [4] }, false],
    [{ grades: ['A'], stars: [5], regions: ['R110'] }, true],
    [{ grades: [] }, false],
  ])('%j: %s', (filter, expected) => expect(matchesOutlet(filter, outlet)).toBe(expected))
  test.each<OutletFilter>([
    { coreTiers: ['普通'] },
    { grades: ['A'] },
    { stars: [1] },
    { regions: ['R000'] },
    { agents: ['D01'] },
  ])('what is not known does not match %j', (filter) => expect(matchesOutlet(filter, bare)).toBe(false))
  test('own stores are never paid', () => {
    expect(paysOutlet(undefined, outlet)).toBe(true)
    expect(paysOutlet({ categories: ['own'] }, { ...outlet, category: 'own' })).toBe(false)
    expect(paysOutlet({ grades: ['B'] }, outlet)).toBe(false)
  })
})

describe('entries', () => {
  const entry: EntryFacts = {
    businessType: { code: 'activation', name: '放号' },
    brand: { code: 'QQT', name: '全球通' },
    plan: null,
  }
  test.each<[EntryFilter | undefined, boolean]>([
    [undefined, true],
    [{}, true],
    [{ businessTypes: ['放号'] }, true],
    [{ businessTypes: ['activation'] }, true],
    [{ businessTypes: ['空中充值'] }, false],
    [{ brands: ['QQT'] }, true],
    [{ brands: ['神州行'] }, false],
    [{ plans: ['58元套餐'] }, false],
    [{ businessTypes: ['放号'], brands: ['动感地带', '全球通'] }, true],
  ])('%j: %s', (filter, expected) => expect(matchesEntry(filter, entry)).toBe(expected))
})
