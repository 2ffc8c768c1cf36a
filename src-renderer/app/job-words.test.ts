import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { actWords, secondsWords, stepWords } from './job-words.ts'

const source = (folder: string): string =>
  readdirSync(new URL(folder, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(`${folder}${name}`, import.meta.url), 'utf8'))
    .join('\n')

it('has words for every step that work says it is at', () => {
  const steps = [...source('../../src-main/services/').matchAll(/\.progress\(\s*'(\w+)'/g)].map(
    (match) => match[1] as string,
  )
  expect(steps.length).toBeGreaterThan(5)
  expect([...new Set(steps)].filter((step) => stepWords(step, 0) === '')).toEqual([])
})

it('says work and time plainly', () => {
  expect(actWords('ledgers.import')).toBe('导入')
  expect(actWords('never.heard')).toBe('后台工作')
  expect(stepWords('reading', 120000)).toBe('已读 120,000 行')
  expect(secondsWords(38)).toBe('38 秒')
  expect(secondsWords(200)).toBe('3 分钟')
})
