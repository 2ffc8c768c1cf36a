/** What we export imports again unchanged: random rows of all nine kinds, through real offices, as .xlsx and as CSV. */
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { selectRows } from '../src-main/services/ledgers/row-select.ts'
import { isLedgerKind } from '../src-main/services/ledgers/rows.ts'
import type { KindKey } from '../src-main/workbook/kinds/column.ts'
import { openSetUpOffice, type TestOffice } from './support/office.ts'

const ORDER = [
  'agents',
  'outlets',
  'outletCodes',
  'entries',
  'subscriberMonths',
  'volumes',
  'indicators',
  'assignedLines',
  'controlTotals',
] as const satisfies readonly KindKey[]
type Kind = (typeof ORDER)[number]

/** Texts that a spreadsheet or a comma would spoil: formulas, quotes, separators, leading zeros, long ids. */
const text = fc
  .array(fc.constantFrom('=', '+', '-', '@', '"', ',', "'", ';', '0', '7', '酬', '㐀', 'é', 'A', '%', '<', '&'), {
    minLength: 2,
    maxLength: 8,
  })
  .map((signs) => `${signs.join('')}尾`)
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: '' as const, freq: 3 })
const id = fc.integer({ min: 0, max: 999 }).map((n) => `00${n}1234567890123456`)
const phone = fc.integer({ min: 0, max: 99_999_999 }).map((n) => `139${String(n).padStart(8, '0')}`)
const yuan = (min: number, max: number) =>
  fc
    .integer({ min, max })
    .map(
      (fen) =>
        `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`,
    )
const day = fc.integer({ min: 1, max: 28 }).map((n) => String(n).padStart(2, '0'))
const period = fc.constantFrom('2026-09', '2026-10')
const outlet = fc.integer({ min: 1, max: 6 }).map((n) => `00W${n}`)
const type = fc.constantFrom('放号', '空中充值', '终端')
const decimal = fc.constantFrom('0', '12.5', '-3', '0.125', '100')

const codes = (letter: string, count: number) => Array.from({ length: count }, (_, at) => `00${letter}${at + 1}`)
const sample = <T>(of: fc.Arbitrary<T>, count: number, seed: number): T[] => fc.sample(of, { numRuns: count, seed })
const unique = (rows: string[][], ...places: number[]) => [
  ...new Map(rows.map((row) => [places.map((at) => row[at]).join('|'), row])).values(),
]
const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')

const HEADS: Readonly<Record<Kind, string>> = {
  agents: '代理商编码,代理商名称,纳税人类型,核心级别,收款户名,开户行,银行账号,参加基金,联系人,联系电话,备注',
  outlets:
    '网点编码,网点名称,渠道类别,网点类型,代理商编码,星级,分级,区域营销中心,乡镇,地址,负责人,联系电话,渠道经理,状态,入网日期,备注',
  outletCodes: '网点编码,识别码类型,识别码,生效日期,失效日期',
  entries: '业务日期,账期,网点编码,业务类型,品牌,套餐,用户号码,用户标识,数量,金额,流水号,行序号,冲正流水号,操作员,备注',
  subscriberMonths: '账期,用户号码,用户标识,网点编码,入网日期,状态,品牌,套餐,开账收入,欠费,通话分钟',
  volumes: '账期,网点编码,业务类型,数量,金额',
  indicators: '账期,网点编码,指标,值',
  assignedLines: '账期,网点编码,项目,金额',
  controlTotals: '账期,台账,业务类型,笔数,金额,网点编码',
}

/** Random rows of every kind, right ones. */
function world(seed: number): Record<Kind, string[][]> {
  const rows = (count: number, ...cells: fc.Arbitrary<string>[]) =>
    sample(fc.tuple(...cells), count, seed) as string[][]
  const agents = codes('A', 4).map((code, at) => [
    code,
    ...rows(
      4,
      text,
      fc.constantFrom('企业', '个体工商户', '自然人'),
      maybe(fc.constantFrom('市级核心', '普通')),
      maybe(text),
      maybe(text),
      maybe(fc.constantFrom('0123456789012345678', '6222020000000000001')),
      fc.constantFrom('是', '否'),
      maybe(text),
      maybe(phone),
      maybe(text),
    )[at]!,
  ])
  const outlets = codes('W', 6).map((code, at) => {
    const own = at === 0
    const rest = rows(
      6,
      maybe(fc.constantFrom('1', '5')),
      maybe(fc.constantFrom('A', 'C')),
      fc.constantFrom('东', '西'),
      maybe(fc.constantFrom('城关镇', '南港镇')),
      maybe(text),
      maybe(text),
      maybe(phone),
      maybe(fc.constantFrom('张经理', '李经理')),
      fc.constantFrom('在营', '暂停', '退出'),
      maybe(day.map((of) => `2025-03-${of}`)),
      maybe(text),
    )[at]!
    const head = own ? ['自有', '综合营业厅', ''] : ['社会', '指定专营店', `00A${(at % 4) + 1}`]
    return [code, `第${at}家，"店"`, ...head, ...rest]
  })
  return {
    agents,
    outlets,
    outletCodes: codes('K', 8).map((value, at) => [
      ...rows(8, outlet, fc.constantFrom('工号', 'BOSS渠道编码'))[at]!,
      value,
      ...(at % 3 === 0 ? ['', ''] : ['2025-01-01', at % 2 === 0 ? '2026-12-31' : '']),
    ]),
    entries: rows(
      40,
      day,
      period,
      outlet,
      type,
      maybe(fc.constantFrom('全球通', '神州行')),
      maybe(fc.constantFrom('畅享套餐59元', '=大众卡')),
      maybe(phone),
      maybe(id),
      fc.constantFrom('1', '2', '-1'),
      yuan(0, 99_999),
      maybe(id),
      maybe(id),
      maybe(text),
      maybe(text),
    ).map(
      ([of, month, where, what, brand, plan, number, known, quantity, amount, , reverses, operator, remark], at) => {
        const signed = quantity === '-1' ? `-${amount}` : amount!
        const external = at % 4 === 0 ? ['', ''] : [`00S${at}`, at % 2 === 0 ? '2' : '']
        const month0 = at % 3 === 0 ? '' : month!
        return [
          `${month}-${of}`,
          month0,
          where!,
          what!,
          brand!,
          plan!,
          number!,
          known!,
          quantity!,
          signed,
          ...external,
          reverses!,
          operator!,
          remark!,
        ]
      },
    ),
    subscriberMonths: unique(
      rows(
        30,
        period,
        phone,
        maybe(id),
        outlet,
        maybe(day.map((of) => `2026-08-${of}`)),
        fc.constantFrom('在网', '停机', '拆机'),
        maybe(fc.constantFrom('全球通', '神州行')),
        maybe(text),
        yuan(0, 50_000),
        yuan(0, 900),
        maybe(fc.constantFrom('0', '12.5', '123.45')),
      ),
      0,
      1,
    ),
    volumes: unique(rows(20, period, outlet, type, fc.constantFrom('0', '3', '-2'), fc.constant('0.00')), 0, 1, 2),
    indicators: unique(rows(20, period, outlet, fc.constantFrom('任务量', '考核系数', '=得分'), decimal), 0, 1, 2),
    assignedLines: rows(20, period, outlet, fc.constantFrom('放号酬金', '房租，补贴'), yuan(-9_999, 99_999)),
    controlTotals: unique(
      rows(
        12,
        period,
        fc.constantFrom('业务明细', '汇总业务量'),
        maybe(type),
        fc.constantFrom('0', '17'),
        yuan(-99, 99_999),
        maybe(outlet),
      ),
      0,
      1,
      2,
      5,
    ),
  }
}

/** What the store holds of a kind, by codes and names, in one order. */
function held(office: TestOffice, kind: Kind): string[] {
  const { read } = office.desk.office.store
  const select: Partial<Record<Kind, string>> = {
    agents: 'SELECT * FROM agents',
    outlets: `SELECT o.*, t.name AS type, a.code AS agent, m.name AS manager, r.name AS region, p.name AS centre FROM outlets o
      LEFT JOIN terms t ON t.id = o.type LEFT JOIN agents a ON a.id = o.agent LEFT JOIN terms m ON m.id = o.manager
      LEFT JOIN regions r ON r.id = o.region LEFT JOIN regions p ON p.id = r.parent`,
    outletCodes:
      'SELECT c.kind, c.value, c.from_day, c.to_day, o.code FROM outlet_codes c JOIN outlets o ON o.id = c.outlet',
  }
  const sql = isLedgerKind(kind) ? selectRows(kind, 'n.batch') : (select[kind] ?? '')
  return read
    .all<Record<string, unknown>>(sql)
    .map(({ id: _, sheetRow, file, sheet, batch, ...row }) => JSON.stringify(row))
    .sort()
}

async function exported(office: TestOffice, kind: Kind, ending: 'xlsx' | 'csv'): Promise<string> {
  const file = join(office.dataDir, `${kind}.${ending}`)
  await office.as('陈静').ledgers.exportTo({ kind, file })
  return file
}

/** A mapping is given, be it empty, so that no saved one is looked for: half the time. */
async function load(office: TestOffice, kind: Kind, path: string, duplicates?: 'skip') {
  const { id: upload } = office.desk.office.files.lendUpload(path)
  const asked = { kind, upload, mapping: {}, ...(duplicates ? { duplicates } : {}) }
  return office.as('王芳').ledgers.import(asked)
}

const rows = world(Number(process.env.DESK_SEED ?? 3))
let office: TestOffice
let fresh: TestOffice
beforeAll(async () => {
  office = await openSetUpOffice()
  fresh = await openSetUpOffice()
})
afterAll(async () => {
  await office.close()
  await fresh.close()
})

it.each(ORDER)('%s: the same in a fresh office, and nothing new where the rows are already', async (kind) => {
  await office.importText(kind, [HEADS[kind], ...rows[kind].map(line)], { mapping: {} })
  const before = held(office, kind)
  expect(before).toHaveLength(rows[kind].length)
  await load(fresh, kind, await exported(office, kind, 'xlsx'))
  expect(held(fresh, kind)).toEqual(before)
  const again = await load(office, kind, await exported(fresh, kind, 'csv'), isLedgerKind(kind) ? 'skip' : undefined)
  expect(again.rows).toMatchObject({ read: before.length, added: 0, updated: 0, rejected: 0 })
  expect(held(office, kind)).toEqual(before)
})
