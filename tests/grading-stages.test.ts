/** A grading from score to final: the stages, who may do what, objections, the preview, the cost, and why a score is what it is. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Scheme } from '../src-main/domain/grading/scheme.ts'
import type { IsoDate, Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const october = '2026-10' as Month
const november = '2026-11' as Month
const december = '2026-12' as Month

const scheme: Scheme = {
  code: 'SHQD',
  title: '社会渠道分级',
  outlets: { categories: ['partner'] },
  levels: { city: '0', county: '1' },
  missing: 'exclude',
  indicators: [
    {
      code: 'CZ',
      title: '充值量',
      level: 'county',
      weight: '60',
      better: 'higher',
      source: { kind: 'entries', entries: { businessTypes: ['空中充值'] }, measure: 'amount' },
      method: { kind: 'bestRatio' },
    },
    {
      code: 'FW',
      title: '服务',
      level: 'county',
      weight: '40',
      better: 'higher',
      source: { kind: 'indicator', indicator: '服务质量' },
      method: { kind: 'scaled', full: '100' },
    },
  ],
  grades: {
    kind: 'thresholds',
    bands: [
      { from: '80', grade: 'A' },
      { from: '50', grade: 'B' },
      { from: '0', grade: 'C' },
    ],
  },
}

beforeEach(async () => {
  office = await openSetUpOffice()
  const outlet = (name: string, grade: string) => ({ name, category: 'partner' as const, agent: 'D1', grade })
  await addRegister(
    office,
    { D1: { name: '通达', payeeName: '通达公司' } },
    { W1: outlet('一店', 'B'), W2: outlet('二店', 'B'), W3: outlet('三店', 'B'), W4: outlet('四店', 'A') },
  )
  await office.importText('entries', [
    '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号',
    '2026-10-01,W1,空中充值,,1,300,B1',
    '2026-10-02,W1,空中充值,,1,100,B2',
    '2026-10-02,W2,空中充值,,1,100,B3',
    '2026-10-03,W3,空中充值,,1,40,B4',
  ])
  await office.importText('indicators', [
    '账期,网点编码,指标,值',
    '2026-10,W1,服务质量,90',
    '2026-10,W2,服务质量,85',
    '2026-10,W3,服务质量,30',
  ])
  const { id } = await office.as('王芳').gradings.saveScheme(scheme)
  await office.as('王芳').gradings.submitScheme({ id })
  await office.as('李强').gradings.approveScheme({ id })
})
afterEach(() => office.close())

const start = (name = '王芳') => office.as(name).gradings.start({ scheme: 'SHQD', period: october })
const day = (text: string) => text as IsoDate

test('scored as a draft, scored again, reviewed by another person, then its results never change', async () => {
  const draft = await start()
  expect(draft).toMatchObject({
    status: 'scored',
    edition: 1,
    outlets: 3,
    excluded: 1,
    changed: 3,
    from: null,
    stale: false,
  })
  await office.importText('indicators', ['账期,网点编码,指标,值', '2026-10,W4,服务质量,40'])
  expect(await office.as('王芳').gradings.get({ id: draft.id })).toMatchObject({ stale: true })
  const again = await start()
  expect(again.id).toBe(draft.id)
  const admin = office.as('管理员')
  expect(await refusalCode(office.as('王芳').gradings.review({ id: draft.id }))).toBe('ROLE_MISSING')
  await admin.gradings.start({ scheme: 'SHQD', period: october })
  expect(await refusalCode(admin.gradings.review({ id: draft.id }))).toBe('SAME_PERSON')
  expect(await office.as('李强').gradings.review({ id: draft.id })).toMatchObject({ status: 'reviewed' })
  expect(await refusalCode(start())).toBe('GRADING_EXISTS')
  expect(
    await refusalCode(office.as('李强').gradings.publish({ scheme: 'SHQD', period: october, from: november })),
  ).toBe('GRADING_EXISTS')
  const { store } = office.desk.office
  for (const sql of [
    "UPDATE grading_results SET grade = 'A'",
    'DELETE FROM grading_results',
    "UPDATE grading_rounds SET figures = '[]'",
    'DELETE FROM grading_rounds',
  ])
    expect(() => store.write((db) => db.run(sql)), sql).toThrow(/never change/)
  const rounds = store.read.all<{ n: number }>('SELECT count(*) AS n FROM grading_rounds')
  expect(rounds).toEqual([{ n: 1 }])
})

test('excluded outlets are listed, and the preview says what each lacked', async () => {
  const { id } = await start()
  const detail = await office.as('王芳').gradings.detail({ id })
  expect(detail.left).toEqual([{ outlet: 'W4', name: '四店', missing: ['FW'] }])
  expect(await office.as('王芳').gradings.lacking({ id, indicator: 'FW' })).toMatchObject({
    months: [october],
    need: { kind: 'value', indicator: '服务质量' },
    outlets: [{ outlet: 'W4', name: '四店' }],
  })
  const preview = await office.as('王芳').gradings.preview({ id })
  // W1 60 + 36 = 96; W2 15 + 34 = 49; W3 6 + 12 = 18
  expect(preview.counts).toEqual({ up: 1, down: 2, same: 0, first: 0 })
  expect(
    preview.rows.map(({ outlet, total, grade, before, move, lacking }) => [
      outlet,
      total,
      grade,
      before,
      move,
      lacking,
    ]),
  ).toEqual([
    ['W1', '96.00', 'A', 'B', 'up', null],
    ['W2', '49.00', 'C', 'B', 'down', { grade: 'B', points: '1.00', exact: '1', toRank: null }],
    ['W3', '18.00', 'C', 'B', 'down', { grade: 'B', points: '32.00', exact: '32', toRank: null }],
  ])
})

test('what is lacking by a scheme that gives 0 for it: divisors, sheets with their templates, typed values in their place', async () => {
  const clerk = office.as('王芳')
  const sheet = { kind: 'inspection' as const, sheet: '窗口检查' }
  const [entries, service] = scheme.indicators as [Scheme['indicators'][number], Scheme['indicators'][number]]
  const given: Scheme = {
    ...scheme,
    code: 'LING',
    missing: 'zero',
    period: 'quarter',
    indicators: [
      { ...entries, source: { kind: 'entries', entries: {}, measure: 'count', per: '任务量' } },
      { ...service, source: sheet },
    ],
  }
  const { id: version } = await clerk.gradings.saveScheme(given)
  await clerk.gradings.submitScheme({ id: version })
  await office.as('李强').gradings.approveScheme({ id: version })
  await office.importText('indicators', ['账期,网点编码,指标,值', '2026-11,W2,任务量,2'])
  const { id } = await clerk.gradings.start({ scheme: 'LING', period: december })
  const lacking = (indicator: string) => clerk.gradings.lacking({ id, indicator })
  const all = ['W1', 'W2', 'W3', 'W4']
  const divided = await lacking('CZ')
  expect(divided).toMatchObject({ scheme: version, months: [october, november, december] })
  expect([divided.need, divided.outlets.map(({ outlet }) => outlet)]).toEqual([
    { kind: 'value', indicator: '任务量' },
    ['W1', 'W3', 'W4'],
  ])
  expect(await lacking('FW')).toMatchObject({
    need: { kind: 'sheet', sheet: '窗口检查' },
    templates: [],
    outlets: all.map((outlet) => ({ outlet })),
  })
  const template = await clerk.inspections.saveTemplate({
    code: 'JC',
    title: '窗口检查',
    groups: [{ title: '环境', items: [{ title: '整洁', full: '100', evidence: '看', optional: false }] }],
    deductions: [],
    confirm: false,
  })
  expect((await lacking('FW')).templates).toMatchObject([{ id: template.id, status: 'draft' }])
  await office.importText('indicators', ['账期,网点编码,指标,值', '2026-11,W2,窗口检查,2'])
  expect((await lacking('FW')).need).toEqual({ kind: 'value', indicator: '窗口检查' })
  await office.as('李强').inspections.releaseTemplate({ id: template.id })
  expect(await lacking('FW')).toMatchObject({
    need: { kind: 'sheet', sheet: '窗口检查' },
    templates: [{ status: 'inUse' }],
  })
  expect(await refusalCode(lacking('没有'))).toBe('NOT_FOUND')
})

test('notice, an objection that changes a grade by two people, final once the notice is over; the history says so', async () => {
  const { id } = await start()
  const clerk = office.as('王芳')
  const reviewer = office.as('李强')
  await reviewer.gradings.review({ id })
  const today = day('2026-11-21')
  const shown = await clerk.gradings.notice({ id, from: today })
  // a Saturday: five working days later is the next Friday
  expect(shown.notice).toMatchObject({ from: '2026-11-21', to: '2026-11-27', open: true })
  expect(shown.notice?.text).toContain('2026年11月27日')
  expect(await refusal(reviewer.gradings.finish({ id, from: december }))).toMatchObject({
    code: 'NOTICE_OPEN',
    details: { to: '2026-11-27' },
  })
  const objection = await clerk.gradings.raiseObjection({
    grading: id,
    outlet: 'W2',
    indicator: 'FW',
    text: '服务质量少算一分',
    raisedBy: '二店店长',
  })
  expect(objection).toMatchObject({ state: 'open', due: '2026-11-27', indicatorTitle: '服务' })
  expect(
    await refusalCode(clerk.gradings.proposeAnswer({ id: objection.id, outcome: 'changed', answer: '成立' })),
  ).toBe('INVALID_INPUT')
  expect(
    await refusalCode(
      clerk.gradings.proposeAnswer({ id: objection.id, outcome: 'changed', grade: 'X', answer: '成立' }),
    ),
  ).toBe('INVALID_INPUT')
  const admin = office.as('管理员')
  await admin.gradings.proposeAnswer({
    id: objection.id,
    outcome: 'changed',
    grade: 'B',
    answer: '漏登一次表扬，补一分',
  })
  expect(await refusalCode(admin.gradings.decideAnswer({ id: objection.id, agree: true }))).toBe('SAME_PERSON')
  expect(await refusalCode(clerk.gradings.decideAnswer({ id: objection.id, agree: true }))).toBe('ROLE_MISSING')
  expect(await refusalCode(reviewer.gradings.decideAnswer({ id: objection.id, agree: false }))).toBe('REASON_MISSING')
  expect(await reviewer.gradings.decideAnswer({ id: objection.id, agree: false, reason: '说明白' })).toMatchObject({
    state: 'open',
    returned: '说明白',
  })
  await admin.gradings.proposeAnswer({
    id: objection.id,
    outcome: 'changed',
    grade: 'B',
    answer: '漏登一次表扬，补一分',
  })
  await reviewer.gradings.decideAnswer({ id: objection.id, agree: true })
  const results = await clerk.gradings.results({ id })
  expect(results[1]).toMatchObject({
    outlet: 'W2',
    total: '49.00',
    grade: 'B',
    changed: { from: 'C', reason: '漏登一次表扬，补一分', by: '管理员', confirmedBy: '李强' },
  })
  const late = await clerk.gradings.raiseObjection({ grading: id, outlet: 'W3', text: '不服', raisedBy: '三店' })
  await office.reopen('2026-11-30T08:00:00.000Z')
  const after = office.as('李强')
  expect(
    await refusalCode(
      office.as('王芳').gradings.raiseObjection({ grading: id, outlet: 'W1', text: '晚了', raisedBy: '一店' }),
    ),
  ).toBe('NOTICE_OVER')
  expect(await refusal(after.gradings.finish({ id, from: december }))).toMatchObject({
    code: 'OBJECTIONS_OPEN',
    details: { count: 1 },
  })
  await office.as('王芳').gradings.proposeAnswer({ id: late.id, outcome: 'refused', answer: '台账无误' })
  await after.gradings.decideAnswer({ id: late.id, agree: true })
  expect(await refusalCode(office.as('王芳').gradings.finish({ id, from: december }))).toBe('ROLE_MISSING')
  const final = await after.gradings.finish({ id, from: december })
  expect(final).toMatchObject({ status: 'final', from: december, finalBy: '李强' })
  const history = await after.outlets.history({ code: 'W3', field: 'grade' })
  expect(history[0]).toMatchObject({
    value: 'C',
    from: '2026-12-01',
    reason: '分级方案“社会渠道分级”2026年10月评定确定',
  })
  expect((await after.outlets.get({ code: 'W2' })).grade).toBe('B')
  const objections = await after.gradings.objections({ grading: id })
  expect(objections.map(({ state }) => state)).toEqual(['refused', 'upheld'])
  // another one of the period needs a reason, and takes the place of the former when it is final
  expect(await refusalCode(office.as('王芳').gradings.start({ scheme: 'SHQD', period: october }))).toBe(
    'GRADING_EXISTS',
  )
  const second = await office.as('王芳').gradings.start({ scheme: 'SHQD', period: october, overrule: '数据重导' })
  expect(second).toMatchObject({ edition: 2, status: 'scored' })
  expect((await after.gradings.get({ id })).status).toBe('final')
})

test('an upheld objection sends the grading back: scored anew by one, reviewed by another; the first round stays as a record', async () => {
  const { id } = await start()
  const [clerk, reviewer] = [office.as('王芳'), office.as('李强')]
  await reviewer.gradings.review({ id })
  await clerk.gradings.notice({ id, from: day('2026-11-20') })
  const { id: objection } = await clerk.gradings.raiseObjection({
    grading: id,
    outlet: 'W4',
    text: '没有评我',
    raisedBy: '四店',
  })
  await office.importText('indicators', ['账期,网点编码,指标,值', '2026-10,W4,服务质量,100'])
  await clerk.gradings.proposeAnswer({ id: objection, outcome: 'recalculate', answer: '补录服务质量' })
  await reviewer.gradings.decideAnswer({ id: objection, agree: true })
  const back = await clerk.gradings.get({ id })
  expect(back).toMatchObject({
    status: 'scored',
    notice: null,
    sentBackReason: '四店的异议成立：补录服务质量',
    stale: true,
  })
  const anew = await start()
  expect(anew).toMatchObject({ id, outlets: 4, excluded: 0 })
  await reviewer.gradings.review({ id })
  const rounds = office.desk.office.store.read.all<{ number: number; kept: number }>(
    'SELECT number, kept FROM grading_rounds WHERE grading = ? ORDER BY number',
    id,
  )
  expect(rounds).toEqual([
    { number: 1, kept: 1 },
    { number: 2, kept: 1 },
  ])
})

test('the quick way publishes at once, can go on notice, and a second one puts the first aside', async () => {
  const reviewer = office.as('李强')
  const first = await reviewer.gradings.publish({ scheme: 'SHQD', period: october, from: november })
  expect(await reviewer.gradings.get({ id: first.id })).toMatchObject({
    status: 'published',
    from: november,
    acts: ['startNotice'],
  })
  await office.importText('indicators', ['账期,网点编码,指标,值', '2026-10,W4,服务质量,100'])
  const second = await reviewer.gradings.publish({ scheme: 'SHQD', period: october, from: november })
  expect(await reviewer.gradings.get({ id: first.id })).toMatchObject({
    status: 'withdrawn',
    from: november,
    outlets: 3,
  })
  expect(await reviewer.gradings.get({ id: second.id })).toMatchObject({ status: 'published', edition: 2, outlets: 4 })
  expect(await reviewer.gradings.results({ id: first.id })).toHaveLength(3)
  await reviewer.gradings.notice({ id: second.id, from: day('2026-11-21'), to: day('2026-11-22') })
  expect(await refusalCode(reviewer.gradings.withdraw({ id: second.id, reason: '不要了' }))).toBe('WRONG_STATE')
  await office.reopen('2026-11-23T08:00:00.000Z')
  expect(await office.as('李强').gradings.finish({ id: second.id, from: november })).toMatchObject({
    status: 'final',
    from: november,
  })
  expect(
    (await office.as('王芳').gradings.ofOutlet({ outlet: 'W1' })).map(({ edition, status, grade }) => [
      edition,
      status,
      grade,
    ]),
  ).toEqual([
    [2, 'final', 'A'],
    [1, 'withdrawn', 'A'],
  ])
})

test('withdrawing a draft is the clerk’s, a reviewed one the reviewer’s; another can be begun', async () => {
  const { id } = await start()
  await office.as('李强').gradings.review({ id })
  expect(await refusalCode(office.as('王芳').gradings.withdraw({ id, reason: '算错期' }))).toBe('ROLE_MISSING')
  expect(await office.as('李强').gradings.withdraw({ id, reason: '算错期' })).toMatchObject({ status: 'withdrawn' })
  expect(await start()).toMatchObject({ edition: 2 })
})

test('what the new grades would have cost, exactly, by outlet and clause', async () => {
  await office
    .as('管理员')
    .settings.factors({ by: 'grade', from: '2026-01' as Month, table: { A: '1.1', B: '1', C: '0.9' } })
  const policy = {
    code: 'P',
    title: '充值酬金',
    kind: 'basic' as const,
    from: '2026-01' as Month,
    clauses: [
      {
        kind: 'volume' as const,
        code: 'C1',
        title: '充值',
        entries: { businessTypes: ['空中充值'] },
        measure: 'amount' as const,
        factors: ['grade' as const],
        pay: { kind: 'percent' as const, rate: '3' },
      },
      {
        kind: 'fixed' as const,
        code: 'C2',
        title: 'A 级补贴',
        outlets: { grades: ['A'] },
        amount: '50.00',
      },
    ],
  }
  const { id: saved } = await office.as('王芳').policies.save(policy)
  await office.as('王芳').policies.submit({ id: saved })
  await office.as('李强').policies.approve({ id: saved })
  const { id } = await start()
  const cost = await office.as('王芳').gradings.previewCost({ id })
  // B: 12.00, 3.00, 1.20; new: 13.20 + 50.00, 2.70, 1.08
  expect(cost).toMatchObject({ period: october, old: '16.20', new: '66.98', difference: '50.78', changed: 3 })
  expect(
    cost.outlets.map(({ outlet, was, grade, difference, clauses }) => [outlet, was, grade, difference, clauses.length]),
  ).toEqual([
    ['W1', 'B', 'A', '51.20', 2],
    ['W2', 'B', 'C', '-0.30', 1],
    ['W3', 'B', 'C', '-0.12', 1],
  ])
  expect(cost.clauses.map(({ clause, difference }) => [clause, difference])).toEqual([
    ['C1', '0.78'],
    ['C2', '50.00'],
  ])
})

test('why this score: the sentence, the steps, the group in order, the rows with file and sheet row', async () => {
  const { id } = await start()
  const clerk = office.as('王芳')
  const why = await clerk.gradings.explain({ id, outlet: 'W2', indicator: 'CZ' })
  expect(why).toMatchObject({
    value: '100',
    score: '15.00',
    text: '充值量：100；100 ÷ 同组最高 400 × 权重 60 → 15.00 分',
    group: { n: 3, best: '400', mean: '180', total: '540' },
    total: 1,
  })
  expect(why.group.list.map(({ rank, outlet, value }) => [rank, outlet, value])).toEqual([
    [1, 'W1', '400'],
    [2, 'W2', '100'],
    [3, 'W3', '40'],
  ])
  expect(why.rows[0]).toMatchObject({ ledger: 'entries', row: 4, amount: '100.00' })
  expect(why.rows[0]?.file).toMatch(/entries/)
  const service = await clerk.gradings.explain({ scheme: 'SHQD', period: october, outlet: 'W2', indicator: 'FW' })
  expect(service).toMatchObject({ score: '34.00', text: '服务：85；85 ÷ 满分 100 × 权重 40 → 34.00 分' })
  expect(service.values).toMatchObject([{ indicator: '服务质量', value: '85', row: 3 }])
  // the kept one stays what it was, whatever the ledger says now
  await office.as('李强').gradings.review({ id })
  await office.importText('entries', [
    '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号',
    '2026-10-09,W2,空中充值,,1,500,B9',
  ])
  expect(await clerk.gradings.explain({ id, outlet: 'W2', indicator: 'CZ' })).toMatchObject({
    value: '100',
    score: '15.00',
  })
  expect(await refusalCode(clerk.gradings.explain({ id, outlet: 'W4', indicator: 'CZ' }))).toBe('NOT_FOUND')
})
