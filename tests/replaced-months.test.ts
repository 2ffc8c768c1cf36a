/** A subscriber-month row whose place a later batch took is not read any more, whichever comes first in the ledger. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, type TestOffice } from './support/office.ts'

let office: TestOffice
const october = '2026-10' as Month
const HEAD = '账期,用户号码,网点编码,状态,开账收入,欠费'

beforeEach(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { D1: { name: '通达', payeeName: '通达公司' } },
    { W1: { name: '一店', category: 'partner', agent: 'D1' } },
  )
  const { id } = await office.as('王芳').policies.save({
    code: 'P',
    title: '分期',
    kind: 'basic',
    from: '2026-01' as Month,
    clauses: [
      {
        kind: 'instalment',
        code: 'C',
        title: '分期',
        schedule: [{ month: 1, amount: '20.00', when: { onNet: true } }],
      },
    ],
  })
  await office.as('王芳').policies.submit({ id })
  await office.as('李强').policies.approve({ id })
  await office.importText('entries', ['业务日期,网点编码,业务类型,用户号码,流水号', '2026-10-01,W1,放号,1391,A1'])
})
afterEach(() => office.close())

test.each([
  ['在网', '停机', '0.00'],
  ['停机', '在网', '20.00'],
])('%s overwritten by %s pays %s', async (first, second, gross) => {
  await office.importText('subscriberMonths', [HEAD, `2026-10,1391,W1,${first},50,0`])
  const again = [HEAD, `2026-10,1391,W1,${second},50,0`]
  const { rows } = await office.importText('subscriberMonths', again, { duplicates: 'overwrite' })
  expect(rows).toMatchObject({ updated: 1 })
  await office.as('王芳').settlements.calculate({ period: october })
  const [statement] = await office.as('王芳').settlements.statements({ period: october })
  expect(statement?.gross).toBe(gross)
  expect(statement?.lines).toMatchObject([{ measure: '1', rows: 2 }])
})
