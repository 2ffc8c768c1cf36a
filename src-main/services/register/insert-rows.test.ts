/** Every row goes in once and in order, whatever their number; ids follow each other and the last is answered. */
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { makeHandles } from '../../data/handles.ts'
import { insertRows } from './insert-rows.ts'

test.each([0, 1, 15, 16, 17, 249, 250, 251, 533])('%i rows', (count) => {
  const connection = new Database(':memory:')
  connection.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b TEXT)')
  connection.exec("INSERT INTO t (id, a, b) VALUES (7, -1, 'before')")
  const { read, write } = makeHandles(connection)
  const rows = Array.from({ length: count }, (_, n) => [n, n % 3 ? `b${n}` : null])
  expect(insertRows(write, 't', ['a', 'b'], rows)).toBe(count === 0 ? 0 : 7 + count)
  expect(read.all('SELECT id, a, b FROM t WHERE a >= 0 ORDER BY id')).toEqual(
    rows.map(([a, b], n) => ({ id: 8 + n, a, b })),
  )
})
