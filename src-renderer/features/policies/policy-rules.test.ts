import { expect, it } from 'vitest'
import type { ChainStepState } from '../../../src-main/domain/policy-chain.ts'
import { approveFault, takeFault, waitWords } from './policy-rules.ts'
import { approveWords, monthsWords } from './policy-words.ts'

it.each([
  ['2026-01', null, '2026年1月起'],
  ['2026-09', '2026-10', '2026年9月至10月'],
  ['2026-09', '2026-09', '2026年9月'],
  ['2026-09', '2027-02', '2026年9月至2027年2月'],
])('months from %s to %s: %s', (from, to, words) => expect(monthsWords(from, to)).toBe(words))

const step = (number: number, rest: Partial<ChainStepState>): ChainStepState => ({
  number,
  name: `第${number}步`,
  how: 'here',
  role: 'finance',
  state: 'open',
  user: null,
  ...rest,
})

it('says why a step or the approval cannot be taken, as the back office would refuse it', () => {
  const steps = [step(1, {}), step(2, { how: 'recorded', role: null })]
  const version = { submittedBy: '王芳', steps }
  const finance = { name: '陈静', roles: ['finance'] }
  expect(takeFault(steps[0]!, version, finance)).toBeUndefined()
  expect(takeFault(steps[0]!, version, { name: '李强', roles: ['reviewer'] })).toContain('财务')
  expect(takeFault(steps[0]!, version, { name: '王芳', roles: ['finance'] })).toContain('您提交')
  expect(takeFault(steps[1]!, version, { name: '王芳', roles: ['clerk'] })).toContain('第1步')
  expect(takeFault(steps[1]!, version, finance)).toContain('渠道管理员')
  expect(approveFault(version, steps, '李强')).toContain('第1步、第2步')
  expect(waitWords(steps)).toBe('等“第1步”（财务）办')
  const taken = [step(1, { state: 'agreed', user: '陈静' }), step(2, { how: 'recorded', role: null })]
  const later = { ...version, steps: taken }
  expect(waitWords(taken)).toBe('等登记“第2步”的批复')
  expect(takeFault(taken[1]!, later, { name: '王芳', roles: ['clerk'] })).toBeUndefined()
  const all = [taken[0]!, step(2, { how: 'recorded', role: null, state: 'agreed', user: '李强' })]
  expect(approveFault(version, all, '李强')).toBeUndefined()
  expect(approveFault(version, all, '陈静')).toContain('“第1步”是您办的')
  expect(waitWords(all)).toBe('等批准')
})

it('says what approving means by where the policy comes from', () => {
  expect(approveWords({ origin: 'province', documentNumber: '省渠道〔2026〕18号' })).toEqual({
    label: '核对无误，批准',
    meaning: '这是省公司的政策：批准表示您已对照文件“省渠道〔2026〕18号”逐条核对，配置与文件一致。',
  })
  expect(approveWords({ origin: 'city' }).meaning).toContain('对照市公司的文件逐条核对')
  expect(approveWords({}).label).toBe('批准')
})
