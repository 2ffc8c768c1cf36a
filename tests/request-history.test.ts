/**
 * The register's history under requests and direct edits, days passing (DOMAIN.md §2, Time): the state at any date equals a
 * replay of what was applied, and the register of today is the state of today.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IsoDate } from '../src-main/domain/month.ts'
import { reachDay } from '../src-main/services/register/day.ts'
import { addRegister, openSetUpOffice, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
let made = 0
let clock = 0

beforeAll(async () => {
  office = await openSetUpOffice()
  await addRegister(office, { D1: { name: '甲' }, D2: { name: '乙' }, D3: { name: '丙' } }, {})
  await office.as('管理员').requests.setSettings({ on: true })
})
afterAll(() => office.close())

const START = Date.UTC(2026, 10, 21)
const dayAt = (n: number) => new Date(START + n * 86_400_000).toISOString().slice(0, 10) as IsoDate

const VALUES = { name: ['一', '二', '三'], agent: ['D1', 'D2', 'D3', null], address: ['东', '西', null] } as const
type Field = keyof typeof VALUES | 'status'
type Value = string | null

// days are relative to the day on which the act is done
const days = fc.integer({ min: -40, max: 30 })
const pick = fc.integer({ min: 0, max: 11 })
const fate = fc.constantFrom('approve', 'approve', 'approve', 'reject', 'withdraw', 'later')
const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      field: fc.constantFrom('name', 'agent', 'address'),
      pick,
      from: days,
      fate,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('life' as const),
      kind: fc.constantFrom('suspension', 'resumption', 'exit'),
      from: days,
      fate,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('decide' as const) }) },
)

interface Applied {
  readonly field: Field
  readonly value: Value
  readonly from: IsoDate
}

/** From the rule alone: the first value holds since ever; of later ones the latest that has begun, of one day the last recorded. */
function held(first: Readonly<Record<Field, Value>>, applied: readonly Applied[], field: Field, on: IsoDate): Value {
  let best: Applied | undefined
  for (const each of applied) {
    if (each.field === field && each.from <= on && (best === undefined || each.from >= best.from)) best = each
  }
  return best ? best.value : first[field]
}

const LEADS = {
  suspension: { from: ['active'], to: 'suspended' },
  resumption: { from: ['suspended'], to: 'active' },
  exit: { from: ['planned', 'active', 'suspended'], to: 'exited' },
} as const

test('at any date, however it was asked, decided and dated', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { maxLength: 14 }),
      fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 3, maxLength: 6 }),
      async (acts, looks) => {
        const code = `P${++made}`
        const first: Record<Field, Value> = { name: '零', agent: 'D1', address: null, status: 'active' }
        await office.as('管理员').requests.setSettings({ on: false })
        await office.as('王芳').outlets.add({ code, fields: { name: '零', agent: 'D1' } })
        await office.as('管理员').requests.setSettings({ on: true })
        const applied: Applied[] = []
        let waiting: ({ id: number } & Applied)[] = []
        // what holds already on its day is no change and leaves no trace
        const record = (one: Applied) => {
          if (held(first, applied, one.field, one.from) !== one.value) applied.push({ ...one })
        }
        const stepFits = (kind: keyof typeof LEADS, from: IsoDate) =>
          (LEADS[kind].from as readonly Value[]).includes(held(first, applied, 'status', from)) &&
          !applied.some((each) => each.field === 'status' && each.from > from)
        const settle = async (one: { id: number; kind?: keyof typeof LEADS } & Applied, how: string) => {
          if (how === 'later') waiting.push(one)
          else if (how === 'reject') await office.as('李强').requests.reject({ id: one.id, reason: '不行' })
          else if (how === 'withdraw') await office.as('王芳').requests.withdraw({ id: one.id, reason: '不要了' })
          else {
            await office.as('李强').requests.approve({ id: one.id })
            record(one)
          }
        }
        for (const each of acts) {
          const today = dayAt(clock)
          if (each.do === 'pass') {
            clock += each.days
            office.moveTo(`${dayAt(clock)}T04:00:00.000Z`)
            reachDay(office.desk.office, dayAt(clock))
          } else if (each.do === 'decide') {
            const rest = waiting
            waiting = []
            for (const one of rest) await settle(one, 'approve')
          } else if (each.do === 'life') {
            const from = dayAt(clock + each.from)
            const asking = office.as('王芳').requests.askLife({
              ...{ code, from, reason: '事由' },
              ...(each.kind === 'exit'
                ? { kind: each.kind, settlement: { deposit: 'none', fund: 'none' } }
                : { kind: each.kind }),
            })
            if (waiting.some(({ field }) => field === 'status') || !stepFits(each.kind, from)) {
              expect(['REQUEST_OPEN', 'LIFE_STEP']).toContain(await refusalCode(asking))
              continue
            }
            await settle({ id: (await asking).id, field: 'status', value: LEADS[each.kind].to, from }, each.fate)
          } else {
            const field = each.field as keyof typeof VALUES
            const value = VALUES[field][each.pick % VALUES[field].length] ?? null
            const from = dayAt(clock + each.from)
            const changing = office
              .as('王芳')
              .outlets.change({ code, fields: { [field]: value }, from, reason: '事由' })
            if (field === 'address') {
              await changing
              record({ field, value, from })
              continue
            }
            const isSame = held(first, applied, field, from) === value
            if (!isSame && waiting.some((one) => one.field === field)) {
              expect(await refusalCode(changing)).toBe('REQUEST_OPEN')
              continue
            }
            const { requests } = await changing
            expect([today, requests.length]).toEqual([today, isSame ? 0 : 1])
            if (!isSame) await settle({ id: requests[0]!.id, field, value, from }, each.fate)
          }
        }
        const said = (row: { name: string; agent: Value; address: Value; status: string }) => ({
          ...{ name: row.name, agent: row.agent, address: row.address, status: row.status },
        })
        const expected = (on: IsoDate) => ({
          name: held(first, applied, 'name', on),
          agent: held(first, applied, 'agent', on),
          address: held(first, applied, 'address', on),
          status: held(first, applied, 'status', on),
        })
        for (const look of looks) {
          const on = dayAt(clock + look)
          expect([on, said(await office.as('王芳').outlets.get({ code, on }))]).toEqual([on, expected(on)])
        }
        const today = dayAt(clock)
        expect(said(await office.as('王芳').outlets.get({ code }))).toEqual(expected(today))
        for (const one of waiting) await office.as('王芳').requests.withdraw({ id: one.id, reason: '收尾' })
      },
    ),
    { numRuns: 40 },
  )
}, 120_000)
