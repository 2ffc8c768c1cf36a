import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { IsoDate } from './month.ts'
import {
  AGREEMENT_ACTS,
  CORE_FIELDS,
  type KeptState,
  kindOfStatus,
  LIFE,
  LIFE_KINDS,
  type LifeStatus,
  MANNER_ITEMS,
  mannerOf,
  mayAct,
  type RequestAct,
  requestNumber,
  stateOn,
} from './request.ts'

const statuses: readonly LifeStatus[] = ['planned', 'active', 'suspended', 'exited']

describe('the life of an outlet', () => {
  it.each([
    ['active', 'suspended', 'suspension'],
    ['suspended', 'active', 'resumption'],
    ['active', 'exited', 'exit'],
    ['suspended', 'exited', 'exit'],
    ['planned', 'exited', 'exit'],
    ['planned', 'active', 'change'],
    ['exited', 'active', 'change'],
    ['planned', 'suspended', 'change'],
  ] as const)('from %s to %s is asked as %s', (from, to, kind) => expect(kindOfStatus(from, to)).toBe(kind))

  test('a kind always leads where its table says, from where it may', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statuses), fc.constantFrom(...statuses), (from, to) => {
        const kind = kindOfStatus(from, to)
        if (kind !== 'change') expect([LIFE[kind].to, LIFE[kind].from.includes(from)]).toEqual([to, true])
      }),
    )
    for (const kind of LIFE_KINDS) expect(LIFE[kind].from).not.toContain(LIFE[kind].to)
  })
})

describe('报批 or 报备', () => {
  const table = { 'agent.bank': 'notice', suspension: 'notice', 'agent.account': 'approval' } as const
  it.each([
    ['change', 'agent', ['bank'], 'notice'],
    ['change', 'agent', ['bank', 'account'], 'approval'],
    ['change', 'outlet', ['bank'], 'approval'],
    ['suspension', 'outlet', ['status'], 'notice'],
    ['exit', 'outlet', ['status'], 'approval'],
    ['admission', 'outlet', [], 'approval'],
    ['change', 'agent', [], 'approval'],
  ] as const)('%s of %s %j: %s', (kind, subject, fields, manner) =>
    expect(mannerOf({ kind, subject, fields }, table)).toBe(manner),
  )

  test('one field that must wait makes the whole wait', () => {
    const fields = CORE_FIELDS.agent
    const manners = fc.record(
      Object.fromEntries(fields.map((field) => [`agent.${field}`, fc.constantFrom('approval', 'notice')])),
    )
    fc.assert(
      fc.property(manners, fc.subarray([...fields], { minLength: 1 }), (given, some) => {
        const waits = some.some((field) => given[`agent.${field}`] === 'approval')
        const found = mannerOf({ kind: 'change', subject: 'agent', fields: some }, given as Record<string, 'approval'>)
        expect(found).toBe(waits ? 'approval' : 'notice')
      }),
    )
  })

  test.each(AGREEMENT_ACTS)('an agreement is of the manner of what is done to it: %s', (agreement) => {
    const asked = { kind: 'change', subject: 'agent', fields: ['agreement.number'], agreement } as const
    expect(mannerOf(asked, { 'agent.agreement.number': 'notice' })).toBe('approval')
    expect(mannerOf(asked, { [`agreement.${agreement}`]: 'notice' })).toBe('notice')
  })

  test('every core field and kind has its line', () => {
    expect(new Set(MANNER_ITEMS).size).toBe(MANNER_ITEMS.length)
    const fields = CORE_FIELDS.agent.length + CORE_FIELDS.outlet.length
    expect(MANNER_ITEMS).toHaveLength(1 + LIFE_KINDS.length + fields + AGREEMENT_ACTS.length)
  })
})

describe('states', () => {
  const day = (text: string) => text as IsoDate
  it.each([
    ['asked', '2026-10-01', 'asked'],
    ['approved', '2026-10-31', 'effective'],
    ['approved', '2026-11-01', 'effective'],
    ['approved', '2026-11-02', 'approved'],
    ['approved', null, 'approved'],
    ['rejected', '2026-10-01', 'rejected'],
  ] as const)('%s from %s is %s on 1 November', (kept, from, state) =>
    expect(stateOn(kept, from && day(from), day('2026-11-01'))).toBe(state),
  )

  test('what is decided is decided: no act brings a request back to be asked, or out of rejected and withdrawn', () => {
    const acts: RequestAct[] = ['approve', 'reject', 'withdraw', 'complete', 'acknowledge', 'giveCode']
    fc.assert(
      fc.property(
        fc.record({
          kind: fc.constantFrom('admission', 'change', 'exit') as fc.Arbitrary<'admission' | 'change' | 'exit'>,
          manner: fc.constantFrom('approval', 'notice') as fc.Arbitrary<'approval' | 'notice'>,
          kept: fc.constantFrom('asked', 'approved', 'rejected', 'withdrawn') as fc.Arbitrary<KeptState>,
          seen: fc.boolean(),
          coded: fc.boolean(),
        }),
        fc.constantFrom(...acts),
        (one, act) => {
          const may = mayAct(act, one)
          if (one.kept === 'rejected' || one.kept === 'withdrawn') expect(may).toBe(false)
          if (one.kept === 'approved' && ['approve', 'reject', 'withdraw', 'complete'].includes(act))
            expect(may).toBe(false)
        },
      ),
    )
    const one = { kind: 'change', manner: 'notice', kept: 'approved', seen: false, coded: true } as const
    expect(mayAct('acknowledge', one)).toBe(true)
    expect(mayAct('acknowledge', { ...one, seen: true })).toBe(false)
    expect(mayAct('giveCode', { ...one, kind: 'admission', coded: false })).toBe(true)
    expect(mayAct('giveCode', one)).toBe(false)
  })

  it('numbers requests within a year', () => {
    expect(requestNumber('2026', 7)).toBe('SQ2026-0007')
    expect(requestNumber('2026', 12345)).toBe('SQ2026-12345')
  })
})
