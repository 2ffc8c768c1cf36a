/** Attacks on roles and maker–checker through the procedures themselves, as a script or a broken screen would try them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Month } from '../../src-main/domain/month.ts'
import type { Policy } from '../../src-main/domain/policy.ts'
import { openSetUpOffice, refusal, refusalCode, type TestOffice } from '../support/office.ts'

let office: TestOffice
const period = '2026-10' as Month
const policy: Policy = {
  code: 'P',
  title: '政策',
  kind: 'basic',
  from: '2026-01' as Month,
  clauses: [{ kind: 'volume', code: 'C', title: '放号', measure: 'count', pay: { kind: 'perUnit', rate: '30.00' } }],
}

beforeAll(async () => {
  office = await openSetUpOffice()
  await office.importText('agents', ['代理商编码,代理商名称,收款户名', 'D1,通达,通达公司'])
  await office.importText('outlets', ['网点编码,网点名称,渠道类别,代理商编码', 'W1,城关店,社会,D1'])
  await office.importText('entries', ['业务日期,网点编码,业务类型,用户号码,流水号', '2026-10-01,W1,放号,139,A1'])
})
afterAll(() => office.close())

/** Procedures that answer before anybody has signed in. */
const OPEN = ['session.get', 'session.signIn', 'county.setUp', 'sample.install']

describe('who may', () => {
  test('nobody signed in gets nothing but the door', async () => {
    const nobody = office.desk.caller(null) as unknown as Record<
      string,
      Record<string, (input: unknown) => Promise<unknown>>
    >
    for (const name of office.desk.procedures.filter((each) => !OPEN.includes(each))) {
      const [noun = '', verb = ''] = name.split('.')
      const code = await refusalCode(nobody[noun]![verb]!({}))
      expect([name, ['NOT_SIGNED_IN', 'INVALID_INPUT'].includes(code)]).toEqual([name, true])
    }
  })

  test.each([
    ['陈静', 'settlements.calculate', { period }],
    ['李强', 'settlements.calculate', { period }],
    ['王芳', 'settlements.review', { period }],
    ['王芳', 'settlements.approve', { period }],
    ['王芳', 'settlements.close', { period }],
    ['王芳', 'policies.approve', { id: 1 }],
    ['李强', 'policies.save', policy],
    ['王芳', 'users.add', { name: 'x', roles: ['admin'], password: 'long enough' }],
    ['李强', 'users.change', { name: '李强', roles: ['admin'], active: true }],
    ['王芳', 'settings.factors', { by: 'grade', from: '2026-01', table: { A: '9' } }],
    ['陈静', 'settlements.adjust', { period, outlet: 'W1', kind: 'bonus', amount: '1.00', reason: 'x' }],
    ['王芳', 'settlements.confirmAdjustment', { id: 1 }],
    ['陈静', 'ledgers.undo', { id: 1, reason: 'x' }],
    ['李强', 'indicators.save', { period, cells: [{ outlet: 'W1', indicator: '任务量', value: '1', was: null }] }],
    ['王芳', 'inspections.releaseTemplate', { id: 1 }],
    ['王芳', 'inspections.confirm', { id: 1 }],
    ['李强', 'inspections.submit', { id: 1 }],
    ['陈静', 'staff.change', { number: '1', from: '2026-10-01', outlet: null }],
    ['王芳', 'staff.confirmStars', { id: 1 }],
    ['李强', 'gradings.start', { scheme: 'S', period }],
    ['陈静', 'gradings.start', { scheme: 'S', period }],
    ['王芳', 'gradings.review', { id: 1 }],
    ['王芳', 'gradings.sendBack', { id: 1, reason: 'x' }],
    ['陈静', 'gradings.notice', { id: 1, from: '2026-11-21' }],
    ['王芳', 'gradings.finish', { id: 1, from: '2026-12' }],
    ['王芳', 'gradings.publish', { scheme: 'S', period, from: '2026-12' }],
    ['陈静', 'gradings.withdraw', { id: 1, reason: 'x' }],
    ['李强', 'gradings.raiseObjection', { grading: 1, outlet: 'W1', text: 'x', raisedBy: 'x' }],
    ['陈静', 'gradings.proposeAnswer', { id: 1, outcome: 'refused', answer: 'x' }],
    ['王芳', 'gradings.decideAnswer', { id: 1, agree: true }],
    [
      '李强',
      'gradings.setReferences',
      { scheme: 'S', period, cells: [{ indicator: 'I', kind: 'best', value: '1', was: null }] },
    ],
    ['李强', 'agreements.end', { id: 1, on: '2026-01-01', reason: 'x' }],
    ['陈静', 'agreements.handle', { agreement: 1, outcome: 'ending' }],
    ['王芳', 'agreements.setReminderRule', { days: [60], within: 3 }],
    ['李强', 'deposits.pay', { agent: 'D1', kind: 'x', day: '2026-01-01', amount: '1.00' }],
    ['王芳', 'deposits.confirm', { id: 1 }],
    ['陈静', 'deposits.refuse', { id: 1, reason: 'x' }],
    ['王芳', 'agentMoves.approve', { id: 1 }],
    ['陈静', 'agentMoves.refuse', { id: 1, reason: 'x' }],
    ['李强', 'agentMoves.withdraw', { id: 1, reason: 'x' }],
    ['李强', 'coreTiers.record', { decisions: [{ agent: 'D1', tier: '普通' }], documentNumber: 'x' }],
    ['王芳', 'calendar.set', { days: [{ day: '2026-10-01', kind: 'off' }] }],
  ])('%s may not %s', async (user, procedure, input) => {
    const [noun = '', verb = ''] = procedure.split('.')
    const caller = office.as(user) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
    expect(await refusalCode(caller[noun]![verb]!(input))).toBe('ROLE_MISSING')
  })

  test('a user who was switched off is out at once, with their sessions', async () => {
    const admin = office.as('管理员')
    await admin.users.add({ name: '临时', roles: ['clerk'], password: 'test-password' })
    const { token } = await office.desk.caller(null).session.signIn({ name: '临时', password: 'test-password' })
    const ask = async () => {
      const answer = await office.desk.handle(
        new Request('http://desk/trpc/jobs.list', { headers: { 'x-desk-session': token } }),
      )
      return answer.status
    }
    expect(await ask()).toBe(200)
    await admin.users.change({ name: '临时', roles: ['clerk'], active: false })
    expect(await ask()).not.toBe(200)
    expect(
      await refusalCode(office.desk.caller(null).session.signIn({ name: '临时', password: 'test-password' })),
    ).toBe('WRONG_PASSWORD')
  })

  test('the last admin stays', async () => {
    expect(
      await refusalCode(office.as('管理员').users.change({ name: '管理员', roles: ['clerk'], active: true })),
    ).toBe('INVALID_INPUT')
  })

  test('five wrong passwords lock the door for a while, whoever knows the right one', async () => {
    await office.as('管理员').users.add({ name: '锁', roles: ['clerk'], password: 'test-password' })
    const knock = (password: string) => refusalCode(office.desk.caller(null).session.signIn({ name: '锁', password }))
    for (let i = 0; i < 5; i++) expect(await knock('wrong')).toBe('WRONG_PASSWORD')
    expect(await knock('test-password')).toBe('TOO_MANY_TRIES')
  })

  test('an office is set up once', async () => {
    const again = office.desk
      .caller(null)
      .county.setUp({ code: '2', name: '他县', user: '别人', password: 'long enough' })
    expect(await refusalCode(again)).toBe('ALREADY_SET_UP')
  })

  test('a request never names a file of this machine', async () => {
    const { token } = await office.desk.caller(null).session.signIn({ name: '管理员', password: 'test-password' })
    for (const [path, input] of [
      ['store.backupTo', { file: '/tmp/stolen.sqlite' }],
      ['ledgers.exportTo', { kind: 'agents', file: '/tmp/stolen.xlsx' }],
    ] as const) {
      const answer = await office.desk.handle(
        new Request(`http://desk/trpc/${path}`, {
          method: 'POST',
          body: JSON.stringify(input),
          headers: { 'x-desk-session': token, 'content-type': 'application/json' },
        }),
      )
      const { error } = (await answer.json()) as { error: { data: { refusal: { code: string } } } }
      expect([path, error.data.refusal.code]).toEqual([path, 'LOCAL_ONLY'])
    }
  })

  test('passwords are nowhere in the store', () => {
    const rows = office.desk.office.store.read.all<{ detail: string }>('SELECT detail FROM audit')
    expect(rows.some(({ detail }) => detail.includes('test-password') || /password/i.test(detail))).toBe(false)
    const users = office.desk.office.store.read.all<{ password: string }>('SELECT password FROM users')
    for (const { password } of users) expect(password).toMatch(/^scrypt\$/)
  })
})

describe('maker and checker are two people, even for the first user who has every role', () => {
  test('policies: who submits cannot approve or reject', async () => {
    const admin = office.as('管理员')
    const { id } = await admin.policies.save(policy)
    await admin.policies.submit({ id })
    expect(await refusalCode(admin.policies.approve({ id }))).toBe('SAME_PERSON')
    expect(await refusalCode(admin.policies.reject({ id, reason: 'x' }))).toBe('SAME_PERSON')
    expect(await office.as('李强').policies.approve({ id })).toMatchObject({ status: 'approved' })
    expect(await refusalCode(office.as('李强').policies.approve({ id }))).toBe('WRONG_STATE')
  })

  test('an approved version cannot be changed, not even past the services', async () => {
    const { store } = office.desk.office
    expect(() => store.write((db) => db.run("UPDATE policies SET document = '{}' WHERE status = 'approved'"))).toThrow(
      /never changes/,
    )
    expect(() => store.write((db) => db.run("DELETE FROM policies WHERE status = 'approved'"))).toThrow(/is kept/)
    const next = await office.as('王芳').policies.save({ ...policy, title: '改' })
    expect(next).toMatchObject({ version: 2, status: 'draft' })
  })

  test('adjustments: the author cannot confirm; unconfirmed they do not count and block the closing', async () => {
    const admin = office.as('管理员')
    const { id } = await admin.settlements.adjust({
      period,
      outlet: 'W1',
      kind: 'bonus',
      amount: '10.00',
      reason: '奖励',
    })
    expect(await refusalCode(admin.settlements.confirmAdjustment({ id }))).toBe('SAME_PERSON')
    await admin.settlements.calculate({ period })
    expect((await admin.settlements.statements({ period }))[0]?.gross).toBe('30.00')
    await admin.settlements.review({ period })
    expect(await refusalCode(admin.settlements.approve({ period }))).toBe('SAME_PERSON')
    const reviewer = office.as('李强')
    await reviewer.settlements.approve({ period })
    const blocked = await refusal(reviewer.settlements.close({ period }))
    expect(blocked).toMatchObject({
      code: 'CLOSING_BLOCKED',
      details: { points: [{ code: 'UNCONFIRMED_ADJUSTMENT', count: 1 }] },
    })
    expect(await reviewer.settlements.confirmAdjustment({ id })).toMatchObject({ state: 'confirmed' })
    expect(await refusalCode(reviewer.settlements.confirmAdjustment({ id }))).toBe('WRONG_STATE')
    expect((await admin.settlements.statements({ period }))[0]).toMatchObject({
      gross: '40.00',
      adjustments: [{ kind: 'bonus', amount: '10.00' }],
    })
  })
})
