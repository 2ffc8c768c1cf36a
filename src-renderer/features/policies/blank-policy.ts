/** What the editor starts with: a blank policy, blank clauses of each kind, and changing a clause's kind or way to pay. */

import type { Month } from '../../../src-main/domain/month.ts'
import type { Clause, ClauseKind, Measure, Policy, VolumeClause, VolumePay } from '../../../src-main/domain/policy.ts'

/** A policy with nothing in it but the month it shall start in. */
export function blankPolicy(from: Month): Policy {
  return { code: '', title: '', origin: 'county', kind: 'basic', from, clauses: [blankClause('volume', 'C1')] }
}

/** A clause of a kind with empty fields. */
export function blankClause(kind: ClauseKind, code: string): Clause {
  const base = { code, title: '' }
  switch (kind) {
    case 'volume':
      // which business it pays for is asked first; to pay for all, the condition is taken off
      return { ...base, kind, entries: { businessTypes: [] }, measure: 'count', pay: { kind: 'perUnit', rate: '' } }
    case 'instalment':
      return { ...base, kind, schedule: [{ month: 1, amount: '', when: { onNet: true } }] }
    case 'residual':
      return { ...base, kind, months: [1, 12], bands: [{ from: '0', percent: '' }], when: { onNet: true } }
    case 'fixed':
      return { ...base, kind, amount: '' }
  }
}

/** The next code that no clause has: C1, C2, …. */
export function nextCode(clauses: readonly Pick<Clause, 'code'>[]): string {
  const taken = new Set(clauses.map(({ code }) => code))
  let number = clauses.length + 1
  while (taken.has(`C${number}`)) number++
  return `C${number}`
}

/** The clause as another kind: what all kinds share stays, the rest starts blank. */
export function asKind(clause: Clause, kind: ClauseKind): Clause {
  const { code, title, outlets, entries, factors, cap, floor } = clause
  return { ...blankClause(kind, code), ...withoutEmpty({ title, outlets, entries, factors, cap, floor }) }
}

/** A blank way to pay; a tier on an amount pays percent. */
export function blankPay(kind: VolumePay['kind'], measure: Measure): VolumePay {
  switch (kind) {
    case 'perUnit':
    case 'percent':
      return { kind, rate: '' }
    case 'tier':
      return {
        kind,
        mode: 'step',
        unit: measure === 'amount' ? 'percent' : 'perUnit',
        tiers: [{ from: '0', rate: '' }],
      }
    case 'bonus':
      return { kind, tiers: [{ from: '', amount: '' }] }
  }
}

/** The clause with another measure; a percentage goes with amounts only, so the way to pay follows. */
export function withMeasure(clause: VolumeClause, measure: Measure): VolumeClause {
  const { pay } = clause
  const percent = pay.kind === 'tier' ? pay.unit === 'percent' : pay.kind === 'percent'
  if (measure === 'amount' || !percent) return { ...clause, measure }
  return { ...clause, measure, pay: pay.kind === 'tier' ? { ...pay, unit: 'perUnit' } : blankPay('perUnit', measure) }
}

/** The clause with another way to pay; percent turns the measure to amounts. */
export function withPay(clause: VolumeClause, kind: VolumePay['kind']): VolumeClause {
  const measure = kind === 'percent' ? 'amount' : clause.measure
  return { ...clause, measure, pay: blankPay(kind, measure) }
}

/** Without fields that hold nothing: an emptied cap is no cap. */
export function withoutEmpty<Value extends object>(value: Value): Value {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined && field !== '' && !isEmptyObject(field)),
  ) as Value
}

const isEmptyObject = (field: unknown): boolean =>
  typeof field === 'object' && field !== null && !Array.isArray(field) && Object.keys(field).length === 0
