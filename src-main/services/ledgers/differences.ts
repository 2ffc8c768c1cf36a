/** What an import changes in rows that the store already has, field by field: all counted, the first told. */

export interface Difference {
  /** Row of the sheet. */
  readonly row: number
  /** What the row is about: the agent's or outlet's code, or the words of a ledger row's key. */
  readonly code: string
  readonly field: string
  readonly from: string | null
  readonly to: string | null
  /** The row of the same batch that it is compared with; absent where it is one of the store. */
  readonly firstRow?: number
}

export interface Differences {
  /** Stored rows that become others. */
  readonly rows: number
  readonly fields: number
  readonly kept: readonly Difference[]
}

/** Counts differences and keeps the first ones. */
export class DifferenceList implements Differences {
  rows = 0
  fields = 0
  readonly kept: Difference[] = []
  private readonly limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  /** The differences of one row; none counts for nothing. */
  add(row: number, code: string, found: readonly Pick<Difference, 'field' | 'from' | 'to'>[], firstRow?: number): void {
    if (found.length === 0) return
    this.rows += 1
    this.fields += found.length
    for (const { field, from, to } of found) {
      if (this.kept.length < this.limit)
        this.kept.push({ row, code, field, from, to, ...(firstRow === undefined ? {} : { firstRow }) })
    }
  }

  /** As the report keeps it. */
  get said(): Differences {
    return { rows: this.rows, fields: this.fields, kept: this.kept }
  }
}
