import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aliasesOn, type BorneName, meantRegion, type NamedRegion } from './region-names.ts'

const tree = (...regions: Partial<NamedRegion>[]) =>
  new Map(
    regions.map((each) => ({ id: 1, name: '', closed: false, mergedInto: null, ...each })).map((one) => [one.id, one]),
  )

test('an old name goes on meaning the place until another bears it', () => {
  const borne: BorneName[] = [
    { region: 1, name: '河东镇', from: 0 },
    { region: 1, name: '河东街道', from: 20261101 },
  ]
  const named = (...more: Partial<NamedRegion>[]) =>
    aliasesOn(tree({ id: 1, name: '河东街道' }, ...more), borne, 20261101)
  expect(named().get(1)).toEqual(['河东镇'])
  expect(named({ id: 2, name: '河东镇' }).get(1)).toBeUndefined()
  expect(aliasesOn(tree({ id: 1, name: '河东镇' }), borne, 20261031).size).toBe(0)
})

test('a spelling leads to the other through several, once it is closed; a circle leads nowhere', () => {
  const spelled = { id: 2, name: '河东', closed: true, mergedInto: 3 }
  const regions = tree({ id: 1, name: '河东街道' }, spelled, { id: 3, name: '河东乡', closed: true, mergedInto: 1 })
  expect(aliasesOn(regions, [], 20261101).get(1)).toEqual(['河东', '河东乡'])
  const open = tree({ id: 1, name: '河东街道' }, { ...spelled, closed: false, mergedInto: 1 })
  expect(aliasesOn(open, [], 20261101).size).toBe(0)
  expect(meantRegion(tree({ id: 1, mergedInto: 2 }, { id: 2, mergedInto: 1 }), 1)).toBe(1)
})

test('a name that two regions bore means neither', () => {
  const borne = [1, 2].map((region) => ({ region, name: '老街', from: 0 }))
  expect(aliasesOn(tree({ id: 1, name: '甲' }, { id: 2, name: '乙' }), borne, 20261101).size).toBe(0)
})

test('no name means two places, and no alias is a name that a region bears', () => {
  const names = fc.constantFrom('甲', '乙', '丙', '丁')
  const region = fc.record({ name: names, closed: fc.boolean(), mergedInto: fc.option(fc.integer({ min: 0, max: 5 })) })
  const borne = fc.record({ region: fc.integer({ min: 0, max: 5 }), name: names, from: fc.integer({ min: 0, max: 9 }) })
  fc.assert(
    fc.property(fc.array(region, { maxLength: 6 }), fc.array(borne, { maxLength: 10 }), (given, turns) => {
      const regions = tree(...given.map((each, id) => ({ ...each, id })))
      const said = [...aliasesOn(regions, turns, 5).values()].flat()
      expect(new Set(said).size).toBe(said.length)
      for (const { name, closed, mergedInto } of regions.values()) {
        if (!closed || mergedInto === null) expect(said).not.toContain(name)
      }
    }),
  )
})
