/** Grading in the month bar and on the workbench: what is due, what waits for whom, and the door to the right step. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IsoDate, Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, type TestOffice } from './support/office.ts'

let office: TestOffice
const october = '2026-10' as Month
const today = '2026-11-21' as IsoDate

beforeEach(async () => {
  office = await openSetUpOffice()
  const outlet = (name: string) => ({ name, category: 'partner' as const, agent: 'D1' })
  await addRegister(office, { D1: { name: '通达', payeeName: '通达公司' } }, { W1: outlet('一店'), W2: outlet('二店') })
  await office.importText('entries', ['业务日期,网点编码,业务类型,数量,金额,流水号', '2026-10-01,W1,放号,1,0,A1'])
})
afterEach(() => office.close())

const scheme = (over: object = {}) => ({
  code: 'S',
  title: '放号分级',
  outlets: { categories: ['partner' as const] },
  levels: { city: '0', county: '1' },
  missing: 'zero' as const,
  indicators: [
    {
      code: 'FH',
      title: '放号量',
      level: 'county' as const,
      weight: '100',
      better: 'higher' as const,
      source: { kind: 'entries' as const, entries: { businessTypes: ['放号'] }, measure: 'count' as const },
      method: { kind: 'bestRatio' as const },
    },
  ],
  grades: {
    kind: 'thresholds' as const,
    bands: [
      { from: '60', grade: 'A' },
      { from: '0', grade: 'B' },
    ],
  },
  ...over,
})

async function seen(user: string, period = october) {
  const { stages, todo } = await office.as(user).month.overview({ period })
  const stage = stages.find(({ key }) => key === 'grade')
  return {
    stage: [stage?.state, stage?.open, stage?.to],
    todo: todo.filter(({ to }) => to.startsWith('/gradings')).map(({ key, who, to }) => [key, who, to]),
  }
}

async function approved(over: object = {}) {
  const { id } = await office.as('王芳').gradings.saveScheme(scheme(over))
  await office.as('王芳').gradings.submitScheme({ id })
  await office.as('李强').gradings.approveScheme({ id })
}

test('without a scheme there is nothing to grade; a submitted one waits for another person', async () => {
  expect(await seen('王芳')).toEqual({ stage: ['off', 0, '/gradings'], todo: [] })
  const { id } = await office.as('王芳').gradings.saveScheme(scheme())
  await office.as('王芳').gradings.submitScheme({ id })
  expect((await seen('王芳')).todo).toEqual([['approveScheme', 'other', `/gradings/schemes/${id}`]])
  expect((await seen('李强')).todo).toEqual([['approveScheme', 'me', `/gradings/schemes/${id}`]])
})

test('from due to final, each door leads to the step that is next', async () => {
  await approved()
  expect(await seen('王芳')).toEqual({
    stage: ['todo', 1, '/gradings/new?scheme=S'],
    todo: [['gradePeriod', 'me', '/gradings/new?scheme=S']],
  })
  const { id } = await office.as('王芳').gradings.start({ scheme: 'S', period: october })
  expect(await seen('王芳')).toEqual({
    stage: ['current', 1, `/gradings/${id}/steps`],
    todo: [['reviewGrading', 'other', `/gradings/${id}/steps?at=preview`]],
  })
  expect((await seen('李强')).todo).toEqual([['reviewGrading', 'me', `/gradings/${id}/steps?at=preview`]])
  await office.as('李强').gradings.review({ id })
  expect((await seen('王芳')).todo).toEqual([['noticeGrading', 'me', `/gradings/${id}/steps?at=notice`]])
  const { notice } = await office.as('王芳').gradings.notice({ id, from: today, to: today })
  expect(notice?.open).toBe(true)
  expect((await seen('李强')).todo).toEqual([])
  await office.as('王芳').gradings.raiseObjection({ grading: id, outlet: 'W2', text: '漏了一户', raisedBy: '李老板' })
  expect((await seen('王芳')).todo).toEqual([['answerObjections', 'me', `/gradings/${id}/steps?at=objections`]])
  const [objection] = await office.as('王芳').gradings.objections({ grading: id })
  await office.as('王芳').gradings.withdrawObjection({ id: objection!.id, reason: '看过了' })
  office.moveTo('2027-01-20T01:00:00Z')
  expect((await seen('王芳')).todo).toEqual([['finishGrading', 'other', `/gradings/${id}/steps?at=final`]])
  await office.as('李强').gradings.finish({ id, from: '2027-02' as Month })
  expect(await seen('李强')).toEqual({ stage: ['done', 0, '/gradings'], todo: [] })
})

test('a quarterly scheme is due in the last month of its quarter', async () => {
  await approved({ period: 'quarter' })
  expect((await seen('王芳')).stage).toEqual(['off', 0, '/gradings'])
  expect((await seen('王芳', '2026-12' as Month)).stage).toEqual(['todo', 1, '/gradings/new?scheme=S'])
})
