/** Saved views of lists: one's own, shared ones, the default; nobody changes another's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSetUpOffice, refusalCode, type TestOffice } from '../../tests/support/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openSetUpOffice()
})
afterAll(() => office.close())

const list = 'outlets'
const view = { filter: { type: ['指定专营店'], q: '城关' }, sort: { by: 'name', descending: true } }
const namesOf = async (who: string) => (await office.as(who).views.list({ list })).map(({ name }) => name)

test('a view is kept, found again whole, overwritten by its name, renamed and removed', async () => {
  const mine = office.as('王芳').views
  const columns = { order: ['code', 'name'], hidden: ['phone'], widths: { name: 300 } }
  const { id } = await mine.save({ list, name: '专营店', view: { ...view, columns } })
  expect(await mine.list({ list })).toEqual([
    { id, name: '专营店', owner: '王芳', shared: false, isDefault: false, view: { ...view, columns } },
  ])
  expect((await mine.save({ list, name: '专营店', view: { filter: {} } })).id).toBe(id)
  expect((await mine.list({ list }))[0]?.view).toEqual({ filter: {} })
  expect(await mine.list({ list: 'agents' })).toEqual([])
  await mine.save({ list, name: '别的', view })
  expect(await refusalCode(mine.rename({ id, name: '别的', shared: false }))).toBe('INVALID_INPUT')
  await mine.rename({ id, name: '全部', shared: false })
  expect(await namesOf('王芳')).toEqual(['全部', '别的'])
  await mine.remove({ id })
  expect(await namesOf('王芳')).toEqual(['别的'])
  expect(await refusalCode(mine.remove({ id }))).toBe('NOT_FOUND')
})

test('others see what is shared, open it by default, and cannot change it', async () => {
  const [mine, others] = [office.as('王芳').views, office.as('李强').views]
  const { id } = await mine.save({ list, name: '城关', shared: true, view })
  const { id: own } = await mine.save({ list, name: '我的', view })
  expect(await namesOf('李强')).toEqual(['城关'])
  expect(await refusalCode(others.rename({ id, name: '改', shared: true }))).toBe('NOT_YOURS')
  expect(await refusalCode(others.remove({ id }))).toBe('NOT_YOURS')
  expect(await refusalCode(others.setDefault({ list, id: own }))).toBe('NOT_FOUND')
  expect(await refusalCode(others.setDefault({ list: 'agents', id }))).toBe('NOT_FOUND')
  await others.setDefault({ list, id })
  const defaults = async (who: string) =>
    (await office.as(who).views.list({ list })).filter(({ isDefault }) => isDefault).map(({ name }) => name)
  expect(await defaults('李强')).toEqual(['城关'])
  expect(await defaults('王芳')).toEqual([])
  await mine.setDefault({ list, id })
  await mine.setDefault({ list, id: own })
  expect(await defaults('王芳')).toEqual(['我的'])
  // shared no more: gone for the other, who may have one of that name himself
  await others.save({ list, name: '城关', view: { filter: {} } })
  await mine.rename({ id, name: '城关', shared: false })
  expect(await defaults('李强')).toEqual([])
  expect(await namesOf('李强')).toEqual(['城关'])
  await mine.setDefault({ list, id: null })
  expect(await defaults('王芳')).toEqual([])
  await mine.remove({ id: own })
})

test('nobody keeps views without end', async () => {
  const mine = office.as('陈静').views
  for (let n = 0; n < 50; n++) await mine.save({ list, name: `第${n}个`, view })
  expect(await refusalCode(mine.save({ list, name: '再一个', view }))).toBe('TOO_MANY_VIEWS')
  await mine.save({ list, name: '第7个', view: { filter: {} } })
})
