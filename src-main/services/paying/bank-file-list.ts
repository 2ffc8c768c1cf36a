/** The payment files that were made, with what became of their transfers; the very bytes again; cancelling what is open. */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { asFen, yuan } from '../../domain/money.ts'
import { dateFromNumber, type IsoDate, type Month, monthNumber } from '../../domain/month.ts'
import type { PaymentState } from '../../domain/paying.ts'
import { Refusal } from '../../domain/refusal.ts'
import { amountInWords } from '../../domain/words.ts'
import type { Command, Office, Query } from '../office.ts'
import { type BankLine, cancelLine, itemsOf, type LineState } from './bank-lines.ts'
import type { PayeeWarning } from './payees.ts'
import { type PaymentKey, standingOf } from './standing.ts'

/** What the file is to whoever takes it. */
export const FILE_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

export interface BankFileRow {
  readonly id: number
  readonly number: string
  readonly name: string
  readonly format: 'xlsx' | 'csv'
  readonly sha256: string
  readonly amount: string
  readonly lines: number
  readonly state: 'live' | 'cancelled'
  readonly user: string
  readonly at: string
  readonly cancelledBy: string | null
  readonly cancelledAt: string | null
  readonly cancelReason: string | null
  readonly byState: Readonly<Record<LineState, { readonly count: number; readonly amount: string }>>
}

export interface BankFile extends BankFileRow {
  readonly inWords: string
  readonly warnings: readonly PayeeWarning[]
  readonly transfers: readonly {
    readonly number: number
    readonly reference: string
    readonly agent: string
    readonly name: string
    readonly payee: string
    readonly bank: string | null
    readonly account: string
    readonly amount: string
    readonly purpose: string
    readonly state: LineState
    readonly reason: string | null
    readonly paidOn: IsoDate | null
    readonly payments: readonly (PaymentKey & { readonly state: PaymentState })[]
  }[]
}

interface FileRow {
  id: number
  number: string
  name: string
  format: 'xlsx' | 'csv'
  sha256: string
  amount: number
  lines: number
  warnings: string
  state: 'live' | 'cancelled'
  user: string
  at: string
  cancelled_by: string | null
  cancelled_at: string | null
  cancel_reason: string | null
}

const COLUMNS =
  'id, number, name, format, sha256, amount, lines, warnings, state, user, at, cancelled_by, cancelled_at, cancel_reason'

/** Files, newest first (the last 1,000); of a month where one is named. */
export function listBankFiles({ db }: Query, period?: Month): BankFileRow[] {
  return db
    .all<FileRow>(
      `SELECT ${COLUMNS} FROM payment_files f WHERE ?1 IS NULL OR EXISTS (SELECT 1 FROM payment_lines l
       JOIN payment_line_items i ON i.line = l.id WHERE l.file = f.id AND i.period = ?1) ORDER BY id DESC LIMIT 1000`,
      period ? monthNumber(period) : null,
    )
    .map((row) => fileRow(db, row))
}

function fileRow(db: Query['db'], row: FileRow): BankFileRow {
  const sums = db.all<{ state: LineState; n: number; amount: number }>(
    'SELECT state, count(*) AS n, sum(amount) AS amount FROM payment_lines WHERE file = ? GROUP BY state',
    row.id,
  )
  const of = (state: LineState) => {
    const found = sums.find((each) => each.state === state)
    return { count: found?.n ?? 0, amount: yuan(asFen(found?.amount ?? 0)) }
  }
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    format: row.format,
    sha256: row.sha256,
    amount: yuan(asFen(row.amount)),
    lines: row.lines,
    state: row.state,
    user: row.user,
    at: row.at,
    cancelledBy: row.cancelled_by,
    cancelledAt: row.cancelled_at,
    cancelReason: row.cancel_reason,
    byState: { open: of('open'), paid: of('paid'), returned: of('returned'), cancelled: of('cancelled') },
  }
}

/** @throws Refusal NOT_FOUND */
export function bankFile(cx: Query, id: number): BankFile {
  const { db } = cx
  const row = db.get<FileRow>(`SELECT ${COLUMNS} FROM payment_files WHERE id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'paymentFile', name: String(id) })
  const lines = db.all<BankLine>('SELECT * FROM payment_lines WHERE file = ? ORDER BY number', id)
  return {
    ...fileRow(db, row),
    inWords: amountInWords(asFen(row.amount)),
    warnings: JSON.parse(row.warnings) as PayeeWarning[],
    transfers: lines.map((line) => ({
      number: line.number,
      reference: line.reference,
      agent: line.agent,
      name: line.name,
      payee: line.payee,
      bank: line.bank,
      account: line.account,
      amount: yuan(asFen(line.amount)),
      purpose: line.purpose,
      state: line.state,
      reason: line.reason,
      paidOn: line.paid_on === null ? null : dateFromNumber(line.paid_on),
      payments: itemsOf(db, line.id).map(({ period, agent }) => ({
        period,
        agent,
        state: standingOf(db, { period, agent }).state,
      })),
    })),
  }
}

/** The very bytes that were made, for another download. @throws Refusal NOT_FOUND, STORE_CORRUPT when they are not what was recorded */
export async function openBankFile(
  office: Office,
  id: number,
): Promise<{ export: string; name: string; sha256: string }> {
  const row = office.store.read.get<{ name: string; format: 'xlsx' | 'csv'; sha256: string; content: Buffer }>(
    'SELECT name, format, sha256, content FROM payment_files WHERE id = ?',
    id,
  )
  if (!row) throw new Refusal('NOT_FOUND', { what: 'paymentFile', name: String(id) })
  const content = Buffer.from(row.content)
  if (createHash('sha256').update(content).digest('hex') !== row.sha256)
    throw new Refusal('STORE_CORRUPT', { found: `payment file ${row.name}` })
  const shelf = office.files.beginExport(row.name, FILE_TYPES[row.format])
  await writeFile(shelf.path, content)
  return { export: shelf.id, name: row.name, sha256: row.sha256 }
}

/** Cancels what the bank has not answered yet; its payments may go into another file. @throws Refusal WRONG_STATE when nothing is open */
export function cancelBankFile(cx: Command, id: number, reason: string): BankFile {
  const file = bankFile(cx, id)
  const open = cx.db.all<BankLine>("SELECT * FROM payment_lines WHERE file = ? AND state = 'open'", id)
  if (open.length === 0) throw new Refusal('WRONG_STATE', { what: 'paymentFile', name: file.number })
  for (const line of open) cancelLine(cx, line, reason)
  return bankFile(cx, id)
}
