/** The lists of agents and outlets: what each way of asking finds, held against looking at every row. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusalCode, type TestOffice } from '../../../tests/support/office.ts'

let office: TestOffice
const clerk = () => office.as('王芳')

beforeAll(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    {
      D1: {
        name: '通达通讯有限公司',
        payerKind: 'enterprise',
        account: '622200001',
        fundMember: true,
        coreTier: '普通',
      },
      D2: { name: '宏远手机店', payerKind: 'soleTrader', contact: '钱多', phone: '13900002222' },
    },
    {
      W01: {
        name: '城关镇东街店',
        type: '指定专营店',
        agent: 'D1',
        star: 3,
        grade: 'A',
        centre: '城区',
        township: '城关镇',
      },
      W02: {
        name: '河口镇南门店',
        type: '特约代理点',
        agent: 'D2',
        star: 1,
        centre: '北片',
        township: '河口镇',
        manager: '张伟',
      },
      W03: { name: '北门100%店', agent: 'D2', centre: '北片', joinedOn: '2026-03-01' as never, phone: '13800001111' },
      W04: {
        name: '城关营业厅',
        category: 'own',
        type: '综合营业厅',
        status: 'suspended',
        contact: '李四',
        remark: '装修',
      },
    },
  )
  await clerk().outlets.addCode({ code: 'W04', kind: '工号', value: 'GH777' })
})
afterAll(() => office.close())

type Filter = NonNullable<Parameters<ReturnType<TestOffice['as']>['outlets']['list']>[0]['filter']>
const found = async (filter: Filter) => (await clerk().outlets.list({ filter })).rows.map(({ code }) => code)

describe('outlets are found', () => {
  const region = async (name: string) => (await clerk().outlets.regions()).find((one) => one.name === name)!.id
  test.each<[string, Filter, string[]]>([
    ['by code', { text: 'w0' }, ['W01', 'W02', 'W03', 'W04']],
    ['by another code', { text: 'gh777' }, ['W04']],
    ['by the initials of the name', { text: 'cgz' }, ['W01']],
    ['by phone', { text: '1380000' }, ['W03']],
    ['by who runs it', { text: '李四' }, ['W04']],
    ['by a sign that means itself', { text: '100%' }, ['W03']],
    ['by part of a field', { name: '门' }, ['W02', 'W03']],
    ['by two fields together', { name: '门', phone: '138' }, ['W03']],
    ['by what is not filled in', { phone: { empty: true } }, ['W01', 'W02', 'W04']],
    ['by what is filled in', { remark: { empty: false } }, ['W04']],
    ['by a number that is not there', { star: { empty: true } }, ['W03', 'W04']],
    ['by one of several', { type: ['指定专营店', '综合营业厅'] }, ['W01', 'W04']],
    ['by one or none', { type: ['指定专营店', null] }, ['W01', 'W03']],
    ['by a type’s code as well as its name', { type: 'exclusiveStore' }, ['W01']],
    ['by stars', { star: [1, 2] }, ['W02']],
    ['by a single star', { star: 3 }, ['W01']],
    ['by grade', { grade: 'A' }, ['W01']],
    ['by agent', { agent: ['D2'] }, ['W02', 'W03']],
    ['by the agent’s name', { agentName: '通达' }, ['W01']],
    ['by no agent', { agent: { empty: true } }, ['W04']],
    ['by state', { status: ['suspended', 'exited'] }, ['W04']],
    ['by category', { category: 'own' }, ['W04']],
    ['by manager', { manager: ['张伟'] }, ['W02']],
    ['by a first day', { joinedOn: { from: '2026-03-01' as never } }, ['W03']],
    ['by a last day', { joinedOn: { to: '2026-02-28' as never } }, []],
    ['by no day', { joinedOn: { empty: true } }, ['W01', 'W02', 'W04']],
    ['by part of another code', { otherCode: '77' }, ['W04']],
    ['by having another code', { otherCode: { empty: false } }, ['W04']],
    ['by none of several nothings', {}, ['W01', 'W02', 'W03', 'W04']],
  ])('%s', async (_how, filter, codes) => {
    expect(await found(filter)).toEqual(codes)
  })

  test('by a region with all below it, also several, also none', async () => {
    const [north, town, city] = [await region('北片'), await region('河口镇'), await region('城区')]
    expect(await found({ region: north })).toEqual(['W02', 'W03'])
    expect(await found({ region: town })).toEqual(['W02'])
    expect(await found({ region: [town, city] })).toEqual(['W01', 'W02'])
    expect(await found({ region: [city, null] })).toEqual(['W01', 'W04'])
    expect(await found({ region: { empty: true } })).toEqual(['W04'])
  })

  test('the count is of all pages, a field that is not there is refused', async () => {
    expect(await clerk().outlets.list({ filter: { name: '店' }, limit: 1 })).toMatchObject({ total: 3 })
    expect(await refusalCode(clerk().outlets.list({ sort: { by: 'o.id; DROP TABLE outlets' } }))).toBe('INVALID_INPUT')
    await expect(clerk().outlets.list({ filter: { nonsense: 'x' } as never })).rejects.toThrow()
  })
})

test('every column of both lists can be ordered by, both ways', async () => {
  const rows = (await clerk().outlets.list({})).rows
  for (const by of Object.keys(rows[0]!)) {
    const [up, down] = [false, true].map((descending) => clerk().outlets.list({ sort: { by, descending } }))
    const values = (await up!).rows.map((row) => row[by as keyof typeof row])
    const ordered = values.filter((value) => value !== null)
    expect([by, values.length]).toEqual([by, 4])
    // what has no value comes first
    expect([by, values.slice(values.length - ordered.length)]).toEqual([by, ordered])
    if (new Set(values).size === 4) {
      expect([by, (await down!).rows.map((row) => row[by as keyof typeof row])]).toEqual([by, values.toReversed()])
    }
  }
  const agents = (await clerk().agents.list({})).rows
  for (const by of Object.keys(agents[0]!)) {
    const { total } = await clerk().agents.list({ sort: { by, descending: true } })
    expect([by, total]).toEqual([by, 2])
  }
})

test.each<[string, NonNullable<Parameters<ReturnType<TestOffice['as']>['agents']['list']>[0]['filter']>, string[]]>([
  ['initials', { text: 'hysjd' }, ['D2']],
  ['contact', { text: '钱多' }, ['D2']],
  ['payer kinds', { payerKind: ['soleTrader', 'person'] }, ['D2']],
  ['fund members', { fundMember: true }, ['D1']],
  ['either', { fundMember: [true, false] }, ['D1', 'D2']],
  ['tier or none', { coreTier: ['普通', null] }, ['D1', 'D2']],
  ['no account', { account: { empty: true } }, ['D2']],
  ['part of the account', { account: '2200' }, ['D1']],
])('agents are found by %s', async (_how, filter, codes) => {
  expect((await clerk().agents.list({ filter })).rows.map(({ code }) => code)).toEqual(codes)
})

describe('the mnemonic (助记码)', () => {
  test('follows the name until it is written, is kept then, and follows again once it is cleared', async () => {
    const of = async () => (await clerk().outlets.get({ code: 'M1' })).mnemonic
    await clerk().outlets.add({ code: 'M1', fields: { name: '新街店', agent: 'D1' } })
    expect(await of()).toBe('XJD')
    await clerk().outlets.change({ code: 'M1', fields: { name: '老街店' } })
    expect(await of()).toBe('LJD')
    await clerk().outlets.change({ code: 'M1', fields: { mnemonic: ' laojie１ ' } })
    expect(await of()).toBe('LAOJIE1')
    await clerk().outlets.change({ code: 'M1', fields: { name: '中街店' } })
    expect(await of()).toBe('LAOJIE1')
    // both what was written and the name find it
    expect(await found({ text: 'laojie' })).toEqual(['M1'])
    expect(await found({ text: 'zjd' })).toEqual(['M1'])
    expect(await found({ mnemonic: 'zjd' })).toEqual([])
    const history = await clerk().outlets.history({ code: 'M1', field: 'mnemonic' })
    expect(history.map(({ value, from }) => [value, from])).toEqual([
      ['LAOJIE1', '2026-11-21'],
      [null, null],
    ])
    await clerk().outlets.change({ code: 'M1', fields: { mnemonic: null } })
    expect(await of()).toBe('ZJD')
  })

  test('what the name gives anyway is not kept; other signs are refused', async () => {
    await clerk().agents.add({ code: 'M2', fields: { name: '东风店', mnemonic: 'dfd' } })
    await clerk().agents.change({ code: 'M2', fields: { name: '西风店' } })
    expect((await clerk().agents.get({ code: 'M2' })).mnemonic).toBe('XFD')
    await clerk().agents.change({ code: 'M2', fields: { name: '南风店', mnemonic: 'NFD' } })
    expect(await clerk().agents.history({ code: 'M2', field: 'mnemonic' })).toEqual([])
    expect(await refusalCode(clerk().agents.change({ code: 'M2', fields: { mnemonic: '东风' } }))).toBe('INVALID_INPUT')
  })

  test('a name that takes effect on a later day brings its initials then', async () => {
    await clerk().outlets.add({ code: 'M3', fields: { name: '甲店', agent: 'D1' } })
    await clerk().outlets.change({ code: 'M3', fields: { name: '乙店' }, from: '2026-12-01' as never })
    expect((await clerk().outlets.get({ code: 'M3' })).mnemonic).toBe('JD')
    await office.reopen('2026-12-01T04:00:00.000Z')
    expect(await clerk().outlets.get({ code: 'M3' })).toMatchObject({ name: '乙店', mnemonic: 'YD' })
  })

  test('is imported and exported in a column of its own', async () => {
    await office.importText('outlets', ['网点编码,网点名称,代理商编码,助记码', 'M4,丙店,D1,bing', 'M3,乙店,D1,'])
    expect((await clerk().outlets.get({ code: 'M4' })).mnemonic).toBe('BING')
    expect((await clerk().outlets.get({ code: 'M3' })).mnemonic).toBe('YD')
    await office.importText('outlets', ['网点编码,网点名称,助记码', 'M4,丁店,'])
    expect((await clerk().outlets.get({ code: 'M4' })).mnemonic).toBe('BING')
  })
})
