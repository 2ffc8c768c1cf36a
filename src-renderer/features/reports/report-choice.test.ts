import { describe, expect, it } from 'vitest'
import { asMonth } from '../../../src-main/domain/month.ts'
import { asked, readChoice, reportKinds, whoCodes, whoValues, writeChoice } from './report-choice.ts'

const [statements, summary] = reportKinds

describe('the choice in the address', () => {
  it.each([
    { kind: statements!, agents: [], outlets: [] },
    { kind: summary!, agents: ['D0001', 'D 2'], outlets: ['00564'] },
  ])('comes back as it was', (choice) => {
    expect(readChoice(writeChoice(choice))).toEqual(choice)
  })

  it('is the statements of everybody where the address says nothing or nonsense', () => {
    const all = { kind: statements, agents: [], outlets: [] }
    expect(readChoice(new URLSearchParams())).toEqual(all)
    expect(readChoice(new URLSearchParams('report=x&agents=,'))).toEqual(all)
  })
})

it('the choice box keeps agents and outlets apart', () => {
  const who = { agents: ['A1'], outlets: ['A1', 'outlet 2'] }
  expect(whoCodes(whoValues(who))).toEqual(who)
})

it('asks for everybody by leaving the lists out', () => {
  expect(asked(asMonth('2026-10'), { kind: summary!, agents: [], outlets: [] })).toEqual({
    name: 'summary',
    period: '2026-10',
  })
  expect(asked(asMonth('2026-10'), { kind: summary!, agents: ['D1'], outlets: [] })).toEqual({
    name: 'summary',
    period: '2026-10',
    agents: ['D1'],
  })
})
