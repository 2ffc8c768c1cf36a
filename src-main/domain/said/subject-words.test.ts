import { expect, it } from 'vitest'
import { subjectWords } from './subject-words.ts'

it.each([
  ['settlement:2026-10', '结算 2026年10月'],
  ['user:李明', '用户 李明'],
  ['statement:2026-10:W001', '结算单 2026年10月 W001'],
  ['settings:factors.grade', '设置 分级系数'],
  ['entries', '业务明细'],
  [null, null],
])('%s is %s', (subject, said) => expect(subjectWords(subject)).toBe(said))
