/** Bad data of agents, outlets and codes is refused at its row with its reason; nothing goes in, and nothing is ever deleted. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import { problemWords } from '../../domain/said/mistake-words.ts'
import type { ImportProblem } from './import-answer.ts'

let office: TestOffice
const clerk = () => office.as('王芳')

beforeAll(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { DL01: { name: '通达', account: '622200001', idNumber: '91430121MA01' }, 1001: { name: '宏远' } },
    {
      WD01: { name: '东街店', agent: 'DL01', phone: '13800000001', star: 3 },
      WD02: { name: '西街店', agent: 'DL01', remark: '临街' },
      '000777': { name: '新街店', agent: '1001', status: 'exited', phone: '13800000007' },
      YY01: { name: '城关营业厅', category: 'own', type: '综合营业厅' },
    },
  )
  await clerk().outlets.addCode({
    code: 'WD02',
    kind: '工号',
    value: 'GH1',
    from: '2026-01-01' as never,
    to: '2026-06-30' as never,
  })
  await clerk().outlets.addCode({ code: 'WD02', kind: '旧编码', value: 'OLD2' })
})
afterAll(() => office.close())

type Kind = 'agents' | 'outlets' | 'outletCodes'

/** What is told of a refused import: row, column, code. */
async function told(kind: Kind, lines: readonly string[], options = {}): Promise<ImportProblem[]> {
  const { code, details } = await refusal(office.importText(kind, lines, options))
  expect(code).toBe('IMPORT_REJECTED')
  return details.errors as ImportProblem[]
}

const OUTLETS = '网点编码,网点名称,代理商编码'

const cases: [
  what: string,
  kind: Kind,
  lines: string[],
  errors: [row: number, column: string, code: string][],
  words: string,
][] = [
  [
    'a second row for a code',
    'outlets',
    [OUTLETS, 'A1,甲店,DL01', 'A2,乙店,DL01', 'A1,丙店,DL01'],
    [
      [4, '网点编码', 'DUPLICATE_IN_FILE'],
      [2, '网点编码', 'DUPLICATE_IN_FILE'],
    ],
    '与第 2 行重复',
  ],
  [
    'a second row for an agent',
    'agents',
    ['代理商编码,代理商名称', 'B1,甲', 'B1,甲'],
    [
      [3, '代理商编码', 'DUPLICATE_IN_FILE'],
      [2, '代理商编码', 'DUPLICATE_IN_FILE'],
    ],
    '与第 2 行重复',
  ],
  [
    'a known code in small letters',
    'outlets',
    [OUTLETS, 'wd01,东街店,DL01'],
    [[2, '网点编码', 'CODE_CHANGED']],
    '只差大小写、全半角或前面的 0：WD01',
  ],
  [
    'a known code without its zeros',
    'outlets',
    [OUTLETS, '777,新街店,1001'],
    [[2, '网点编码', 'CODE_CHANGED']],
    '000777',
  ],
  [
    'an agent’s code with zeros more',
    'agents',
    ['代理商编码,代理商名称', '01001,宏远'],
    [[2, '代理商编码', 'CODE_CHANGED']],
    '1001',
  ],
  [
    'two new codes that differ by case',
    'outlets',
    [OUTLETS, 'N1,甲店,DL01', 'n1,乙店,DL01'],
    [[3, '网点编码', 'CODE_CHANGED']],
    'N1',
  ],
  [
    'a known outlet’s name and phone under a new code',
    'outlets',
    [`${OUTLETS},联系电话`, 'NEW1,东街店,DL01,13800000001'],
    [[2, '网点编码', 'CODE_CHANGED']],
    '同名同号的已经登记为 WD01',
  ],
  [
    'a known agent’s name and id number under a new code',
    'agents',
    ['代理商编码,代理商名称,证件号码', 'NEW,通达,91430121MA01'],
    [[2, '代理商编码', 'CODE_CHANGED']],
    '登记为 DL01',
  ],
  [
    'another code of a known outlet as a new one',
    'outlets',
    [OUTLETS, 'OLD2,西街店,DL01'],
    [[2, '网点编码', 'CODE_OF_ANOTHER']],
    '是网点 WD02 的识别码',
  ],
  [
    'an account with letters',
    'agents',
    ['代理商编码,代理商名称,银行账号', 'C1,甲,6222A0001'],
    [[2, '银行账号', 'ACCOUNT_SIGNS']],
    '账号里有字母',
  ],
  [
    'a phone that is a name',
    'outlets',
    [`${OUTLETS},联系电话`, 'C1,甲店,DL01,张三'],
    [[2, '联系电话', 'BAD_PHONE']],
    '不是电话号码',
  ],
  [
    'a mnemonic that is none',
    'outlets',
    [`${OUTLETS},助记码`, 'C1,甲店,DL01,甲店'],
    [[2, '助记码', 'BAD_MNEMONIC']],
    '只能用字母和数字',
  ],
  [
    'a sixth star',
    'outlets',
    [`${OUTLETS},星级`, 'C1,甲店,DL01,6'],
    [[2, '星级', 'NOT_ONE_OF']],
    '请填：1、2、3、4、5',
  ],
  [
    'a day that there is not',
    'outlets',
    [`${OUTLETS},入网日期`, 'C1,甲店,DL01,2026-02-30'],
    [[2, '入网日期', 'NOT_A_DATE']],
    '不是日期',
  ],
  [
    'an agent that is not there',
    'outlets',
    [OUTLETS, 'C1,甲店,DL99'],
    [[2, '代理商编码', 'UNKNOWN_AGENT']],
    '没有这个代理商',
  ],
  [
    'a known own store with an agent',
    'outlets',
    [OUTLETS, 'YY01,城关营业厅,DL01'],
    [[2, '代理商编码', 'OWN_HAS_AGENT']],
    '不应有代理商',
  ],
  [
    'a known partner that becomes own',
    'outlets',
    ['网点编码,网点名称,渠道类别', 'WD01,东街店,自有'],
    [[2, '', 'OWN_HAS_AGENT']],
    '不应有代理商',
  ],
  [
    'a new own store by its type with an agent',
    'outlets',
    [`${OUTLETS},网点类型`, 'C1,甲厅,DL01,品牌店'],
    [[2, '代理商编码', 'OWN_HAS_AGENT']],
    '不应有代理商',
  ],
  [
    'a code of another outlet on the same days',
    'outletCodes',
    ['网点编码,识别码类型,识别码,生效日期', 'WD01,工号,GH1,2026-06-30'],
    [[2, '识别码', 'CODE_OF_ANOTHER']],
    '是网点 WD02 的识别码',
  ],
  [
    'a code that the file gives to two outlets',
    'outletCodes',
    ['网点编码,识别码类型,识别码', 'WD01,工号,GH9', 'WD02,工号,GH9'],
    [[3, '识别码', 'CODE_OF_ANOTHER']],
    '是网点 WD01 的识别码',
  ],
  [
    'a code that ends before it begins',
    'outletCodes',
    ['网点编码,识别码类型,识别码,生效日期,失效日期', 'WD01,工号,GH8,2026-06-30,2026-06-01'],
    [[2, '失效日期', 'DATES_REVERSED']],
    '失效日期早于生效日期',
  ],
]

describe('refused with the reason at the row', () => {
  test.each(cases)('%s', async (_what, kind, lines, errors, words) => {
    const before = JSON.stringify([await clerk().outlets.list({}), await clerk().agents.list({})])
    const found = await told(kind, lines)
    expect(found.map(({ row, column, code }) => [row, column, code])).toEqual(errors)
    expect(problemWords(found[0]!)).toContain(words)
    expect(JSON.stringify([await clerk().outlets.list({}), await clerk().agents.list({})])).toBe(before)
  })
})

test('what only looks alike goes in', async () => {
  const done = await office.importText('outlets', [
    `${OUTLETS},联系电话`,
    // the outlet of that name and phone has left; another branch has the name alone; its code is named itself
    'X1,新街店,1001,13800000007',
    'X2,东街店,DL01,13800000002',
    'WD01,东街店,DL01,13800000001',
    'X3,东街店,DL01,13800000001',
    'X4,一店,DL01,0731-88880000转801/13800000009',
  ])
  expect(done.rows).toMatchObject({ read: 5, added: 4, rejected: 0 })
  // after the other's days; of another kind
  await office.importText('outletCodes', [
    '网点编码,识别码类型,识别码,生效日期',
    'WD01,工号,GH1,2026-07-01',
    'WD01,空充主号,OLD2,',
  ])
  expect((await clerk().outlets.get({ code: 'WD01' })).codes.map(({ value }) => value)).toEqual(['GH1', 'OLD2'])
})

test('with only the right rows, neither of two rows for one code goes in, and all wrong ones are told', async () => {
  const lines = [OUTLETS, 'P1,甲店,DL01', 'P2,乙店,DL01', 'P1,丙店,DL01', 'wd02,西街店,DL01']
  const done = await office.importText('outlets', lines, { onlyValid: true })
  expect(done.rows).toEqual({ read: 4, added: 1, updated: 0, skipped: 0, rejected: 3 })
  expect(done.errors.map(({ row, code }) => [row, code])).toEqual([
    [4, 'DUPLICATE_IN_FILE'],
    [2, 'DUPLICATE_IN_FILE'],
    [5, 'CODE_CHANGED'],
  ])
  expect(await refusalCode(clerk().outlets.get({ code: 'P1' }))).toBe('NOT_FOUND')
  const wrong = await clerk().ledgers.wrongRows({ mistakes: done.findings! })
  expect(wrong.rows.map(({ row }) => row)).toEqual([2, 4, 5])
})

test('differences are told field by field before anything changes, and an import deletes nothing', async () => {
  const lines = ['网点编码,网点名称,代理商编码,星级,备注', 'WD01,东街旗舰店,1001,5,', 'Q1,新店,DL01,,']
  const asked = { dryRun: true } as const
  const look = await office.importText('outlets', lines, asked)
  expect(look.rows).toMatchObject({ added: 1, updated: 1 })
  expect(look.report.differences?.kept.map(({ row, code, field, from, to }) => [row, code, field, from, to])).toEqual([
    [2, 'WD01', 'name', '东街店', '东街旗舰店'],
    [2, 'WD01', 'agent', 'DL01', '1001'],
    [2, 'WD01', 'star', '3', '5'],
  ])
  expect(await clerk().outlets.get({ code: 'WD01' })).toMatchObject({ name: '东街店', star: 3 })
  const codes = async () => (await clerk().outlets.list({})).rows.map(({ code }) => code)
  const before = await codes()
  await office.importText('outlets', lines)
  const after = await codes()
  expect(before.filter((code) => !after.includes(code))).toEqual([])
  // what the file does not name, and blank cells of what it names, stay as they were
  expect(await clerk().outlets.get({ code: 'WD02' })).toMatchObject({ name: '西街店', agent: 'DL01', remark: '临街' })
  expect((await clerk().outlets.get({ code: 'WD01' })).phone).toBe('13800000001')
  expect((await clerk().outlets.history({ code: 'WD01', field: 'star' })).map(({ value }) => value)).toEqual(['5', '3'])
})

test('by hand a phone, an account and another’s code are refused too', async () => {
  const code = 'WD02'
  expect(await refusalCode(clerk().outlets.change({ code, fields: { phone: '张三' } }))).toBe('INVALID_INPUT')
  expect(await refusalCode(clerk().agents.change({ code: 'DL01', fields: { account: '62A' } }))).toBe('INVALID_INPUT')
  expect(await refusal(clerk().outlets.addCode({ code: 'X1', kind: '旧编码', value: 'OLD2' }))).toEqual({
    code: 'INVALID_INPUT',
    details: { field: 'otherCode', reason: 'ofAnother', value: 'WD02' },
  })
})
