/** Transfers by day on a real store: what belongs to whom on it, work given to an account, stand-ins who leave. */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import { addDays, type IsoDate, type Month } from '../../domain/month.ts'
import { rowsAt } from '../register/history.ts'

let office: TestOffice
const clerk = () => office.as('王芳')
const day = (text: string) => text as IsoDate
const reason = '调整分工'
const managers = ['周经理', '吴经理', '郑经理']

beforeEach(async () => {
  office = await openSetUpOffice()
  const outlet = (manager: string) => ({ name: '店', agent: 'A1', manager })
  const outlets = Object.fromEntries([0, 1, 2, 3].map((n) => [`W${n}`, outlet(managers[n % 2]!)]))
  await addRegister(office, { A1: { name: '甲公司' } }, outlets)
  await clerk().channelManagers.save({ name: '郑经理' })
})
afterEach(() => office.close())

/** Code → manager on a day. */
function looksAfter(on: IsoDate): Record<string, string> {
  const { read } = office.desk.office.store
  const names = new Map(
    read.all<{ id: number; name: string }>('SELECT id, name FROM terms').map(({ id, name }) => [id, name]),
  )
  return Object.fromEntries(
    [...rowsAt(read, 'outlet', on).values()].map(({ code, manager }) => [code, names.get(Number(manager)) ?? '']),
  )
}

test('on a day to come what he will have then goes over', async () => {
  await clerk().outlets.change({ code: 'W1', fields: { manager: '周经理' }, from: day('2026-12-01') })
  const asked = { from: '周经理', to: '郑经理', day: day('2026-12-05') }
  expect((await clerk().channelManagers.planTransfer(asked)).outlets.map(({ code }) => code)).toEqual([
    'W0',
    'W1',
    'W2',
  ])
  await clerk().channelManagers.transfer({ ...asked, reason })
  expect(looksAfter(day('2026-12-04'))).toEqual({ W0: '周经理', W1: '周经理', W2: '周经理', W3: '吴经理' })
  expect(looksAfter(day('2026-12-05'))).toEqual({ W0: '郑经理', W1: '郑经理', W2: '郑经理', W3: '吴经理' })
})

test('on a day before, what was his then; refused where somebody else has taken it over since', async () => {
  await clerk().outlets.change({ code: 'W0', fields: { manager: '吴经理' }, from: day('2026-11-10') })
  const asked = { from: '周经理', to: '郑经理', day: day('2026-11-05') }
  const { code, details } = await refusal(clerk().channelManagers.transfer({ ...asked, reason }))
  expect([code, details]).toMatchObject(['TRANSFER_CROSSED', { outlet: 'W0', manager: '吴经理', from: '2026-11-10' }])
  await clerk().channelManagers.transfer({ ...asked, outlets: ['W2'], reason })
  expect(looksAfter(day('2026-11-21'))).toMatchObject({ W0: '吴经理', W2: '郑经理' })
  // what came to him later was not his on the day
  await clerk().outlets.change({ code: 'W1', fields: { manager: '周经理' }, from: day('2026-11-20') })
  expect(await refusalCode(clerk().channelManagers.planTransfer({ ...asked, outlets: ['W1'] }))).toBe('NOT_FOUND')
})

test('disputes given to his account change hands on the day, and not before', async () => {
  await office.importText('entries', ['业务日期,网点编码,业务类型,用户号码,流水号', '2026-10-01,W0,放号,139,A1'])
  const period = '2026-10' as Month
  await clerk().settlements.calculate({ period })
  const raised = { period, about: '漏发', text: '少算一户', raisedBy: '李老板', owner: '李强' }
  await clerk().disputes.raise({ ...raised, outlet: 'W0' })
  await clerk().disputes.raise({ ...raised, outlet: 'W1' })
  await clerk().channelManagers.save({ name: '周经理', account: '李强' })
  await clerk().channelManagers.save({ name: '郑经理', account: '陈静' })
  await clerk().channelManagers.transfer({ from: '周经理', to: '郑经理', day: day('2026-11-23'), reason })
  const owners = async () =>
    Object.fromEntries((await clerk().disputes.list({})).map(({ outlet, owner }) => [outlet, owner]))
  expect(await owners()).toEqual({ W0: '李强', W1: '李强' })
  await office.reopen('2026-11-24T02:00:00.000Z')
  expect(await owners()).toEqual({ W0: '陈静', W1: '李强' })
})

test('who leaves cannot stand in beyond it, whichever was said first; one account is one manager', async () => {
  const standIn = {
    manager: '周经理',
    standIn: '吴经理',
    from: day('2026-11-21'),
    to: day('2026-11-30'),
    reason: '休假',
  }
  await clerk().channelManagers.addStandIn(standIn)
  const leaves = { name: '吴经理', to: day('2026-11-25') }
  expect((await refusal(clerk().channelManagers.save(leaves))).details).toMatchObject({
    why: 'leaves',
    manager: '周经理',
  })
  await clerk().channelManagers.save({ ...leaves, to: day('2026-11-30') })
  await clerk().channelManagers.save({ name: '周经理', account: '李强' })
  expect((await refusal(clerk().channelManagers.save({ name: '郑经理', account: '李强' }))).details).toMatchObject({
    ...{ field: 'account', reason: 'taken' },
  })
})

test('however often it is transferred: on every day each outlet is one manager’s, and his last transfer says whose', async () => {
  const start = day('2026-11-01')
  const last = new Map<string, { at: number; to: string }[]>()
  const step = fc.record({
    from: fc.constantFrom(0, 1, 2),
    to: fc.constantFrom(0, 1, 2),
    at: fc.integer({ min: 0, max: 50 }),
  })
  await fc.assert(
    fc.asyncProperty(step, async ({ from, to, at }) => {
      const on = addDays(start, at)
      const before = looksAfter(on)
      const asked = { from: managers[from]!, to: managers[to]!, day: on }
      const answer = await refusal(clerk().channelManagers.transfer({ ...asked, reason }))
      if (answer.code === 'nothing refused') {
        for (const [code, who] of Object.entries(before)) {
          if (who === asked.from) last.set(code, [...(last.get(code) ?? []), { at, to: asked.to }])
        }
      } else expect(['INVALID_INPUT', 'TRANSFER_CROSSED']).toContain(answer.code)
      const after = looksAfter(addDays(start, 60))
      expect(Object.keys(after)).toEqual(['W0', 'W1', 'W2', 'W3'])
      for (const [code, turns] of last) {
        const latest = turns.toSorted((a, b) => a.at - b.at).at(-1)!
        expect(after[code]).toBe(latest.to)
      }
      const { rows } = await clerk().channelManagers.list()
      expect(rows.reduce((sum, { outlets }) => sum + outlets, 0)).toBe(4)
    }),
    { numRuns: 40 },
  )
})
