/** Attacks on requests: roles, one's own decision, deciding twice, ways around them while they are on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IsoDate } from '../../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from '../support/office.ts'

let office: TestOffice
let waiting: number

beforeAll(async () => {
  office = await openSetUpOffice()
  await addRegister(office, { D1: { name: '通达', account: '6222' } }, { W1: { name: '城关店', agent: 'D1' } })
  await office.as('管理员').requests.setSettings({ on: true })
  const asked = { subject: 'agent', code: 'D1', fields: { account: '6217' }, reason: '换' } as const
  waiting = (await office.as('管理员').requests.askChange(asked)).id
})
afterAll(() => office.close())

type AnyCaller = Record<string, Record<string, (input: unknown) => Promise<unknown>>>
const account = async () => (await office.as('王芳').agents.get({ code: 'D1' })).account

describe('who may', () => {
  test.each([
    ['李强', 'askChange', { subject: 'agent', code: 'D1', fields: { bank: 'x' }, reason: 'x' }],
    ['陈静', 'askLife', { kind: 'suspension', code: 'W1', reason: 'x' }],
    ['李强', 'askAdmission', { fields: { name: 'x' }, checklist: {}, reason: 'x' }],
    ['李强', 'askAgreement', { act: 'end', about: 'A', on: '2026-12-01', reason: 'x' }],
    ['陈静', 'settleExit', { id: 1 }],
    ['王芳', 'approve', { id: 1 }],
    ['陈静', 'approve', { id: 1 }],
    ['王芳', 'reject', { id: 1, reason: 'x' }],
    ['王芳', 'acknowledge', { id: 1 }],
    ['李强', 'withdraw', { id: 1, reason: 'x' }],
    ['李强', 'giveCode', { id: 1, code: 'x' }],
    ['李强', 'complete', { id: 1, checklist: {} }],
    ['王芳', 'setSettings', { on: false }],
    ['李强', 'setSettings', { manners: { 'agent.account': 'notice' } }],
  ])('%s may not %s', async (user, verb, input) => {
    const caller = office.as(user) as unknown as AnyCaller
    expect(await refusalCode(caller.requests![verb]!(input))).toBe('ROLE_MISSING')
  })

  test('who asked may not decide, though he has every role', async () => {
    const own = office.as('管理员').requests
    for (const act of [() => own.approve({ id: waiting }), () => own.reject({ id: waiting, reason: 'x' })])
      expect(await refusalCode(act())).toBe('SAME_PERSON')
    expect(await account()).toBe('6222')
  })

  test('who asked for an agreement may not approve it', async () => {
    const own = office.as('管理员').requests
    const terms = { number: 'A', exclusive: true, outlets: ['W1'] }
    const [from, to] = ['2026-12-01', '2027-11-30'] as IsoDate[]
    const { id } = await own.askAgreement({
      ...{ act: 'add', agent: 'D1', reason: 'x', terms: { ...terms, signedOn: from!, from: from!, to: to! } },
    })
    expect(await refusalCode(own.approve({ id }))).toBe('SAME_PERSON')
    expect((await office.as('王芳').agreements.list({})).total).toBe(0)
  })

  test('who notified may not be the one who has read it', async () => {
    await office.as('管理员').requests.setSettings({ manners: { suspension: 'notice' } })
    const { id } = await office.as('管理员').requests.askLife({ kind: 'suspension', code: 'W1', reason: '停电' })
    expect(await refusalCode(office.as('管理员').requests.acknowledge({ id }))).toBe('SAME_PERSON')
  })
})

describe('ways around', () => {
  test('no direct edit, batch edit or import changes a core field while requests are on', async () => {
    await office.as('王芳').outlets.change({ code: 'W1', fields: { name: '改名' }, reason: 'x' })
    await office.as('王芳').outlets.batchChange({ codes: ['W1'], fields: { agent: null }, reason: 'x' })
    await office.importText('agents', ['代理商编码,代理商名称,收款户名', 'D1,通达,别人'])
    expect(await office.as('王芳').outlets.get({ code: 'W1' })).toMatchObject({ name: '城关店', agent: 'D1' })
    expect((await office.as('王芳').agents.get({ code: 'D1' })).payeeName).toBeNull()
  })

  test('a request cannot carry a field that it is not about, or a setting that does not exist', async () => {
    const clerk = office.as('王芳') as unknown as AnyCaller
    for (const fields of [{ fundMember: true }, { status: 'exited' }, { nonsense: 1 }])
      expect(await refusalCode(clerk.requests!.askChange!({ subject: 'agent', code: 'D1', fields, reason: 'x' }))).toBe(
        'INVALID_INPUT',
      )
    const outlet = { subject: 'outlet', code: 'W1', fields: { status: 'exited' }, reason: 'x' }
    expect(await refusalCode(clerk.requests!.askChange!(outlet))).toBe('INVALID_INPUT')
    const manners = { 'agent.phone': 'notice' }
    expect(await refusalCode(office.as('管理员').requests.setSettings({ manners } as never))).toBe('INVALID_INPUT')
  })

  test('it is decided once: of two at the same time one is refused', async () => {
    const reviewer = office.as('李强').requests
    const answers = await Promise.all([
      refusal(reviewer.approve({ id: waiting })),
      refusal(reviewer.reject({ id: waiting, reason: 'x' })),
    ])
    expect(answers.map(({ code }) => code).sort()).toEqual(['WRONG_STATE', 'nothing refused'])
  })

  test('each act is in the record', async () => {
    const acts = office.desk.office.store.read
      .all<{ act: string }>("SELECT DISTINCT act FROM audit WHERE act LIKE 'requests.%' ORDER BY act")
      .map(({ act }) => act)
    expect(acts).toEqual(expect.arrayContaining(['requests.askChange', 'requests.askLife', 'requests.setSettings']))
    expect(await office.as('管理员').audit.verify({})).toMatchObject({ ok: true })
  })
})
