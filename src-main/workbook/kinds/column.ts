/** How a kind of workbook is described: its columns, what makes two rows the same, and which columns are summed. */

/** The kinds of workbook that can be imported (CONTRACT.md "Workbook columns"). */
export type KindKey =
  | 'agents'
  | 'outlets'
  | 'outletCodes'
  | 'entries'
  | 'subscriberMonths'
  | 'volumes'
  | 'indicators'
  | 'assignedLines'
  | 'controlTotals'
  | 'openingPaid'
  | 'openingFund'
  | 'openingCarried'
  | 'openingDeposits'
  | 'expectedAmounts'

/** A value ready to bind: text, or an integer (fen, yyyymmdd, yyyymm, store id, count), or nothing. */
export type Value = string | number | null

interface ColumnBase {
  /** Identifier of DOMAIN.md's terms; the key of the value everywhere behind the workbook. */
  readonly key: string
  /** Heading of our templates and exports. */
  readonly heading: string
  /** Headings that billing systems and people use for the same thing. */
  readonly aliases: readonly string[]
  /** The column must be there (or be a constant of the mapping), and no row may leave it blank unless there is a `default`. */
  readonly required: boolean
  /** Taken where the cell is blank or the column is missing. */
  readonly default?: string | number
  /** What templates say about the column beyond its type. */
  readonly note?: string
  /** What templates show as an example. */
  readonly example?: string
}

/** Free text; an `id` is a code or number kept as text: leading zeros stay, inner blanks go, more than 15 digits as a number is damage. */
export interface TextColumn extends ColumnBase {
  readonly type: 'text'
  readonly id?: true
}

/** Something the office names, such as a brand or a township: text that the import makes known on first naming. */
export interface NameColumn extends ColumnBase {
  readonly type: 'name'
}

/** A day as yyyymmdd, a month as yyyymm, money as integer fen, a decimal as canonical text ("12.5"). */
export interface PlainColumn extends ColumnBase {
  readonly type: 'date' | 'month' | 'money' | 'decimal'
}

export interface IntegerColumn extends ColumnBase {
  readonly type: 'integer'
  readonly min?: number
  readonly max?: number
}

export interface Choice {
  readonly value: string | number
  /** The word of our templates and exports. */
  readonly word: string
  readonly aliases: readonly string[]
}

/** One of a few words. */
export interface ChoiceColumn extends ColumnBase {
  readonly type: 'choice'
  readonly choices: readonly Choice[]
}

export type ReferenceTo = 'outlet' | 'agent' | 'businessType' | 'outletType'

/** Something that must already be in the store, named by a code (an outlet by any code) or a name; the value is its store id. */
export interface ReferenceColumn extends ColumnBase {
  readonly type: 'reference'
  readonly to: ReferenceTo
}

export type Column = TextColumn | NameColumn | PlainColumn | IntegerColumn | ChoiceColumn | ReferenceColumn

/**
 * What makes two rows the same (DOMAIN.md §3): the first rule whose `needs` are all given applies.
 * In `keys` a list of keys means the first of them that is given.
 */
export interface Identity {
  readonly needs: readonly string[]
  readonly keys: readonly (string | readonly string[])[]
  /** error: the second row is wrong; warning: it is taken and reported. */
  readonly level: 'error' | 'warning'
}

/** A finding of a row's own rules; `key` names the column it is shown at. */
export type Report = (key: string, code: RowCode, level: 'error' | 'warning', details?: Record<string, unknown>) => void

/** Findings about a row as a whole, beside those of its cells. */
export type RowCode =
  | 'REQUIRED'
  | 'SIGN_MISMATCH'
  | 'PERIOD_NOT_OF_DATE'
  | 'OWN_HAS_AGENT'
  | 'PARTNER_WITHOUT_AGENT'
  | 'DATES_REVERSED'
  | 'BAD_ACCOUNT'
  | 'ACCOUNT_SIGNS'
  | 'BAD_PHONE'
  | 'BAD_MNEMONIC'
  | 'BAD_ID_NUMBER'
  | 'OUT_OF_RANGE'
  | 'REGION_CLOSED'
  | 'MANAGER_LEFT'

/** A row's values by the column's place in `Kind.columns`; `at` finds the place of a key. */
export type RowCheck = (values: Value[], at: Readonly<Record<string, number>>, report: Report) => void

export interface Kind {
  readonly key: KindKey
  /** Its name on screens and in templates. */
  readonly title: string
  readonly columns: readonly Column[]
  /** Of each group at least one column must be there and one cell filled. */
  readonly oneOf: readonly (readonly string[])[]
  readonly identities: readonly Identity[]
  /** Integer columns that are summed, by month where there is one, and held against a totals row. */
  readonly sums: readonly string[]
  /** Rules between the columns of one row; may fill what follows from the others. */
  readonly check?: RowCheck
}
