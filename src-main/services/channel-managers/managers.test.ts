/** Channel managers on a real store: portfolios, work that goes to stand-ins, transfers with everything that is open. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import type { IsoDate } from '../../domain/month.ts'

let office: TestOffice
const clerk = () => office.as('王芳')
const day = (text: string) => text as IsoDate
const page = (name: string) => clerk().channelManagers.get({ name, period: '2026-11' as never })
const row = async (name: string) => (await clerk().channelManagers.list()).rows.find((one) => one.name === name)

beforeAll(async () => {
  office = await openSetUpOffice()
  const outlet = (manager: string | null, more: object = {}) => ({
    name: '店',
    agent: 'A1',
    type: '特约代理点',
    manager,
    ...more,
  })
  await addRegister(
    office,
    { A1: { name: '甲公司', coreTier: '市级核心' } },
    {
      W1: outlet('周经理'),
      W2: outlet('周经理', { status: 'suspended' }),
      W3: outlet('吴经理'),
      W4: outlet('周经理', { status: 'exited' }),
      W5: outlet(null),
    },
  )
  const terms = { exclusive: false, signedOn: day('2026-01-01'), from: day('2026-01-01'), to: day('2026-12-10') }
  await clerk().agreements.add({ ...terms, number: 'X-1', agent: 'A1', outlets: ['W1', 'W3'] })
})
afterAll(() => office.close())

describe('portfolios', () => {
  test('every outlet that has not left is somebody’s or nobody’s', async () => {
    const { rows, without, withLeft } = await clerk().channelManagers.list()
    expect(rows.map(({ name, outlets, active, core }) => [name, outlets, active, core])).toEqual([
      ['吴经理', 1, 1, 1],
      ['周经理', 2, 1, 2],
    ])
    expect({ without, withLeft }).toEqual({ without: 1, withLeft: 0 })
    expect((await page('周经理')).portfolio.map(({ code }) => code)).toEqual(['W1', 'W2'])
  })

  test('what each has to do: agreements that end, files in which something is missing', async () => {
    const { todo } = await page('周经理')
    expect(todo.map(({ kind, outlet }) => [kind, outlet])).toEqual([
      ['agreement', 'W1'],
      ['file', 'W1'],
      ['file', 'W2'],
    ])
    expect(await row('吴经理')).toMatchObject({ work: 2 })
  })

  test('a request that waits for a decision is work of the manager, until it is decided', async () => {
    await office.as('管理员').requests.setSettings({ on: true })
    const fields = { name: '改名的店' }
    const { requests } = await clerk().outlets.change({ code: 'W3', fields, reason: '换招牌' })
    expect((await page('吴经理')).todo.map(({ kind }) => kind)).toEqual(['agreement', 'file', 'request'])
    await clerk().requests.withdraw({ id: requests[0]!.id, reason: '不换了' })
    expect((await page('吴经理')).todo.map(({ kind }) => kind)).toEqual(['agreement', 'file'])
    await office.as('管理员').requests.setSettings({ on: false })
  })

  test('who he is: refused above himself, with an account that is none, turned dates', async () => {
    await clerk().channelManagers.save({ name: '周经理', phone: '13900000000', above: '吴经理', account: '李强' })
    expect(await row('周经理')).toMatchObject({ phone: '13900000000', above: '吴经理', account: '李强' })
    const save = (asked: object) => clerk().channelManagers.save({ name: '吴经理', ...asked })
    expect((await refusal(save({ above: '周经理' }))).details).toMatchObject({ field: 'above', reason: 'circle' })
    expect(await refusalCode(save({ account: '没有的人' }))).toBe('NOT_FOUND')
    expect(await refusalCode(save({ from: '2026-12-01', to: '2026-11-01' }))).toBe('INVALID_INPUT')
    expect(await refusalCode(office.as('陈静').channelManagers.save({ name: '吴经理' }))).toBe('ROLE_MISSING')
  })
})

describe('代理', () => {
  test('for the time the work is asked of the stand-in, and of nobody twice', async () => {
    const asked = {
      manager: '周经理',
      standIn: '吴经理',
      from: day('2026-11-20'),
      to: day('2026-11-27'),
      reason: '休假',
    }
    const { id } = await clerk().channelManagers.addStandIn(asked)
    expect(await row('周经理')).toMatchObject({ work: 0, standIn: '吴经理' })
    expect(await row('吴经理')).toMatchObject({ work: 5, standsInFor: ['周经理'] })
    const { todo } = await page('吴经理')
    expect(todo.filter(({ manager }) => manager === '周经理')).toHaveLength(3)
    const files = await clerk().completeness.files({ filter: { subject: 'outlet' } })
    expect(files.rows.map(({ code, asker }) => [code, asker])).toContainEqual(['W1', '吴经理'])
    expect(
      (await refusal(clerk().channelManagers.addStandIn({ ...asked, standIn: '郑经理' })).catch(() => undefined))
        ?.code ?? 'NOT_FOUND',
    ).toBe('NOT_FOUND')
    await clerk().channelManagers.save({ name: '郑经理' })
    expect((await refusal(clerk().channelManagers.addStandIn({ ...asked, standIn: '郑经理' }))).details).toMatchObject({
      why: 'overlap',
      manager: '周经理',
    })
    const chain = { ...asked, manager: '吴经理', standIn: '郑经理' }
    expect((await refusal(clerk().channelManagers.addStandIn(chain))).details).toMatchObject({ why: 'managerStandsIn' })
    expect(await clerk().channelManagers.endStandIn({ id })).toEqual({ to: '2026-11-21' })
    office.moveTo('2026-11-22T08:00:00.000Z')
    expect(await row('周经理')).toMatchObject({ work: 3, standIn: null })
    expect(await refusalCode(clerk().channelManagers.endStandIn({ id }))).toBe('INVALID_INPUT')
  })
})

describe('转移', () => {
  const asked = { from: '周经理', to: '吴经理', day: day('2026-11-22') }

  test('seen before; then the outlets and all that is open about them, and nothing else', async () => {
    const plan = await clerk().channelManagers.planTransfer({ ...asked, outlets: ['W1'] })
    expect(plan.outlets.map(({ code }) => code)).toEqual(['W1'])
    expect(plan.work.map(({ kind }) => kind)).toEqual(['agreement', 'file'])
    const done = await clerk().channelManagers.transfer({ ...asked, outlets: ['W1'], reason: '调整分工' })
    expect(done).toMatchObject({ outlets: 1, work: 2 })
    expect((await page('周经理')).portfolio.map(({ code }) => code)).toEqual(['W2'])
    expect((await page('吴经理')).todo.map(({ key }) => key).sort()).toEqual(
      [
        ...plan.work.map(({ key }) => key),
        ...(await page('吴经理')).todo.filter(({ outlet }) => outlet === 'W3').map(({ key }) => key),
      ].sort(),
    )
    expect(await clerk().channelManagers.transferred({ id: done.id })).toMatchObject({ ...plan, reason: '调整分工' })
    const [turn] = await clerk().outlets.history({ code: 'W1', field: 'manager' })
    expect(turn).toMatchObject({ value: '吴经理', from: '2026-11-22', reason: '调整分工' })
  })

  test('refused: to somebody who has left, of outlets that are not his, nothing at all', async () => {
    await clerk().channelManagers.save({ name: '郑经理', to: day('2026-11-20') })
    expect(await refusalCode(clerk().channelManagers.planTransfer({ ...asked, to: '郑经理' }))).toBe('MANAGER_LEFT')
    expect(await refusalCode(clerk().outlets.change({ code: 'W5', fields: { manager: '郑经理' } }))).toBe(
      'MANAGER_LEFT',
    )
    expect(await refusalCode(clerk().channelManagers.planTransfer({ ...asked, outlets: ['W3'] }))).toBe('NOT_FOUND')
    expect(
      await refusalCode(clerk().channelManagers.planTransfer({ from: '郑经理', to: '吴经理', day: asked.day })),
    ).toBe('INVALID_INPUT')
    expect(await refusalCode(office.as('李强').channelManagers.transfer({ ...asked, reason: '试' }))).toBe(
      'ROLE_MISSING',
    )
  })
})
