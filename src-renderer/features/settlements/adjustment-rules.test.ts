import { describe, expect, it } from 'vitest'
import { addingFault, decidingFault, draftFault, effectWords, signedAmount } from './adjustment-rules.ts'

describe('an adjustment', () => {
  it.each([
    ['penalty', '100', '-100.00'],
    ['penalty', '-100', '-100.00'],
    ['bonus', '１２．５', '12.50'],
    ['bonus', '-5', '5.00'],
    ['correction', '-3.20', '-3.20'],
    ['dispute', '0', undefined],
    ['dispute', '壹佰', undefined],
  ])('%s of “%s” is %s', (kind, amount, signed) => expect(signedAmount({ kind, amount })).toBe(signed))

  it('needs outlet, amount and reason, and says what will happen', () => {
    const draft = { outlet: 'W1', kind: 'penalty', amount: '1234.5', reason: '窗口检查' }
    expect(draftFault(draft)).toBeUndefined()
    expect(draftFault({ ...draft, reason: ' ' })).toBe('请写原因')
    expect(effectWords(draft)).toContain('从该网点扣 1,234.50 元')
  })

  it('is decided by another, once, and never added to a closed month', () => {
    expect(decidingFault({ author: '王芳', state: 'waiting' }, '王芳')).toContain('另一个人')
    expect(decidingFault({ author: '王芳', state: 'waiting' }, '李强')).toBeUndefined()
    expect(decidingFault({ author: '王芳', state: 'refused' }, '李强')).toBe('已经驳回了')
    expect(addingFault('closed')).toContain('已结账')
    expect(addingFault('reviewed')).toBeUndefined()
  })
})
