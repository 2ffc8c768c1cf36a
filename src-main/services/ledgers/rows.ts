/** Storing checked ledger rows: which table a kind goes to, its columns, and many rows with one statement. */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import type { TermKind } from '../../data/schema.ts'
import type { Chunk } from '../../workbook/ingest/request.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import { TermDesk } from '../register/terms.ts'

/** The kinds whose rows are kept as a ledger of batches; agents, outlets and their codes are the register's. */
export type LedgerKind = Exclude<KindKey, 'agents' | 'outlets' | 'outletCodes'>

interface LedgerColumn {
  readonly column: string
  readonly key: string
  /** Made known on first naming. */
  readonly term?: TermKind
}

interface LedgerTable {
  readonly table: string
  readonly columns: readonly LedgerColumn[]
  /** Whether `n` (new) and `o` (stored) are the same row (DOMAIN.md §3). */
  readonly same: string
}

const c = (column: string, key = column, term?: TermKind): LedgerColumn => ({ column, key, ...(term ? { term } : {}) })

export const LEDGERS: Readonly<Record<LedgerKind, LedgerTable>> = {
  entries: {
    table: 'entries',
    columns: [
      c('date'),
      c('period'),
      c('outlet'),
      c('type', 'businessType'),
      c('brand', 'brand', 'brand'),
      c('plan', 'plan', 'plan'),
      c('subscriber'),
      c('subscriber_id', 'subscriberId'),
      c('quantity'),
      c('amount'),
      c('external_id', 'externalId'),
      c('line_number', 'lineNo'),
      c('reverses'),
      c('operator'),
      c('remark'),
    ],
    same: `(n.external_id IS NOT NULL AND o.external_id = n.external_id AND
        CASE WHEN n.line_number IS NOT NULL THEN o.line_number = n.line_number
        ELSE o.line_number IS NULL AND o.type = n.type AND o.plan IS n.plan
          AND coalesce(o.subscriber, o.subscriber_id) IS coalesce(n.subscriber, n.subscriber_id) END)`,
  },
  subscriberMonths: {
    table: 'subscriber_months',
    columns: [
      c('period'),
      c('subscriber'),
      c('subscriber_id', 'subscriberId'),
      c('outlet'),
      c('activation_date', 'activationDate'),
      c('status'),
      c('brand', 'brand', 'brand'),
      c('plan', 'plan', 'plan'),
      c('billed'),
      c('arrears'),
      c('minutes'),
    ],
    same: 'o.subscriber = n.subscriber AND o.period = n.period AND (o.subscriber_id IS NULL OR n.subscriber_id IS NULL OR o.subscriber_id = n.subscriber_id)',
  },
  volumes: {
    table: 'volumes',
    columns: [c('period'), c('outlet'), c('type', 'businessType'), c('quantity'), c('amount')],
    same: 'o.period = n.period AND o.outlet = n.outlet AND o.type = n.type',
  },
  indicators: {
    table: 'indicator_values',
    columns: [c('period'), c('outlet'), c('indicator', 'indicator', 'indicator'), c('value')],
    same: 'o.period = n.period AND o.indicator = n.indicator AND o.outlet = n.outlet',
  },
  assignedLines: {
    table: 'assigned_lines',
    columns: [c('period'), c('outlet'), c('item', 'item', 'item'), c('amount')],
    same: 'o.period = n.period AND o.outlet = n.outlet AND o.item = n.item AND o.amount = n.amount',
  },
  controlTotals: {
    table: 'control_totals',
    columns: [c('period'), c('ledger'), c('type', 'businessType'), c('count'), c('amount'), c('outlet')],
    same: 'o.period = n.period AND o.ledger = n.ledger AND o.type IS n.type AND o.outlet IS n.outlet',
  },
  openingPaid: {
    table: 'opening_paid',
    columns: [
      c('period'),
      c('outlet'),
      c('subscriber'),
      c('subscriber_id', 'subscriberId'),
      c('policy'),
      c('clause'),
      c('amount'),
    ],
    same: `o.subscriber IS n.subscriber AND o.subscriber_id IS n.subscriber_id AND o.policy = n.policy
      AND o.clause = n.clause AND o.period = n.period AND o.outlet = n.outlet`,
  },
  openingFund: {
    table: 'opening_fund',
    columns: [c('period'), c('agent'), c('own'), c('matched')],
    same: 'o.agent = n.agent AND o.period = n.period',
  },
  openingCarried: {
    table: 'opening_carried',
    columns: [c('period'), c('agent'), c('amount')],
    same: 'o.agent = n.agent',
  },
  openingDeposits: {
    table: 'opening_deposits',
    columns: [c('period'), c('agent'), c('kind'), c('date'), c('receipt'), c('amount'), c('remark')],
    same: 'o.agent = n.agent AND o.kind = n.kind AND o.receipt IS n.receipt',
  },
  expectedAmounts: {
    table: 'expected_amounts',
    columns: [c('period'), c('outlet'), c('clause'), c('amount')],
    same: 'o.period = n.period AND o.outlet = n.outlet AND o.clause IS n.clause',
  },
}

/** Compared and never counted: a calculation does not read it. */
export function isOnlyCompared(kind: KindKey): boolean {
  return kind === 'controlTotals' || kind === 'expectedAmounts'
}

/** Brought in once, before the first settled month (期初). */
export function isOpeningKind(kind: KindKey): boolean {
  return kind.startsWith('opening')
}

/** What a batch brought of one month (yyyymm): sums of the columns that are counted, money in fen. */
export interface PeriodSums {
  readonly period: number
  rows: number
  quantity: number
  amount: number
}

/** The columns that a batch sums by month: how many, and how much money. */
function summed(kind: LedgerKind): { quantity: string | null; amount: string | null } {
  const first = (...names: string[]) =>
    names.find((name) => LEDGERS[kind].columns.some(({ column }) => column === name)) ?? null
  return { quantity: first('quantity', 'count'), amount: first('amount', 'billed') }
}

export function isLedgerKind(kind: KindKey): kind is LedgerKind {
  return Object.hasOwn(LEDGERS, kind)
}

const ROWS_A_STATEMENT = 16

/** Writes the rows of a batch; one desk per import, since it remembers the names it has made. */
export class LedgerWriter {
  private readonly ledger: LedgerTable
  private readonly desks: (TermDesk | null)[]
  private readonly batch: number
  private readonly sums: { quantity: string | null; amount: string | null }
  private readonly byPeriod = new Map<number, PeriodSums>()

  constructor(db: ReadDb, kind: LedgerKind, batch: number) {
    this.ledger = LEDGERS[kind]
    this.sums = summed(kind)
    this.batch = batch
    this.desks = this.ledger.columns.map(({ term }) => (term ? new TermDesk(db, term) : null))
  }

  /** Names that this import made known for the first time. */
  get created(): { kind: TermKind; name: string }[] {
    return this.desks.flatMap((desk) => desk?.created ?? [])
  }

  /** What the batch holds by month, kept while it is written. */
  get periods(): PeriodSums[] {
    return [...this.byPeriod.values()].filter(({ rows }) => rows > 0).sort((a, b) => a.period - b.period)
  }

  private count(period: number, rows: number, quantity: number, amount: number): void {
    let known = this.byPeriod.get(period)
    if (known === undefined) {
      known = { period, rows: 0, quantity: 0, amount: 0 }
      this.byPeriod.set(period, known)
    }
    known.rows += rows
    known.quantity += quantity
    known.amount += amount
  }

  /** Removes one row of the batch again. */
  drop(db: WriteDb, id: number): void {
    const row = this.sumsOf(db, id)
    if (row === undefined) return
    db.run(`DELETE FROM ${this.ledger.table} WHERE id = ?`, id)
    this.count(row.period, -1, -row.quantity, -row.amount)
  }

  /** Changes columns of one row of the batch; its month stays. */
  change(db: WriteDb, id: number, values: Readonly<Record<string, string | number | null>>): void {
    const { table } = this.ledger
    const before = this.sumsOf(db, id)
    const names = Object.keys(values)
    db.run(
      `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
      ...Object.values(values),
      id,
    )
    const after = this.sumsOf(db, id)
    if (before && after) {
      this.count(after.period, 0, after.quantity - before.quantity, after.amount - before.amount)
    }
  }

  private sumsOf(db: WriteDb, id: number): { period: number; quantity: number; amount: number } | undefined {
    const { quantity, amount } = this.sums
    return db.get<{ period: number; quantity: number; amount: number }>(
      `SELECT period, ${quantity ?? 0} AS quantity, ${amount ?? 0} AS amount FROM ${this.ledger.table} WHERE id = ? AND batch = ?`,
      id,
      this.batch,
    )
  }

  /** Inserts rows [from, to) of the chunk, ready to bind, many a statement. */
  write(db: WriteDb, chunk: Chunk, from: number, to: number): void {
    const columns = this.ledger.columns.map(({ key }) => chunk.columns[key] ?? [])
    const file = this.fileNumber(chunk)
    this.countRows(chunk, from, to)
    let values: (string | number | null)[] = []
    for (let row = from; row < to; row++) {
      values.push(this.batch, file, chunk.rowNumbers[row] ?? 0)
      for (let at = 0; at < columns.length; at++) {
        const value = columns[at]?.[row] ?? null
        const desk = this.desks[at]
        values.push(desk && typeof value === 'string' ? desk.idOf(db, value) : value)
      }
      if ((row - from) % ROWS_A_STATEMENT === ROWS_A_STATEMENT - 1) {
        db.run(this.insert(ROWS_A_STATEMENT), ...values)
        values = []
      }
    }
    const rest = (to - from) % ROWS_A_STATEMENT
    if (rest > 0) db.run(this.insert(rest), ...values)
  }

  private countRows(chunk: Chunk, from: number, to: number): void {
    const keyOf = (column: string | null) => this.ledger.columns.find((each) => each.column === column)?.key ?? ''
    const periods = chunk.columns.period ?? []
    const quantities = chunk.columns[keyOf(this.sums.quantity)]
    const amounts = chunk.columns[keyOf(this.sums.amount)]
    for (let row = from; row < to; row++) {
      this.count(Number(periods[row]), 1, Number(quantities?.[row] ?? 0), Number(amounts?.[row] ?? 0))
    }
  }

  private readonly files: string[] = []

  /** Sheets are numbered in the order in which they are read, as batch_files numbers them. */
  private fileNumber({ source, sheet }: Chunk): number {
    const key = `${source}:${sheet}`
    const known = this.files.indexOf(key)
    return known >= 0 ? known + 1 : this.files.push(key)
  }

  private readonly statements = new Map<number, string>()

  private insert(rows: number): string {
    const known = this.statements.get(rows)
    if (known) return known
    const names = ['batch', 'file', 'row', ...this.ledger.columns.map(({ column }) => column)]
    const tuple = `(${names.map(() => '?').join(', ')})`
    const sql = `INSERT INTO ${this.ledger.table} (${names.join(', ')}) VALUES ${Array(rows).fill(tuple).join(', ')}`
    this.statements.set(rows, sql)
    return sql
  }
}
