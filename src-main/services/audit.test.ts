/** Where an act was done: said by the host and the browser, kept in the record, part of its chain. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSetUpOffice, type TestOffice } from '../../tests/support/office.ts'
import { ACTS_HEADER } from '../api/schemas/acts-header.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openSetUpOffice()
})
afterEach(() => office.close())

const BROWSER = '0123456789abcdef0123456789abcdef'

/** Signs in through the door, as a browser of a machine does. */
async function signIn(name: string, from?: string, browser?: string): Promise<void> {
  const request = new Request('http://desk/trpc/session.signIn', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(browser ? { 'x-desk-browser': browser } : {}) },
    body: JSON.stringify({ name, password: 'test-password' }),
  })
  expect((await office.desk.handle(request, from)).status).toBe(200)
}

const lastPlace = () =>
  office.desk.office.store.read.get<{ pc: string | null; browser: string | null }>(
    'SELECT pc, browser FROM audit ORDER BY id DESC LIMIT 1',
  )

test('the record says the machine and the browser of every act, and still verifies', async () => {
  await signIn('王芳', undefined, BROWSER)
  expect(lastPlace()).toEqual({ pc: 'PC-1', browser: BROWSER })
  await signIn('李强', '10.0.0.7', 'not a number!')
  expect(lastPlace()).toEqual({ pc: '10.0.0.7', browser: null })
  await office.as('王芳').agents.add({ code: 'A1', fields: { name: '甲' } })
  expect(lastPlace()).toEqual({ pc: 'PC-1', browser: null })
  const { rows } = await office.as('李强').audit.list({ offset: 0, limit: 3 })
  expect(rows.map(({ act, pc }) => [act, pc])).toEqual([
    ['agents.add', 'PC-1'],
    ['session.signIn', '10.0.0.7'],
    ['session.signIn', 'PC-1'],
  ])
  const verified = await office.as('李强').audit.verify({})
  expect(verified).toMatchObject({ ok: true, audit: { broken: null } })
})

test('every answer to somebody signed in says how far others have come: a question before it, an act after it', async () => {
  const signedIn = async (name: string) =>
    (await office.desk.caller(null).session.signIn({ name, password: 'test-password' })).token
  const ask = async (session: string | null, path: string, body?: object) => {
    const answer = await office.desk.handle(
      new Request(`http://desk/trpc/${path}`, {
        headers: { 'content-type': 'application/json', ...(session ? { 'x-desk-session': session } : {}) },
        ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      }),
    )
    return answer.headers.get(ACTS_HEADER)
  }
  const last = () => String(office.desk.office.store.read.get<{ id: number }>('SELECT max(id) AS id FROM audit')?.id)
  const [clerk, reviewer] = [await signedIn('王芳'), await signedIn('李强')]
  const before = last()
  expect([await ask(clerk, 'jobs.list'), await ask(reviewer, 'jobs.list')]).toEqual([before, before])
  const add = (session: string, code: string) =>
    ask(session, 'agents.add', { code, fields: { name: code, payerKind: 'person' } })
  // what one does oneself moves nothing, also where it was done before anything was asked
  expect([await add(clerk, 'D1'), await add(clerk, 'D2'), await ask(clerk, 'jobs.list')]).toEqual([
    before,
    before,
    before,
  ])
  const told = last()
  expect(Number(told)).toBe(Number(before) + 2)
  expect([await ask(reviewer, 'jobs.list'), await ask(reviewer, 'jobs.list')]).toEqual([told, told])
  expect(await ask(clerk, 'jobs.list')).toBe(before)
  expect(await ask(null, 'session.get')).toBeNull()
})
