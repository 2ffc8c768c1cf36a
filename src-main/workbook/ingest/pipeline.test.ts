/** From rows of cells to chunks: the month's realistic workbooks and their mistakes. */

import { describe, expect, it } from 'vitest'
import type { Cell } from '../cell.ts'
import type { Value } from '../kinds/column.ts'
import { kinds } from '../kinds/kinds.ts'
import { runPipeline } from './pipeline.ts'
import type { IngestRequest, IngestResult, Lookups } from './request.ts'
import { rowsWorkbook } from './rows-workbook.ts'
import { createChunkOpener } from './wire.ts'

const lookups: Lookups = {
  outlets: new Map<string, number | { id: number; kind?: string; from?: number; to?: number }[]>([
    ['WD0001', 1],
    ['WD0002', 2],
    [
      'GH100',
      [
        { id: 1, kind: '工号', to: 20261015 },
        { id: 2, kind: '工号', from: 20261016 },
      ],
    ],
    [
      '777',
      [
        { id: 1, kind: '工号' },
        { id: 2, kind: '空充主号' },
      ],
    ],
    ['WD0003', [{ id: 3 }, { id: 2, kind: '旧编码' }]],
  ]),
  agents: new Map([['DL001', 11]]),
  businessTypes: new Map([
    ['放号', 7],
    ['activation', 7],
    ['空中充值', 8],
    ['airRecharge', 8],
  ]),
  outletTypes: new Map([
    ['指定专营店', 21],
    ['综合营业厅', 22],
  ]),
}

interface Ran {
  readonly result: IngestResult
  /** Every row as an object without its nulls, with its row number. */
  readonly rows: Record<string, Value | undefined>[]
}

function run(sheets: (readonly Cell[])[][], request: Partial<IngestRequest> = {}): Ran {
  const kind = request.kind ?? 'entries'
  const open = createChunkOpener(kinds[kind])
  const rows: Record<string, Value | undefined>[] = []
  const sources = request.sources ?? sheets.map((_, i) => ({ path: String(i), fileName: `${i}.xlsx` }))
  const result = runPipeline(
    { kind, lookups, ...request, sources },
    {
      parts: (source) => [{ workbook: rowsWorkbook(sheets['path' in source ? Number(source.path) : 0]!, 'Sheet1') }],
      chunk(wire) {
        const chunk = open(structuredClone(wire))
        for (let i = 0; i < chunk.count; i++) {
          const row: Record<string, Value | undefined> = { row: chunk.rowNumbers[i] }
          for (const [key, values] of Object.entries(chunk.columns)) if (values[i] !== null) row[key] = values[i]
          rows.push(row)
        }
      },
    },
  )
  return { result, rows }
}

const head = ['业务日期', '网点编码', '业务类型', '用户号码', '数量', '金额', '流水号']
const problems = (ran: Ran): string[] =>
  ran.result.problems.kept.map(({ row, column, code, value }) => `${row} ${column} ${code} ${value}`)

describe('entries', () => {
  it('reads rows as they are written, with defaults', () => {
    const ran = run([
      [
        ['十月业务明细'],
        head,
        [{ kind: 'date', serial: 46296 }, 'WD0001', '放号', '13800001234', 1, 30, '159202610010000001'],
        ['2026年10月2日', ' ＷＤ０００２', 'activation', 13800001235, null, '￥1,030.5', null],
        ['20261003', 'wd0001', '空中充值', null, -1, -50, 'X3'],
      ],
    ])
    expect(ran.rows).toEqual([
      {
        row: 3,
        date: 20261001,
        period: 202610,
        outlet: 1,
        businessType: 7,
        subscriber: '13800001234',
        quantity: 1,
        amount: 3000,
        externalId: '159202610010000001',
      },
      {
        row: 4,
        date: 20261002,
        period: 202610,
        outlet: 2,
        businessType: 7,
        subscriber: '13800001235',
        quantity: 1,
        amount: 103050,
      },
      {
        row: 5,
        date: 20261003,
        period: 202610,
        outlet: 1,
        businessType: 8,
        quantity: -1,
        amount: -5000,
        externalId: 'X3',
      },
    ])
    expect(ran.result).toMatchObject({
      rows: { read: 3, taken: 3, rejected: 0 },
      sums: { quantity: 1, amount: 101050 - 5000 + 5000 },
      byPeriod: [{ period: 202610, rows: 3, sums: { quantity: 1, amount: 101050 } }],
      problems: { errors: 0, warnings: 0 },
    })
    const notes = ran.result.notes.map(({ column, code, count, firstRow }) => `${column} ${code} ${count} ${firstRow}`)
    expect(notes).toEqual([
      '网点编码 TRIMMED 1 4',
      '网点编码 HALF_WIDTH 1 4',
      '用户号码 NUMBER_TO_TEXT 1 4',
      '金额 CURRENCY 1 4',
      '金额 THOUSANDS 1 4',
      '金额 TEXT_TO_NUMBER 1 4',
    ])
  })

  it('lists every mistake by row and column and hands on the right rows', () => {
    const ran = run([
      [
        head,
        ['2026-10-01', 'WD9999', '放号', '1', 1, 30, 'A1'],
        ['2026-10-01', 'WD0001', '放号', '1', 1, '壹佰', 'A2'],
        ['2026-02-30', 'WD0001', '放号', '1', 1, 30, 'A3'],
        ['2026-10-01', 'WD0001', '卖酒', '1', 1, 30, 'A4'],
        ['2026-10-01', 'WD0001', '放号', '1', 1.5, 30.001, 'A5'],
        ['2026-10-01', 'WD0001', '放号', '1', 1, 30, '1.59E+17'],
        ['2026-10-01', null, '放号', '1', 1, 30, 'A7'],
        [null, 'WD0001', '放号', '1', 1, 30, 'A8'],
        ['2026-10-01', 'WD0001', '放号', '1', 1, { kind: 'error', code: '#N/A' }, 'A9'],
        ['2026-10-01', 'WD0001', '放号', '1', 1, 30, 'A10'],
        ['2026-10-02', 'WD0001', '放号', '1', 1, 30, 'A10'],
        ['2026-10-02', 'WD0001', '空中充值', '1', 1, -30, 'A10'],
      ],
    ])
    expect(problems(ran)).toEqual([
      '2 网点编码 UNKNOWN_OUTLET WD9999',
      '3 金额 NOT_A_NUMBER 壹佰',
      '4 业务日期 NOT_A_DATE 2026-02-30',
      '5 业务类型 UNKNOWN_TYPE 卖酒',
      '6 数量 NOT_AN_INTEGER 1.5',
      '6 金额 TOO_MANY_PLACES 30.001',
      '7 流水号 LONG_ID_DAMAGED 1.59E+17',
      '8 网点编码 REQUIRED ',
      '9 业务日期 REQUIRED ',
      '10 金额 CELL_ERROR #N/A',
      '12 流水号 DUPLICATE_IN_FILE A10',
      '13 金额 SIGN_MISMATCH -30',
    ])
    expect(ran.result.problems).toMatchObject({ errors: 11, warnings: 1 })
    expect(ran.result.problems.kept[10]?.details).toEqual({ firstRow: 11 })
    expect(ran.result.rows).toMatchObject({ read: 12, taken: 2, rejected: 10 })
    expect(ran.rows.map(({ row }) => row)).toEqual([11, 13])
  })

  it('leaves out totals, signatures, counts and repeated headings, and holds the sums against each other', () => {
    const ran = run([
      [
        ['业务明细'],
        head,
        ['2026-10-01', 'WD0001', '放号', '1', 1, 30, 'A1'],
        [],
        ['小计', null, null, null, 1, 30],
        head,
        ['2026-10-01', 'WD0001', '放号', '2', 2, 60, 'A2'],
        [null, '小 计', null, null, 2, 60],
        ['合计：', null, null, null, 3, '90.00'],
        ['制表人：王芳', null, '审核：李强'],
        ['「共 2 条记录」'],
        ['  ', null, '\u3000'],
      ],
    ])
    expect(ran.result.rows).toMatchObject({ read: 2, taken: 2, rejected: 0 })
    expect(ran.result.leftOut.counts).toMatchObject({ blank: 2, totals: 3, signature: 2, heading: 1 })
    expect(ran.result.leftOut.rows.map(({ row, reason, text }) => `${row} ${reason} ${text}`)).toEqual([
      '5 totals 小计 1 30',
      `6 heading ${head.slice(0, 6).join(' ')}`,
      '8 totals 小 计 2 60',
      '9 totals 合计： 3 90.00',
      '10 signature 制表人：王芳 审核：李强',
      '11 signature 「共 2 条记录」',
    ])
    expect(ran.result.totalsRows.map(({ row, agrees }) => [row, agrees])).toEqual([
      [5, true],
      [8, true],
      [9, true],
    ])
    expect(ran.result.problems).toMatchObject({ errors: 0, warnings: 0 })
  })

  it('warns when the file sums itself to something else', () => {
    const ran = run([[head, ['2026-10-01', 'WD0001', '放号', '1', 1, 30, 'A1'], ['合计', null, null, null, 1, 31]]])
    expect(problems(ran)).toEqual(['3 金额 TOTALS_DIFFER 31'])
    expect(ran.result.problems.kept[0]).toMatchObject({ level: 'warning', details: { theirs: 3100, ours: 3000 } })
    expect(ran.result.totalsRows[0]?.sums).toEqual([
      { key: 'quantity', theirs: 1, ours: 1 },
      { key: 'amount', theirs: 3100, ours: 3000 },
    ])
  })

  it('keeps a wrong row of data whose remark speaks of totals', () => {
    const ran = run([
      [
        [...head, '备注'],
        ['2026-10-01', 'WD0001', '放号', '1', 1, '壹佰', 'A1', '上月合计'],
      ],
    ])
    expect(problems(ran)).toEqual(['2 金额 NOT_A_NUMBER 壹佰'])
  })

  it('compares rows without an external id as wholes, reports them and takes them', () => {
    const row = ['2026-10-01', 'WD0001', '空中充值', '1', 1, 50, null]
    const ran = run([[head, row, row, ['2026-10-01', 'WD0001', '空中充值', '1', 1, 51, null]]])
    expect(problems(ran)).toEqual(['3 业务日期 DUPLICATE_IN_FILE 2026-10-01'])
    expect(ran.result.rows.taken).toBe(3)
  })

  it('tells rows of one external id by line number, else by type, subscriber and plan', () => {
    const lines = run([
      [
        [...head, '行序号'],
        ['2026-10-01', 'WD0001', '放号', '1', 1, 1, 'A', 1],
        ['2026-10-01', 'WD0001', '放号', '1', 1, 1, 'A', 2],
      ],
    ])
    expect(lines.result.rows.taken).toBe(2)
    const types = run([
      [
        head,
        ['2026-10-01', 'WD0001', '放号', '1', 1, 1, 'A'],
        ['2026-10-01', 'WD0001', '空中充值', '1', 1, 1, 'A'],
        ['2026-10-01', 'WD0001', '放号', '2', 1, 1, 'A'],
      ],
    ])
    expect(types.result.rows.taken).toBe(3)
  })

  it('finds duplicates across files and can leave them out', () => {
    const file = [head, ['2026-10-01', 'WD0001', '放号', '1', 1, 1, 'A']]
    const refused = run([file, file])
    expect(refused.result.problems.kept[0]).toMatchObject({
      source: 1,
      row: 2,
      details: { firstRow: 2, firstFile: '0.xlsx', firstSheet: 'Sheet1' },
    })
    const skipped = run([file, file], { duplicates: 'skip' })
    expect(skipped.result.rows).toMatchObject({ read: 2, taken: 1, rejected: 0, duplicates: 1 })
    expect(skipped.result.leftOut.rows).toMatchObject([{ source: 1, row: 2, reason: 'duplicate' }])
  })

  it('finds an outlet by any code on the day of the row', () => {
    const ran = run([
      [
        head,
        ['2026-10-15', 'GH100', '放号', '1', 1, 1, '1'],
        ['2026-10-16', 'GH100', '放号', '1', 1, 1, '2'],
        ['2026-10-16', 'WD0003', '放号', '1', 1, 1, '3'],
        ['2026-10-16', '777', '放号', '1', 1, 1, '4'],
        ['2026-10-16', 777, '放号', '1', 1, 1, '5'],
      ],
    ])
    expect(ran.rows.map(({ outlet }) => outlet)).toEqual([1, 2, 3])
    expect(problems(ran)).toEqual(['5 网点编码 AMBIGUOUS_CODE 777', '6 网点编码 AMBIGUOUS_CODE 777'])
    const named = run(
      [[head, ['2026-10-16', 777, '放号', '1', 1, 1, '5'], ['2026-10-16', 'WD0001', '放号', '1', 1, 1, '6']]],
      { mapping: { outletCodes: '空充主号' } },
    )
    expect(named.rows.map(({ outlet }) => outlet)).toEqual([2])
    expect(problems(named)).toEqual(['3 网点编码 UNKNOWN_OUTLET WD0001'])
  })

  it('warns of a month far from the date, and of nothing next to it', () => {
    const rows = [
      ['账期', ...head],
      ['202609', '2026-10-01', 'WD0001', '放号', '1', 1, 1, 'a'],
      ['202510', '2026-10-01', 'WD0001', '放号', '1', 1, 1, 'b'],
    ]
    expect(problems(run([rows]))).toEqual(['3 账期 PERIOD_NOT_OF_DATE 202510'])
  })

  it('offers codes that lost their leading zeros, and takes none', () => {
    const known: Lookups = {
      ...lookups,
      outlets: new Map([
        ['00123', 1],
        ['0123', 2],
        ['4', 3],
      ]),
    }
    const ran = run(
      [[head, ['2026-10-01', 123, '放号', '1', 1, 1, 'a'], ['2026-10-01', '5', '放号', '1', 1, 1, 'b']]],
      { lookups: known },
    )
    expect(ran.result.problems.kept.map(({ details }) => details)).toEqual([{ similar: ['00123', '0123'] }, undefined])
  })

  it('takes the month from the cell, else the date, else the request, else the name of the file', () => {
    const period = [
      ['账期', ...head],
      ['202609', '2026-10-01', 'WD0001', '放号', '1', 1, 1, 'a'],
      [null, '2026-10-01', 'WD0001', '放号', '1', 1, 1, 'b'],
      [null, null, 'WD0001', '放号', '1', 1, 1, 'c'],
    ]
    expect(run([period], { period: 202608 }).rows.map((row) => row.period)).toEqual([202609, 202610, 202608])
    const bare = [
      ['网点编码', '业务类型', '金额'],
      ['WD0001', '放号', 1],
    ]
    const sources = [{ path: '0', fileName: '业务明细2026年9月.xlsx' }]
    expect(run([bare], { sources, mapping: { periodFromFileName: true } }).rows[0]?.period).toBe(202609)
    expect(() => run([bare])).toThrow('COLUMNS_MISSING')
  })

  it('reads with constants, words and filters of a mapping', () => {
    const ran = run(
      [
        [
          ['日期', '渠道编码', '县', '金额', '用户状态'],
          ['2026-10-01', 'WD0001', '甲县', 1, 'x'],
          ['2026-10-01', 'OTHER', '乙县', 2, 'x'],
          ['2026-10-01', 'WD0002', '甲县', 4, 'x'],
          ['合计', null, null, 7],
        ],
      ],
      { mapping: { constants: { businessType: '放号' }, filters: [{ heading: '县', include: ['甲县'] }] } },
    )
    expect(ran.result.rows).toMatchObject({ read: 2, taken: 2, filtered: 1 })
    expect(ran.rows.map((row) => row.businessType)).toEqual([7, 7])
    expect(ran.result.totalsRows[0]?.agrees).toBe(true)
    const words = run(
      [
        [
          ['日期', '渠道编码', '业务'],
          ['2026-10-01', 'WD0001', 'kh'],
        ],
      ],
      { mapping: { values: { businessType: { KH: '放号' } } } },
    )
    expect(words.rows[0]?.businessType).toBe(7)
  })

  it('finds its sheet by the headings, and reads all of them on request', () => {
    const workbook = {
      sheets: [
        { name: '说明', hidden: false },
        { name: '一', hidden: false },
        { name: '二', hidden: false },
      ],
      read(sheet: string, sink: (row: number, cells: readonly Cell[]) => boolean | undefined) {
        const rows =
          sheet === '说明' ? [['填表说明'], ['本表…']] : [head, ['2026-10-01', 'WD0001', '放号', '1', 1, 1, sheet]]
        rows.some((cells, i) => sink(i + 1, cells) === false)
      },
      close() {},
    }
    const read = (request: Partial<IngestRequest>): IngestResult =>
      runPipeline(
        { kind: 'entries', lookups, sources: [{ path: '', fileName: '' }], ...request },
        { parts: () => [{ workbook }], chunk() {} },
      )
    expect(read({})).toMatchObject({ sources: [{ sheet: '一', otherSheets: ['说明', '二'] }], rows: { taken: 1 } })
    expect(read({ allSheets: true }).rows.taken).toBe(2)
    expect(read({ sheet: '二' }).sources[0]?.sheet).toBe('二')
    expect(() => read({ sheet: '说明' })).toThrow('COLUMNS_MISSING')
  })

  it('refuses an empty sheet', () => {
    expect(() => run([[[null], ['']]])).toThrow('SHEET_EMPTY')
  })
})

describe('other kinds', () => {
  it('reads agents', () => {
    const ran = run(
      [
        [
          [
            '代理商编码',
            '代理商名称',
            '纳税人类型',
            '证件号码',
            '核心级别',
            '收款户名',
            '开户行',
            '银行账号',
            '参加基金',
            '联系人',
            '联系电话',
            '备注',
          ],
          [
            'DL001',
            '通达通讯',
            '企业',
            '91130000000000000X',
            '县级重点',
            '通达通讯',
            '农行',
            '6228480000000000001',
            '是',
            '李明',
            13800000000,
            '无',
          ],
          ['DL002', '张三', '个人', '110105194912310021', null, null, null, '12345', '否'],
          ['DL001', '通达', '公司'],
          ['合计', '2 家'],
        ],
      ],
      { kind: 'agents' },
    )
    expect(ran.rows).toEqual([
      {
        row: 2,
        code: 'DL001',
        name: '通达通讯',
        payerKind: 'enterprise',
        idNumber: '91130000000000000X',
        coreTier: '县级重点',
        payeeName: '通达通讯',
        bank: '农行',
        account: '6228480000000000001',
        fundMember: 1,
        contact: '李明',
        phone: '13800000000',
      },
      {
        row: 3,
        code: 'DL002',
        name: '张三',
        payerKind: 'person',
        idNumber: '110105194912310021',
        account: '12345',
        fundMember: 0,
      },
    ])
    expect(problems(ran)).toEqual([
      '4 代理商编码 DUPLICATE_IN_FILE DL001',
      '3 银行账号 BAD_ACCOUNT 12345',
      '3 证件号码 BAD_ID_NUMBER 110105194912310021',
    ])
    expect(ran.result.leftOut.counts.totals).toBe(1)
  })

  it('reads outlets and their rules', () => {
    const ran = run(
      [
        [
          [
            '网点编码',
            '网点名称',
            '渠道类别',
            '网点类型',
            '代理商编码',
            '星级',
            '分级',
            '区域营销中心',
            '乡镇',
            '状态',
            '入网日期',
          ],
          ['WD1', '东街店', '社会', '指定专营店', 'DL001', '三星', 'A', '城区', '城关镇', '正常', '2024-03-01'],
          ['WD2', '中心厅', '自有', '综合营业厅', null, 5, null, null, null, '在营'],
          ['WD3', '错厅', '自有', '综合营业厅', 'DL001'],
          ['WD4', '缺代理', '社会', '指定专营店', null],
          ['WD5', '无此代理', '社会', '专柜', 'DL999'],
        ],
      ],
      { kind: 'outlets' },
    )
    expect(ran.rows.slice(0, 2)).toEqual([
      {
        row: 2,
        code: 'WD1',
        name: '东街店',
        category: 'partner',
        type: 21,
        agent: 11,
        star: 3,
        grade: 'A',
        centre: '城区',
        township: '城关镇',
        status: 'active',
        joinedOn: 20240301,
      },
      { row: 3, code: 'WD2', name: '中心厅', category: 'own', type: 22, star: 5, status: 'active' },
    ])
    expect(problems(ran)).toEqual([
      '4 代理商编码 OWN_HAS_AGENT DL001',
      '6 网点类型 UNKNOWN_TYPE 专柜',
      '6 代理商编码 UNKNOWN_AGENT DL999',
      '5 代理商编码 PARTNER_WITHOUT_AGENT ',
    ])
  })

  it('reads subscriber-months in the words of the billing system', () => {
    const ran = run(
      [
        [
          [
            '账期',
            '手机号码',
            '用户标识',
            '渠道编码',
            '入网时间',
            '用户状态',
            '品牌',
            '出账收入',
            '欠费金额',
            '通话时长',
          ],
          ['202610', '13800001234', '319', 'WD0001', '2026-08-15', '双停', '神州行', 58, '10.00', 130.5],
          ['202610', '13800001235', null, 'WD0001', null, '预销户', null, null, null, null],
          ['202610', '13800001236', null, 'WD0001', null, '飞走了'],
          ['202610', '13800001234', '319', 'WD0002'],
          ['202610', null, null, 'WD0002'],
        ],
      ],
      { kind: 'subscriberMonths' },
    )
    expect(ran.rows).toEqual([
      {
        row: 2,
        period: 202610,
        subscriber: '13800001234',
        subscriberId: '319',
        outlet: 1,
        activationDate: 20260815,
        status: 'suspended',
        brand: '神州行',
        billed: 5800,
        arrears: 1000,
        minutes: '130.5',
      },
      {
        row: 3,
        period: 202610,
        subscriber: '13800001235',
        outlet: 1,
        status: 'terminated',
        billed: 0,
        arrears: 0,
        minutes: '0',
      },
    ])
    expect(problems(ran)).toEqual([
      '4 用户状态 NOT_ONE_OF 飞走了',
      '5 手机号码 DUPLICATE_IN_FILE 13800001234',
      '6 手机号码 REQUIRED ',
    ])
  })

  it('reads figures by month and control totals', () => {
    const figures = run(
      [
        [
          ['网点编码', '指标', '值'],
          ['WD0001', '任务量', 60],
          ['WD0001', '考核系数', '1.05'],
        ],
      ],
      { kind: 'indicators', period: 202610 },
    )
    expect(figures.rows).toEqual([
      { row: 2, period: 202610, outlet: 1, indicator: '任务量', value: '60' },
      { row: 3, period: 202610, outlet: 1, indicator: '考核系数', value: '1.05' },
    ])
    const control = run(
      [
        [
          ['账期', '台账', '业务类型', '笔数', '金额'],
          ['2026-10', '业务明细', '放号', 100, 3000],
          ['2026-10', '用户月度', null, 50, null],
        ],
      ],
      { kind: 'controlTotals' },
    )
    expect(control.rows).toEqual([
      { row: 2, period: 202610, ledger: 'entries', businessType: 7, count: 100, amount: 300000 },
      { row: 3, period: 202610, ledger: 'subscriberMonths', count: 50 },
    ])
    const lines = run(
      [
        [
          ['账期', '网点编码', '项目', '金额'],
          ['2026-10', 'WD0001', '放号酬金', 1],
          ['2026-10', 'WD0001', '放号酬金', 1],
        ],
      ],
      { kind: 'assignedLines' },
    )
    expect(lines.rows).toHaveLength(2)
    expect(lines.result.problems).toMatchObject({ errors: 0, warnings: 1 })
  })

  it('reads its own headings for every kind', () => {
    for (const kind of Object.values(kinds)) {
      const cells = kind.columns.map(({ example }) => example ?? null)
      const known: Lookups = { ...lookups, outlets: new Map([['WD0001', 1]]) }
      const ran = run([[kind.columns.map(({ heading }) => heading), cells]], { kind: kind.key, lookups: known })
      expect(ran.result.sources[0]?.columns.every(({ how }) => how === 'exact')).toBe(true)
      expect(ran.result.sources[0]?.columns).toHaveLength(kind.columns.length)
      expect(problems(ran), kind.key).toEqual([])
      expect(ran.rows, kind.key).toHaveLength(1)
    }
  })
})
