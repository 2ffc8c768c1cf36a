/** What the register counts and lists in quick ways, held against the plain way: every row looked at alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { remindersOf } from '../src-main/domain/agreement.ts'
import { addDays, dateFromNumber, type IsoDate } from '../src-main/domain/month.ts'
import { firstReminder, reminderRule } from '../src-main/services/agreements/rule.ts'
import { openWork } from '../src-main/services/channel-managers/open-work.ts'
import { workCounts } from '../src-main/services/channel-managers/work-counts.ts'
import { specialDays } from '../src-main/services/checking/calendar.ts'
import { queryOf } from '../src-main/services/query.ts'
import { rowsAt } from '../src-main/services/register/history.ts'
import { addRegister, openSetUpOffice, refusalCode, type TestOffice } from './support/office.ts'

const day = (text: string) => text as IsoDate
const TODAY = day('2026-11-21')
const DAYS = ['2026-09-30', '2026-10-16', '2026-11-21', '2026-12-24'].map(day)
const OUTLETS = 36
const code = (n: number) => `W${String(n).padStart(2, '0')}`

let office: TestOffice
const clerk = () => office.as('王芳')
const read = () => office.desk.office.store.read
const cx = () => queryOf(office.desk.office, { user: '王芳', roles: ['clerk'] })

beforeAll(async () => {
  // the register and its agreements are of September, so that their reminders have come one after the other
  office = await openSetUpOffice('2026-09-01T08:00:00.000Z')
  const agents = Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`A${n}`, { name: `代理${n}` }]))
  const outlets = Object.fromEntries(
    Array.from({ length: OUTLETS }, (_, n) => [
      code(n),
      {
        ...{ name: `网点${n}`, agent: `A${n % 5}`, type: n % 3 ? '特约代理点' : '指定专营店', centre: '城区' },
        ...{ township: `镇${n % 4}`, manager: n % 9 === 8 ? null : `经理${n % 4}`, phone: n % 2 ? '139' : null },
        ...{ status: n % 12 === 11 ? ('exited' as never) : undefined },
      },
    ]),
  )
  await addRegister(office, agents, outlets)
  for (let n = 0; n < 24; n++) {
    const terms = { agent: `A${n % 5}`, exclusive: n % 2 === 0, signedOn: day('2026-01-01'), from: day('2026-01-01') }
    // ends from before today to four months later; some name two outlets
    const own = n < 7 ? [code(n), code(n + 25)].filter((_, at) => at === 0 || (n + 25) % 5 === n % 5) : [code(n)]
    await clerk().agreements.add({ ...terms, number: `X${n}`, to: addDays(day('2026-11-01'), n * 5), outlets: own })
  }
  office.moveTo(`${TODAY}T08:00:00.000Z`)
  await clerk().agreements.reminders()
  for (const [n, outcome] of [...Array(6).entries()].map((n) => [n[0], n[0] % 2 ? 'ending' : 'other'] as const)) {
    const { agreement } = (await clerk().agreements.reminders())[n]!
    await clerk().agreements.handle({ agreement, outcome, note: '已联系' })
  }
  const change = (n: number, fields: object, from: string) =>
    clerk().outlets.change({ code: code(n), fields, from: day(from), reason: '调整' })
  for (let n = 0; n < OUTLETS; n += 3) await change(n, { manager: `经理${(n + 1) % 4}` }, DAYS[n % 4]!)
  for (let n = 1; n < OUTLETS; n += 5) await change(n, { agent: `A${(n + 2) % 5}`, phone: '138' }, DAYS[(n + 1) % 4]!)
  await clerk().completeness.openRound({ due: day('2026-11-21') })
  const files = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => ({ subject: 'outlet' as const, code: code(from + n) }))
  await clerk().completeness.confirm({ files: files(0, 10) })
  await clerk().completeness.confirm({ files: [{ subject: 'agent', code: 'A1' }] })
  for (let n = 0; n < 6; n += 2) await change(n, { phone: '137' }, TODAY)
  await clerk().agents.change({ code: 'A1', fields: { phone: '136' } })
  // confirmed again after its change
  await clerk().completeness.confirm({ files: files(0, 1) })
  await office.as('管理员').requests.setSettings({ on: true })
  for (let n = 2; n < OUTLETS; n += 6)
    await clerk().requests.askChange({ subject: 'outlet', code: code(n), fields: { name: '新名' }, reason: '更名' })
})
afterAll(() => office.close())

const open = () => {
  const rule = reminderRule(read())
  return read()
    .all<{ id: number; to_day: number; recorded_on: number; ended_on: number | null }>('SELECT * FROM agreements')
    .flatMap(({ id, ...row }) => {
      const to = dateFromNumber(row.to_day)
      const done = read().all<{ days: number; outcome: string }>(
        'SELECT days, outcome FROM agreement_reminders WHERE agreement = ? AND to_day = ?',
        id,
        row.to_day,
      )
      const isOver = row.ended_on !== null || done.some(({ outcome }) => outcome === 'ending')
      if (isOver || read().get('SELECT 1 FROM agreements WHERE renewal_of = ?', id)) return []
      if (to > addDays(cx().today, firstReminder(rule))) return []
      const all = remindersOf(
        { to, recordedOn: dateFromNumber(row.recorded_on) },
        rule,
        cx().today,
        specialDays(read()),
      )
      const [oldest] = all.filter(({ days }) => !done.some((each) => each.days === days))
      return oldest ? [{ id, due: oldest.due }] : []
    })
}

describe('reminders', () => {
  test('the list and the count of the workbench are the agreements that have one open, each looked at alone', async () => {
    const plain = open()
    const listed = await clerk().agreements.reminders()
    expect(listed.map(({ agreement, due }) => ({ id: agreement, due })).sort((a, b) => a.id - b.id)).toEqual(plain)
    expect(plain.length).toBeGreaterThan(5)
    const { todo } = await clerk().month.overview({ period: '2026-10' as never })
    const late = plain.filter(({ due }) => due < TODAY).length
    expect(todo.find(({ key }) => key === 'agreementsEnding')).toMatchObject({ count: plain.length, details: { late } })
    expect(late).toBeGreaterThan(0)
  })

  test('the list of agreements by days left', async () => {
    const { rows } = await clerk().agreements.list({ sort: { by: 'daysLeft' } })
    const days = rows.map(({ daysLeft }) => daysLeft)
    expect(days).toEqual([...days].sort((a, b) => a - b))
  })
})

test('files that wait: counted as the list has them', async () => {
  const count = async (state: 'unconfirmed' | 'changed') =>
    (await clerk().completeness.files({ filter: { state } })).total
  const [unconfirmed, changed] = [await count('unconfirmed'), await count('changed')]
  expect([unconfirmed > 0, changed]).toEqual([true, 3])
  const { todo } = await clerk().month.overview({ period: '2026-10' as never })
  expect(todo.find(({ key }) => key === 'confirmFiles')).toMatchObject({ count: unconfirmed + changed })
})

describe('open work', () => {
  const plainCounts = () => {
    const managers = read().all<{ code: string; manager: number | null }>('SELECT code, manager FROM outlets')
    const counts = new Map<number, { work: number; late: number }>()
    for (const { outlet, due } of openWork(cx())) {
      const manager = managers.find((each) => each.code === outlet)?.manager
      if (!manager) continue
      const known = counts.get(manager) ?? { work: 0, late: 0 }
      const isLate = due !== null && due < cx().today
      counts.set(manager, { work: known.work + 1, late: known.late + (isLate ? 1 : 0) })
    }
    return counts
  }

  test('is counted by manager as it is listed, with a round and after it', async () => {
    const counts = workCounts(cx())
    expect(new Map([...counts].sort())).toEqual(new Map([...plainCounts()].sort()))
    expect([...counts.values()].every(({ work }) => work > 3)).toBe(true)
    office.moveTo('2026-11-24T08:00:00.000Z')
    expect(new Map([...workCounts(cx())].sort())).toEqual(new Map([...plainCounts()].sort()))
    expect([...workCounts(cx()).values()].every(({ late }) => late > 3)).toBe(true)
    await office.as('李强').completeness.closeRound({ reason: '到期' })
    expect(new Map([...workCounts(cx())].sort())).toEqual(new Map([...plainCounts()].sort()))
  })

  test('of some outlets is what all of it says of them', () => {
    const all = read().all<{ id: number; code: string }>('SELECT id, code FROM outlets ORDER BY id')
    for (const some of [all.slice(0, 7), all.slice(20), all.slice(3, 4), []]) {
      const codes = some.map((outlet) => outlet.code)
      expect(
        openWork(
          cx(),
          some.map(({ id }) => id),
        ),
      ).toEqual(openWork(cx()).filter(({ outlet }) => codes.includes(outlet)))
    }
  })
})

describe('on a day', () => {
  const outlets = (on: IsoDate) => [...rowsAt(read(), 'outlet', on).values()]

  test.each(DAYS)('%s: some fields of the register are those of the whole rows', (on) => {
    const fields = ['manager', 'status', 'joinedOn']
    const some = [...rowsAt(read(), 'outlet', on, undefined, fields).values()]
    const whole = outlets(on).map(({ id, code, manager, status, joined_on }) => ({
      id,
      code,
      manager,
      status,
      joined_on,
    }))
    expect(some).toEqual(whole)
  })

  test.each(DAYS)('%s: an agent’s outlets are those whose agent it was', async (on) => {
    for (const agent of ['A0', 'A3']) {
      const { outletList } = (await clerk().agents.get({ code: agent, on })) as { outletList: { code: string }[] }
      const { id } = read().get<{ id: number }>('SELECT id FROM agents WHERE code = ?', agent)!
      const plain = outlets(on).filter((outlet) => outlet.agent === id)
      expect(outletList.map((outlet) => outlet.code)).toEqual(plain.map((outlet) => outlet.code).sort())
    }
  })

  test.each(DAYS)('%s: what a transfer hands over is what the manager has then, as far as he keeps it', async (on) => {
    const { id } = read().get<{ id: number }>("SELECT id FROM terms WHERE kind = 'manager' AND name = '经理1'")!
    const number = Number(on.replaceAll('-', ''))
    const goesLater = ({ id }: { id: number }) =>
      read().get(
        "SELECT 1 FROM history WHERE subject = 'outlet' AND subject_id = ? AND field = 'manager' AND from_day > ?",
        id,
        number,
      )
    const his = outlets(on).filter((outlet) => outlet.manager === id && outlet.status !== 'exited')
    const codes = his.filter((outlet) => !goesLater(outlet)).map((outlet) => String(outlet.code))
    const asked = { from: '经理1', to: '经理2', day: on }
    const plan = await clerk().channelManagers.planTransfer({ ...asked, outlets: codes })
    expect(plan.outlets.map((outlet) => outlet.code)).toEqual(codes.sort())
    expect(codes.length).toBeGreaterThan(2)
    const whole = clerk().channelManagers.planTransfer(asked)
    if (his.some(goesLater)) expect(await refusalCode(whole)).toBe('TRANSFER_CROSSED')
    else expect((await whole).outlets).toHaveLength(his.length)
  })
})
