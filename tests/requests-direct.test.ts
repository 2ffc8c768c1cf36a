/** The direct ways into the register while requests are on: edits, additions, imports ask for core fields and do the rest at once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const clerk = () => office.as('王芳')
const requests = () => office.as('李强').requests
const switchOn = () => office.as('管理员').requests.setSettings({ on: true })

beforeEach(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { D1: { name: '通达', bank: '工行' }, D2: { name: '宏远' } },
    { W1: { name: '城关店', agent: 'D1' }, W2: { name: '西街店', agent: 'D1' } },
  )
})
afterEach(() => office.close())

test('off after setting up: edits and imports apply at once, and say that nothing was asked', async () => {
  expect((await clerk().requests.settings()).on).toBe(false)
  expect(await clerk().agents.change({ code: 'D1', fields: { bank: '建行' } })).toEqual({
    changed: ['bank'],
    requests: [],
  })
  const rows = ['网点编码,网点名称,代理商编码', 'W1,新城关店,D1', 'W3,南街店,D2']
  const answer = await office.importText('outlets', rows)
  expect(answer.rows).toEqual({ read: 2, added: 1, updated: 1, skipped: 0, rejected: 0 })
  expect(answer).not.toHaveProperty('requests')
})

describe('edits while requests are on', () => {
  beforeEach(switchOn)

  test('ask for core fields, one request for the fields and one for the state, and do the rest at once', async () => {
    const answer = await clerk().outlets.change({
      code: 'W1',
      fields: { name: '新城关店', agent: 'D2', phone: '139', status: 'suspended' },
      reason: '转让',
    })
    expect(answer.changed).toEqual(['phone'])
    expect(answer.requests.map(({ kind, state, number }) => [kind, state, number])).toEqual([
      ['suspension', 'asked', 'SQ2026-0001'],
      ['change', 'asked', 'SQ2026-0002'],
    ])
    expect(await clerk().outlets.get({ code: 'W1' })).toMatchObject({ name: '城关店', phone: '139', status: 'active' })
    for (const { id } of answer.requests) await requests().approve({ id })
    expect(await clerk().outlets.get({ code: 'W1' })).toMatchObject({
      ...{ name: '新城关店', agent: 'D2', status: 'suspended' },
    })
  })

  test('of core fields that do not change ask for nothing', async () => {
    const same = { name: '通达', bank: '工行', phone: '138' }
    expect(await clerk().agents.change({ code: 'D1', fields: same })).toEqual({ changed: ['phone'], requests: [] })
  })

  test('of core fields need a reason, and do nothing without one', async () => {
    const given = { code: 'D1', fields: { bank: '建行', phone: '138' } }
    expect(await refusalCode(clerk().agents.change(given))).toBe('REASON_MISSING')
    expect((await clerk().agents.get({ code: 'D1' })).phone).toBeNull()
  })

  test('a state that no step leads to is a change like another', async () => {
    const exit = await clerk().outlets.change({ code: 'W2', fields: { status: 'exited' }, reason: '到期' })
    await requests().approve({ id: exit.requests[0]!.id })
    const back = await clerk().outlets.change({ code: 'W2', fields: { status: 'active' }, reason: '误退' })
    expect(back.requests).toMatchObject([{ kind: 'change', state: 'asked' }])
    await requests().approve({ id: back.requests[0]!.id })
    expect((await clerk().outlets.get({ code: 'W2' })).status).toBe('active')
  })

  test('a new outlet is asked for, its checklist completed before it can be approved; a new agent is added at once', async () => {
    expect(await clerk().agents.add({ code: 'D3', fields: { name: '新代理' } })).toEqual({ code: 'D3' })
    const added = await clerk().outlets.add({ code: 'W9', fields: { name: '新店', agent: 'D3' } })
    expect(added.requests).toMatchObject([{ kind: 'admission', code: 'W9', state: 'asked' }])
    expect(await refusalCode(clerk().outlets.get({ code: 'W9' }))).toBe('NOT_FOUND')
    const { id } = added.requests[0]!
    expect(await refusal(requests().approve({ id }))).toMatchObject({
      code: 'CHECKLIST',
      details: { reason: 'missing' },
    })
    const checklist = { area: '30', investment: '1', premises: 'yes', deposit: 'yes' }
    await clerk().requests.complete({ id, checklist })
    await requests().approve({ id })
    expect((await clerk().outlets.get({ code: 'W9' })).status).toBe('active')
  })

  test('other codes need no request', async () => {
    expect(await clerk().outlets.addCode({ code: 'W1', kind: '工号', value: 'G1' })).toEqual({ added: true })
  })

  test('only what changes at once makes a calculation old', async () => {
    const revision = () => office.desk.office.store.read.get<{ number: number }>('SELECT number FROM revision')!.number
    const before = revision()
    await clerk().agents.change({ code: 'D1', fields: { bank: '建行' }, reason: '换' })
    expect(revision()).toBe(before)
    await clerk().agents.change({ code: 'D1', fields: { phone: '1' } })
    expect(revision()).toBe(before + 1)
    await requests().approve({ id: 1 })
    expect(revision()).toBe(before + 2)
  })
})

describe('imports while requests are on', () => {
  beforeEach(switchOn)
  const rows = [
    '网点编码,网点名称,代理商编码,乡镇,联系电话',
    'W1,新城关店,D1,城关镇,139',
    'W2,西街新店,D1,,',
    'W3,南街店,D2,南镇,137',
  ]

  test('list what they asked for; the rest applies', async () => {
    const dry = await office.importText('outlets', rows, { dryRun: true })
    expect(dry.requests?.map(({ kind, code, number }) => [kind, code, number])).toEqual([
      ['change', 'W1', null],
      ['change', 'W2', null],
      ['admission', 'W3', null],
    ])
    expect(await requests().list({})).toEqual([])
    const answer = await office.importText('outlets', rows)
    expect(answer.rows).toEqual({ read: 3, added: 0, updated: 1, skipped: 0, rejected: 0, requested: 2 })
    expect(answer.requests?.map(({ kind, code, number }) => [kind, code, number])).toEqual([
      ['change', 'W1', 'SQ2026-0001'],
      ['change', 'W2', 'SQ2026-0002'],
      ['admission', 'W3', 'SQ2026-0003'],
    ])
    expect(answer.report.requests).toEqual(answer.requests)
    expect(answer.report.differences?.kept.map(({ code, field }) => [code, field])).toEqual([
      ['W1', 'phone'],
      ['W1', 'region'],
      ['W1', 'name'],
      ['W2', 'name'],
    ])
    expect(await clerk().outlets.get({ code: 'W1' })).toMatchObject({
      name: '城关店',
      phone: '139',
      township: '城关镇',
    })
    expect((await requests().list({ kind: 'admission' }))[0]).toMatchObject({
      ...{ name: '南街店', code: 'W3', batch: answer.batch, reason: `第 ${answer.batch} 批导入` },
    })
    const { changes } = await requests().get({ id: 3 })
    expect(changes.map(({ field, becomes }) => [field, becomes])).toContainEqual(['region', '南镇'])
  })

  test('again, what waits already is not asked twice; another value for it is refused whole', async () => {
    await office.importText('outlets', rows)
    const again = await office.importText('outlets', [...rows, ''])
    expect(again.rows).toEqual({ read: 3, added: 0, updated: 0, skipped: 3, rejected: 0 })
    const other = ['网点编码,网点名称,联系电话', 'W1,另一个名字,136']
    expect(await refusal(office.importText('outlets', other))).toMatchObject({
      code: 'REQUEST_OPEN',
      details: { code: 'W1', number: 'SQ2026-0001', field: 'name' },
    })
    expect((await clerk().outlets.get({ code: 'W1' })).phone).toBe('139')
  })

  test('of agents add at once and ask for core fields', async () => {
    const answer = await office.importText('agents', [
      '代理商编码,代理商名称,银行账号,联系电话',
      'D1,通达,6222,139',
      'D4,新,,',
    ])
    expect(answer.rows).toEqual({ read: 2, added: 1, updated: 1, skipped: 0, rejected: 0, requested: 0 })
    expect(answer.requests).toMatchObject([{ kind: 'change', subject: 'agent', code: 'D1' }])
    expect(await clerk().agents.get({ code: 'D1' })).toMatchObject({ account: null, phone: '139' })
  })

  test('are taken back with their requests while none is approved', async () => {
    const { batch } = await office.importText('outlets', rows)
    await requests().reject({ id: 2, reason: '不改' })
    await clerk().ledgers.undo({ id: batch!, reason: '导错了' })
    expect((await requests().list({})).map(({ id, state }) => [id, state])).toEqual([
      [3, 'withdrawn'],
      [2, 'rejected'],
      [1, 'withdrawn'],
    ])
    const second = await office.importText('outlets', [...rows, '', ''])
    await requests().approve({ id: 4 })
    expect(await refusal(clerk().ledgers.undo({ id: second.batch!, reason: '导错了' }))).toMatchObject({
      code: 'BATCH_USED',
      details: { reason: 'requests', code: 'SQ2026-0004' },
    })
  })
})
