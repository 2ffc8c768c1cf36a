/** The sample's business entries (业务明细), drawn one by one: outlet by outlet and day by day, as the billing system lists them. */
import type { Month } from '../../domain/month.ts'
import { monthNumber } from '../../domain/month.ts'
import { type Activation, activationsOf, dayAt } from './activations.ts'
import { type County, PERIODS, periodIndex } from './county.ts'
import { operatorsOf } from './outlets.ts'
import { Random, trait } from './random.ts'
import { numberOf, planOf, subscriberIdOf } from './subscribers.ts'

export interface SampleEntry {
  /** yyyymmdd. */
  date: number
  outlet: string
  businessType: string
  brand: string
  plan: string
  subscriber: string
  subscriberId: string
  quantity: number
  /** Fen. */
  amount: number
  externalId: string
  lineNo: number
  /** External id of the reversed entry. */
  reverses: string
  operator: string
  remark: string
}

const PARTNER_MIX = [
  ['空中充值', 58],
  ['代收费', 17],
  ['新业务', 12],
  ['套餐办理', 7],
  ['终端', 3],
  ['宽带', 3],
] as const

const OWN_MIX = [
  ['空中充值', 12],
  ['代收费', 46],
  ['新业务', 14],
  ['套餐办理', 16],
  ['终端', 6],
  ['宽带', 6],
] as const

const RECHARGES = [
  [1_000, 12],
  [2_000, 14],
  [3_000, 20],
  [5_000, 30],
  [10_000, 20],
  [20_000, 3],
  [30_000, 1],
] as const

const PREPAID = [
  [5_000, 45],
  [10_000, 38],
  [20_000, 12],
  [0, 5],
] as const

const TWO_LINES = 21
/** Share of recharges that the billing system takes back at once. */
const RECHARGE_REVERSAL = 0.003

/** All entries of a month, exactly as many as `county.volumes` says. Memory does not grow with their number. */
export function* entriesOf(county: County, period: Month): Generator<SampleEntry> {
  const month = periodIndex(period)
  let serial = 0
  for (let outlet = 0; outlet < county.outlets.length; outlet++) {
    const total = county.volumes[month]![outlet]!
    if (total === 0) continue
    yield* entriesOfOutlet(county, month, outlet, total, serial)
    serial += total
  }
}

/** An outlet's month: activations and reversals on their days, the other business spread between them. */
function* entriesOfOutlet(
  county: County,
  month: number,
  outlet: number,
  total: number,
  serial: number,
): Generator<SampleEntry> {
  const { code, category } = county.outlets[outlet]!
  const period = PERIODS[month]!
  const firstOfMonth = monthNumber(period) * 100
  const random = new Random(county.seed, 8, month, outlet)
  const operators = operatorsOf(code)
  const mix = category === '自有' ? OWN_MIX : PARTNER_MIX
  const fixed = activationEntries(county, month, outlet)
  const others = total - fixed.length
  let next = 0
  let toReverse: SampleEntry | null = null
  for (let n = 0; n < others; n++) {
    const day = dayAt(period, (n + random.next()) / others)
    while (next < fixed.length && fixed[next]!.date <= firstOfMonth + day) yield fixed[next++]!
    if (toReverse !== null) {
      yield reversalOf(toReverse, firstOfMonth + day, externalId(firstOfMonth + day, 7, serial + n))
      toReverse = null
      continue
    }
    const entry = counterEntry(county, outlet, random.weighted(mix), random)
    entry.date = firstOfMonth + day
    entry.outlet = code
    entry.externalId = externalId(entry.date, 3, serial + n)
    entry.operator = operators[random.below(operators.length)]!
    if (entry.businessType === '空中充值' && random.next() < RECHARGE_REVERSAL) toReverse = entry
    yield entry
  }
  while (next < fixed.length) yield fixed[next++]!
}

/** The entries that activations and their reversals make at an outlet in a month, by day. */
function activationEntries(county: County, month: number, outlet: number): SampleEntry[] {
  const made: SampleEntry[] = []
  const ofMonth = activationsOf(county, month, outlet)
  const before = month > 0 ? activationsOf(county, month - 1, outlet) : []
  for (const activation of ofMonth) made.push(...orderOf(county, outlet, activation))
  for (const activation of [...before, ...ofMonth]) {
    if (activation.reversed?.month !== month) continue
    const on = monthNumber(PERIODS[month]!) * 100 + activation.reversed.day
    const id = externalId(on, 8, activation.subscriber)
    for (const line of orderOf(county, outlet, activation)) made.push(reversalOf(line, on, id))
  }
  return made.sort((a, b) => a.date - b.date)
}

/** An activation's order: the activation itself and often, as its second line, the plan taken with it. */
function orderOf(county: County, outlet: number, { subscriber, month, day }: Activation): SampleEntry[] {
  const { seed } = county
  const date = monthNumber(PERIODS[month]!) * 100 + day
  const { brand, plan } = planOf(seed, subscriber)
  const { code } = county.outlets[outlet]!
  const operators = operatorsOf(code)
  const random = new Random(seed, 9, subscriber)
  const line: SampleEntry = {
    date,
    outlet: code,
    businessType: '放号',
    brand,
    plan,
    subscriber: numberOf(subscriber),
    subscriberId: subscriberIdOf(subscriber),
    quantity: 1,
    amount: random.weighted(PREPAID),
    externalId: externalId(date, 1, subscriber),
    lineNo: 1,
    reverses: '',
    operator: random.pick(operators),
    remark: random.chance(0.03) ? random.pick(['校园迎新', '携号转入', '亲情网', '集团单位']) : '',
  }
  if (trait(seed, subscriber, TWO_LINES) > 0.55) return [line]
  return [line, { ...line, businessType: '套餐办理', amount: 0, lineNo: 2, remark: '' }]
}

/** Everything that is not an activation: a customer at the counter. */
function counterEntry(county: County, outlet: number, businessType: string, random: Random): SampleEntry {
  const customer = customerAt(county, outlet, random)
  const { brand, plan } = planOf(county.seed, customer)
  return {
    date: 0,
    outlet: '',
    businessType,
    brand,
    plan: businessType === '空中充值' || businessType === '代收费' ? '' : plan,
    subscriber: numberOf(customer),
    subscriberId: businessType === '空中充值' ? '' : subscriberIdOf(customer),
    quantity: businessType === '新业务' && random.chance(0.05) ? 2 : 1,
    amount: amountOf(businessType, random),
    externalId: '',
    lineNo: 1,
    reverses: '',
    operator: '',
    remark: random.chance(0.004) ? random.pick(['老客户', '代家人办理', '补打发票', '夜间办理']) : '',
  }
}

function amountOf(businessType: string, random: Random): number {
  switch (businessType) {
    case '空中充值':
      return random.weighted(RECHARGES)
    case '代收费':
      return Math.max(100, Math.round(random.logNormal(5_600, 0.6)))
    case '新业务':
      return random.pick([0, 500, 600, 1_000, 1_500, 2_000])
    case '终端':
      return random.pick([59_900, 79_900, 99_900, 129_900, 169_900, 199_900, 259_900, 399_900])
    case '宽带':
      return random.pick([0, 36_000, 48_000, 60_000])
    default:
      return 0
  }
}

/** Most customers live near: a stretch of the county's subscribers around the outlet's own. */
function customerAt(county: County, outlet: number, random: Random): number {
  if (random.chance(0.15)) return random.below(county.customers)
  const stretch = Math.max(50, Math.floor((county.customers / county.outlets.length) * 2))
  return (Math.floor((outlet / county.outlets.length) * county.customers) + random.below(stretch)) % county.customers
}

function reversalOf(entry: SampleEntry, date: number, id: string): SampleEntry {
  return {
    ...entry,
    date,
    quantity: -entry.quantity,
    amount: entry.amount === 0 ? 0 : -entry.amount,
    externalId: id,
    reverses: entry.externalId,
    remark: entry.businessType === '空中充值' ? '冲正' : '返销',
  }
}

/** Eighteen digits: the day, the kind of order, a serial number scattered over nine digits without repetition. */
function externalId(date: number, kind: number, serial: number): string {
  return `${date}${kind}${String((serial * 7_368_787 + 123_456_789) % 1_000_000_000).padStart(9, '0')}`
}
