/** A closed month never changes: not by imports, edits, undo, policies or direct writes; its order and its reopening. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Month } from '../src-main/domain/month.ts'
import type { Policy } from '../src-main/domain/policy.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const september = '2026-09' as Month
const october = '2026-10' as Month
const HEAD = '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号'
const policy: Policy = {
  code: 'P',
  title: '政策',
  kind: 'basic',
  from: '2026-01' as Month,
  clauses: [
    {
      kind: 'volume',
      code: 'C',
      title: '放号',
      measure: 'count',
      factors: ['grade'],
      pay: { kind: 'perUnit', rate: '30.00' },
    },
  ],
}

beforeEach(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { D1: { name: '通达', payeeName: '通达公司', fundMember: true } },
    { W1: { name: '城关店', category: 'partner', agent: 'D1', grade: 'A' } },
  )
  const { id } = await office.as('王芳').policies.save(policy)
  await office.as('王芳').policies.submit({ id })
  await office.as('李强').policies.approve({ id })
  await office.as('管理员').settings.fund({ from: '2026-01' as Month, rate: '10', match: '100' })
  await office.importText('entries', [HEAD, '2026-09-01,W1,放号,1391,1,0,A1', '2026-10-01,W1,放号,1392,1,0,A2'])
})
afterEach(() => office.close())

async function close(period: Month): Promise<void> {
  await office.as('王芳').settlements.calculate({ period })
  await office.as('李强').settlements.review({ period })
  await office.as('李强').settlements.approve({ period })
  await office.as('李强').settlements.close({ period })
}

const papers = async (period: Month) =>
  JSON.stringify([
    await office.as('王芳').settlements.statements({ period }),
    await office.as('王芳').settlements.payments({ period }),
  ])

describe('closing', () => {
  test('a closed month says the same word for word after everything else has changed', async () => {
    await close(september)
    const before = await papers(september)
    expect(JSON.parse(before)[0][0]).toMatchObject({ gross: '30.00', fund: { contributed: '3.00', matched: '3.00' } })
    await office.importText('entries', [HEAD, '2026-09-02,W1,放号,1393,1,0,A3'])
    await office.as('王芳').outlets.change({ code: 'W1', fields: { name: '改了名', grade: 'C' } })
    await office.as('管理员').settings.factors({ by: 'grade', from: october, table: { A: '5', C: '7' } })
    const next = await office
      .as('王芳')
      .policies.save({ ...policy, from: october, clauses: [{ ...policy.clauses[0]!, title: '新' }] })
    await office.as('王芳').policies.submit({ id: next.id })
    await office.as('李强').policies.approve({ id: next.id })
    await office.reopen()
    expect(await papers(september)).toBe(before)
    expect(await office.as('王芳').audit.verify({})).toMatchObject({
      ok: true,
      closedDocuments: { checked: 2, changed: [] },
    })
  })

  test('nothing touches it: calculation, adjustment, review, undo, an earlier effective date, a setting', async () => {
    await close(september)
    const clerk = office.as('王芳')
    expect(await refusalCode(clerk.settlements.calculate({ period: september }))).toBe('PERIOD_CLOSED')
    const adjustment = { period: september, outlet: 'W1', kind: 'bonus', amount: '1.00', reason: 'x' } as const
    expect(await refusalCode(clerk.settlements.adjust(adjustment))).toBe('PERIOD_CLOSED')
    expect(await refusalCode(office.as('李强').settlements.sendBack({ period: september, reason: 'x' }))).toBe(
      'PERIOD_CLOSED',
    )
    const { rows } = await clerk.ledgers.batches({ offset: 0, limit: 10, kind: 'entries' })
    expect(await refusal(clerk.ledgers.undo({ id: rows[0]!.id, reason: 'x' }))).toMatchObject({ code: 'BATCH_USED' })
    const change = { code: 'W1', fields: { grade: 'B' }, from: '2026-09-30' as never }
    expect(await refusalCode(clerk.outlets.change(change))).toBe('PERIOD_CLOSED')
    expect(await refusalCode(office.as('管理员').settings.fund({ from: september, rate: '1', match: '1' }))).toBe(
      'PERIOD_CLOSED',
    )
    const { store } = office.desk.office
    expect(() => store.write((db) => db.run("UPDATE closed_documents SET document = '{}'"))).toThrow(/never changes/)
    expect(() => store.write((db) => db.run('DELETE FROM closed_documents'))).toThrow(/never changes/)
  })

  test('months close in order: a later one is not calculated before, and none between is passed over', async () => {
    await office.as('王芳').settlements.calculate({ period: september })
    expect(await refusal(office.as('王芳').settlements.calculate({ period: october }))).toMatchObject({
      code: 'EARLIER_PERIOD_OPEN',
      details: { period: september },
    })
    await close(september)
    expect(await refusalCode(office.as('王芳').settlements.calculate({ period: '2026-11' as Month }))).toBe(
      'EARLIER_PERIOD_OPEN',
    )
    expect(await refusalCode(office.as('王芳').settlements.calculate({ period: '2026-08' as Month }))).toBe(
      'LATER_PERIOD_CLOSED',
    )
    await close(october)
  })

  test('each step wants the one before it', async () => {
    const reviewer = office.as('李强')
    expect(await refusalCode(reviewer.settlements.review({ period: september }))).toBe('WRONG_STATE')
    await office.as('王芳').settlements.calculate({ period: september })
    expect(await refusalCode(reviewer.settlements.approve({ period: september }))).toBe('WRONG_STATE')
    await reviewer.settlements.review({ period: september })
    expect(await refusalCode(office.as('王芳').settlements.calculate({ period: september }))).toBe('WRONG_STATE')
    expect(await refusalCode(reviewer.settlements.close({ period: september }))).toBe('WRONG_STATE')
    await reviewer.settlements.sendBack({ period: september, reason: '请核对' })
    expect((await reviewer.settlements.get({ period: september })).sentBackReason).toBe('请核对')
    await close(september)
  })

  test('reopening: only the latest closed month, with a manager’s password and a reason; then it closes again to the same', async () => {
    await close(september)
    const before = await papers(september)
    const clerk = office.as('王芳')
    expect(await refusalCode(clerk.settlements.reopen({ period: september, reason: '漏了', password: 'wrong' }))).toBe(
      'WRONG_PASSWORD',
    )
    const ask = { period: september, reason: '漏了', password: 'test-password' }
    expect(await clerk.settlements.reopen(ask)).toMatchObject({ status: 'calculated' })
    await close(september)
    expect(await papers(september)).toBe(before)
    await clerk.settlements.calculate({ period: october })
    expect(await clerk.settlements.reopen(ask)).toMatchObject({ status: 'calculated', reset: [october] })
    expect(await clerk.settlements.get({ period: october })).toMatchObject({ status: 'open', run: null })
    await close(september)
    await close(october)
    expect(await refusalCode(clerk.settlements.reopen(ask))).toBe('LATER_PERIOD_CLOSED')
  })

  test('an agent to be paid without a payee name blocks; a missing account only warns', async () => {
    await office.as('王芳').agents.change({ code: 'D1', fields: { payeeName: null }, from: '2026-01-01' as never })
    await office.as('王芳').settlements.calculate({ period: september })
    await office.as('李强').settlements.review({ period: september })
    await office.as('李强').settlements.approve({ period: september })
    const blocked = await refusal(office.as('李强').settlements.close({ period: september }))
    expect(blocked).toMatchObject({
      code: 'CLOSING_BLOCKED',
      details: { points: [{ code: 'AGENT_WITHOUT_PAYEE', examples: ['D1'] }] },
    })
    await office
      .as('王芳')
      .agents.change({ code: 'D1', fields: { payeeName: '通达公司' }, from: '2026-01-01' as never })
    const closed = await office.as('李强').settlements.close({ period: september })
    const codes = closed.warnings.map(({ code }) => code)
    expect(codes).toContain('NO_BANK_ACCOUNT')
    expect(codes).toContain('NO_CONTROL_TOTALS')
  })

  test('calculating twice gives the same lines, ids included', async () => {
    await office.as('王芳').settlements.calculate({ period: september })
    const first = await papers(september)
    await office.as('王芳').settlements.calculate({ period: september })
    expect(await papers(september)).toBe(first)
    const runs = office.desk.office.store.read.all('SELECT id FROM settlement_runs')
    expect(runs).toHaveLength(1)
  })
})
