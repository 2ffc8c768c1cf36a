/** Regions on a real store: the tree by date, what a calculation sees, closing, two spellings, the national list. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import { addDays, type IsoDate } from '../../domain/month.ts'
import { factsOf } from '../settlements/facts.ts'
import { regionsAt } from './tree.ts'

let office: TestOffice
const clerk = () => office.as('王芳')
const day = (text: string) => text as IsoDate
const read = () => office.desk.office.store.read
const regionOf = (name: string) => [...regionsAt(read(), day('2030-01-01')).values()].find((one) => one.name === name)!

const outlet = (name: string, centre: string, township: string) => ({
  name,
  type: '特约代理点',
  agent: 'A1',
  centre,
  township,
})

beforeAll(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { A1: { name: '甲公司' } },
    {
      W1: outlet('一店', '东片', '河东镇'),
      W2: outlet('二店', '东片', '河西乡'),
      W3: outlet('三店', '西片', '山口镇'),
      W4: { ...outlet('退店', '西片', '老街'), status: 'exited' as never },
    },
  )
})
afterAll(() => office.close())

describe('the tree by date', () => {
  test('a township goes to another centre from a day on; months before see it where it was', async () => {
    const [township, west] = [regionOf('河西乡'), regionOf('西片')]
    await clerk().regions.change({ id: township.id, parent: west.id, from: day('2026-11-10'), reason: '片区调整' })
    const path = (month: string) =>
      factsOf(read(), month as never)
        .outlets.get(2)
        ?.regions.map(({ name }) => name)
    expect(path('2026-10')).toEqual(['河西乡', '东片', '测试县'])
    expect(path('2026-11')).toEqual(['河西乡', '西片', '测试县'])
    const counts = async (on: string, name: string) =>
      (await clerk().regions.tree({ on: day(on) })).find((one) => one.name === name)?.partner
    expect([await counts('2026-11-09', '东片'), await counts('2026-11-10', '东片')]).toEqual([2, 1])
    const history = await clerk().regions.history({ id: township.id })
    expect(history.map(({ field, value, from }) => [field, value, from])).toEqual([
      ['parent', '西片', '2026-11-10'],
      ['parent', '东片', null],
    ])
  })

  test('refused: a name that is there, a level that does not fit, a day in a closed month, a person without the role', async () => {
    const { id } = regionOf('河东镇')
    const reason = '试'
    expect(
      (await refusal(clerk().regions.add({ level: 'township', name: '河东镇', parent: regionOf('东片').id }))).details,
    ).toMatchObject({ reason: 'taken' })
    expect(
      (await refusal(clerk().regions.change({ id, parent: regionOf('河西乡').id, reason }))).details,
    ).toMatchObject({ reason: 'wrongLevel' })
    expect(await refusalCode(clerk().regions.change({ id: 1, name: '别县', reason }))).toBe('INVALID_INPUT')
    expect(await refusalCode(office.as('陈静').regions.change({ id, name: '河东', reason }))).toBe('ROLE_MISSING')
    expect(await refusalCode(clerk().regions.change({ id: 999, name: '河东', reason }))).toBe('NOT_FOUND')
  })
})

describe('closing', () => {
  test('not while outlets lie in it; then nothing is put there any more', async () => {
    const { id } = regionOf('河东镇')
    const asked = { id, from: day('2026-11-21'), reason: '并入' }
    expect((await refusal(clerk().regions.close(asked))).details).toMatchObject({
      name: '河东镇',
      outlets: ['W1'],
      count: 1,
    })
    const old = regionOf('老街')
    expect(await clerk().regions.close({ ...asked, id: old.id })).toEqual({ closed: 1 })
    const put = { township: '老街', centre: '西片' }
    expect((await refusal(clerk().outlets.change({ code: 'W1', fields: put }))).details).toEqual({
      name: '老街',
      from: '2026-11-21',
    })
    expect(await refusalCode(clerk().outlets.add({ code: 'W9', fields: { name: '新店', ...put } }))).toBe(
      'REGION_CLOSED',
    )
    // one that will be closed takes none either
    await clerk().regions.reopen({ id: old.id, from: day('2026-11-21'), reason: '恢复' })
    await clerk().regions.close({ ...asked, id: old.id, from: day('2027-01-01') })
    expect(await refusalCode(clerk().outlets.change({ code: 'W1', fields: put }))).toBe('REGION_CLOSED')
    await clerk().regions.reopen({ id: old.id, from: day('2027-01-01'), reason: '不撤了' })
    expect(await clerk().outlets.change({ code: 'W1', fields: put, from: day('2027-01-02') })).toMatchObject({
      changed: ['region'],
    })
  })

  test('two spellings: the outlets of one go to the other, also those that come later', async () => {
    const { id: into } = await clerk().regions.add({ level: 'township', name: '河西镇', parent: regionOf('西片').id })
    const { id } = regionOf('河西乡')
    await clerk().outlets.change({
      code: 'W3',
      fields: { centre: '西片', township: '河西乡' },
      from: day('2026-12-15'),
    })
    expect(await clerk().regions.merge({ id, into, from: day('2026-11-21'), reason: '同一个镇' })).toEqual({ moved: 2 })
    const on = (text: string) =>
      [...factsOf(read(), text as never).outlets.values()].map(({ regions }) => regions[0]?.name)
    expect(on('2026-10')).toEqual(['河东镇', '河西乡', '山口镇', '老街'])
    expect(on('2026-12')).toEqual(['河东镇', '河西镇', '河西镇', '老街'])
    expect(regionOf('河西乡').closed).toBe(true)
  })
})

describe('the national list', () => {
  test('a county is found; its townships are offered beside ours and taken', async () => {
    expect(await clerk().regions.counties({ text: 'scx' })).toContainEqual({
      code: '341523',
      name: '舒城县',
      city: '六安市',
      province: '安徽省',
    })
    expect(await refusalCode(clerk().regions.setDivision({ division: '999999' }))).toBe('NOT_FOUND')
    await clerk().regions.setDivision({ division: '341523' })
    const { id } = await clerk().regions.add({ level: 'township', name: '晓天乡' })
    const offered = await clerk().regions.offered()
    expect(offered.county?.name).toBe('舒城县')
    expect(offered.townships).toHaveLength(22)
    expect(offered.townships.find(({ name }) => name === '晓天镇')).toMatchObject({
      known: null,
      likely: { id, name: '晓天乡' },
    })
    expect(offered.others.map(({ name }) => name)).toContain('河东镇')
    const taken = [
      { code: '341523101', name: '晓天镇', region: id },
      { code: '341523102', name: '桃溪镇', centre: regionOf('东片').id },
    ]
    expect(await clerk().regions.take({ townships: taken })).toEqual({ added: 1, matched: 1 })
    const after = await clerk().regions.offered()
    expect(after.townships.filter(({ known }) => known).map(({ known }) => known?.name)).toEqual(['晓天乡', '桃溪镇'])
    expect(await refusalCode(clerk().regions.take({ townships: taken.slice(1) }))).toBe('INVALID_INPUT')
  })
})

test('a rename that comes later is not seen before its day; the list follows when it has come', async () => {
  const township = regionOf('河东镇')
  await clerk().regions.change({ id: township.id, name: '河东街道', from: day('2026-12-01'), reason: '撤镇设街道' })
  const name = async () => (await clerk().regions.tree({})).find(({ id }) => id === township.id)?.name
  expect(await name()).toBe('河东镇')
  await office.reopen('2026-12-01T02:00:00.000Z')
  expect((await clerk().outlets.get({ code: 'W1' })).township).toBe('河东街道')
  expect(await name()).toBe('河东街道')
})

test('the tree on any day is what a replay of the moves in order of their days gives', async () => {
  const own = await openSetUpOffice()
  try {
    const as = own.as('王芳').regions
    const centres = [
      (await as.add({ level: 'centre', name: '甲片' })).id,
      (await as.add({ level: 'centre', name: '乙片' })).id,
    ]
    const townships = [0, 1, 2]
    const ids = await Promise.all(
      townships.map((n) => as.add({ level: 'township', name: `镇${n}`, parent: centres[0]! })),
    )
    const moves: { at: number; township: number; parent: number }[] = []
    // of two on one day the later told holds: sorting keeps their order
    const replayed = (township: number, on: number) =>
      moves
        .filter((one) => one.township === township && one.at <= on)
        .sort((a, b) => a.at - b.at)
        .at(-1)?.parent ?? centres[0]
    const move = fc.record({
      at: fc.integer({ min: 0, max: 60 }),
      township: fc.constantFrom(...townships),
      to: fc.constantFrom(0, 1),
    })
    await fc.assert(
      fc.asyncProperty(move, async ({ at, township, to }) => {
        const from = addDays(day('2026-11-01'), at)
        const { changed } = await as.change({ id: ids[township]!.id, parent: centres[to]!, from, reason: '调整' })
        // where it lies there already, nothing is said of the day
        expect(changed.length).toBe(replayed(township, at) === centres[to] ? 0 : 1)
        if (changed.length > 0) moves.push({ at, township, parent: centres[to]! })
        for (const on of [-1, at - 1, at, 61]) {
          const tree = regionsAt(own.desk.office.store.read, addDays(day('2026-11-01'), on))
          for (const each of townships) {
            expect(tree.get(ids[each]!.id)?.parent).toBe(replayed(each, on))
          }
        }
      }),
      { numRuns: 60 },
    )
  } finally {
    await own.close()
  }
})
