import { describe, expect, it } from 'vitest'
import { withHeadings } from './pasted-block.ts'

describe('a pasted block', () => {
  it.each([
    ['our headings', '网点编码\t网点名称\nW1\t甲', '网点编码\t网点名称\nW1\t甲'],
    ['other headings', '渠道代码\t厅名\nW1\t甲', '渠道代码\t厅名\nW1\t甲'],
    ['a heading of ours beside one with a digit', '网点编码\t电话1\nW1\t139', '网点编码\t电话1\nW1\t139'],
    ['no headings', 'W1\t甲\t社会\r\nW2\t乙\t自有', '网点编码\t网点名称\t渠道类别\nW1\t甲\t社会\r\nW2\t乙\t自有'],
    ['full-width digits are digits', 'Ｗ１\t甲', '网点编码\t网点名称\nＷ１\t甲'],
  ])('with %s', (_what, text, taken) => {
    expect(withHeadings('outlets', text)).toBe(taken)
  })
})
