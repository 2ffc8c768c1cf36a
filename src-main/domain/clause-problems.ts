/** What is wrong with a clause's way of paying, kind by kind (DOMAIN.md §4). */
import { compare, decimal, toDecimalText } from './exact.ts'
import { fen, isMoney } from './money.ts'
import type {
  BonusTier,
  Clawback,
  FixedClause,
  InstalmentClause,
  ResidualClause,
  ScheduleRow,
  Tier,
  VolumeClause,
  VolumePay,
  When,
} from './policy.ts'
import type { ProblemList } from './problem.ts'
import { checkThresholds, isDecimalOf, isMoneyOf, isPercentOf, isPresent, isWhole } from './value-problems.ts'
import { volumeSum } from './volume.ts'

export function volumeProblems(clause: VolumeClause, problems: ProblemList): void {
  const { pay, measure } = clause
  const unit = pay.kind === 'tier' ? pay.unit : pay.kind
  if (unit === 'percent' && measure !== 'amount') {
    problems.error(['measure'], 'PERCENT_NEEDS_AMOUNT', { measure })
  }
  if (unit === 'perUnit' && measure === 'amount') problems.note(['pay'], 'RATE_PER_YUAN')
  switch (pay.kind) {
    case 'perUnit':
      isMoneyOf(pay.rate, problems, ['pay', 'rate'])
      return
    case 'percent':
      isPercentOf(pay.rate, problems, ['pay', 'rate'])
      return
    case 'tier':
      tierProblems(pay, measure, problems.at('pay', 'tiers'))
      return
    case 'bonus':
      bonusProblems(pay.tiers, problems.at('pay', 'tiers'))
  }
}

function tierProblems(pay: VolumePay & { kind: 'tier' }, measure: string, problems: ProblemList): void {
  const ratesRead = pay.tiers
    .map(({ rate }, i) => (pay.unit === 'percent' ? isPercentOf : isMoneyOf)(rate, problems, [i, 'rate']))
    .every(Boolean)
  const errorsBefore = problems.found.length
  if (!checkThresholds(pay.tiers, { of: 'decimal' }, problems)) return
  const first = pay.tiers[0]!.from
  if (pay.mode === 'step' && measure !== 'amount' && compare(decimal(first), decimal('1')) === 0) {
    problems.note([0, 'from'], 'STEP_FROM_ONE')
  }
  const ascending = !problems.found.slice(errorsBefore).some(({ code }) => code === 'NOT_ASCENDING')
  if (pay.mode === 'flat' && ratesRead && ascending) flatFalls(pay, pay.tiers, problems)
}

/** Where the whole measure is paid at a tier's rate, a lower rate further up can pay less for more. */
function flatFalls(pay: VolumePay, tiers: readonly Tier[], problems: ProblemList): void {
  for (let i = 1; i < tiers.length; i++) {
    const { from, rate } = tiers[i]!
    if (compare(decimal(rate), decimal(tiers[i - 1]!.rate)) < 0) {
      problems.note([i, 'rate'], 'PAY_FALLS', { from, pays: toDecimalText(volumeSum(pay, decimal(from)), 2) })
    }
  }
}

function bonusProblems(tiers: readonly BonusTier[], problems: ProblemList): void {
  tiers.forEach(({ amount }, i) => {
    if (!isMoneyOf(amount, problems, [i, 'amount'])) return
    const before = tiers[i - 1]?.amount
    if (before !== undefined && isMoney(before) && fen(amount) < fen(before)) {
      problems.note([i, 'amount'], 'PAY_FALLS', { from: tiers[i]!.from, pays: amount })
    }
  })
  checkThresholds(tiers, { of: 'decimal' }, problems)
}

export function instalmentProblems(clause: InstalmentClause, problems: ProblemList): void {
  if (clause.schedule.length === 0) problems.error(['schedule'], 'MISSING')
  const months = new Set<number>()
  clause.schedule.forEach((row, i) => {
    const at = problems.at('schedule', i)
    isWhole(row.month, 1, at, ['month'])
    if (months.has(row.month)) at.note(['month'], 'SAME_MONTH_TWICE', { month: row.month })
    months.add(row.month)
    rowProblems(row, at)
  })
  clawbackProblems(clause.clawback, problems)
}

function rowProblems(row: ScheduleRow, problems: ProblemList): void {
  if ((row.amount === undefined) === (row.bands === undefined)) problems.error([], 'AMOUNT_OR_BANDS')
  if (row.amount !== undefined) isMoneyOf(row.amount, problems, ['amount'])
  if (row.bands !== undefined) {
    checkThresholds(row.bands, { of: 'money', negative: 'allowed' }, problems.at('bands'))
    row.bands.forEach(({ amount }, i) => {
      isMoneyOf(amount, problems, ['bands', i, 'amount'])
    })
  }
  whenProblems(row.when, problems)
}

export function residualProblems(clause: ResidualClause, problems: ProblemList): void {
  const [from, to] = clause.months
  const whole = [isWhole(from, 1, problems, ['months', 0]), isWhole(to, 1, problems, ['months', 1])].every(Boolean)
  if (whole && to < from) problems.error(['months'], 'MONTHS_REVERSED', { from, to })
  checkThresholds(clause.bands, { of: 'money' }, problems.at('bands'))
  clause.bands.forEach(({ percent, amount }, i) => {
    if ((percent === undefined) === (amount === undefined)) problems.error(['bands', i], 'AMOUNT_OR_PERCENT')
    if (percent !== undefined) isPercentOf(percent, problems, ['bands', i, 'percent'])
    if (amount !== undefined) isMoneyOf(amount, problems, ['bands', i, 'amount'])
  })
  whenProblems(clause.when, problems)
  clawbackProblems(clause.clawback, problems)
}

export function fixedProblems(clause: FixedClause, problems: ProblemList): void {
  isMoneyOf(clause.amount, problems, ['amount'])
  if (clause.months?.length === 0) problems.error(['months'], 'EMPTY_LIST')
  clause.months?.forEach((month, i) => {
    const valid = Number.isSafeInteger(month) && month >= 1 && month <= 12
    if (!valid) problems.error(['months', i], 'NOT_A_CALENDAR_MONTH', { value: month })
    else if (clause.months?.indexOf(month) !== i) problems.error(['months', i], 'DUPLICATE_VALUE', { value: month })
  })
  if (clause.completion === undefined) return
  isPresent(clause.completion.target, problems, ['completion', 'target'])
  checkThresholds(clause.completion.bands, { of: 'decimal' }, problems.at('completion', 'bands'))
}

function whenProblems(when: When | undefined, problems: ProblemList): void {
  if (when?.minMinutes !== undefined) isDecimalOf(when.minMinutes, problems, ['when', 'minMinutes'])
  if (when?.minBase !== undefined && !isMoney(when.minBase)) {
    problems.error(['when', 'minBase'], 'NOT_MONEY', { value: when.minBase })
  }
}

function clawbackProblems(clawback: Clawback | undefined, problems: ProblemList): void {
  if (clawback !== undefined) isWhole(clawback.withinMonths, 1, problems, ['clawback', 'withinMonths'])
}
