/** What a region goes on meaning when it is renamed, moved or taken together with another spelling; what a day to come may not break. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import { matchesOutlet } from '../../domain/filter.ts'
import type { IsoDate, Month } from '../../domain/month.ts'
import { factsOf } from '../settlements/facts.ts'
import { regionsAt } from './tree.ts'

let office: TestOffice
const clerk = () => office.as('王芳')
const day = (text: string) => text as IsoDate
const read = () => office.desk.office.store.read
const reason = '区划调整'
const all = () => [...regionsAt(read(), day('2026-11-21')).values()]
const idOf = (name: string) => all().find((one) => one.name === name)!.id
const place = (code: string) =>
  clerk()
    .outlets.get({ code })
    .then(({ centre, township }) => [centre, township])

beforeEach(async () => {
  office = await openSetUpOffice()
  const outlet = (centre: string, township: string) => ({ name: '店', agent: 'A1', centre, township })
  await addRegister(
    office,
    { A1: { name: '甲公司' } },
    { W1: outlet('东片', '河东镇'), W2: outlet('西片', '山口镇'), W3: outlet('东片', '河西乡') },
  )
})
afterEach(() => office.close())

/** The codes that a clause naming these regions pays in a month. */
const paid = (month: string, ...regions: string[]) =>
  [...factsOf(read(), month as Month).outlets.values()]
    .filter((outlet) => matchesOutlet({ regions }, outlet))
    .map(({ code }) => code)

describe('a policy that names a region goes on meaning it', () => {
  test('after a rename, by the old name and the new one; before its day by the old one alone', async () => {
    await clerk().regions.change({ id: idOf('河东镇'), name: '河东街道', from: day('2026-11-01'), reason })
    expect([paid('2026-10', '河东镇'), paid('2026-10', '河东街道')]).toEqual([['W1'], []])
    expect([paid('2026-11', '河东镇'), paid('2026-11', '河东街道')]).toEqual([['W1'], ['W1']])
  })

  test('not where another region has taken the old name', async () => {
    await clerk().regions.change({ id: idOf('河东镇'), name: '河东街道', from: day('2026-11-01'), reason })
    await clerk().regions.add({ level: 'township', name: '河东镇', parent: idOf('西片') })
    expect(paid('2026-11', '河东镇')).toEqual([])
  })

  test('after two spellings were taken together, by either, from that day on', async () => {
    await clerk().regions.merge({ id: idOf('河西乡'), into: idOf('河东镇'), from: day('2026-11-01'), reason })
    expect([paid('2026-10', '河西乡'), paid('2026-10', '河东镇')]).toEqual([['W3'], ['W1']])
    expect([paid('2026-11', '河西乡'), paid('2026-11', '河东镇')]).toEqual([
      ['W1', 'W3'],
      ['W1', 'W3'],
    ])
  })
})

describe('a form or file that still says it the old way', () => {
  test('names the township that has moved, and moves no outlet back', async () => {
    await clerk().regions.change({ id: idOf('河东镇'), parent: idOf('西片'), reason })
    await office.importText('outlets', [
      '网点编码,网点名称,区域营销中心,乡镇',
      'W1,店,东片,河东镇',
      'W9,新店,东片,河东镇',
    ])
    expect([await place('W1'), await place('W9')]).toEqual([
      ['西片', '河东镇'],
      ['西片', '河东镇'],
    ])
    expect(all().filter(({ name }) => name === '河东镇')).toHaveLength(1)
  })

  test('names what was renamed or is another spelling of something', async () => {
    await clerk().regions.change({ id: idOf('河东镇'), name: '河东街道', reason })
    await clerk().regions.merge({ id: idOf('河西乡'), into: idOf('山口镇'), reason })
    const before = all().length
    await clerk().outlets.add({ code: 'W8', fields: { name: '店', centre: '东片', township: '河东镇' } })
    await clerk().outlets.add({ code: 'W9', fields: { name: '店', township: '河西乡' } })
    expect([await place('W8'), await place('W9')]).toEqual([
      ['东片', '河东街道'],
      ['西片', '山口镇'],
    ])
    expect(all()).toHaveLength(before)
  })
})

describe('days to come', () => {
  test('a name that a region will bear is not given to another: the day can come', async () => {
    await clerk().regions.change({ id: idOf('河东镇'), name: '城东街道', from: day('2026-12-01'), reason })
    expect(
      (await refusal(clerk().regions.add({ level: 'township', name: '城东街道', parent: idOf('东片') }))).details,
    ).toMatchObject({ reason: 'taken' })
    await clerk().outlets.add({ code: 'W9', fields: { name: '店', centre: '东片', township: '城东街道' } })
    await office.reopen('2026-12-02T02:00:00.000Z')
    expect(await place('W9')).toEqual(['东片', '城东街道'])
  })

  test('renamed and moved at once, past one that has the new name where it lay', async () => {
    const own = idOf('河东镇')
    await clerk().regions.change({ id: own, name: '河西乡', parent: idOf('西片'), reason })
    expect(await place('W1')).toEqual(['西片', '河西乡'])
  })

  test('two of one name change places on one day', async () => {
    const { id } = await clerk().regions.add({ level: 'township', name: '河东镇', parent: idOf('西片') })
    const north = (await clerk().regions.add({ level: 'centre', name: '北片' })).id
    const from = day('2026-12-01')
    await clerk().regions.change({ id, parent: north, from, reason })
    await clerk().regions.change({ id: idOf('河东镇'), parent: idOf('西片'), from, reason })
    await office.reopen('2026-12-02T02:00:00.000Z')
    expect(await place('W1')).toEqual(['西片', '河东镇'])
  })

  test('nothing open comes to lie in what is closed, whichever was said first', async () => {
    const north = (await clerk().regions.add({ level: 'centre', name: '北片' })).id
    const township = idOf('河东镇')
    await clerk().regions.close({ id: north, from: day('2026-12-10'), reason })
    const move = { id: township, parent: north, from: day('2026-12-01'), reason }
    expect(await refusalCode(clerk().regions.change(move))).toBe('REGION_CLOSED')
    await clerk().regions.reopen({ id: north, from: day('2026-12-10'), reason })
    await clerk().regions.change(move)
    expect(await refusalCode(clerk().regions.close({ id: north, from: day('2026-11-25'), reason }))).toBe(
      'REGION_IN_USE',
    )
  })

  test('a spelling is not taken together with one that is closed, so that two never lead to each other', async () => {
    const [one, other] = [
      (await clerk().regions.add({ level: 'township', name: '甲镇', parent: idOf('东片') })).id,
      (await clerk().regions.add({ level: 'township', name: '乙镇', parent: idOf('东片') })).id,
    ]
    await clerk().regions.merge({ id: one, into: other, reason })
    expect(await refusalCode(clerk().regions.merge({ id: other, into: one, reason }))).toBe('REGION_CLOSED')
  })
})

describe('a closed region takes no outlet', () => {
  test('not one that comes back into service, nor many at once', async () => {
    await clerk().outlets.change({ code: 'W1', fields: { status: 'exited' } })
    await clerk().regions.close({ id: idOf('河东镇'), reason })
    expect(await refusalCode(clerk().outlets.change({ code: 'W1', fields: { status: 'active' } }))).toBe(
      'REGION_CLOSED',
    )
    await clerk().outlets.change({ code: 'W1', fields: { phone: '13900000000' } })
    const many = { codes: ['W2'], fields: { centre: '东片', township: '河东镇' }, reason }
    expect((await clerk().outlets.batchPreview(many)).refused.map(({ code, refusal }) => [code, refusal])).toEqual([
      ['W2', 'REGION_CLOSED'],
    ])
    await clerk().channelManagers.save({ name: '郑经理', to: day('2026-11-01') })
    const given = { codes: ['W2'], fields: { manager: '郑经理' }, reason }
    expect((await clerk().outlets.batchPreview(given)).refused.map(({ refusal }) => refusal)).toEqual(['MANAGER_LEFT'])
  })

  test('not by way of a new township in a closed centre', async () => {
    const north = (await clerk().regions.add({ level: 'centre', name: '北片' })).id
    await clerk().regions.close({ id: north, reason })
    const fields = { name: '店', centre: '北片', township: '新镇' }
    expect(await refusalCode(clerk().outlets.add({ code: 'W9', fields }))).toBe('REGION_CLOSED')
    expect(all().some(({ name }) => name === '新镇')).toBe(false)
  })
})
