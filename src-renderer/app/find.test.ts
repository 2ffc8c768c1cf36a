import { expect, it } from 'vitest'
import { matchesName } from './find.ts'

it.each([
  ['结算', 'js', true],
  ['结算', 'jiesuan', true],
  ['结算', '算', true],
  ['导入业务明细', 'drywmx', true],
  ['导入业务明细', 'ＤＲ', true],
  ['系统', 'js', false],
  ['系统', ' ', true],
])('%s by “%s”: %s', (name, typed, found) => expect(matchesName(name, typed)).toBe(found))
