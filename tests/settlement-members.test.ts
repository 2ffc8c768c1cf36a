/** Instalments, shares and clawback from imported rows to statements: worked cases of DOMAIN.md §5 and the sentences of §4. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Month } from '../src-main/domain/month.ts'
import type { Clause, InstalmentClause, Policy, ResidualClause } from '../src-main/domain/policy.ts'
import { openSetUpOffice, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice

beforeEach(async () => {
  office = await openSetUpOffice()
  await office.importText('agents', [
    '代理商编码,代理商名称,纳税人类型,收款户名,银行账号,参加基金',
    'D1,通达通讯,企业,通达通讯有限公司,6222000011112222,是',
  ])
  await office.importText('outlets', [
    '网点编码,网点名称,渠道类别,网点类型,代理商编码,分级',
    'A,城关店,社会,指定专营店,D1,A',
    'B,东街店,社会,特约代理点,D1,B',
    'O,自有厅,自有,综合营业厅,,',
  ])
})
afterEach(() => office.close())

const month = (text: string) => text as Month

async function approve(clauses: Clause[], rest: Partial<Policy> = {}): Promise<void> {
  const policy: Policy = { code: 'P1', title: '测试政策', kind: 'basic', from: month('2026-01'), clauses, ...rest }
  const { id } = await office.as('王芳').policies.save(policy)
  await office.as('王芳').policies.submit({ id })
  await office.as('李强').policies.approve({ id })
}

async function settle(period: string) {
  await office.as('王芳').settlements.calculate({ period: month(period) })
  return office.as('王芳').settlements.statements({ period: month(period) })
}

async function close(period: string): Promise<void> {
  await office.as('李强').settlements.review({ period: month(period) })
  await office.as('李强').settlements.approve({ period: month(period) })
  await office.as('李强').settlements.close({ period: month(period) })
}

const ENTRIES = '业务日期,网点编码,业务类型,品牌,用户号码,用户标识,数量,流水号'
const MONTHS = '账期,网点编码,用户号码,用户标识,状态,开账收入,欠费,通话分钟'

/** Entries as "date outlet number quantity [id] [brand]". */
function entries(...rows: string[]) {
  return office.importText('entries', [
    ENTRIES,
    ...rows.map((row) => {
      const [date, outlet, number, quantity, id = '', brand = ''] = row.split(' ')
      return [
        date,
        outlet,
        '放号',
        brand,
        number === '-' ? '' : number,
        id === '-' ? '' : id,
        quantity,
        row.replaceAll(' ', ''),
      ].join(',')
    }),
  ])
}

/** Subscriber-months as "period number status billed arrears minutes [id]". */
function months(...rows: string[]) {
  return office.importText('subscriberMonths', [
    MONTHS,
    ...rows.map((row) => {
      const [period, number, status, billed = '0', arrears = '0', minutes = '0', id = ''] = row.split(' ')
      return [period, 'A', number, id, status, billed, arrears, minutes].join(',')
    }),
  ])
}

/** Each line as "outlet clause kind amount", by outlet. */
function said(statements: Awaited<ReturnType<typeof settle>>): string[] {
  return statements.flatMap(({ outlet, lines }) =>
    lines.map(({ clause, kind, amount }) => `${outlet} ${clause} ${kind} ${amount}`),
  )
}

async function settleThrough(periods: string[]): Promise<string[][]> {
  const all: string[][] = []
  for (const period of periods) {
    all.push(said(await settle(period)))
    await close(period)
  }
  return all
}

const once: InstalmentClause = {
  kind: 'instalment',
  code: 'I',
  title: '一次性',
  schedule: [{ month: 1, amount: '30' }],
}
const share: ResidualClause = {
  kind: 'residual',
  code: 'R',
  title: '分成',
  months: [1, 12],
  bands: [{ from: '0', percent: '10' }],
}

describe('worked cases', () => {
  test('5: instalments 35/15/15/10, onNet, suspended, onNet, onNet', async () => {
    const row = (at: number, amount: string) => ({ month: at, amount, when: { onNet: true as const } })
    await approve([{ ...once, schedule: [row(1, '35'), row(2, '15'), row(3, '15'), row(4, '10')] }])
    await entries('2026-01-05 A 1390001 1')
    await months('2026-01 1390001 在网', '2026-02 1390001 停机', '2026-03 1390001 在网', '2026-04 1390001 在网')
    expect(await settleThrough(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'])).toEqual([
      ['A I instalment 35.00'],
      ['A I instalment 0.00'],
      ['A I instalment 15.00'],
      ['A I instalment 10.00'],
      [],
    ])
  })

  test('6: once by minutes, banded instalments, and a share of revenue', async () => {
    const bands = [
      { from: '10', amount: '10' },
      { from: '20', amount: '15' },
      { from: '50', amount: '20' },
    ]
    await approve([
      {
        ...once,
        schedule: [
          { month: 1, amount: '20', when: { minMinutes: '0.01' } },
          { month: 3, bands, when: { minMinutes: '50' } },
          { month: 6, bands, when: { minMinutes: '50' } },
        ],
      },
      {
        ...share,
        months: [1, 18],
        bands: [
          { from: '0', percent: '6' },
          { from: '10', percent: '8' },
          { from: '20', percent: '10' },
          { from: '50', percent: '12' },
          { from: '80', percent: '16' },
        ],
      },
    ])
    await entries('2025-01-05 A 1390001 1', '2026-01-05 A 1390002 1')
    await months(
      '2026-01 1390002 在网 45 0 12',
      '2026-02 1390002 在网 0 0 0',
      '2026-03 1390002 在网 58 10 130',
      '2026-06 1390002 在网 90 0 40',
      '2026-07 1390001 在网 90 0 400',
    )
    // the one of January 2025 was activated outside all versions and gets nothing
    expect(await settleThrough(['2026-01', '2026-02', '2026-03'])).toEqual([
      ['A I instalment 20.00', 'A R residual 4.50'],
      ['A R residual 0.00'],
      ['A I instalment 15.00', 'A R residual 4.80'],
    ])
    expect(await settleThrough(['2026-04', '2026-05', '2026-06', '2026-07'])).toEqual([
      ['A R residual 0.00'],
      ['A R residual 0.00'],
      ['A I instalment 0.00', 'A R residual 14.40'],
      ['A R residual 0.00'],
    ])
    for (const period of ['2026-08', '2026-09', '2026-10', '2026-11', '2026-12']) await settleThrough([period])
    for (let at = 1; at <= 6; at++) await settleThrough([`2027-0${at}`])
    // month 19
    await months('2027-07 1390002 在网 90 0 40')
    expect(said(await settle('2027-07'))).toEqual([])
  })

  test('7: the fund takes its part of instalments and shares', async () => {
    await office.as('管理员').settings.fund({ from: month('2026-01'), rate: '10', match: '100' })
    await approve([
      { ...once, schedule: [{ month: 1, amount: '4000' }] },
      { ...share, bands: [{ from: '0', amount: '1000' }] },
    ])
    await entries('2026-01-05 A 1390001 1')
    await months('2026-01 1390001 在网 45')
    const [statement] = await settle('2026-01')
    expect(statement).toMatchObject({ gross: '5000.00', fund: { contributed: '500.00', matched: '500.00' } })
  })

  test('12: a capped line of 200.00 gives back 66.67, 66.66, 66.67', async () => {
    await approve([{ ...once, schedule: [{ month: 1, amount: '100' }], cap: '200' }])
    await entries('2026-01-05 A 1390001 1', '2026-01-05 A 1390002 1', '2026-01-06 A 1390003 1')
    await months('2026-01 1390001 在网', '2026-01 1390002 在网', '2026-01 1390003 在网')
    expect(await settleThrough(['2026-01'])).toEqual([['A I instalment 200.00']])
    await entries('2026-02-05 A 1390001 -1')
    await entries('2026-03-05 A 1390002 -1')
    await entries('2026-04-05 B 1390003 -1')
    expect(await settleThrough(['2026-02', '2026-03', '2026-04', '2026-05'])).toEqual([
      ['A I clawback -66.67'],
      ['A I clawback -66.66'],
      ['A I clawback -66.67'],
      [],
    ])
    const [april] = await office.as('王芳').settlements.statements({ period: month('2026-04') })
    expect(april!.lines[0]).toMatchObject({
      policy: 'P1',
      version: 1,
      source: '2026-01/A/P1.v1/I',
      rows: 2,
      breakdown: {
        kind: 'clawback',
        source: { period: '2026-01', amount: '200.00', sum: '300.00' },
        members: { reversed: 1, terminated: 0 },
        parts: '300.00',
        takenBefore: '133.33',
      },
    })
  })

  test('13: activated at A, reversed, activated at B: a member of B with index 1', async () => {
    await approve([once])
    await entries('2026-01-05 A 1390001 1', '2026-01-06 A 1390001 -1', '2026-02-10 B 1390001 1')
    await months('2026-01 1390001 在网', '2026-02 1390001 在网')
    expect(await settleThrough(['2026-01', '2026-02'])).toEqual([[], ['B I instalment 30.00']])
  })
})

describe('members', () => {
  test('lines per version: the terms of the activation month hold on after the version has ended', async () => {
    const schedule = (amount: string) => [
      { month: 1, amount },
      { month: 2, amount },
    ]
    await approve([{ ...once, schedule: schedule('10') }])
    await approve([{ ...once, schedule: schedule('7') }], { from: month('2026-02'), to: month('2026-02') })
    await entries('2026-01-05 A 1390001 1', '2026-02-05 A 1390002 1', '2026-03-05 A 1390003 1')
    for (const period of ['2026-01', '2026-02', '2026-03']) {
      await months(`${period} 1390001 在网`, `${period} 1390002 在网`, `${period} 1390003 在网`)
    }
    await settleThrough(['2026-01'])
    const february = await settle('2026-02')
    expect(february[0]!.lines.map(({ version, amount }) => `${version} ${amount}`)).toEqual(['1 10.00', '2 7.00'])
    await close('2026-02')
    const march = await settle('2026-03')
    expect(march[0]!.lines.map(({ version, amount }) => `${version} ${amount}`)).toEqual(['2 7.00'])
  })

  test('own stores and outlets outside the filter at the end of the month get nothing', async () => {
    await approve([{ ...once, schedule: [{ month: 1, amount: '30' }], outlets: { grades: ['A'] } }])
    await entries('2026-01-05 A 1390001 1', '2026-01-05 B 1390002 1', '2026-01-05 O 1390003 1')
    await months('2026-01 1390001 在网', '2026-01 1390002 在网', '2026-01 1390003 在网')
    expect(said(await settle('2026-01'))).toEqual(['A I instalment 30.00'])
  })

  test('a number given out again is a new member; the first is taken back once', async () => {
    await approve([{ ...share, clawback: { withinMonths: 3 } }])
    await entries('2026-01-05 A 1390001 1', '2026-04-05 B 1390001 1')
    await months(
      '2026-01 1390001 在网 50',
      '2026-02 1390001 拆机 20',
      '2026-03 1390001 拆机 20',
      '2026-04 1390001 在网 10',
      '2026-05 1390001 在网 10',
    )
    expect(await settleThrough(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'])).toEqual([
      ['A R residual 5.00'],
      // still a member in the month of termination; what January paid goes back
      ['A R residual 2.00', 'A R clawback -5.00'],
      // what February paid was not closed yet when it was taken
      ['A R clawback -2.00'],
      ['B R residual 1.00'],
      ['B R residual 1.00'],
    ])
  })

  test('no clawback on termination after withinMonths or without the clause, but always on reversal', async () => {
    const after = { ...once, schedule: [{ month: 1, amount: '30' }] }
    await approve([
      { ...after, code: 'I1', clawback: { withinMonths: 1 } },
      { ...after, code: 'I2', clawback: { withinMonths: 2 } },
      { ...after, code: 'I3' },
    ])
    await entries('2026-01-05 A 1390001 1', '2026-01-05 A 1390002 1', '2026-02-05 A 1390002 -1')
    await months('2026-01 1390001 在网', '2026-01 1390002 在网', '2026-02 1390001 拆机')
    const [, february] = await settleThrough(['2026-01', '2026-02'])
    expect(february).toEqual(['A I1 clawback -30.00', 'A I2 clawback -60.00', 'A I3 clawback -30.00'])
    // reversed after the month of termination: nothing more
    await entries('2026-03-05 A 1390001 -1')
    expect(await settleThrough(['2026-03'])).toEqual([[]])
  })

  test('clawback reaches lines whose policy has ended and whose outlet is no longer meant', async () => {
    await approve([{ ...once, schedule: [{ month: 1, amount: '30' }], outlets: { grades: ['A'] } }], {
      to: month('2026-01'),
    })
    await entries('2026-01-05 A 1390001 1')
    await months('2026-01 1390001 在网')
    await settleThrough(['2026-01'])
    await office.importText('outlets', ['网点编码,网点名称,渠道类别,代理商编码,分级', 'A,城关店,社会,D1,C'], {
      period: '2026-02',
    })
    await entries('2026-02-05 A 1390001 -1')
    expect(await settleThrough(['2026-02'])).toEqual([['A I clawback -30.00']])
  })

  test('the subscriber id where both ledgers give it, else the number', async () => {
    await approve([once])
    await entries(
      // the id decides: this number is another one by now
      '2026-01-05 A 1390001 1 U1',
      // only one ledger gives an id
      '2026-01-05 A 1390002 1 U2',
      '2026-01-05 A 1390003 1',
      // both give one, and they differ
      '2026-01-05 B 1390004 1 U4',
      // no number at all
      '2026-01-05 B - 1 U5',
    )
    await months(
      '2026-01 1390009 在网 0 0 0 U1',
      '2026-01 1390002 在网',
      '2026-01 1390003 在网 0 0 0 U3',
      '2026-01 1390004 在网 0 0 0 U9',
      '2026-01 1390005 在网 0 0 0 U5',
    )
    const statements = await settle('2026-01')
    expect(said(statements)).toEqual(['A I instalment 90.00', 'B I instalment 30.00'])
    expect(statements[1]!.lines[0]).toMatchObject({ measure: '2', rows: 3 })
    const missing = await office.as('王芳').settlements.checklist({ period: month('2026-01') })
    expect(missing.find(({ code }) => code === 'MEMBERS_WITHOUT_MONTH')).toMatchObject({
      level: 'warning',
      count: 1,
      examples: ['B 1390004'],
    })
  })

  test('one number, two ids: apart where the subscriber-months give ids, one subscriber where they do not', async () => {
    await approve([once])
    await entries(
      '2026-01-05 A 1390001 1 U1',
      '2026-01-06 B 1390001 1 U2',
      '2026-01-05 A 1390002 1 U3',
      '2026-01-06 B 1390002 1 U4',
    )
    await months('2026-01 1390001 在网 0 0 0 U1', '2026-01 1390001 在网 0 0 0 U2', '2026-01 1390002 在网')
    expect(said(await settle('2026-01'))).toEqual(['A I instalment 60.00', 'B I instalment 30.00'])
  })

  test('the order of import does not matter, a recalculation gives identical lines, an undone batch takes its money along', async () => {
    await approve([{ ...once, factors: ['grade'] }, share])
    await office.as('管理员').settings.factors({ by: 'grade', from: month('2026-01'), table: { A: '1.1' } })
    await months('2026-01 1390001 在网 11', '2026-01 1390002 在网 13', '2026-01 1390003 在网 17')
    await entries('2026-01-20 B 1390001 1', '2026-01-06 A 1390002 1')
    const before = await settle('2026-01')
    const { batch } = await entries('2026-01-10 A 1390001 1', '2026-01-11 A 1390003 1')
    const both = await settle('2026-01')
    // earlier by date, though imported later: 1390001 is A's now
    expect(said(both)).toEqual(['A I instalment 99.00', 'A R residual 4.10'])
    expect(await settle('2026-01')).toEqual(both)
    await office.as('王芳').ledgers.undo({ id: batch!, reason: '试' })
    expect(await settle('2026-01')).toEqual(before)
    await entries('2026-01-10 A 1390001 1', '2026-01-11 A 1390003 1')
    expect(await settle('2026-01')).toEqual(both)
    const verified = () => office.as('管理员').audit.verify({})
    expect(await verified()).toMatchObject({ ok: true, memberEntries: { checked: 4, wrong: 0 } })
    office.desk.office.store.write((db) => db.run('UPDATE member_entries SET quantity = 7 WHERE entry = 1'))
    expect(await verified()).toMatchObject({ ok: false, memberEntries: { checked: 4, wrong: 2 } })
  })

  test('history that a closed month paid members of can no longer be undone', async () => {
    await approve([share])
    const { batch } = await entries('2026-01-05 A 1390001 1')
    const later = await entries('2026-02-05 A 1390002 1')
    await months('2026-02 1390001 在网 50', '2026-02 1390002 在网 50')
    expect(await settleThrough(['2026-02'])).toEqual([['A R residual 10.00']])
    const undo = (id: number | null) => refusalCode(office.as('王芳').ledgers.undo({ id: id!, reason: '错' }))
    expect([await undo(batch), await undo(later.batch)]).toEqual(['BATCH_USED', 'BATCH_USED'])
    const late = await entries('2026-01-06 A 1390003 1')
    expect(await undo(late.batch)).toBe('nothing refused')
  })

  test('entries of later months are not looked at yet', async () => {
    await approve([once])
    await entries('2026-01-05 A 1390001 1', '2026-02-05 A 1390001 -1')
    await months('2026-01 1390001 在网', '2026-02 1390001 拆机')
    expect(await settleThrough(['2026-01', '2026-02'])).toEqual([['A I instalment 30.00'], ['A I clawback -30.00']])
  })

  test('a reversal that comes too late for its closed month is taken back in the next, once', async () => {
    await approve([once])
    await entries('2026-01-05 A 1390001 1')
    await months('2026-01 1390001 在网')
    await settleThrough(['2026-01', '2026-02', '2026-03', '2026-04'])
    await entries('2026-02-05 A 1390001 -1')
    expect(await settleThrough(['2026-05', '2026-06'])).toEqual([['A I clawback -30.00'], []])
  })

  test('nothing is taken back from a month that is open again', async () => {
    await approve([once])
    await entries('2026-01-05 A 1390001 1')
    await months('2026-01 1390001 在网')
    await settleThrough(['2026-01'])
    await office.as('王芳').settlements.reopen({ period: month('2026-01'), reason: '补录', password: 'test-password' })
    await entries('2026-01-08 B 1390001 -1')
    expect(await settleThrough(['2026-01', '2026-02'])).toEqual([[], []])
  })
})

describe('answers', () => {
  const why = (period: string, outlet: string, line: string) =>
    office.as('王芳').settlements.explain({ period: month(period), outlet, line })
  /** Each check up to the first that failed, and what that one found. */
  const whyNot = async (asked: { period: string; outlet: string; clause: string; subscriber?: string }) => {
    const { checks } = await office.as('王芳').settlements.explainMissing({ ...asked, period: month(asked.period) })
    const failed = checks.filter(({ pass }) => !pass)
    expect(failed.length).toBeLessThanOrEqual(1)
    return failed[0] ? `${failed[0].rule}：${failed[0].found}` : `${checks.length} 项都符合`
  }

  test('why this number: activations, subscriber-months and what ended a member, with file, sheet and row', async () => {
    await approve([{ ...share, clawback: { withinMonths: 6 } }])
    await entries('2026-01-05 A 1390001 1', '2026-01-05 A 1390002 1', '2026-01-05 A 1390003 1')
    await months('2026-01 1390001 在网 50 10 3.5', '2026-01 1390002 在网 20')
    await settleThrough(['2026-01'])
    const paid = await why('2026-01', 'A', '2026-01/A/P1.v1/R')
    expect(paid.text).toBe(
      '放号话费分成：2026年1月入网第 1 个月 2 户净收入 60.00 元 × 10%（逐户四舍五入） = 6.00 元，1 户未达条件；合计 6.00 元',
    )
    expect(paid.total).toBe(5)
    expect(paid.rows.map(({ ledger, file, row, subscriber }) => `${ledger} ${file} ${row} ${subscriber}`)).toEqual([
      'entries entries-3.csv 2 1390001',
      'subscriberMonths subscriberMonths-4.csv 2 1390001',
      'entries entries-3.csv 3 1390002',
      'subscriberMonths subscriberMonths-4.csv 3 1390002',
      'entries entries-3.csv 4 1390003',
    ])
    expect(paid.rows[1]).toMatchObject({
      status: 'onNet',
      billed: '50.00',
      arrears: '10.00',
      amount: '40.00',
      minutes: '3.5',
    })
    expect(paid.steps.map(({ text, value }) => `${text} ${value}`)).toContain('1 户没有当月用户月度 0.00')
    expect(
      (
        await office.as('王芳').settlements.explain({
          period: month('2026-01'),
          outlet: 'A',
          line: '2026-01/A/P1.v1/R',
          offset: 2,
          limit: 2,
        })
      ).rows,
    ).toHaveLength(2)
    await entries('2026-02-07 B 1390001 -1')
    await months('2026-02 1390002 拆机 10')
    const [february] = await settle('2026-02')
    const back = february!.lines.find(({ kind }) => kind === 'clawback')!
    const taken = await why('2026-02', 'A', back.id)
    expect(taken.text).toBe(
      '扣回2026年1月已付：本月 1 户冲正、1 户拆机；原酬金 6.00 元 × 累计退出份额 6.00 元 ÷ 6.00 元 → -6.00 元',
    )
    expect(taken.rows.map(({ ledger, row, period, quantity }) => `${ledger} ${row} ${period} ${quantity}`)).toEqual([
      'entries 2 2026-01 1',
      'entries 2 2026-02 -1',
      'entries 3 2026-01 1',
      'subscriberMonths 2 2026-02 1',
    ])
  })

  test('why nothing: the first condition that failed', async () => {
    const when = { onNet: true as const, minMinutes: '10', minBase: '5' }
    await approve([
      {
        ...once,
        code: 'I',
        entries: { brands: ['神州行'] },
        outlets: { grades: ['A'] },
        schedule: [{ month: 1, amount: '30', when }],
      },
      {
        kind: 'volume',
        code: 'V',
        title: '量',
        measure: 'count',
        entries: { businessTypes: ['放号'], plans: ['大套餐'] },
        pay: { kind: 'perUnit', rate: '1' },
      },
      { kind: 'fixed', code: 'F', title: '补贴', amount: '10', months: [2] },
    ])
    const brand = '- 神州行'
    await entries(
      ...['1', '2', '3', '4', '5', '6'].map((last) => `2026-01-05 A 139000${last} 1 ${brand}`),
      '2026-01-05 A 1390007 1 - 全球通',
      `2026-01-05 B 1390008 1 ${brand}`,
      `2026-01-06 A 1390006 -1 ${brand}`,
      `2025-12-06 A 1390009 1 ${brand}`,
    )
    await months(
      '2026-01 1390001 在网 50 10 30',
      '2026-01 1390002 停机 50 10 30',
      '2026-01 1390003 在网 50 10 3',
      '2026-01 1390004 在网 50 48 30',
      '2026-01 1390009 在网 50 48 30',
    )
    await settle('2026-01')
    const member = (subscriber: string, outlet = 'A') => whyNot({ period: '2026-01', outlet, clause: 'I', subscriber })
    expect(await member('1390001')).toMatch(/项都符合$/)
    expect(await member('1390002')).toBe('月末在网：停机')
    expect(await member('1390003')).toBe('通话不少于 10 分钟：3 分钟')
    expect(await member('1390004')).toBe('净收入不少于 5 元：2.00 元')
    expect(await member('1390005')).toBe('有当月用户月度：没有，列为缺数据')
    expect(await member('1390006')).toBe('截至本月没有冲正：2026年1月冲正')
    expect(await member('1390007')).toBe('品牌为 神州行：全球通')
    expect(await member('1390008')).toBe('业务在网点 A：B')
    expect(await member('1390008', 'B')).toBe('月末分级为 A：B')
    expect(await member('1390009')).toBe('政策在入网月 2025年12月 有效：第 1 版 2026年1月起')
    expect(await member('1390010')).toBe('台账里有该用户：0 行')
    expect(await whyNot({ period: '2026-02', outlet: 'A', clause: 'I', subscriber: '1390001' })).toBe(
      '在第 1 个月付：本月是第 2 个月',
    )
    expect(await whyNot({ period: '2026-01', outlet: 'O', clause: 'I' })).toBe('网点属于社会渠道：自有渠道，不计酬金')
    expect(await whyNot({ period: '2026-01', outlet: 'A', clause: 'X' })).toBe(
      '条款 X 在已批准的政策里：没有已批准的政策包含这个条款',
    )
    expect(await whyNot({ period: '2026-01', outlet: 'A', clause: 'I' })).toMatch(/项都符合$/)
    expect(await whyNot({ period: '2026-01', outlet: 'A', clause: 'V' })).toBe('套餐为 大套餐：0 行')
    expect(await whyNot({ period: '2026-01', outlet: 'A', clause: 'V', subscriber: '1390001' })).toBe(
      '套餐为 大套餐：没有',
    )
    expect(await whyNot({ period: '2026-01', outlet: 'A', clause: 'F' })).toBe('在 2 月发放：1 月')
    expect(await whyNot({ period: '2025-12', outlet: 'A', clause: 'V' })).toBe(
      '政策在2025年12月有效：第 1 版 2026年1月起',
    )
  })
})
