/** Agreements while requests are on: asked for like core fields, tried at the door, recorded once another person decides. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { IsoDate, Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const day = (text: string) => text as IsoDate
const clerk = () => office.as('王芳')
const reviewer = () => office.as('李强')
const turn = (on: boolean) => office.as('管理员').requests.setSettings({ on })

/** Two agreements from before, and September closed. */
beforeEach(async () => {
  office = await openSetUpOffice('2026-10-20T08:00:00.000Z')
  await addRegister(
    office,
    { D1: { name: '通达' }, D2: { name: '宏远' } },
    {
      W1: { name: '城关店', category: 'partner', agent: 'D1' },
      W2: { name: '城北店', category: 'partner', agent: 'D1' },
      W3: { name: '河西店', category: 'partner', agent: 'D2' },
    },
  )
  await clerk().agreements.add({ agent: 'D1', ...terms('A', '2026-01-01', '2026-12-31') })
  await clerk().agreements.add({ agent: 'D2', ...terms('B', '2026-01-01', '2026-12-31', ['W3']) })
  await office.importText('entries', ['业务日期,网点编码,业务类型,用户号码,流水号', '2026-09-05,W1,放号,139,1'])
  const period = '2026-09' as Month
  await clerk().settlements.calculate({ period })
  for (const act of ['review', 'approve', 'close'] as const) await reviewer().settlements[act]({ period })
  await turn(true)
})
afterEach(() => office.close())

function terms(number: string, from: string, to: string, outlets: string[] = ['W1'], exclusive = true) {
  return { number, exclusive, signedOn: day(from), from: day(from), to: day(to), outlets }
}
const add = (agent: string, asked: ReturnType<typeof terms>) =>
  clerk().requests.askAgreement({ act: 'add', agent, terms: asked, reason: '新签' })
const renew = (about: string, asked: ReturnType<typeof terms>) =>
  clerk().requests.askAgreement({ act: 'renew', about, terms: asked, reason: '续签' })
const correct = (about: string, asked: ReturnType<typeof terms>) =>
  clerk().requests.askAgreement({ act: 'correct', about, terms: asked, reason: '录错了' })
const end = (about: string, on: string) =>
  clerk().requests.askAgreement({ act: 'end', about, on: day(on), reason: '违约' })
const approve = (id: number, more = {}) => reviewer().requests.approve({ id, documentNumber: '渠〔2026〕9号', ...more })
const list = async () => (await clerk().agreements.list({ sort: { by: 'number', descending: false } })).rows
const numbers = async () => (await list()).map(({ number }) => number)

describe('each act is nothing until another person approves it', () => {
  test('a new one holds from its first day; the request says what it holds, under its number', async () => {
    const asked = await add('D1', terms('C', '2026-10-01', '2027-09-30', ['W2']))
    expect(asked).toMatchObject({ kind: 'change', subject: 'agent', code: 'D1', manner: 'approval', state: 'asked' })
    expect(await numbers()).toEqual(['A', 'B'])
    expect(await refusalCode(clerk().requests.approve({ id: asked.id }))).toBe('ROLE_MISSING')
    expect(
      await refusalCode(
        office.as('管理员').requests.askAgreement({ act: 'end', about: 'A', on: day('2026-11-30'), reason: '' }),
      ),
    ).toBe('INVALID_INPUT')
    expect(await reviewer().requests.get({ id: asked.id })).toMatchObject({
      agreement: { act: 'add', number: 'C', about: null },
      agreementId: null,
      fields: [],
      from: '2026-10-01',
      changes: [
        { field: 'agreement.number', was: null, becomes: 'C', now: null },
        { field: 'agreement.exclusive', becomes: '专营' },
        { field: 'agreement.signedOn', becomes: '2026-10-01' },
        { field: 'agreement.from', becomes: '2026-10-01' },
        { field: 'agreement.to', becomes: '2027-09-30' },
        { field: 'agreement.outlets', becomes: 'W2' },
      ],
    })
    expect((await approve(asked.id)).state).toBe('effective')
    const [, , third] = await list()
    expect(third).toMatchObject({ number: 'C', agent: 'D1', from: '2026-10-01', state: 'inForce', outlets: ['W2'] })
    expect(await clerk().requests.get({ id: asked.id })).toMatchObject({
      agreementId: third?.id,
      documentNumber: '渠〔2026〕9号',
      decidedBy: '李强',
    })
    const { html } = await clerk().requests.paperHtml({ id: asked.id })
    for (const words of ['专营协议签订审批表', '协议 C', '2027-09-30', '渠〔2026〕9号']) expect(html).toContain(words)
  })

  test('renewing keeps the chain and settles the reminders; an end leaves its last day in force', async () => {
    const { id } = await renew('A', terms('A2', '2027-01-01', '2027-12-31'))
    expect((await approve(id)).state).toBe('approved')
    const ended = await end('B', '2026-11-30')
    expect(await clerk().requests.get({ id: ended.id })).toMatchObject({
      from: '2026-12-01',
      changes: [{ field: 'agreement.endedOn', was: null, becomes: '2026-11-30' }],
    })
    await approve(ended.id)
    const [a, a2, b] = await list()
    expect([a?.renewedBy, a2?.renewalOf, b?.endedOn]).toEqual(['A2', 'A', '2026-11-30'])
  })

  test('a correction shows what differs, and what has become another since', async () => {
    const { id } = await correct('A', { ...terms('A', '2026-01-01', '2026-11-30'), signedOn: day('2025-12-20') })
    expect(await clerk().requests.get({ id })).toMatchObject({
      from: '2026-12-01',
      changes: [
        { field: 'agreement.signedOn', was: '2026-01-01', becomes: '2025-12-20', now: null },
        { field: 'agreement.to', was: '2026-12-31', becomes: '2026-11-30', now: null },
      ],
    })
    await turn(false)
    const [a] = await list()
    await clerk().agreements.correct({ id: a!.id, reason: 'x', ...terms('A', '2026-01-01', '2027-03-31') })
    await turn(true)
    expect((await clerk().requests.get({ id })).changes[1]).toMatchObject({ now: { value: '2027-03-31' } })
    await approve(id)
    expect((await list())[0]).toMatchObject({ signedOn: '2025-12-20', to: '2026-11-30' })
  })

  test('by notice it is recorded at once and read by another', async () => {
    await office.as('管理员').requests.setSettings({ manners: { 'agreement.add': 'notice' } })
    const asked = await add('D1', terms('C', '2026-10-01', '2027-09-30', ['W2']))
    expect(asked).toMatchObject({ manner: 'notice', state: 'effective' })
    expect(await numbers()).toEqual(['A', 'B', 'C'])
    expect((await end('C', '2026-11-30')).manner).toBe('approval')
    await reviewer().requests.acknowledge({ id: asked.id })
  })
})

describe('what is refused', () => {
  test('recording at once, each way', async () => {
    const [a] = await list()
    const given = terms('C', '2026-10-01', '2027-09-30', ['W2'])
    const acts = [
      clerk().agreements.add({ agent: 'D1', ...given }),
      clerk().agreements.addMany({ agreements: [{ agent: 'D1', ...given }] }),
      clerk().agreements.renew({ of: a!.id, ...given }),
      clerk().agreements.correct({ id: a!.id, reason: 'x', ...given }),
      clerk().agreements.end({ id: a!.id, on: day('2026-11-30'), reason: 'x' }),
    ]
    for (const act of acts) expect(await refusalCode(act)).toBe('REQUESTS_ON')
    await turn(false)
    expect(await refusalCode(add('D1', given))).toBe('REQUESTS_OFF')
  })

  test('at the door, and nothing of the trial stays', async () => {
    const cases: [string, () => Promise<unknown>, string][] = [
      ['an end before the start', () => add('D1', terms('C', '2026-11-01', '2026-10-31', ['W2'])), 'AGREEMENT_DATES'],
      ['an overlap', () => add('D1', terms('C', '2026-10-01', '2027-09-30')), 'AGREEMENT_OVERLAP'],
      ['another’s outlet', () => add('D1', terms('C', '2026-10-01', '2027-09-30', ['W3'])), 'AGREEMENT_OUTLET'],
      ['a number that is taken', () => add('D1', terms('A', '2026-10-01', '2027-09-30', ['W2'])), 'INVALID_INPUT'],
      ['a start in a closed month', () => add('D1', terms('C', '2026-09-30', '2027-09-30', ['W2'])), 'PERIOD_CLOSED'],
      ['an end in a closed month', () => end('A', '2026-08-31'), 'PERIOD_CLOSED'],
      ['an end after its last day', () => end('A', '2027-01-31'), 'AGREEMENT_DATES'],
      ['a correction of closed months', () => correct('A', terms('A', '2026-03-01', '2026-12-31')), 'PERIOD_CLOSED'],
      ['a correction of nothing', () => correct('A', terms('A', '2026-01-01', '2026-12-31')), 'NOTHING_ASKED'],
      ['a renewal before the end', () => renew('A', terms('A2', '2026-12-31', '2027-12-31')), 'AGREEMENT_RENEWAL'],
      ['one that is not there', () => end('Z', '2026-11-30'), 'NOT_FOUND'],
    ]
    for (const [what, act, code] of cases) {
      expect(await refusalCode(act()), what).toBe(code)
      expect([await numbers(), await clerk().requests.list({})], what).toEqual([['A', 'B'], []])
    }
  })

  test('again at the decision: what came in between, and a month closed since unless it holds from a later day', async () => {
    const first = await add('D1', terms('C', '2026-10-01', '2027-09-30', ['W2']))
    const second = await add('D1', terms('D', '2026-10-15', '2027-09-30', ['W2']))
    await approve(first.id)
    expect(await refusal(approve(second.id))).toMatchObject({ code: 'AGREEMENT_OVERLAP', details: { with: 'C' } })
    const third = await renew('B', terms('B2', '2027-01-01', '2027-12-31', ['W3']))
    expect(await refusalCode(approve(third.id, { from: '2026-12-01' }))).toBe('INVALID_INPUT')
    expect(await refusalCode(approve(third.id, { from: '2028-01-01' }))).toBe('AGREEMENT_DATES')
    await approve(third.id, { from: '2027-02-01' })
    expect((await list()).find(({ number }) => number === 'B2')).toMatchObject({ from: '2027-02-01', renewalOf: 'B' })
  })

  test('a second one about the same agreement, or with the same number', async () => {
    const { id, number } = await end('A', '2026-11-30')
    expect(await refusal(renew('A', terms('A2', '2027-01-01', '2027-12-31')))).toMatchObject({
      code: 'REQUEST_OPEN',
      details: { field: 'agreement', code: 'A', number },
    })
    await add('D1', terms('C', '2026-10-01', '2027-09-30', ['W2']))
    expect(await refusalCode(add('D1', terms('C', '2027-10-01', '2028-09-30', ['W2'])))).toBe('REQUEST_OPEN')
    expect(await refusalCode(renew('C', terms('C2', '2027-10-01', '2028-09-30', ['W2'])))).toBe('REQUEST_OPEN')
    await reviewer().requests.reject({ id, reason: '没有依据' })
    await renew('A', terms('A2', '2027-01-01', '2027-12-31'))
  })
})

describe('a pasted block', () => {
  const paste = (...agreements: (ReturnType<typeof terms> & { agent: string; renewalOf?: string })[]) =>
    clerk().requests.askAgreements({ agreements, reason: '批量新签' })

  test('is a request each; a renewal of one of them waits for it', async () => {
    const { requests } = await paste(
      { agent: 'D1', ...terms('C', '2026-10-01', '2026-12-31', ['W2']) },
      { agent: 'D1', ...terms('C2', '2027-01-01', '2027-12-31', ['W2']), renewalOf: 'C' },
    )
    expect(requests.map(({ number, state }) => [number, state])).toEqual([
      ['SQ2026-0001', 'asked'],
      ['SQ2026-0002', 'asked'],
    ])
    expect(await numbers()).toEqual(['A', 'B'])
    const [first, second] = requests
    expect(await refusal(approve(second!.id))).toMatchObject({
      code: 'REQUEST_OPEN',
      details: { number: 'SQ2026-0001' },
    })
    await approve(first!.id)
    await approve(second!.id)
    expect((await list()).at(-1)).toMatchObject({ number: 'C2', renewalOf: 'C' })
  })

  test('all or none, with every row that is wrong, also against one before it', async () => {
    const asked = paste(
      { agent: 'D1', ...terms('C', '2026-10-01', '2027-09-30', ['W2']) },
      { agent: 'D1', ...terms('D', '2027-09-30', '2028-09-30', ['W2']) },
      { agent: 'D2', ...terms('E', '2026-08-01', '2028-09-30', ['W3']) },
      { agent: 'D2', ...terms('F', '2027-01-01', '2027-09-30', ['W1']), renewalOf: 'A' },
    )
    expect(await refusal(asked)).toMatchObject({
      code: 'AGREEMENTS_REJECTED',
      details: {
        count: 3,
        faults: [
          { at: 1, code: 'AGREEMENT_OVERLAP' },
          { at: 2, code: 'PERIOD_CLOSED' },
          { at: 3, code: 'NOT_FOUND' },
        ],
      },
    })
    expect([await numbers(), await clerk().requests.list({})]).toEqual([['A', 'B'], []])
  })
})
