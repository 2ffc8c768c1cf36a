/** Kept answers go with the first write, and nothing that a transaction saw before it was undone is ever kept. */
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { makeKept } from './kept.ts'

test('an answer is given again until something is written', () => {
  const connection = new Database(':memory:')
  connection.exec('CREATE TABLE t (a INTEGER)')
  const kept = makeKept(connection)
  kept.set('count', 0, kept.version())
  expect(kept.get('count')).toBe(0)
  connection.exec('UPDATE t SET a = 1')
  // nothing was changed by it
  expect(kept.get('count')).toBe(0)
  const before = kept.version()
  connection.exec('INSERT INTO t VALUES (1)')
  expect(kept.get('count')).toBeUndefined()
  kept.set('count', 0, before)
  // worked out before the row came
  expect(kept.get('count')).toBeUndefined()
  kept.set('count', 1, kept.version())
  connection.exec('DELETE FROM t')
  expect(kept.get('count')).toBeUndefined()
})

test('inside a transaction what was kept before may be read until it writes; what it sees is not kept', () => {
  const connection = new Database(':memory:')
  connection.exec('CREATE TABLE t (a INTEGER)')
  const kept = makeKept(connection)
  kept.set('count', 0, kept.version())
  const undone = connection.transaction(() => {
    expect(kept.get('count')).toBe(0)
    connection.exec('INSERT INTO t VALUES (1)')
    expect(kept.get('count')).toBeUndefined()
    kept.set('count', 1, kept.version())
    throw new Error('undone')
  })
  expect(undone).toThrow('undone')
  expect(kept.get('count')).toBeUndefined()
})

test('of many answers the last ones are kept', () => {
  const kept = makeKept(new Database(':memory:'))
  for (let n = 0; n < 10; n++) kept.set(`answer ${n}`, n, kept.version())
  expect(kept.get('answer 3')).toBeUndefined()
  expect(kept.get('answer 4')).toBe(4)
  expect(kept.get('answer 9')).toBe(9)
})
