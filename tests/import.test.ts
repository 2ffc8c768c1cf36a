/** Imports into a real store: all or nothing, never twice, undone whole, and refused with row and column. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const HEAD = '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号'

beforeEach(async () => {
  office = await openSetUpOffice()
  const store = (name: string) => ({ name, category: 'partner', agent: 'D1' }) as const
  await addRegister(office, { D1: { name: '通达' } }, { W1: store('城关店'), W2: store('东街店') })
})
afterEach(() => office.close())

/** Everything of the store but the audit chain and users, as text: what a refused import must not change. */
function content(): string {
  const db = office.desk.office.store.read
  const tables = [
    'batches',
    'batch_files',
    'batch_periods',
    'batch_ranges',
    'entries',
    'terms',
    'outlets',
    'agents',
    'history',
    'audit',
  ]
  return JSON.stringify(tables.map((table) => db.all(`SELECT * FROM ${table}`)))
}

describe('all or nothing', () => {
  test('one wrong row refuses the file with row and column, and changes nothing', async () => {
    const before = content()
    const refused = await refusal(
      office.importText('entries', [
        HEAD,
        '2026-10-01,W1,放号,139,1,0,A1',
        '2026-10-02,W7,放号,139,1,0,A2',
        '2026-10-03,W1,放号,139,1,壹佰,A3',
        '2026-10-41,W1,放号,139,1,0,A4',
        '2026-10-01,W1,不存在的业务,139,1,0,A5',
      ]),
    )
    expect(refused.code).toBe('IMPORT_REJECTED')
    expect(refused.details).toMatchObject({ rows: { read: 5, added: 0, rejected: 4 } })
    expect(refused.details.errors).toMatchObject([
      { row: 3, column: '网点编码', code: 'UNKNOWN_OUTLET', value: 'W7' },
      { row: 4, column: '金额', code: 'NOT_A_NUMBER', value: '壹佰' },
      { row: 5, column: '业务日期', code: 'NOT_A_DATE', value: '2026-10-41' },
      { row: 6, column: '业务类型', code: 'UNKNOWN_TYPE', value: '不存在的业务' },
    ])
    expect(content()).toBe(before)
  })

  test('on request the right rows go in and the wrong ones are listed', async () => {
    const answer = await office.importText(
      'entries',
      [HEAD, '2026-10-01,W1,放号,139,1,0,A1', '2026-10-02,W7,放号,139,1,0,A2'],
      { onlyValid: true },
    )
    expect(answer.rows).toEqual({ read: 2, added: 1, updated: 0, skipped: 0, rejected: 1 })
    expect(answer.errors).toMatchObject([{ row: 3, code: 'UNKNOWN_OUTLET' }])
  })

  test('a dry run counts and changes nothing', async () => {
    const before = content()
    const answer = await office.importText('entries', [HEAD, '2026-10-01,W1,放号,139,1,0,A1'], { dryRun: true })
    expect(answer).toMatchObject({ batch: null, rows: { added: 1 } })
    expect(await office.importText('agents', ['代理商编码,代理商名称', 'D2,新'], { dryRun: true })).toMatchObject({
      batch: null,
      rows: { added: 1 },
    })
    expect(content()).toBe(before)
  })

  test.each([
    ['missing columns', 'entries.csv', '业务日期,金额\r\n2026-10-01,5\r\n', 'COLUMNS_MISSING'],
    ['a picture', 'picture.xlsx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'NOT_A_WORKBOOK'],
    ['an empty file', 'empty.xlsx', '', 'NOT_A_WORKBOOK'],
    ['headings alone', 'heads.csv', `${HEAD}\r\n`, 'SHEET_EMPTY'],
  ])('%s is refused clearly', async (_, name, bytes, code) => {
    const before = content()
    const file = join(office.dataDir, name)
    writeFileSync(file, bytes)
    const { id } = office.desk.office.files.lendUpload(file)
    expect(await refusalCode(office.as('王芳').ledgers.import({ kind: 'entries', upload: id }))).toBe(code)
    expect(content()).toBe(before)
  })
})

describe('never twice', () => {
  const rows = [HEAD, '2026-10-01,W1,放号,1391,1,0,A1', '2026-10-02,W2,空中充值,1392,1,50.00,A2']

  test('the same file, under whatever name', async () => {
    const first = await office.importText('entries', rows)
    expect(await refusal(office.importText('entries', rows))).toMatchObject({
      code: 'SAME_FILE',
      details: { batch: first.batch },
    })
  })

  test('the same rows in another file: an error, or skipped on request', async () => {
    await office.importText('entries', rows)
    const more = [...rows, '2026-10-03,W1,放号,1393,1,0,A3']
    const before = content()
    const refused = await refusal(office.importText('entries', more))
    expect(refused).toMatchObject({ code: 'IMPORT_REJECTED', details: { rows: { rejected: 2 } } })
    expect(refused.details.errors).toMatchObject([
      { row: 2, code: 'DUPLICATE_IN_STORE' },
      { row: 3, code: 'DUPLICATE_IN_STORE' },
    ])
    expect(content()).toBe(before)
    expect((await office.importText('entries', [...more, ''], { duplicates: 'skip' })).rows).toMatchObject({
      added: 1,
      skipped: 2,
    })
  })

  test('one 流水号 with several lines is several rows', async () => {
    const head = `${HEAD},行序号`
    await office.importText('entries', [head, '2026-10-01,W1,放号,1391,1,0,A1,1', '2026-10-01,W1,放号,1391,1,0,A1,2'])
    expect(
      await refusalCode(
        office.importText('entries', [head, '2026-10-01,W1,放号,1391,1,0,A1,2', '2026-10-01,W1,放号,1391,1,0,A1,3']),
      ),
    ).toBe('IMPORT_REJECTED')
    const answer = await office.importText('entries', [head, '2026-10-01,W1,放号,1391,1,0,A1,3'])
    expect(answer.rows.added).toBe(1)
  })

  test('rows without 流水号 are compared as wholes', async () => {
    const head = '业务日期,网点编码,业务类型,用户号码,数量,金额'
    await office.importText('entries', [head, '2026-10-01,W1,代收费,1391,1,50.00', '2026-10-02,W1,代收费,,1,20.00'])
    const refused = await refusal(
      office.importText('entries', [
        head,
        '2026-10-01,W1,代收费,1391,1,50.00',
        '2026-10-02,W1,代收费,,1,20.00',
        '2026-10-02,W1,代收费,,1,20.01',
      ]),
    )
    expect(refused.details.rows).toMatchObject({ rejected: 2 })
  })

  test('an undone batch may come again, also the same file', async () => {
    const { batch } = await office.importText('entries', rows)
    await office.as('王芳').ledgers.undo({ id: batch!, reason: '导错了' })
    const left = office.desk.office.store.read.get('SELECT count(*) AS n FROM entries')
    expect(left).toEqual({ n: 0 })
    expect((await office.importText('entries', rows)).rows.added).toBe(2)
  })
})

describe('the register', () => {
  test('a second import shows what changed and deletes nothing', async () => {
    const answer = await office.importText('outlets', [
      '网点编码,网点名称,渠道类别,代理商编码,乡镇',
      'W1,城关新店,社会,D1,城关镇',
      'W3,西街店,社会,D1,城关镇',
    ])
    expect(answer.rows).toMatchObject({ added: 1, updated: 1, skipped: 0 })
    expect(answer.report.created).toEqual([{ kind: 'township', name: '城关镇' }])
    expect((await office.as('王芳').outlets.list({ offset: 0, limit: 10 })).total).toBe(3)
    const history = await office.as('王芳').outlets.history({ code: 'W1', field: 'name' })
    expect(history).toMatchObject([
      { value: '城关新店', from: '2026-11-21' },
      { value: '城关店', from: null },
    ])
  })

  test('blank keeps what is known; the same again is unchanged', async () => {
    const answer = await office.importText('outlets', ['网点编码,网点名称,渠道类别,代理商编码,地址', 'W1,城关店,,,'])
    expect(answer.rows).toMatchObject({ updated: 0, skipped: 1 })
  })

  test('an unknown agent, and one code twice in a file, are errors of the row', async () => {
    const refused = await refusal(
      office.importText('outlets', ['网点编码,网点名称,代理商编码', 'W4,四店,D9', 'W5,五店,D1', 'W5,五店又,D1']),
    )
    expect(refused.details.errors).toMatchObject([
      { row: 2, code: 'UNKNOWN_AGENT' },
      { row: 4, code: 'DUPLICATE_IN_FILE' },
      { row: 3, code: 'DUPLICATE_IN_FILE' },
    ])
  })

  test('a ledger may name an outlet by any of its codes, at their time', async () => {
    await office.importText('outletCodes', [
      '网点编码,识别码类型,识别码,生效日期,失效日期',
      'W1,工号,G1,2026-01-01,2026-09-30',
      'W2,工号,G1,2026-10-01,',
    ])
    await office.importText('entries', [HEAD, '2026-09-30,G1,放号,1391,1,0,A1', '2026-10-01,G1,放号,1392,1,0,A2'])
    const rows = office.desk.office.store.read.all(
      'SELECT o.code FROM entries e JOIN outlets o ON o.id = e.outlet ORDER BY e.id',
    )
    expect(rows).toEqual([{ code: 'W1' }, { code: 'W2' }])
  })
})

describe('other ledgers', () => {
  test('subscriber-months, indicators, control totals and reconciliation', async () => {
    await office.importText('entries', [
      HEAD,
      '2026-10-01,W1,放号,1391,1,0,A1',
      '2026-10-02,W1,放号,1392,-1,0,A2',
      '2026-10-02,W1,空中充值,1392,1,50.00,A3',
    ])
    const months = await office.importText('subscriberMonths', [
      '账期,用户号码,网点编码,入网日期,状态,开账收入,欠费,通话分钟',
      '2026-10,1391,W1,2026-10-01,在网,58.00,10,12.5',
    ])
    expect(months.rows.added).toBe(1)
    expect(
      await refusalCode(
        office.importText('subscriberMonths', [
          '账期,用户号码,网点编码,状态,开账收入,欠费',
          '2026-10,1391,W1,停机,58.00,10',
        ]),
      ),
    ).toBe('IMPORT_REJECTED')
    await office.importText('indicators', ['账期,网点编码,指标,值', '2026-10,W1,任务量,60'])
    await office.importText('controlTotals', [
      '账期,台账,业务类型,笔数,金额',
      '2026-10,业务明细,放号,2,0',
      '2026-10,业务明细,空中充值,1,60.00',
    ])
    expect(await office.as('王芳').ledgers.reconcile({ period: '2026-10' as Month })).toMatchObject([
      { ledger: 'entries', type: '放号', agrees: true, ours: { count: 2 } },
      { ledger: 'entries', type: '空中充值', agrees: false, difference: { count: 0, amount: '-10.00' } },
    ])
  })

  test('what we export imports again unchanged', async () => {
    await office.importText('entries', [
      HEAD,
      '2026-10-01,W1,放号,01391,1,0,0001',
      '2026-10-02,W2,空中充值,=1+1,-1,-50.05,A3',
    ])
    for (const [kind, ending] of [
      ['entries', 'xlsx'],
      ['entries', 'csv'],
      ['outlets', 'xlsx'],
      ['agents', 'csv'],
    ] as const) {
      const file = join(office.dataDir, `out.${kind}.${ending}`)
      await office.as('王芳').ledgers.exportTo({ kind, file })
      const { id } = office.desk.office.files.lendUpload(file)
      const answer = await office.as('王芳').ledgers.import({ kind, upload: id, duplicates: 'skip' })
      expect([kind, ending, answer.rows.added, answer.rows.updated, answer.rows.skipped]).toEqual([
        kind,
        ending,
        0,
        0,
        answer.rows.read,
      ])
    }
  })
})
