/** The sample county on a first run: there after one act, and laid aside when the real office begins. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice

beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

test('an empty store offers the sample; ending it leaves room for the real office, and keeps the sample', async () => {
  const sample = await office.desk.caller(null).sample.install({ password: 'sample-word' })
  expect(readdirSync(sample.folder).length).toBeGreaterThan(10)
  const { token } = await office.desk.caller(null).session.signIn({ name: '王芳', password: 'sample-word' })
  expect(token).not.toBe('')
  expect((await office.as('王芳').outlets.list({ offset: 0, limit: 1 })).total).toBe(40)
  expect(
    (await office.as('王芳').policies.list({ period: sample.periods[0]! })).every(
      ({ status }) => status === 'approved',
    ),
  ).toBe(true)
  expect(await refusalCode(office.desk.caller(null).sample.install({ password: 'sample-word' }))).toBe('ALREADY_SET_UP')
  expect(await refusalCode(office.as('王芳').sample.end({}))).toBe('ROLE_MISSING')
  expect(await office.as('管理员').sample.end({})).toEqual({ restart: true })
  await office.reopen()
  expect((await office.desk.caller(null).session.get({})).county).toBeNull()
  expect(readdirSync(join(office.dataDir, 'backups'))).toHaveLength(1)
  const real = { code: '1', name: '真县', user: '我', password: 'long enough' }
  await office.desk.caller(null).county.setUp(real)
  expect(await refusalCode(office.as('我').sample.end({}))).toBe('WRONG_STATE')
  expect(existsSync(join(office.dataDir, 'desk.lay-aside'))).toBe(false)
})
