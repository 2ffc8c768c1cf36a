/** What a commission policy is: its head, its four kinds of clause, its filters, its worked examples (DOMAIN.md §4). */
import type { Month } from './month.ts'

/** Yuan as text with at most two places, "30.00". */
export type Money = string
/** A decimal as text, "3.5"; as a percent it means 3.5 %. */
export type Decimal = string

export type OutletCategory = 'own' | 'partner'

/** Which outlets; an absent field means everything, inside a list OR, between fields AND. */
export interface OutletFilter {
  categories?: OutletCategory[] | undefined
  types?: string[] | undefined
  coreTiers?: string[] | undefined
  grades?: string[] | undefined
  stars?: number[] | undefined
  regions?: string[] | undefined
  outlets?: string[] | undefined
  agents?: string[] | undefined
}

/** Which business entries; an absent field means everything, inside a list OR, between fields AND. */
export interface EntryFilter {
  businessTypes?: string[] | undefined
  brands?: string[] | undefined
  plans?: string[] | undefined
}

export type FactorKind = 'grade' | 'star' | 'assessment'
export type Measure = 'count' | 'quantity' | 'amount' | 'subscribers'
export type Accumulation = 'month' | 'quarter' | 'year'

interface ClauseBase {
  code: string
  title: string
  outlets?: OutletFilter | undefined
  entries?: EntryFilter | undefined
  factors?: FactorKind[] | undefined
  cap?: Money | undefined
  floor?: Money | undefined
}

export interface Tier {
  from: Decimal
  rate: Decimal
}

export interface BonusTier {
  from: Decimal
  amount: Money
}

export type VolumePay =
  | { kind: 'perUnit'; rate: Money }
  | { kind: 'percent'; rate: Decimal }
  | { kind: 'tier'; mode: 'flat' | 'step'; unit: 'perUnit' | 'percent'; tiers: Tier[] }
  | { kind: 'bonus'; tiers: BonusTier[] }

/** Pays for what an outlet's matching entries measure. */
export interface VolumeClause extends ClauseBase {
  kind: 'volume'
  measure: Measure
  accumulate?: Accumulation | undefined
  pay: VolumePay
}

/** What must hold in the month for an instalment or a share to be paid. */
export interface When {
  onNet?: true | undefined
  minMinutes?: Decimal | undefined
  minBase?: Money | undefined
}

export interface AmountBand {
  from: Money
  amount: Money
}

export interface ScheduleRow {
  month: number
  amount?: Money | undefined
  bands?: AmountBand[] | undefined
  when?: When | undefined
}

export interface Clawback {
  withinMonths: number
}

/** Pays each member in the months of a schedule. */
export interface InstalmentClause extends ClauseBase {
  kind: 'instalment'
  schedule: ScheduleRow[]
  clawback?: Clawback | undefined
}

export interface ResidualBand {
  from: Money
  percent?: Decimal | undefined
  amount?: Money | undefined
}

/** Pays a share of each member's revenue. */
export interface ResidualClause extends ClauseBase {
  kind: 'residual'
  months: [number, number]
  bands: ResidualBand[]
  when?: When | undefined
  clawback?: Clawback | undefined
}

export interface CompletionBand {
  from: Decimal
  pays: 'full' | 'proportional'
}

export interface Completion {
  target: string
  measure: Measure
  bands: CompletionBand[]
}

/** A subsidy. */
export interface FixedClause extends ClauseBase {
  kind: 'fixed'
  amount: Money
  months?: number[] | undefined
  prorate?: true | undefined
  completion?: Completion | undefined
}

export type Clause = VolumeClause | InstalmentClause | ResidualClause | FixedClause
export type ClauseKind = Clause['kind']

export type PolicyOrigin = 'province' | 'city' | 'county'
export type PolicyKind = 'basic' | 'campaign'

/** A row in the shape of the workbook columns (CONTRACT.md): heading → cell. */
export type WorkbookRow = Record<string, string | number | null>

export interface PolicyExample {
  title: string
  outlets: WorkbookRow[]
  entries?: WorkbookRow[] | undefined
  subscriberMonths?: WorkbookRow[] | undefined
  period: Month
  lines: { outlet: string; clause: string; amount: Money }[]
}

/** A policy as it is saved. */
export interface Policy {
  code: string
  title: string
  documentNumber?: string | undefined
  origin?: PolicyOrigin | undefined
  kind: PolicyKind
  from: Month
  to?: Month | undefined
  clauses: Clause[]
  examples?: PolicyExample[] | undefined
}
