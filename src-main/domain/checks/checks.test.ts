/** Each check's rule: worked cases, what is no finding, and properties. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asFen } from '../money.ts'
import { addDays, asDate, type IsoDate } from '../month.ts'
import { type AccountChange, accountsChanged } from './account-changed.ts'
import { type Act, isDecision, samePc } from './acts.ts'
import { CHECKS } from './checks.ts'
import { invoiceNumber, invoicesTwice, type RegisteredInvoice } from './duplicate-invoice.ts'
import { businessAfterExit } from './exited-business.ts'
import { grossOutOfRange } from './gross-range.ts'
import { type PaidOutlet, paidWithoutAgreement } from './no-agreement.ts'
import { decidedAtOddHours } from './odd-hours.ts'
import { pairsAtOnePc, type Saying } from './one-pc.ts'
import { accountsShared, idNumbersShared, phonesShared, type RegisteredAgent, staffPaid } from './shared.ts'
import { type AskedAdjustment, adjustmentsSplit } from './split-adjustments.ts'
import { transfersDiffering } from './transfer-differs.ts'
import { accountsAtOnePc } from './two-accounts.ts'

const say: Saying = { act: (act) => act, moment: (at) => at, thing: (thing) => thing }
const day = (text: string): IsoDate => asDate(text)

test('every check has words, and a code of its own', () => {
  expect(new Set(CHECKS.map(({ code }) => code)).size).toBe(CHECKS.length)
  for (const { title, why, act } of CHECKS) expect([title, why, act].every((words) => words.length > 5)).toBe(true)
})

describe('an account changed within 30 days before payment', () => {
  const payment = { agent: 'A1', name: '甲', amount: asFen(120_00), paidOn: day('2026-11-20') }
  const change = (over: Partial<AccountChange> = {}): AccountChange => ({
    agent: 'A1',
    field: 'account',
    before: '6228',
    value: '6229',
    from: day('2026-11-01'),
    recorded: day('2026-11-01'),
    user: '王芳',
    ...over,
  })
  const found = (over: Partial<AccountChange>, paidOn: IsoDate | null = payment.paidOn) =>
    accountsChanged([{ ...payment, paidOn }], [change(over)], day('2026-11-25')).length

  test.each<[string, Partial<AccountChange>, number]>([
    ['30 days before', { from: day('2026-10-21'), recorded: day('2026-10-21') }, 1],
    ['31 days before', { from: day('2026-10-20'), recorded: day('2026-10-20') }, 0],
    ['on the day', { from: day('2026-11-20'), recorded: day('2026-11-20') }, 1],
    ['after it', { from: day('2026-11-21'), recorded: day('2026-11-21') }, 0],
    ['dated back, recorded within', { from: day('2026-01-01'), recorded: day('2026-11-10') }, 1],
    ['the payee', { field: 'payeeName' }, 1],
    ['another field', { field: 'phone' }, 0],
    ['filled in for the first time', { before: null }, 0],
    ['taken away', { value: null }, 1],
    ['the same again', { value: '6228' }, 0],
    ['another agent', { agent: 'A2' }, 0],
  ])('%s', (_what, over, count) => {
    expect(found(over)).toBe(count)
  })

  test('what is not paid yet is held against today', () => {
    expect(found({ from: day('2026-10-27'), recorded: day('2026-10-27') }, null)).toBe(1)
    expect(found({ from: day('2026-10-25'), recorded: day('2026-10-25') }, null)).toBe(0)
  })

  test('says the sum, the day, what it was and who did it; the one who changed it may not look away', () => {
    const [finding] = accountsChanged([payment], [change()], day('2026-11-25'))
    expect(finding).toMatchObject({
      key: 'A1',
      said: '120.00 元，2026-11-20 付款，之前 30 天内改过银行账号',
      evidence: [['银行账号', '6228 → 6229，2026-11-01 起生效，王芳 于 2026-11-01 登记']],
      people: ['王芳'],
    })
  })

  test('found exactly when a day of it lies in the window', () => {
    const near = fc.integer({ min: -60, max: 60 })
    fc.assert(
      fc.property(near, near, (from, recorded) => {
        const at = (days: number) => addDays(payment.paidOn, days)
        const inWindow = (days: number) => days >= -30 && days <= 0
        expect(found({ from: at(from), recorded: at(recorded) })).toBe(inWindow(from) || inWindow(recorded) ? 1 : 0)
      }),
    )
  })
})

describe('agents that share', () => {
  const agent = (code: string, over: Partial<RegisteredAgent> = {}): RegisteredAgent => ({
    ...{ code, name: `${code}店`, payeeName: null, account: null, idNumber: null, phone: null },
    ...over,
  })
  test('one account, however it is written; blanks share nothing', () => {
    const agents = [
      agent('A1', { account: '6228 48-1' }),
      agent('A2', { account: '６２２８４８１' }),
      agent('A3'),
      agent('A4', { account: '' }),
    ]
    expect(accountsShared(agents).map(({ key, evidence }) => [key, evidence.map(([code]) => code)])).toEqual([
      ['6228481', ['A1', 'A2']],
    ])
    expect(idNumbersShared([agent('A1', { idNumber: '43x' }), agent('A2', { idNumber: '43X' })])).toHaveLength(1)
    expect(phonesShared([agent('A1', { phone: '138' }), agent('A2', { phone: '139' })])).toEqual([])
  })
  test('every agent of a finding has the value, and none is left out', () => {
    const any = fc.array(fc.record({ code: fc.string(), account: fc.option(fc.constantFrom('1', '2', '3 ', '3')) }))
    fc.assert(
      fc.property(any, (given) => {
        const agents = given.map(({ account }, at) => agent(`A${at}`, { account }))
        const inFindings = accountsShared(agents).flatMap(({ evidence }) => evidence.map(([code]) => code))
        const alone = (account: string | null) =>
          agents.filter((each) => each.account?.trim() === account?.trim()).length === 1
        const expected = agents.filter(({ account }) => account !== null && !alone(account)).map(({ code }) => code)
        expect([...inFindings].sort()).toEqual(expected.sort())
      }),
    )
  })
  test('paid under a colleague’s name', () => {
    const staff = new Map([['周经理', '渠道经理']])
    const found = staffPaid([agent('A1', { payeeName: ' 周经理' }), agent('A2', { payeeName: '别人' })], staff)
    expect(found.map(({ key, said, people }) => [key, said, people])).toEqual([
      ['A1', '收款户名“ 周经理”与渠道经理同名', ['周经理']],
    ])
  })
})

test('payment without an agreement: by agent, only what was paid; nothing recorded at all is one finding', () => {
  const outlet = (code: string, over: Partial<PaidOutlet> = {}): PaidOutlet => ({
    ...{ outlet: code, name: code, agent: 'A1', agentName: '甲', gross: asFen(100_00), agreed: false },
    ...over,
  })
  const outlets = [outlet('W1'), outlet('W2', { agreed: true }), outlet('W3', { gross: asFen(0) }), outlet('W4')]
  const [finding, ...others] = paidWithoutAgreement(outlets, true)
  expect(others).toEqual([])
  expect(finding).toMatchObject({ key: 'A1', said: '2 个网点没有有效协议，当月酬金 200.00 元' })
  expect(paidWithoutAgreement(outlets, false).map(({ key }) => key)).toEqual(['nothing recorded'])
  expect(paidWithoutAgreement([], false)).toEqual([])
})

const act = (id: number, seconds: number, user: string, what: string, over: Partial<Act> = {}): Act => ({
  id,
  at: new Date(Date.UTC(2026, 10, 20, 2, 0, seconds)).toISOString(),
  user,
  act: what,
  things: ['policy:P1'],
  pc: 'PC-1',
  browser: null,
  ...over,
})

describe('maker and checker at one PC', () => {
  const all = (acts: readonly Act[]) => pairsAtOnePc(acts, new Set(acts.map(({ id }) => id)), say)
  const submit = act(1, 0, '王芳', 'policies.submit')
  test.each<[string, Act, number]>([
    ['after 300 seconds', act(2, 300, '李强', 'policies.approve'), 1],
    ['after 301 seconds', act(2, 301, '李强', 'policies.approve'), 0],
    ['by the same account', act(2, 10, '王芳', 'policies.approve'), 0],
    ['at another PC', act(2, 10, '李强', 'policies.approve', { pc: 'PC-2' }), 0],
    ['about another policy', act(2, 10, '李强', 'policies.approve', { things: ['policy:P2'] }), 0],
    ['no decision', act(2, 10, '李强', 'policies.save'), 0],
    ['another noun about the same thing', act(2, 10, '李强', 'fund.approve'), 0],
    [
      'known by its other name',
      act(2, 10, '李强', 'settlements.confirmAdjustment', { things: ['adjustment:1', 'policy:P1'] }),
      1,
    ],
  ])('%s', (_what, second, count) => {
    expect(all([submit, second])).toHaveLength(count)
  })
  test('one browser is one PC, whatever the address', () => {
    const far = { pc: '10.0.0.2', browser: 'b' }
    expect(samePc(act(1, 0, 'a', 'x', { pc: '10.0.0.3', browser: 'b' }), act(2, 0, 'b', 'x', far))).toBe(true)
    expect(samePc(act(1, 0, 'a', 'x', { pc: null }), act(2, 0, 'b', 'x', { pc: null }))).toBe(false)
  })
  test('said with both moments; both are concerned', () => {
    const [finding] = all([submit, act(2, 75, '李强', 'policies.approve')])
    expect(finding?.said).toBe('王芳 policies.submit后 1 分 15 秒，李强 在同一电脑上policies.approve')
    expect(finding?.people).toEqual(['王芳', '李强'])
    expect(finding?.evidence).toHaveLength(2)
  })
  test('found exactly as by comparing all pairs', () => {
    const any = fc.array(
      fc.record({
        seconds: fc.integer({ min: 0, max: 900 }),
        user: fc.constantFrom('a', 'b', 'c'),
        what: fc.constantFrom('policies.submit', 'policies.approve', 'policies.save'),
        pc: fc.constantFrom('1', '2', null),
        thing: fc.constantFrom('x', 'y'),
      }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(any, (given) => {
        const acts = [...given]
          .sort((a, b) => a.seconds - b.seconds)
          .map(({ seconds, user, what, pc, thing }, at) => act(at, seconds, user, what, { pc, things: [thing] }))
        const expected = new Set<string>()
        for (const [at, second] of acts.entries())
          for (const first of acts.slice(0, at))
            if (
              second.act === 'policies.approve' &&
              first.user !== second.user &&
              first.pc !== null &&
              first.pc === second.pc &&
              first.things[0] === second.things[0] &&
              Date.parse(second.at) - Date.parse(first.at) <= 300_000
            )
              expected.add(`${second.things[0]} ${first.user} ${second.user}`)
        expect(new Set(all(acts).map(({ key }) => key))).toEqual(expected)
      }),
    )
  })
  test.each([
    ['settlements.approve', true],
    ['settlements.confirmAdjustment', true],
    ['policies.decideStep', true],
    ['requests.decide', true],
    ['completeness.confirm', false],
    ['checking.answer', false],
    ['settlements.calculate', false],
  ])('%s decides: %s', (what, decides) => {
    expect(isDecision(what)).toBe(decides)
  })
})

test('two accounts at one PC within five minutes: one finding for a day and a pair', () => {
  const signIn = (id: number, seconds: number, user: string, pc = 'PC-1') =>
    act(id, seconds, user, 'session.signIn', { pc, things: [] })
  const found = accountsAtOnePc(
    [
      signIn(1, 0, '王芳'),
      signIn(2, 60, '李强'),
      signIn(3, 90, '王芳'),
      signIn(4, 100, '陈静', 'PC-2'),
      signIn(5, 800, '陈静'),
    ],
    () => '2026-11-20',
    say,
  )
  expect(found.map(({ key, said }) => [key, said])).toEqual([
    ['PC-1 2026-11-20 李强、王芳', '2026-11-20 在电脑 PC-1 上五分钟内先后登录，共 2 次'],
  ])
})

test.each([
  [true, 7 * 60, 0],
  [true, 7 * 60 - 1, 1],
  [true, 20 * 60, 1],
  [true, 20 * 60 - 1, 0],
  [false, 600, 1],
])('working %s, minute %i of the day: %i', (working, minute, count) => {
  const decided = act(1, 0, '李强', 'policies.approve')
  const when = () => ({ day: '2026-11-20', minute, working })
  expect(
    [...decidedAtOddHours([decided, act(2, 0, '李强', 'policies.save')], when, say)].filter((each) => each !== null),
  ).toHaveLength(count)
})

test('thousands of decisions at night are told whole, and never more than 200 looked at in one step', () => {
  const decided = Array.from({ length: 1000 }, (_, n) => act(n, n, '李强', 'policies.approve'))
  let [step, longest] = [0, 0]
  const counted = <Answer>(answer: Answer): Answer => {
    step += 1
    longest = Math.max(longest, step)
    return answer
  }
  const when = () => counted({ day: '2026-11-20', minute: 1, working: true })
  const lines: unknown[] = []
  for (const found of decidedAtOddHours(decided, when, { ...say, moment: (at) => counted(say.moment(at)) })) {
    if (found === null) step = 0
    else lines.push(...found.evidence)
  }
  expect(lines).toHaveLength(1000)
  expect(longest).toBeLessThanOrEqual(200)
})

test('business after exit', () => {
  const found = businessAfterExit([
    { outlet: 'W1', name: '一', exitedOn: day('2026-10-05'), rows: 3, amount: asFen(30_00) },
    { outlet: 'W2', name: '二', exitedOn: null, rows: 0, amount: asFen(0) },
  ])
  expect(found.map(({ key, said }) => [key, said])).toEqual([['W1', '2026-10-05 退出，之后还有 3 笔业务']])
})

describe('adjustments in small pieces', () => {
  const one = (id: number, yuan: number, on: string, over: Partial<AskedAdjustment> = {}): AskedAdjustment => ({
    ...{
      id,
      outlet: 'W1',
      name: '一',
      amount: asFen(yuan * 100),
      author: '王芳',
      on: day(on),
      reason: 'x',
      decidedBy: null,
    },
    ...over,
  })
  test.each<[string, AskedAdjustment[], number]>([
    ['a tenth apart within a week', [one(1, 1000, '2026-11-01'), one(2, 900, '2026-11-08')], 1],
    ['more than a tenth', [one(1, 1000, '2026-11-01'), one(2, 899, '2026-11-01')], 0],
    ['eight days', [one(1, 1000, '2026-11-01'), one(2, 1000, '2026-11-09')], 0],
    ['of opposite sign', [one(1, 1000, '2026-11-01'), one(2, -1000, '2026-11-01')], 0],
    ['by two authors', [one(1, 1000, '2026-11-01'), one(2, 1000, '2026-11-01', { author: '张' })], 0],
    ['of two outlets', [one(1, 1000, '2026-11-01'), one(2, 1000, '2026-11-01', { outlet: 'W2' })], 0],
  ])('%s', (_what, adjustments, count) => {
    expect(adjustmentsSplit(adjustments)).toHaveLength(count)
  })
  test('sums them exactly', () => {
    const [finding] = adjustmentsSplit([one(1, 999, '2026-11-01'), one(2, 998, '2026-11-02'), one(3, 10, '2026-11-02')])
    expect(finding?.said).toBe('王芳 登记了 2 笔相近的调整，合计 1997.00 元')
  })
})

test('transfers unlike their claim sheet', () => {
  const facts = { payee: '甲', bank: '农行', account: '1', amount: asFen(1) }
  const transfer = (over: object) => ({
    ...{ agent: 'A1', name: '甲', sheet: 'B1', file: 'F1', claimed: facts, people: ['陈静'] },
    transferred: { ...facts, ...over },
  })
  expect(transfersDiffering([transfer({})])).toEqual([])
  expect(transfersDiffering([transfer({ account: '2', amount: asFen(2) })])[0]?.said).toBe(
    '付款文件 F1 的银行账号、金额与报账单 B1 不同',
  )
})

describe('invoices twice', () => {
  const invoice = (id: number, number: string, over: Partial<RegisteredInvoice> = {}): RegisteredInvoice => ({
    ...{
      id,
      agent: 'A1',
      name: '甲',
      number,
      date: day('2026-11-01'),
      amount: asFen(id * 100),
      void: false,
      ofMonth: true,
    },
    ...over,
  })
  test.each([
    ['00123', '123'],
    ['12-3 ', '123'],
    ['ab１', 'AB1'],
    ['000', '0'],
  ])('%s is %s', (number, bare) => {
    expect(invoiceNumber(number)).toBe(bare)
  })
  test.each<[string, RegisteredInvoice[], number]>([
    ['one number written in two ways', [invoice(1, '00123'), invoice(2, '123')], 1],
    ['registered again after it was void', [invoice(1, '123', { void: true }), invoice(2, '123')], 1],
    ['same day and amount', [invoice(1, '5', { amount: asFen(9) }), invoice(2, '6', { amount: asFen(9) })], 1],
    [
      'both at once are one finding',
      [invoice(1, '05', { amount: asFen(9) }), invoice(2, '5', { amount: asFen(9) })],
      1,
    ],
    ['another amount', [invoice(1, '5'), invoice(2, '6')], 0],
    ['of other months', [invoice(1, '5', { ofMonth: false }), invoice(2, '05', { ofMonth: false })], 0],
  ])('%s', (_what, invoices, count) => {
    expect(invoicesTwice(invoices)).toHaveLength(count)
  })
})

test.each<[string, number, number[], number]>([
  ['half as much again is in range', 1500, [1000, 900, 800], 0],
  ['more is not', 1501, [1000, 900, 800], 1],
  ['with less than 500 of difference it is', 700, [300, 200, 100], 0],
  ['half of the lowest is in range', 1000, [2000, 3000, 2500], 0],
  ['less is not', 999, [2000, 3000, 2500], 1],
  ['two months say nothing', 9000, [1000, 900], 0],
])('commission: %s', (_what, gross, earlier, count) => {
  const yuan = (value: number) => asFen(value * 100)
  expect(grossOutOfRange([{ outlet: 'W1', name: '一', gross: yuan(gross), earlier: earlier.map(yuan) }])).toHaveLength(
    count,
  )
})
