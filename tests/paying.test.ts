/** Paying a closed month (DOMAIN.md §5): every act through the procedures, what refuses it, and that sums always agree. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { IsoDate, Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

const september = '2026-09' as Month
const october = '2026-10' as Month
const TODAY = '2026-11-21' as IsoDate
let office: TestOffice

/** D1, D2 companies, D3 a person, D4 without account, each with one outlet. */
beforeEach(async () => {
  office = await openSetUpOffice()
  const agent = (name: string, account: string | null, more = {}) => ({
    name,
    payeeName: name,
    bank: '工商银行',
    ...(account === null ? {} : { account }),
    ...more,
  })
  await addRegister(
    office,
    {
      D1: agent('通达公司', '6222020000000000001', { phone: '13900000001' }),
      D2: agent('顺风公司', '0622020000000000002', { payerKind: 'enterprise' }),
      D3: agent('张三', '6222020000000000003', { payerKind: 'person', phone: '139-0000-0003' }),
      D4: agent('无账号店', null, { payerKind: 'soleTrader' }),
    },
    Object.fromEntries(
      [1, 2, 3, 4].map((n) => [`W${n}`, { name: `网点${n}`, category: 'partner' as const, agent: `D${n}` }]),
    ),
  )
})
afterEach(() => office.close())

/** Owes each outlet so many times 30.00 and closes the month; by adjustments, which are quicker than ledgers. */
async function close(period: Month, counts: Readonly<Record<string, number>>): Promise<void> {
  for (const [outlet, count] of Object.entries(counts)) {
    const amount = `${count * 30}.00`
    const { id } = await office.as('王芳').settlements.adjust({ period, outlet, kind: 'bonus', amount, reason: '放号' })
    await office.as('李强').settlements.confirmAdjustment({ id })
  }
  await office.as('王芳').settlements.calculate({ period })
  await office.as('李强').settlements.review({ period })
  await office.as('李强').settlements.approve({ period })
  await office.as('李强').settlements.close({ period })
}

const finance = () => office.as('陈静').paying
const of = (period: Month, ...agents: string[]) => agents.map((agent) => ({ period, agent }))
const stateOf = async (period: Month, agent: string) =>
  (await office.as('王芳').settlements.payments({ period })).find((one) => one.agent === agent)?.state
const status = async (period: Month) => (await office.as('王芳').settlements.get({ period })).status

async function invoice(agent: string, amount: string, number = `NO${agent}${amount}`, periods: Month[] = [september]) {
  return finance().addInvoice({
    agent,
    number,
    kind: 'special',
    date: '2026-10-20' as IsoDate,
    amount,
    payments: periods.map((period) => ({ period })),
  })
}

/** The states' sums make up what is payable, by whatever way one looks at it. */
async function requireSums(period: Month): Promise<void> {
  const { rows, sums, payable } = await finance().list({ period })
  const fen = (yuan: string) => Math.round(Number(yuan) * 100)
  expect(sums.reduce((total, { amount }) => total + fen(amount), 0)).toBe(fen(payable))
  expect(sums.reduce((total, { count }) => total + count, 0)).toBe(rows.length)
  const money = (await office.as('王芳').settlements.get({ period })).money
  expect(money?.payable).toBe(payable)
}

async function answer(lines: readonly string[]): Promise<{ upload: string }> {
  const file = join(mkdtempSync(join(tmpdir(), 'desk-answer-')), '回盘.csv')
  writeFileSync(file, `\uFEFF${lines.join('\r\n')}\r\n`)
  return { upload: office.desk.office.files.lendUpload(file).id }
}

describe('a month is paid', () => {
  test('invoices, claim sheet, file, answer, return, re-issue to the mended account; then the settlement is paid', async () => {
    await close(september, { W1: 10, W2: 4, W3: 2 })
    const before = await office.as('王芳').settlements.payments({ period: september })
    expect(before.map(({ agent, payable, state }) => [agent, payable, state])).toEqual([
      ['D1', '300.00', 'awaitingInvoice'],
      ['D2', '120.00', 'awaitingInvoice'],
      ['D3', '60.00', 'awaitingInvoice'],
    ])
    const all = of(september, 'D1', 'D2', 'D3')
    expect((await refusal(finance().claim({ payments: all }))).details).toMatchObject({ missing: ['D1', 'D2'] })
    await invoice('D1', '300.00')
    await invoice('D2', '100.00')
    expect((await finance().list({ period: september })).rows.map(({ missing }) => missing)).toEqual([
      '0.00',
      '20.00',
      '0.00',
    ])
    const sheet = await finance().claim({ payments: all, exception: '顺风差的 20 元下月补票' })
    expect(sheet).toMatchObject({ number: 'BZ2026-001', count: 3, amount: '480.00', inWords: '人民币肆佰捌拾元整' })
    expect(await refusalCode(finance().claim({ payments: of(september, 'D1'), exception: 'x' }))).toBe('PAYMENT_STATE')
    await requireSums(september)

    const made = await finance().makeFile({ payments: all })
    expect(made).toMatchObject({ number: 'FK2026-001', lines: 3, amount: '480.00', state: 'live' })
    const book = read(readFileSync(office.desk.office.files.export(made.export).path))
    const rows = utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1 })
    expect(rows).toEqual([
      ['序号', '业务参考号', '收款户名', '收款账号', '开户行', '金额', '用途'],
      [1, 'FK2026-001-0001', '通达公司', '6222020000000000001', '工商银行', 300, '2026年9月渠道酬金'],
      [2, 'FK2026-001-0002', '顺风公司', '0622020000000000002', '工商银行', 120, '2026年9月渠道酬金'],
      [3, 'FK2026-001-0003', '张三', '6222020000000000003', '工商银行', 60, '2026年9月渠道酬金'],
    ])
    expect((await finance().openFile({ id: made.id })).sha256).toBe(made.sha256)
    expect(await refusalCode(finance().makeFile({ payments: of(september, 'D2') }))).toBe('IN_PAYMENT_FILE')
    expect(await refusalCode(finance().hold({ payments: of(september, 'D2'), reason: 'x' }))).toBe('IN_PAYMENT_FILE')
    expect(await refusalCode(finance().cancelClaim({ id: sheet.id, reason: 'x' }))).toBe('IN_PAYMENT_FILE')

    // by our reference, by account and amount, and one that the bank sends back
    const result = await answer([
      '业务参考号,收款账号,金额,状态,失败原因,交易日期',
      'FK2026-001-0001,,"300.00",交易成功,,2026-11-20',
      ',0622020000000000002,￥120.00,失败,账号户名不符,',
      'FK2026-001-0003,6222020000000000003,60,银行处理中,,',
      '合计,,480,,,',
    ])
    expect(await finance().readResult(result)).toMatchObject({
      paid: { count: 1, amount: '300.00' },
      returned: { count: 1, amount: '120.00' },
      pending: 1,
      faults: [],
    })
    await finance().importResult(result)
    expect(await refusalCode(finance().importResult(result))).toBe('SAME_FILE')
    expect(await Promise.all(['D1', 'D2', 'D3'].map((agent) => stateOf(september, agent)))).toEqual([
      'paid',
      'returned',
      'claimed',
    ])
    await requireSums(september)
    expect(await status(september)).toBe('closed')

    await office.as('王芳').agents.change({ code: 'D2', fields: { account: '6222029999999999992' } })
    expect(await finance().reissue({ payments: of(september, 'D2') })).toMatchObject({ unchanged: [] })
    const unseen = await refusal(finance().makeFile({ payments: of(september, 'D2'), format: 'csv' }))
    expect(unseen).toMatchObject({
      code: 'WARNINGS_UNSEEN',
      details: {
        warnings: [
          { code: 'ACCOUNT_CHANGED', agent: 'D2', user: '王芳', own: false },
          { code: 'OTHER_THAN_STATEMENT' },
        ],
      },
    })
    const again = await finance().makeFile({ payments: of(september, 'D2'), format: 'csv', warningsSeen: true })
    const text = readFileSync(office.desk.office.files.export(again.export).path, 'utf8')
    expect(text).toContain('1,FK2026-002-0001,顺风公司,6222029999999999992,工商银行,120.00,2026年9月渠道酬金')
    await finance().markPaid({ payments: of(september, 'D2', 'D3'), paidOn: TODAY })
    expect(await status(september)).toBe('paid')
    expect(
      (await office.as('王芳').month.overview({ period: september })).stages.find(({ key }) => key === 'pay'),
    ).toMatchObject({ state: 'done', open: 0 })
    await requireSums(september)
    expect(await refusalCode(finance().markPaid({ payments: of(september, 'D2'), paidOn: TODAY }))).toBe(
      'PAYMENT_STATE',
    )

    // the frozen documents are what they were; only the state is today's
    const after = await office.as('王芳').settlements.payments({ period: september })
    expect(after.map(({ state, ...rest }) => rest)).toEqual(before.map(({ state, ...rest }) => rest))
    expect(await office.as('王芳').audit.verify({})).toMatchObject({ ok: true, closedDocuments: { changed: [] } })
    const reopen = { period: september, reason: 'x', password: 'test-password' }
    expect(await refusalCode(office.as('王芳').settlements.reopen(reopen))).toBe('WRONG_STATE')

    // money that comes back later opens the settlement again
    await finance().markReturned({ payments: of(september, 'D3'), reason: '账户已销户' })
    expect([await status(september), await stateOf(september, 'D3')]).toEqual(['closed', 'returned'])
    const { events } = await finance().payment({ period: september, agent: 'D3' })
    expect(events.map(({ act }) => act)).toEqual(['return', 'pay', 'claim'])
    expect((await refusal(office.as('王芳').settlements.reopen(reopen))).code).toBe('ALREADY_PAID')
  })

  test('a wrong row of the answer is told in words, and nothing of the file is booked', async () => {
    await close(september, { W3: 2, W1: 1 })
    await finance().claim({ payments: of(september, 'D1', 'D3'), exception: '没有票' })
    await finance().makeFile({ payments: of(september, 'D1', 'D3') })
    const wrong = await answer([
      '参考号,收款账号,交易金额,处理结果,原因',
      'FK2026-001-0001,,30,成功,',
      'FK2026-001-0002,,61,成功,',
      'FK2026-001-0002,6222020000000000009,60,成功,',
      ',6222020000000000003,6O,成功,',
      'FK2026-001-0002,,60,0000,',
      'X,,,成功,',
    ])
    const refused = await refusal(finance().importResult(wrong))
    expect(refused.code).toBe('RESULT_REJECTED')
    expect((refused.details.faults as { row: number; code: string }[]).map(({ row, code }) => [row, code])).toEqual([
      [3, 'AMOUNT_DIFFERS'],
      [4, 'ACCOUNT_DIFFERS'],
      [5, 'NOT_AN_AMOUNT'],
      [6, 'UNKNOWN_OUTCOME'],
      [7, 'NO_TRANSFER'],
    ])
    expect(await stateOf(september, 'D1')).toBe('claimed')
    const shapeless = await refusal(finance().importResult(await answer(['甲,乙', '1,2'])))
    expect(shapeless).toMatchObject({ code: 'COLUMNS_MISSING' })
    const headed = { columns: { reference: '甲', status: '乙' } }
    await finance().importResult({ ...(await answer(['甲,乙', 'FK2026-001-0001,成功'])), ...headed })
    expect(await stateOf(september, 'D1')).toBe('paid')
    // a cumulative answer passes over what is known; an account with a later answer is found by its amount
    const rest = await answer(['账号,金额', '6222020000000000003,60.00'])
    await finance().importResult({ ...rest, outcome: 'paid' })
    expect(await status(september)).toBe('paid')
  })
})

describe('what finance may and may not', () => {
  test('hold and release, cancel a sheet and a file: back to where it was, with a reason', async () => {
    await close(september, { W1: 1, W3: 1 })
    const both = of(september, 'D1', 'D3')
    await finance().hold({ payments: of(september, 'D1'), reason: '保证金未交' })
    expect((await refusal(finance().claim({ payments: both, exception: '无票' }))).details).toMatchObject({
      state: 'held',
    })
    await finance().release({ payments: of(september, 'D1'), reason: '已交' })
    const sheet = await finance().claim({ payments: both, exception: '无票' })
    await finance().hold({ payments: of(september, 'D3'), reason: '证件过期' })
    expect(await refusalCode(finance().makeFile({ payments: both }))).toBe('PAYMENT_STATE')
    const file = await finance().makeFile({ payments: of(september, 'D1') })
    expect(await finance().cancelFile({ id: file.id, reason: '账户余额不足' })).toMatchObject({ state: 'cancelled' })
    expect(await refusalCode(finance().cancelFile({ id: file.id, reason: 'x' }))).toBe('WRONG_STATE')
    expect(await finance().cancelClaim({ id: sheet.id, reason: '重填' })).toMatchObject({
      state: 'cancelled',
      amount: '60.00',
    })
    expect(await stateOf(september, 'D1')).toBe('awaitingInvoice')
    await finance().release({ payments: of(september, 'D3'), reason: '已补' })
    expect(await stateOf(september, 'D3')).toBe('awaitingInvoice')
    expect((await finance().claim({ payments: both, exception: '无票' })).number).toBe('BZ2026-002')
    await finance().makeFile({ payments: both })
    await requireSums(september)
    const events = (await finance().payment({ period: september, agent: 'D3' })).events
    expect(events.map(({ act, reason }) => [act, reason])).toEqual([
      ['claim', '无票'],
      ['release', '已补'],
      ['hold', '证件过期'],
      ['claim', '无票'],
    ])
    const { store } = office.desk.office
    expect(() => store.write((db) => db.run("UPDATE payment_events SET act = 'pay'"))).toThrow(/is kept/)
    expect(() =>
      store.write((db) =>
        db.run('INSERT INTO payment_line_items SELECT 99, period, agent, amount, 1 FROM payment_line_items'),
      ),
    ).toThrow()
  })

  test('a payment below the least amount waits and is paid together with a later one; what is payable stays', async () => {
    await finance().setSettings({ leastAmount: '50.00' })
    await close(september, { W3: 1, W1: 5 })
    expect((await refusal(finance().claim({ payments: of(september, 'D3') }))).details).toMatchObject({ small: ['D3'] })
    await close(october, { W3: 1 })
    const october3 = (await office.as('王芳').settlements.payments({ period: october })).find(
      ({ agent }) => agent === 'D3',
    )
    expect(october3).toMatchObject({ payable: '30.00', carriedIn: '0.00', carriedOut: '0.00' })
    expect((await finance().list({ period: october })).rows[0]).toMatchObject({ small: true, older: '30.00' })
    const sheet = await finance().claim({ payments: of(october, 'D3') })
    expect(sheet).toMatchObject({ count: 2, agents: 1, amount: '60.00', periods: [september, october] })
    const { transfers } = await finance().makeFile({ payments: [...of(september, 'D3'), ...of(october, 'D3')] })
    expect(transfers).toMatchObject([{ amount: '60.00', purpose: '2026年9月、2026年10月渠道酬金' }])
    // one transfer, so both are paid by it
    await finance().markPaid({ payments: of(september, 'D3'), paidOn: TODAY })
    expect([await stateOf(september, 'D3'), await stateOf(october, 'D3')]).toEqual(['paid', 'paid'])
    expect([await status(september), await status(october)]).toEqual(['closed', 'paid'])
  })

  test('an agent without account is in no file; an account of several agents is asked about', async () => {
    await office
      .as('王芳')
      .agents.change({ code: 'D1', fields: { account: '6222020000000000003' }, from: '2026-01-01' as IsoDate })
    await close(september, { W4: 1, W3: 1 })
    await finance().claim({ payments: of(september, 'D3', 'D4'), exception: '无票' })
    expect((await refusal(finance().makeFile({ payments: of(september, 'D4') }))).details).toEqual({ agents: ['D4'] })
    expect((await finance().fileCheck({ payments: of(september, 'D3') })).warnings).toMatchObject([
      { code: 'SHARED_ACCOUNT', agent: 'D3', agents: ['D1'] },
    ])
  })

  test('invoices: a number once, several months on one, taken out only while nothing is claimed on it', async () => {
    await close(september, { W1: 1 })
    await close(october, { W1: 2 })
    const first = await invoice('D1', '100.00', ' ab 1 ', [october, september])
    expect(first).toMatchObject({
      number: 'AB1',
      payments: [
        { period: september, amount: '30.00' },
        { period: october, amount: '70.00' },
      ],
    })
    expect((await refusal(invoice('D2', '1.00', 'AB1'))).code).toBe('INVOICE_EXISTS')
    const halves = [
      { period: september, amount: '10.00' },
      { period: october, amount: '10.00' },
    ]
    const split = { agent: 'D1', number: 'Z', kind: 'other', date: TODAY, amount: '21.00', payments: halves } as const
    expect(await refusalCode(finance().addInvoice(split))).toBe('SUM_DIFFERS')
    const sheet = await finance().claim({ payments: of(september, 'D1') })
    expect((await refusal(finance().voidInvoice({ id: first.id, reason: '开错' }))).details).toMatchObject({
      number: sheet.number,
    })
    await finance().cancelClaim({ id: sheet.id, reason: '票错' })
    expect(await finance().voidInvoice({ id: first.id, reason: '开错' })).toMatchObject({ state: 'void' })
    expect((await finance().list({ period: september })).rows[0]).toMatchObject({ invoiced: '0.00', missing: '30.00' })
    expect(await invoice('D1', '30.00', 'AB1')).toMatchObject({ state: 'live' })
  })

  test('only finance pays; an unclosed month and a month without anything payable are not paid', async () => {
    await close(september, { W1: 1 })
    const key = of(september, 'D1')
    for (const name of ['王芳', '李强']) {
      expect(await refusalCode(office.as(name).paying.claim({ payments: key, exception: 'x' }))).toBe('ROLE_MISSING')
      expect(await refusalCode(office.as(name).paying.markPaid({ payments: key, paidOn: TODAY }))).toBe('ROLE_MISSING')
      expect(await refusalCode(office.as(name).paying.makeFile({ payments: key }))).toBe('ROLE_MISSING')
    }
    expect(await refusalCode(finance().claim({ payments: of(october, 'D1') }))).toBe('WRONG_STATE')
    expect(await refusalCode(finance().claim({ payments: of(september, 'D2') }))).toBe('NOT_FOUND')
    expect(await refusalCode(finance().markPaid({ payments: key, paidOn: TODAY }))).toBe('PAYMENT_STATE')
  })

  test('opening the month again cancels what was begun, says so, and keeps what is held', async () => {
    await close(september, { W1: 1, W2: 1, W3: 1 })
    await finance().hold({ payments: of(september, 'D2'), reason: '查证' })
    const sheet = await finance().claim({ payments: of(september, 'D1', 'D3'), exception: '无票' })
    const file = await finance().makeFile({ payments: of(september, 'D1') })
    const opened = await office
      .as('王芳')
      .settlements.reopen({ period: september, reason: '漏了', password: 'test-password' })
    expect(opened.cancelled).toEqual({ claimSheets: [sheet.number], paymentFiles: [file.number] })
    expect(await finance().claimSheet({ id: sheet.id })).toMatchObject({ state: 'cancelled', cancelReason: '漏了' })
    expect(await finance().file({ id: file.id })).toMatchObject({ state: 'cancelled' })
    const [record] = (await office.as('管理员').audit.list({ offset: 0, limit: 1 })).rows
    expect(record).toMatchObject({ act: 'settlements.reopen', detail: { cancelled: opened.cancelled } })
    await close(september, {})
    expect(await Promise.all(['D1', 'D2', 'D3'].map((agent) => stateOf(september, agent)))).toEqual([
      'awaitingInvoice',
      'held',
      'awaitingInvoice',
    ])
    await finance().release({ payments: of(september, 'D2'), reason: '查清' })
    expect(await stateOf(september, 'D2')).toBe('awaitingInvoice')
  })
})

/** Small numbers from a seed, so that a failure comes again. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state >>> 8
  }
}

describe('whatever people try', () => {
  test('sums over states stay what is payable, nobody is paid twice, and a month is paid when nobody is open', async () => {
    await close(september, { W1: 3, W2: 2, W3: 1 })
    await close(october, { W1: 1, W3: 2 })
    const random = numbers(20_261_122)
    const pick = <Item>(items: readonly Item[]): Item => items[random.next().value % items.length] as Item
    const keys = [...of(september, 'D1', 'D2', 'D3'), ...of(october, 'D1', 'D3')]
    const done = new Set<string>()
    for (let turn = 0; turn < 150; turn++) {
      const first = pick(keys)
      const payments = random.next().value % 3 === 0 ? [first, pick(keys)] : [first]
      const [sheet] = await finance().claims({})
      const [file] = await finance().files({})
      const reason = `第 ${turn} 次`
      const tries: Record<string, () => Promise<unknown>> = {
        claim: () => finance().claim({ payments, exception: reason }),
        makeFile: () => finance().makeFile({ payments, warningsSeen: true, format: 'csv' }),
        markPaid: () => finance().markPaid({ payments, paidOn: TODAY }),
        markReturned: () => finance().markReturned({ payments, reason }),
        reissue: () => finance().reissue({ payments }),
        hold: () => finance().hold({ payments, reason }),
        release: () => finance().release({ payments, reason }),
        cancelClaim: () => finance().cancelClaim({ id: sheet?.id ?? 1, reason }),
        cancelFile: () => finance().cancelFile({ id: file?.id ?? 1, reason }),
      }
      const name = pick([...Object.keys(tries), 'claim', 'markPaid', 'markPaid'])
      if ((await refusalCode(tries[name]!())) === 'nothing refused') done.add(name)
      if (turn % 10 !== 9) continue
      for (const period of [september, october]) {
        await requireSums(period)
        const { rows } = await finance().list({ period })
        expect(await status(period)).toBe(rows.every(({ state }) => state === 'paid') ? 'paid' : 'closed')
        for (const { agent, state } of rows) {
          const { events } = await finance().payment({ period, agent })
          const out =
            events.filter(({ to }) => to === 'paid').length - events.filter(({ from }) => from === 'paid').length
          expect(out).toBe(state === 'paid' ? 1 : 0)
        }
      }
    }
    expect([...done].sort()).toEqual([
      'cancelClaim',
      'cancelFile',
      'claim',
      'hold',
      'makeFile',
      'markPaid',
      'markReturned',
      'reissue',
      'release',
    ])
  })
})

describe('what is told about paying', () => {
  test('due dates, what is late, the year’s income, notices', async () => {
    await close(september, { W3: 40, W1: 1 })
    // closed on Saturday the 21st of November: ten working days later is the 4th of December
    expect((await finance().list({ period: september })).due).toBe('2026-12-04')
    expect(await finance().late({})).toEqual([])
    await finance().setDue({ period: september, due: '2026-11-11' as IsoDate })
    expect(await finance().late({})).toMatchObject([
      { agent: 'D1', late: 10, state: 'awaitingInvoice' },
      { agent: 'D3', late: 10 },
    ])
    const todo = (await office.as('陈静').month.overview({ period: september })).todo
    expect(todo.find(({ key }) => key === 'latePayments')).toMatchObject({ who: 'me', count: 2, urgency: 1 })
    await finance().setDue({ period: september, due: null })
    await finance().setSettings({ due: { kind: 'dayOfNextMonth', day: 31 } })
    expect((await finance().list({ period: september })).due).toBe('2026-10-31')

    await close(october, { W3: 40 })
    const { rows } = await finance().income({ year: 2026 })
    // 1,200.00 a month: (1,200 − 800) × 20 % = 80.00
    expect(rows.find(({ agent }) => agent === 'D3')).toMatchObject({
      payerKind: 'person',
      gross: '2400.00',
      tax: '160.00',
      payable: '2240.00',
      paid: '0.00',
      months: [{ period: september, gross: '1200.00', tax: '80.00' }, { period: october }],
    })
    expect((await finance().income({ year: 2025 })).rows).toEqual([])

    const asked = { period: september, template: '{代理商}{账期}应付{应付}元' }
    const { notices, withoutPhone } = await finance().notices(asked)
    expect(notices).toEqual([
      { agent: 'D1', name: '通达公司', phone: '13900000001', text: '通达公司2026年9月应付30.00元', messages: 1 },
      { agent: 'D3', name: '张三', phone: '13900000003', text: '张三2026年9月应付1120.00元', messages: 1 },
    ])
    expect(withoutPhone).toEqual([])
    expect((await refusal(finance().notices({ ...asked, template: '{应付额}' }))).details).toMatchObject({
      fields: ['应付额'],
    })
    const file = await finance().noticeFile({ ...asked, format: 'csv' })
    expect(readFileSync(office.desk.office.files.export(file.export).path, 'utf8')).toBe(
      '\uFEFF手机号码,短信内容\r\n13900000001,通达公司2026年9月应付30.00元\r\n13900000003,张三2026年9月应付1120.00元\r\n',
    )
  })

  test('the bank’s columns are the office’s own; a file without account or amount is refused', async () => {
    const column = (field: 'account' | 'amount' | 'text', heading: string, text?: string) => ({ field, heading, text })
    const bank = {
      columns: [column('account', '卡号'), column('amount', '钱')],
      purpose: '{账期}',
      format: 'csv' as const,
    }
    expect(await refusalCode(finance().setSettings({ bank: { ...bank, purpose: '{月}' } }))).toBe('UNKNOWN_FIELD')
    expect(await refusalCode(finance().setSettings({ bank: { ...bank, columns: bank.columns.slice(0, 1) } }))).toBe(
      'INVALID_INPUT',
    )
    await finance().setSettings({ bank: { ...bank, columns: [...bank.columns, column('text', '币种', '人民币')] } })
    await close(september, { W3: 1 })
    await finance().claim({ payments: of(september, 'D3') })
    const made = await finance().makeFile({ payments: of(september, 'D3') })
    expect(readFileSync(office.desk.office.files.export(made.export).path, 'utf8')).toBe(
      '\uFEFF卡号,钱,币种\r\n6222020000000000003,30.00,人民币\r\n',
    )
    const { html } = await finance().paperHtml({ paper: 'claimSheet', id: 1 })
    for (const word of ['BZ2026-001', '人民币叁拾元整', '制表', '负责人', '6222020000000000003'])
      expect(html).toContain(word)
    await office.as('王芳').agents.change({ code: 'D3', fields: { account: '6222029999999999992' } })
    expect((await finance().paperHtml({ paper: 'claimSheet', id: 1 })).html).toBe(html)
    const paper = await finance().writePaper({ asked: { paper: 'income', year: 2026 }, format: 'xlsx' })
    const book = read(readFileSync(office.desk.office.files.export(paper.export).path))
    expect(book.SheetNames).toEqual(['年度收入', '按月明细'])
  })
})
