/** Files and rounds on a real store: what is missing, who asks, confirming, changes since, closing with a report. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import type { IsoDate } from '../../domain/month.ts'
import type { FileFilter } from './list.ts'

let office: TestOffice
const clerk = () => office.as('王芳')
const reviewer = () => office.as('李强')
const files = async (filter: FileFilter = {}) => clerk().completeness.files({ filter })
const codes = async (filter: FileFilter = {}) => (await files(filter)).rows.map(({ code }) => code)

const whole = {
  name: '某店',
  type: '特约代理点',
  agent: 'A1',
  centre: '城区',
  township: '城关镇',
  address: '1 号',
  contact: '张三',
  phone: '13800000001',
  manager: '周经理',
  joinedOn: '2024-01-01' as never,
}

beforeAll(async () => {
  office = await openSetUpOffice()
  const agent = {
    idNumber: '91430',
    payeeName: '甲',
    bank: '农行',
    account: '6228',
    contact: '李',
    phone: '13900000000',
  }
  await addRegister(
    office,
    { A1: { name: '甲公司', ...agent }, A2: { name: '乙公司' }, A3: { name: '丙' } },
    {
      W1: whole,
      W2: { ...whole, name: '缺店', address: null, phone: null, manager: '吴经理', agent: 'A2' },
      W3: { ...whole, name: '专营店', type: '指定专营店', township: '河东镇' },
      W4: { ...whole, name: '退了的', status: 'exited' as never, agent: 'A3' },
      W5: { name: '自有店', category: 'own' as never, type: '品牌店' },
    },
  )
})
afterAll(() => office.close())

describe('what is missing', () => {
  test('outlets in service and agents with such an outlet are files; what they lack by kind', async () => {
    const { rows, total, missing } = await files()
    const said = rows.map(({ code, missing }) => [code, ...missing])
    expect(said).toEqual([
      ['W1'],
      ['W2', 'address', 'phone'],
      ['W3', 'agreement'],
      ['W5', 'region', 'address', 'contact', 'phone', 'manager', 'joinedOn'],
      ['A1'],
      ['A2', 'idNumber', 'payeeName', 'bank', 'account', 'contact', 'phone'],
    ])
    expect({ total, missing }).toEqual({ total: 6, missing: 15 })
    expect(rows.find(({ code }) => code === 'W1')?.wanted).toEqual(['photo', 'licence'])
  })

  test('the manager asks; for an agent the one who has most of its outlets', async () => {
    const { rows } = await files()
    expect(rows.map(({ code, asker }) => [code, asker])).toEqual([
      ['W1', '周经理'],
      ['W2', '吴经理'],
      ['W3', '周经理'],
      ['W5', null],
      ['A1', '周经理'],
      ['A2', '吴经理'],
    ])
  })

  test('while somebody stands in for the manager, he asks', async () => {
    const [from, to] = ['2026-11-21' as IsoDate, '2026-11-22' as IsoDate]
    const asked = { manager: '吴经理', standIn: '周经理', from, to, reason: '休假' }
    await office.as('管理员').channelManagers.addStandIn(asked)
    expect((await files({ asker: '周经理', text: 'W2' })).rows.map(({ manager, asker }) => [manager, asker])).toEqual([
      ['吴经理', '周经理'],
    ])
    office.moveTo('2026-11-23T08:00:00.000Z')
    expect(await codes({ asker: '吴经理' })).toEqual(['W2', 'A2'])
    office.moveTo('2026-11-21T08:00:00.000Z')
    const id = office.desk.office.store.read.get<{ id: number }>('SELECT id FROM stand_ins')?.id ?? 0
    await office.as('管理员').channelManagers.endStandIn({ id })
    office.desk.office.store.write((db) => db.run('DELETE FROM stand_ins'))
  })

  test.each<[FileFilter, string[]]>([
    [{ text: 'qd' }, ['W2']],
    [{ text: 'a2' }, ['A2']],
    [{ subject: 'agent' }, ['A1', 'A2']],
    [{ asker: '吴经理' }, ['W2', 'A2']],
    [{ township: '河东镇' }, ['W3']],
    [{ item: 'outlet.photo' }, ['W1', 'W2', 'W3', 'W5']],
    [{ item: 'outlet.phone' }, ['W2', 'W5']],
    [{ state: 'complete' }, ['W1', 'A1']],
    [{ state: 'unconfirmed' }, ['W1', 'W2', 'W3', 'W5', 'A1', 'A2']],
  ])('filter %o', async (filter, found) => {
    expect(await codes(filter)).toEqual(found)
  })

  test('sorted by what is missing, page by page', async () => {
    const page = (offset: number) =>
      clerk().completeness.files({ sort: { by: 'missing', descending: true }, offset, limit: 2 })
    expect((await page(0)).rows.map(({ code }) => code)).toEqual(['W5', 'A2'])
    expect((await page(2)).rows.map(({ code }) => code)).toEqual(['W2', 'W3'])
    expect(await refusalCode(clerk().completeness.files({ sort: { by: 'id; DROP', descending: false } }))).toBe(
      'INVALID_INPUT',
    )
  })

  test('a paper counts by its name; the office says what it wants', async () => {
    const upload = givenFile('门头照片.pdf')
    await clerk().attachments.add({ subject: 'outlet:W1', upload })
    const file = await clerk().completeness.file({ subject: 'outlet', code: 'W1' })
    expect(file.file?.wanted).toEqual(['licence'])
    expect(await refusalCode(clerk().completeness.setNeeds({ needs: [photo('required')] }))).toBe('ROLE_MISSING')
    await office.as('管理员').completeness.setNeeds({ needs: [photo('required')] })
    expect(await codes({ item: 'outlet.photo', state: 'incomplete' })).toEqual(['W2', 'W3', 'W5'])
    await office.as('管理员').completeness.setNeeds({ needs: [photo('none')] })
    expect(await codes({ item: 'outlet.photo' })).toEqual([])
    const wrong = { subject: 'agent' as const, item: 'photo', need: 'none' as const, kinds: [] }
    expect(await refusalCode(office.as('管理员').completeness.setNeeds({ needs: [wrong] }))).toBe('NOT_FOUND')
  })
})

const photo = (need: 'required' | 'none') => ({ subject: 'outlet' as const, item: 'photo', need, kinds: [] })

/** A small paper as the screen uploads one. */
function givenFile(name: string): string {
  const path = join(office.dataDir, name)
  writeFileSync(path, '%PDF-1.7\n')
  return office.desk.office.files.lendUpload(path).id
}

describe('a round', () => {
  test('nothing is confirmed before one is open; only one at a time, and once for a half-year', async () => {
    const one = { files: [{ subject: 'outlet' as const, code: 'W1' }] }
    expect(await refusalCode(clerk().completeness.confirm(one))).toBe('ROUND_NOT_OPEN')
    expect(await refusalCode(office.as('陈静').completeness.openRound({}))).toBe('ROLE_MISSING')
    expect((await refusal(clerk().completeness.openRound({ half: '2027-H1' }))).details).toMatchObject({
      field: 'half',
    })
    // twenty working days after Saturday 21 November
    expect(await clerk().completeness.openRound({})).toMatchObject({ half: '2026-H2', due: '2026-12-18' })
    expect(await refusalCode(clerk().completeness.openRound({ half: '2026-H1' }))).toBe('ROUND_OPEN')
  })

  test('files are confirmed by who looks after them, one or several; others not', async () => {
    await clerk().completeness.confirm({ files: [{ subject: 'outlet', code: 'W1' }] })
    const all = ['W2', 'W3', 'W5'].map((code) => ({ subject: 'outlet' as const, code }))
    const agents = ['A1', 'A2'].map((code) => ({ subject: 'agent' as const, code }))
    expect(await refusalCode(reviewer().completeness.confirm({ files: all }))).toBe('ROLE_MISSING')
    await clerk().completeness.confirm({
      files: [...all, ...agents.slice(0, 1)],
      checkedBy: '吴经理',
      note: '到店看过',
    })
    const gone = [...all, ...agents, { subject: 'outlet' as const, code: 'W4' }]
    expect(await refusalCode(clerk().completeness.confirm({ files: gone }))).toBe('NOT_FOUND')
    const { rows } = await files({ state: 'confirmed' })
    expect(rows.map(({ code, confirmed }) => [code, confirmed?.checkedBy, confirmed?.user])).toEqual([
      ['W1', '周经理', '王芳'],
      ['W2', '吴经理', '王芳'],
      ['W3', '吴经理', '王芳'],
      ['W5', '吴经理', '王芳'],
      ['A1', '吴经理', '王芳'],
    ])
  })

  test('a change after it asks for another look; the page says what changed', async () => {
    await clerk().outlets.change({ code: 'W2', fields: { phone: '13700000000', address: '2 号' } })
    expect(await codes({ state: 'changed' })).toEqual(['W2'])
    const file = await clerk().completeness.file({ subject: 'outlet', code: 'W2' })
    expect(file.changes.map(({ field, value }) => [field, value]).sort()).toEqual([
      ['address', '2 号'],
      ['phone', '13700000000'],
    ])
    expect(file.confirmations[0]?.missing).toEqual(['address', 'phone'])
    const [round] = await clerk().completeness.rounds()
    expect(round?.report).toMatchObject({ files: 6, confirmed: 4, changed: 1, leftFiles: 2 })
    const todo = (await clerk().month.overview({ period: '2026-10' as never })).todo
    expect(todo.find(({ key }) => key === 'confirmFiles')).toMatchObject({ count: 2, who: 'me', urgency: 3 })
    await clerk().completeness.confirm({ files: [{ subject: 'outlet', code: 'W2' }] })
    expect(await codes({ state: 'changed' })).toEqual([])
  })

  test('late by the calendar; another day can be set, not one that is over', async () => {
    office.moveTo('2026-12-20T08:00:00.000Z')
    expect((await clerk().completeness.rounds())[0]?.late).toBe(true)
    const todo = (await reviewer().month.overview({ period: '2026-10' as never })).todo
    expect(todo.find(({ key }) => key === 'confirmFiles')).toMatchObject({ count: 1, who: 'other', urgency: 1 })
    expect(await refusalCode(clerk().completeness.setDue({ due: '2026-12-01' as never }))).toBe('INVALID_INPUT')
    await clerk().completeness.setDue({ due: '2026-12-31' as never })
    expect((await clerk().completeness.rounds())[0]?.late).toBe(false)
  })

  test('a reviewer closes it; files that are left want a reason; its report stays as it was', async () => {
    expect(await refusalCode(clerk().completeness.closeRound({}))).toBe('ROLE_MISSING')
    expect(await refusalCode(reviewer().completeness.closeRound({}))).toBe('REASON_MISSING')
    const { report } = await reviewer().completeness.closeRound({ reason: '乙公司联系不上' })
    expect(report.left).toEqual([{ subject: 'agent', code: 'A2', name: '乙公司', asker: '吴经理' }])
    expect(report.askers.map(({ asker, files, confirmed }) => [asker, files, confirmed])).toEqual([
      ['吴经理', 2, 1],
      ['周经理', 3, 3],
      [null, 1, 1],
    ])
    await clerk().outlets.change({ code: 'W1', fields: { phone: '1' } })
    const [closed] = await clerk().completeness.rounds()
    expect(closed).toMatchObject({
      closedBy: '李强',
      closeReason: '乙公司联系不上',
      report: JSON.parse(JSON.stringify(report)),
    })
    expect(await refusalCode(clerk().completeness.openRound({}))).toBe('INVALID_INPUT')
    const { store } = office.desk.office
    expect(() => store.write((db) => db.run('DELETE FROM confirmations'))).toThrow(/kept/)
    expect(() => store.write((db) => db.run("UPDATE confirmation_rounds SET closed_by = 'x'"))).toThrow(/never changes/)
  })

  test('the next half-year asks for its round', async () => {
    office.moveTo('2027-01-04T08:00:00.000Z')
    const todo = (await clerk().month.overview({ period: '2026-10' as never })).todo
    expect(todo.find(({ key }) => key === 'openRound')).toMatchObject({ who: 'me' })
    await clerk().completeness.openRound({})
    expect(await codes({ state: 'unconfirmed' })).toHaveLength(6)
  })
})
