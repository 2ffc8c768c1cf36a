/** The register's history (DOMAIN.md §2, Time): the state at any date equals the replay of the changes. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IsoDate } from '../src-main/domain/month.ts'
import { rowsAt } from '../src-main/services/register/history.ts'
import { openSetUpOffice, type TestOffice } from './support/office.ts'

let office: TestOffice
let made = 0

beforeAll(async () => {
  office = await openSetUpOffice('2026-11-21T04:00:00.000Z')
})
afterAll(() => office.close())

const FIELDS = ['name', 'bank', 'account', 'phone'] as const
const day = fc
  .integer({ min: 0, max: 70 })
  .map((n) => new Date(Date.UTC(2026, 9, 1) + n * 86_400_000).toISOString().slice(0, 10) as IsoDate)
const change = fc.record({
  field: fc.constantFrom(...FIELDS),
  value: fc.integer({ min: 1, max: 5 }).map((n) => `${n}${n}${n}${n}${n}${n}`),
  from: day,
})

type Change = { field: (typeof FIELDS)[number]; value: string; from: IsoDate }

/** Written from the rule: the first known value holds for all earlier time; of later ones the latest that has begun, the last recorded of one day. */
function replay(changes: readonly Change[], field: string, first: string, on: IsoDate): string {
  let value = first
  let since = ''
  for (const each of changes) {
    if (each.field !== field || each.from > on || each.from < since) continue
    value = each.value
    since = each.from
  }
  return value
}

/** A value that already holds on its day is no change and is not recorded: an import of what is known leaves no trace. */
function recorded(asked: readonly Change[], first: Record<Change['field'], string>): Change[] {
  const kept: Change[] = []
  for (const each of asked) {
    if (replay(kept, each.field, first[each.field], each.from) !== each.value) kept.push(each)
  }
  return kept
}

test('at any date, in whatever order the changes were recorded', async () => {
  const today = '2026-11-21' as IsoDate
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { maxLength: 12 }),
      fc.array(day, { minLength: 1, maxLength: 6 }),
      async (changes, days) => {
        const code = `A${++made}`
        const first = { name: '甲', bank: '中国银行', account: '100000', phone: '139' }
        await office.as('王芳').agents.add({ code, fields: first })
        for (const { field, value, from } of changes)
          await office.as('王芳').agents.change({ code, fields: { [field]: value }, from })
        const { read } = office.desk.office.store
        const held = recorded(changes, first)
        const id = read.get<{ id: number }>('SELECT id FROM agents WHERE code = ?', code)!.id
        for (const on of [...days, today]) {
          const row = rowsAt(read, 'agent', on).get(id)!
          for (const field of FIELDS)
            expect([on, field, row[field]]).toEqual([on, field, replay(held, field, first[field], on)])
        }
        const now = await office.as('王芳').agents.get({ code })
        for (const field of FIELDS)
          expect([field, now[field]]).toEqual([field, replay(held, field, first[field], today)])
      },
    ),
    { numRuns: 60 },
  )
})

test('a value with a day to come takes effect on that day, without anybody doing anything', async () => {
  await office.as('王芳').agents.add({ code: 'F1', fields: { name: '将来' } })
  await office.as('王芳').agents.change({ code: 'F1', fields: { bank: '新银行' }, from: '2026-12-01' as IsoDate })
  expect((await office.as('王芳').agents.get({ code: 'F1' })).bank).toBeNull()
  await office.reopen('2026-12-01T04:00:00.000Z')
  expect((await office.as('王芳').agents.get({ code: 'F1' })).bank).toBe('新银行')
})
