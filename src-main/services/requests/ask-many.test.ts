/** Asking for many at once makes the very requests that asking one by one makes, and is refused for the same. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusal, type TestOffice } from '../../../tests/support/office.ts'

let office: TestOffice
const clerk = () => office.as('王芳')
const numbers = Array.from({ length: 18 }, (_, n) => n)
const many = (letter: string) => numbers.map((n) => `${letter}${n}`)

beforeAll(async () => {
  office = await openSetUpOffice()
  const outlet = (n: number) => ({ name: `店${n}`, agent: `A${n % 2}`, type: n % 3 ? '特约代理点' : '指定专营店' })
  const outlets = (letter: string) => Object.fromEntries(numbers.map((n) => [`${letter}${n}`, outlet(n)]))
  await addRegister(office, { A0: { name: '甲' }, A1: { name: '乙' } }, { ...outlets('M'), ...outlets('S') })
  await office.as('管理员').requests.setSettings({ on: true })
})
afterAll(() => office.close())

/** What the requests of outlets with this letter say, without what names them. */
async function asked(letter: string) {
  const rows = await clerk().requests.list({})
  const own = rows.filter(({ code }) => code?.startsWith(letter)).sort((a, b) => a.id - b.id)
  const changes = await Promise.all(own.map(async ({ id }) => (await clerk().requests.get({ id })).changes))
  return own.map(({ id: _id, number: _number, at: _at, decidedAt: _decided, code, ...row }, nth) => ({
    ...{ ...row, code: code?.slice(1), changes: changes[nth] },
  }))
}

const fields = { type: '指定专营店', agent: 'A1', grade: 'B' }

test('fields that wait, and those that are said already', async () => {
  const done = await clerk().outlets.batchChange({ codes: many('M'), fields, reason: '调整' })
  for (const code of many('S')) await clerk().outlets.change({ code, fields, reason: '调整' })
  const [batch, single] = [await asked('M'), await asked('S')]
  expect(batch).toEqual(single)
  // every sixth outlet has both already
  expect(batch.length).toBe(numbers.filter((n) => n % 3 !== 0 || n % 2 === 0).length)
  expect(done.requests).toHaveLength(batch.length)
  const made = await Promise.all(done.requests.map(({ id }) => clerk().requests.get({ id })))
  expect(made.map(({ number, code, state, manner }) => ({ number, code, state, manner }))).toEqual(
    done.requests.map(({ number, code, state, manner }) => ({ number, code, state, manner })),
  )
  const given = (await clerk().requests.list({})).map(({ number }) => number)
  expect(new Set(given).size).toBe(given.length)
})

test('a second request for the same field is refused as it is alone', async () => {
  const other = { type: '直销点' }
  const alone = await refusal(clerk().outlets.change({ code: 'M1', fields: other, reason: '再改' }))
  const batch = await refusal(clerk().outlets.batchChange({ codes: ['M1', 'M2'], fields: other, reason: '再改' }))
  expect(alone.code).toBe('REQUEST_OPEN')
  expect(batch).toEqual(alone)
})

test('报备 and steps of life among those that wait', async () => {
  await office.as('管理员').requests.setSettings({ manners: { 'outlet.name': 'notice', suspension: 'notice' } })
  const before = [(await asked('M')).length, (await asked('S')).length]
  const steps = { status: 'suspended' as never }
  await clerk().outlets.batchChange({ codes: many('M').slice(0, 9), fields: steps, reason: '装修' })
  for (const code of many('S').slice(0, 9)) await clerk().outlets.change({ code, fields: steps, reason: '装修' })
  const [batch, single] = [await asked('M'), await asked('S')]
  expect(batch.slice(before[0])).toEqual(single.slice(before[1]))
  expect(batch).toHaveLength(before[0]! + 9)
  expect(batch.at(-1)).toMatchObject({ kind: 'suspension', manner: 'notice', state: 'effective' })
})
