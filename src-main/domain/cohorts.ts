/** Gathers what members of a clause were paid into one line: the sum, and the cohorts by activation month (DOMAIN.md §4). */
import type { Exact } from './exact.ts'
import { ofFen } from './exact.ts'
import type { RowPayment } from './instalment.ts'
import type { Cohort, MembersBreakdown, UnpaidReason } from './line.ts'
import type { Fen } from './money.ts'
import { asFen, sumFen, yuan } from './money.ts'
import type { Month } from './month.ts'
import type { Decimal, Money } from './policy.ts'
import type { SharePayment } from './residual.ts'

/** One member's payment: by which rate, or why not. */
export interface MemberPayment {
  paid: Fen
  rate: Decimal
  unit: 'perUnit' | 'percent'
  from?: Money
  /** what a percentage was taken of */
  base?: Fen
  unpaid?: UnpaidReason
}

interface OpenBand {
  rate: Decimal
  unit: 'perUnit' | 'percent'
  from: Money | undefined
  members: number
  base: Fen | null
  sum: Fen
}

interface OpenCohort {
  month: Month
  index: number
  members: number
  paid: number
  bands: Map<string, OpenBand>
  unpaid: Map<UnpaidReason, number>
}

/** A line of members being gathered; add each member once, in any order. */
export interface MembersLine {
  add(month: Month, index: number, payments: readonly MemberPayment[]): void
  sum(): Exact
  breakdown(kind: MembersBreakdown['kind'], subject: string): MembersBreakdown
}

/** A schedule row's payment as a member's. */
export function fromInstalment({ row, paid, from, unpaid }: RowPayment): MemberPayment {
  const rate = from === undefined ? (row.amount ?? '0') : yuan(paid)
  return { paid, rate, unit: 'perUnit', ...(from === undefined ? {} : { from }), ...(unpaid ? { unpaid } : {}) }
}

/** A share's payment as a member's; `base` is that of the month. */
export function fromShare({ paid, band, unpaid }: SharePayment, base: Fen): MemberPayment {
  if (band === undefined) return { paid, rate: '0', unit: 'perUnit', ...(unpaid ? { unpaid } : {}) }
  return band.percent === undefined
    ? { paid, rate: band.amount ?? '0', unit: 'perUnit', from: band.from }
    : { paid, rate: band.percent, unit: 'percent', from: band.from, base }
}

/** An empty line; its cohorts come out by activation month, its bands by threshold as they were first met. */
export function membersLine(): MembersLine {
  const cohorts = new Map<Month, OpenCohort>()
  return {
    add(month, index, payments) {
      const cohort = cohorts.get(month) ?? emptyCohort(month, index)
      cohorts.set(month, cohort)
      cohort.members++
      if (payments.some(({ unpaid }) => unpaid === undefined)) cohort.paid++
      for (const payment of payments) count(cohort, payment)
    },
    sum: () => ofFen(sumFen([...cohorts.values()].map(cohortSum))),
    breakdown: (kind, subject) => ({
      kind,
      subject,
      cohorts: [...cohorts.values()].toSorted((a, b) => (a.month < b.month ? -1 : 1)).map(closed),
    }),
  }
}

function emptyCohort(month: Month, index: number): OpenCohort {
  return { month, index, members: 0, paid: 0, bands: new Map(), unpaid: new Map() }
}

function count(cohort: OpenCohort, payment: MemberPayment): void {
  const { paid, rate, unit, from, base, unpaid } = payment
  if (unpaid !== undefined) {
    cohort.unpaid.set(unpaid, (cohort.unpaid.get(unpaid) ?? 0) + 1)
    return
  }
  const key = `${unit} ${rate} ${from ?? ''}`
  const band = cohort.bands.get(key)
  if (band === undefined) {
    cohort.bands.set(key, { rate, unit, from, members: 1, base: base ?? null, sum: paid })
    return
  }
  band.members++
  band.sum = asFen(band.sum + paid)
  if (band.base !== null && base !== undefined) band.base = asFen(band.base + base)
}

function cohortSum(cohort: OpenCohort): Fen {
  return sumFen([...cohort.bands.values()].map(({ sum }) => sum))
}

function closed(cohort: OpenCohort): Cohort {
  const { month, index, members, paid } = cohort
  const bands = [...cohort.bands.values()].map(({ from, base, sum, ...band }) => ({
    ...band,
    ...(from === undefined ? {} : { from }),
    ...(base === null ? {} : { base: yuan(base) }),
    sum: yuan(sum),
  }))
  const unpaid = [...cohort.unpaid].map(([reason, count]) => ({ reason, members: count }))
  return {
    month,
    index,
    members,
    paid,
    sum: yuan(cohortSum(cohort)),
    bands: bands.toSorted((a, b) => Number(a.from ?? 0) - Number(b.from ?? 0) || (a.rate < b.rate ? -1 : 1)),
    unpaid: unpaid.toSorted((a, b) => (a.reason < b.reason ? -1 : 1)),
  }
}
