/** The sample county: its agents, outlets and monthly volumes, made from a seed; the ledgers are drawn from it row by row. */
import { addMonths, asMonth, type Month } from '../../domain/month.ts'
import { makeAgents } from './agents.ts'
import { makeOutlets } from './outlets.ts'
import { Random } from './random.ts'

export type CountySize = 'small' | 'county' | 'large'

/** The sample's months: three closed business months, oldest first. */
export const PERIODS: readonly Month[] = [asMonth('2026-08'), asMonth('2026-09'), asMonth('2026-10')]

/** Outlets, and entries by month. A large month fills an Excel sheet to its last row. */
export const SIZES: Readonly<Record<CountySize, { outlets: number; entries: readonly number[] }>> = {
  small: { outlets: 40, entries: [5_760, 6_240, 6_000] },
  county: { outlets: 700, entries: [364_800, 395_200, 380_000] },
  large: { outlets: 5_000, entries: [1_048_575, 1_048_575, 1_048_575] },
}

/** Activations among a month's entries. */
const ACTIVATION_SHARE = 0.06
/** Subscribers of the last twelve months before the sample begins, per entry of a month. */
const BASE_SHARE = 0.114
/** People who come to the counters, per entry of a month. */
const CUSTOMER_SHARE = 0.8

export type PayerWord = '企业' | '个体工商户' | '自然人'

export interface SampleAgent {
  readonly code: string
  readonly name: string
  readonly payerKind: PayerWord
  readonly idNumber: string
  readonly coreTier: string
  readonly payeeName: string
  readonly bank: string
  readonly account: string
  readonly fundMember: boolean
  readonly contact: string
  readonly phone: string
  readonly remark: string
}

export interface SampleOutlet {
  readonly code: string
  readonly name: string
  readonly category: '自有' | '社会'
  readonly type: string
  /** Agent's code; none for own stores. */
  readonly agent: string | null
  readonly star: number | null
  readonly grade: string
  readonly centre: string
  readonly township: string
  readonly address: string
  readonly contact: string
  readonly phone: string
  readonly manager: string
  readonly status: '在营' | '暂停' | '退出'
  /** yyyymmdd. */
  readonly joinedOn: number
  readonly remark: string
  /** Its part of the county's business. */
  readonly weight: number
  /** Entries are made in these months only; indexes into PERIODS. */
  readonly open: readonly boolean[]
}

export interface County {
  readonly size: CountySize
  readonly seed: number
  readonly code: string
  readonly name: string
  readonly agents: readonly SampleAgent[]
  readonly outlets: readonly SampleOutlet[]
  /** Entries by month and outlet. */
  readonly volumes: readonly Int32Array[]
  /** Activations by month and outlet. */
  readonly activations: readonly Int32Array[]
  /** Subscriber index of each outlet's first activation, by month. */
  readonly firstActivation: readonly Int32Array[]
  /** Subscribers 0 … base − 1 were activated before the sample and are in the subscriber-month files. */
  readonly base: number
  /** Subscribers 0 … customers − 1 existed before the sample; activations are numbered from here. */
  readonly customers: number
}

/**
 * A county of the given size. The same size and seed give the same county, ledgers and workbooks, byte for byte.
 * The ledgers are not in it: `entriesOf` and `subscriberMonthsOf` draw them row by row.
 */
export function generateCounty(size: CountySize, seed = 20261031): County {
  const scale = SIZES[size]
  const random = new Random(seed, 1)
  const agentsWithOutlets = makeAgents(scale.outlets - ownStores(scale.outlets), new Random(seed, 2))
  const outlets = makeOutlets(ownStores(scale.outlets), agentsWithOutlets, new Random(seed, 3), seed)
  const volumes = scale.entries.map((total, month) =>
    share(
      total,
      outlets.map((outlet) => (outlet.open[month] === true ? outlet.weight * random.logNormal(1, 0.12) : 0)),
    ),
  )
  const activations = volumes.map((volume, month) =>
    volume.map((entries, outlet) => {
      const rate = ACTIVATION_SHARE * new Random(seed, 4, month, outlet).logNormal(1, 0.3)
      return Math.min(Math.round(entries * rate), Math.floor(entries / 5))
    }),
  )
  const customers = Math.round(scale.entries.at(-1)! * CUSTOMER_SHARE)
  let next = customers
  const firstActivation = activations.map((counts) => {
    const first = new Int32Array(counts.length)
    counts.forEach((count, outlet) => {
      first[outlet] = next
      next += count
    })
    return first
  })
  return {
    size,
    seed,
    code: '341523',
    name: '舒城县',
    agents: agentsWithOutlets.map((each) => each.agent),
    outlets,
    volumes,
    activations,
    firstActivation,
    base: Math.round(scale.entries.at(-1)! * BASE_SHARE),
    customers,
  }
}

/** Index of a month in PERIODS. */
export function periodIndex(period: Month): number {
  const index = PERIODS.indexOf(period)
  if (index < 0) throw new RangeError(`the sample has no ${period}`)
  return index
}

/** First day of the month after the sample month, as yyyymmdd: when billing systems print their files. */
export function printedOn(period: Month): string {
  return `${addMonths(period, 1)}-02`
}

function ownStores(outlets: number): number {
  return Math.max(3, Math.round(outlets * 0.04))
}

/** Splits a whole number by weights into whole numbers that add up to it exactly. */
export function share(total: number, weights: readonly number[]): Int32Array {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const parts = new Int32Array(weights.length)
  let reached = 0
  let given = 0
  weights.forEach((weight, index) => {
    reached += weight
    const upTo = index === weights.length - 1 ? total : Math.floor((reached / sum) * total)
    parts[index] = upTo - given
    given = upTo
  })
  return parts
}
