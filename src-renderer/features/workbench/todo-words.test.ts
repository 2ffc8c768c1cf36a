import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { knownTodos, todoWords } from './todo-words.ts'

it('has words for everything that the overview may ask for', () => {
  const source = readFileSync(new URL('../../../src-main/services/month/todo.ts', import.meta.url), 'utf8')
  const [, list = ''] = source.split('export type TodoKey =')
  const keys = [...(list.split('\n\n')[0] ?? '').matchAll(/'(\w+)'/g)].map((match) => match[1] as string)
  expect(keys.length).toBeGreaterThan(10)
  expect([...knownTodos].sort()).toEqual([...keys].sort())
  expect(todoWords('approvePolicy').title(2)).toBe('审批 2 份酬金政策')
})
