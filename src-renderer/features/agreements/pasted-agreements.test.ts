import { expect, test } from 'vitest'
import { pastedAgreements } from './pasted-agreements.ts'

test('a block in the fixed order, without heads', () => {
  const { agreements, wrong } = pastedAgreements(
    'A-1\tD1\t专营\t2026/1/5\t20260101\t2026年12月31日\tW1、W2\n\nA-2\tD2\t否\t2026-01-05\t2026-01-01\t2026-12-31\tW3\tA-0\t续\n',
  )
  expect(wrong).toEqual([])
  expect(agreements).toEqual([
    {
      number: 'A-1',
      agent: 'D1',
      exclusive: true,
      signedOn: '2026-01-05',
      from: '2026-01-01',
      to: '2026-12-31',
      outlets: ['W1', 'W2'],
      renewalOf: null,
      remark: null,
    },
    {
      number: 'A-2',
      agent: 'D2',
      exclusive: false,
      signedOn: '2026-01-05',
      from: '2026-01-01',
      to: '2026-12-31',
      outlets: ['W3'],
      renewalOf: 'A-0',
      remark: '续',
    },
  ])
})

test('heads say the order; what is wrong is said by line', () => {
  const { agreements, wrong, lines } = pastedAgreements(
    [
      '代理商编码\t协议编号\t网点编码\t性质\t签订日期\t开始日期\t到期日期',
      'D1\tA-1\tW1\t专营\t2026-01-05\t2026-01-01\t2026-12-31',
      'D1\t\tW1\t专营\t2026-01-05\t2026-01-01\t2026-12-31',
      'D1\tA-3\tW1\t独家\t2026-01-05\t2026-01-01\t2026-12-31',
      'D1\tA-4\tW1\t专营\t2026-01-05\t2026-02-30\t2026-12-31',
    ].join('\r\n'),
  )
  expect(agreements.map(({ number }) => number)).toEqual(['A-1'])
  expect(lines).toEqual([2])
  expect(wrong).toEqual([
    { line: 3, fault: '没有填协议编号' },
    { line: 4, fault: '性质要填专营或非专营' },
    { line: 5, fault: '日期不对，要像 2026-01-01' },
  ])
})
