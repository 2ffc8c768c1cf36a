/** The approval chain of policies, attacked: missing steps, the same person, the wrong role, steps out of order, the store itself. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '../src-main/api/back-office.ts'
import type { IsoDate, Month } from '../src-main/domain/month.ts'
import type { Policy } from '../src-main/domain/policy.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
let clerk: Caller
let reviewer: Caller
let finance: Caller
let admin: Caller

let number = 0

// one office for all: each test has a policy of its own and begins without a chain
beforeAll(async () => {
  office = await openSetUpOffice()
  clerk = office.as('王芳')
  reviewer = office.as('李强')
  finance = office.as('陈静')
  admin = office.as('管理员')
})
afterAll(() => office.close())
beforeEach(async () => {
  number += 1
  await admin.policies.setChain({ origin: 'county', steps: [] })
})

const may = '2026-05' as Month
const paper = { documentNumber: '市渠道〔2026〕31号', documentDate: '2026-11-20' as IsoDate }
const policy = (rest: Partial<Policy> = {}): Policy => ({
  code: `P${number}`,
  title: '政策',
  kind: 'basic',
  from: may,
  clauses: [{ kind: 'volume', code: 'A', title: '放号', measure: 'count', pay: { kind: 'perUnit', rate: '30.00' } }],
  ...rest,
})

async function submitted(rest: Partial<Policy> = {}): Promise<number> {
  const { id } = await clerk.policies.save(policy(rest))
  await clerk.policies.submit({ id })
  return id
}

const withChain = () =>
  admin.policies.setChain({
    origin: 'county',
    steps: [
      { name: '财务', how: 'here', role: 'finance' },
      { name: '市公司', how: 'recorded' },
    ],
  })
const stateOf = async (id: number) => (await clerk.policies.get({ id })).status

test('without a chain approving is the only step, as before', async () => {
  const id = await submitted()
  expect(await reviewer.policies.approve({ id })).toMatchObject({ status: 'approved' })
})

test('approving names the steps that are missing, also for who has every role, and they go in order', async () => {
  await withChain()
  const id = await submitted()
  const missing = { code: 'STEPS_OPEN', details: { steps: ['财务', '市公司'] } }
  expect(await refusal(reviewer.policies.approve({ id }))).toEqual(missing)
  expect(await refusal(admin.policies.approve({ id }))).toEqual(missing)
  expect(await refusal(clerk.policies.recordStep({ id, step: 2, agree: true, ...paper }))).toEqual({
    code: 'STEP_NOT_NEXT',
    details: { next: '财务' },
  })
  await finance.policies.decideStep({ id, step: 1, agree: true })
  expect(await refusal(reviewer.policies.approve({ id }))).toMatchObject({ details: { steps: ['市公司'] } })
  expect((await clerk.policies.list({ period: may })).find((row) => row.id === id)).toMatchObject({
    waitsFor: '市公司',
  })
  await clerk.policies.recordStep({ id, step: 2, agree: true, ...paper })
  expect((await clerk.policies.get({ id })).steps).toMatchObject([
    { name: '财务', state: 'agreed', user: '陈静' },
    { name: '市公司', state: 'agreed', user: '王芳', ...paper },
  ])
  expect(await reviewer.policies.approve({ id })).toMatchObject({ status: 'approved' })
})

test('a step is for its role, not for who submitted, and nobody takes two', async () => {
  await admin.policies.setChain({
    origin: 'county',
    steps: [
      { name: '主任', how: 'here', role: 'reviewer' },
      { name: '财务', how: 'here', role: 'finance' },
    ],
  })
  const id = await submitted()
  expect(await refusalCode(finance.policies.decideStep({ id, step: 1, agree: true }))).toBe('ROLE_MISSING')
  await reviewer.policies.decideStep({ id, step: 1, agree: true })
  expect(await refusalCode(reviewer.policies.decideStep({ id, step: 1, agree: true }))).toBe('STEP_NOT_NEXT')
  await finance.policies.decideStep({ id, step: 2, agree: true })
  expect(await refusal(reviewer.policies.approve({ id }))).toMatchObject({
    code: 'SAME_PERSON',
    details: { did: 'decideStep', step: '主任' },
  })
  expect(await admin.policies.approve({ id })).toMatchObject({ status: 'approved' })
  // who has every role is bound all the same
  const own = await admin.policies.save(policy({ code: `Q${number}` }))
  await admin.policies.submit({ id: own.id })
  expect(await refusal(admin.policies.decideStep({ id: own.id, step: 1, agree: true }))).toMatchObject({
    code: 'SAME_PERSON',
    details: { did: 'submit' },
  })
  await reviewer.policies.decideStep({ id: own.id, step: 1, agree: true })
  expect(await refusalCode(admin.policies.decideStep({ id: own.id, step: 2, agree: true }))).toBe('SAME_PERSON')
})

test('a recorded step wants number and date, not one to come; a step decided here cannot be recorded', async () => {
  await withChain()
  const id = await submitted()
  const record = (given: object) => clerk.policies.recordStep({ id, step: 2, agree: true, ...paper, ...given })
  expect(await refusalCode(clerk.policies.recordStep({ id, step: 1, agree: true, ...paper }))).toBe('NOT_FOUND')
  await finance.policies.decideStep({ id, step: 1, agree: true })
  expect(await refusalCode(record({ documentNumber: ' ' }))).toBe('INVALID_INPUT')
  expect(await refusalCode(record({ documentDate: '2026-12-01' }))).toBe('INVALID_INPUT')
  expect(await refusalCode(reviewer.policies.decideStep({ id, step: 2, agree: true }))).toBe('NOT_FOUND')
})

test('disagreeing gives it back with the step and the reason; the next submission begins the steps anew', async () => {
  await withChain()
  const id = await submitted()
  expect(await refusalCode(finance.policies.decideStep({ id, step: 1, agree: false }))).toBe('REASON_MISSING')
  await finance.policies.decideStep({ id, step: 1, agree: false, reason: '预算不够' })
  expect(await clerk.policies.get({ id })).toMatchObject({ status: 'rejected', reason: '财务：预算不够' })
  await clerk.policies.save(policy())
  await clerk.policies.submit({ id })
  const { steps, formerSteps } = await clerk.policies.get({ id })
  expect(steps.map(({ state }) => state)).toEqual(['open', 'open'])
  expect(formerSteps.map(({ state }) => state)).toEqual(['refused', 'dropped'])
  await finance.policies.decideStep({ id, step: 1, agree: true })
  await clerk.policies.withdraw({ id })
  await clerk.policies.submit({ id })
  expect(await refusalCode(reviewer.policies.approve({ id }))).toBe('STEPS_OPEN')
})

test('the chain holds for submissions from then on and for its origin alone', async () => {
  const before = await submitted()
  await withChain()
  expect(await reviewer.policies.approve({ id: before })).toMatchObject({ status: 'approved' })
  const city = await submitted({ code: `C${number}`, origin: 'city' })
  expect(await reviewer.policies.approve({ id: city })).toMatchObject({ status: 'approved' })
  expect(await refusalCode(reviewer.policies.setChain({ origin: 'county', steps: [] }))).toBe('ROLE_MISSING')
})

test('the store itself refuses an approval past its steps, a changed step, and a way back from approved', async () => {
  await withChain()
  const id = await submitted()
  const run = (sql: string) => () => office.desk.office.store.write((db) => db.run(sql))
  expect(run(`UPDATE policies SET status = 'approved' WHERE id = ${id}`)).toThrow(/after all its steps/)
  await finance.policies.decideStep({ id, step: 1, agree: true })
  expect(run(`UPDATE policy_steps SET user = '李强' WHERE policy = ${id} AND state = 'agreed'`)).toThrow(
    /never changes/,
  )
  expect(run(`DELETE FROM policy_steps WHERE policy = ${id}`)).toThrow(/kept/)
  await clerk.policies.recordStep({ id, step: 2, agree: true, ...paper })
  await reviewer.policies.approve({ id })
  expect(run(`UPDATE policies SET status = 'draft' WHERE id = ${id}`)).toThrow(/only be retired/)
})

describe('retiring', () => {
  test('ends an approved version; the code goes on with a later one', async () => {
    const id = await submitted()
    expect(await refusalCode(reviewer.policies.retire({ id, to: may, reason: '停' }))).toBe('WRONG_STATE')
    await reviewer.policies.approve({ id })
    expect(await refusalCode(clerk.policies.retire({ id, to: may, reason: '停' }))).toBe('ROLE_MISSING')
    expect(await refusal(reviewer.policies.retire({ id, to: '2026-04' as Month, reason: '停' }))).toMatchObject({
      code: 'END_BEFORE_START',
    })
    expect(await reviewer.policies.retire({ id, to: '2026-08' as Month, reason: '停' })).toMatchObject({
      status: 'retired',
    })
    const force = async (month: string) =>
      (await clerk.policies.list({ period: month as Month })).find((row) => row.id === id)?.inForce
    expect([await force('2026-08'), await force('2026-09')]).toEqual([true, false])
    const next = await clerk.policies.save(policy({ from: '2026-09' as Month }))
    await clerk.policies.submit({ id: next.id })
    expect(await reviewer.policies.approve({ id: next.id })).toMatchObject({ version: 2, status: 'approved' })
    expect(await stateOf(id)).toBe('retired')
  })

  test('not by who submitted it, not later than its end, not into a closed month', async () => {
    const own = await admin.policies.save(policy({ to: '2026-10' as Month }))
    await admin.policies.submit({ id: own.id })
    await reviewer.policies.approve({ id: own.id })
    const retire = (to: string) => reviewer.policies.retire({ id: own.id, to: to as Month, reason: '停' })
    expect(await refusalCode(admin.policies.retire({ id: own.id, to: may, reason: '停' }))).toBe('SAME_PERSON')
    expect(await refusalCode(retire('2026-11'))).toBe('END_NOT_EARLIER')
    await addRegister(office, { D1: { name: 'D1', payeeName: 'D1' } }, { W1: { name: 'W1', agent: 'D1' } })
    for (const period of ['2026-05', '2026-06'] as Month[]) {
      await clerk.settlements.calculate({ period })
      await reviewer.settlements.review({ period })
      await reviewer.settlements.approve({ period })
      await reviewer.settlements.close({ period })
    }
    expect(await refusal(retire('2026-05'))).toMatchObject({ code: 'PERIOD_CLOSED', details: { period: '2026-06' } })
    expect(await retire('2026-06')).toMatchObject({ status: 'retired' })
  })
})
