/** Payment files for the bank: claimed payments become transfers, one an agent, with control sum, count and hash. */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { asFen, type Fen, yuan } from '../../domain/money.ts'
import { chineseMonth, dateFromNumber, type IsoDate, type Month, monthNumber } from '../../domain/month.ts'
import { type BankColumn, filled, type PaymentState } from '../../domain/paying.ts'
import { Refusal } from '../../domain/refusal.ts'
import { amountInWords } from '../../domain/words.ts'
import { writeCsv } from '../../workbook/write/csv.ts'
import { type SheetColumn, type SheetRow, writeXlsx } from '../../workbook/write/sheet-stream.ts'
import { runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import type { Actor, Command, Office, Query } from '../office.ts'
import { queryOf } from '../query.ts'
import { type BankLine, cancelLine, itemsOf, type LineState, openLineOf } from './bank-lines.ts'
import { nextNumber } from './claims.ts'
import { accountOf, type PayeeWarning, payeeWarnings } from './payees.ts'
import { payingSettings } from './settings.ts'
import { distinctKeys, type PaymentKey, payableOf, standingOf, sumOf } from './standing.ts'

export interface Transfer {
  readonly agent: string
  readonly name: string
  readonly payee: string
  readonly bank: string | null
  readonly account: string
  readonly amount: Fen
  readonly purpose: string
  readonly items: readonly { readonly period: Month; readonly amount: Fen }[]
}

export interface BankFileCheck {
  readonly transfers: readonly (Omit<Transfer, 'amount' | 'items'> & {
    readonly amount: string
    readonly periods: readonly Month[]
  })[]
  readonly count: number
  readonly amount: string
  readonly inWords: string
  /** Agents without payee name or account: they cannot be in a file. */
  readonly withoutAccount: readonly string[]
  readonly warnings: readonly PayeeWarning[]
}

/** What a file of these payments would hold; changes nothing. @throws Refusal PAYMENT_STATE, IN_PAYMENT_FILE */
export function bankFileCheck(cx: Query, payments: readonly PaymentKey[]): BankFileCheck {
  const keys = distinctKeys(payments)
  const { transfers, withoutAccount } = transfersOf(cx, keys)
  const amount = sumOf(transfers, (transfer) => transfer.amount)
  return {
    transfers: transfers.map(({ items, ...transfer }) => ({
      ...transfer,
      amount: yuan(transfer.amount),
      periods: items.map(({ period }) => period),
    })),
    count: transfers.length,
    amount: yuan(amount),
    inWords: amountInWords(amount),
    withoutAccount,
    warnings: payeeWarnings(cx, keys),
  }
}

function transfersOf(cx: Query, keys: readonly PaymentKey[]): { transfers: Transfer[]; withoutAccount: string[] } {
  const { db } = cx
  const { bank } = payingSettings(db)
  const county = db.get<{ name: string }>('SELECT name FROM county')?.name ?? ''
  const byAgent = new Map<string, { period: Month; amount: Fen }[]>()
  for (const key of keys) {
    const amount = payableOf(db, key)
    const { state } = standingOf(db, key)
    if (state !== 'claimed') throw new Refusal('PAYMENT_STATE', { ...key, state, act: 'file' })
    const line = openLineOf(db, key)
    if (line) throw new Refusal('IN_PAYMENT_FILE', { ...key, number: line.fileNumber })
    byAgent.set(key.agent, [...(byAgent.get(key.agent) ?? []), { period: key.period, amount }])
  }
  const transfers: Transfer[] = []
  const withoutAccount: string[] = []
  for (const [agent, items] of byAgent) {
    const payee = accountOf(db, agent)
    if (!payee?.payee || !payee.account) {
      withoutAccount.push(agent)
      continue
    }
    transfers.push({
      agent,
      name: payee.name,
      payee: payee.payee,
      bank: payee.bank,
      account: payee.account,
      amount: sumOf(items, (item) => item.amount),
      purpose: filled(bank.purpose, {
        账期: periodWords(items.map(({ period }) => period)),
        代理商: payee.name,
        编码: agent,
        县: county,
        报账单: sheetNumbers(cx, agent, items),
      }),
      items,
    })
  }
  transfers.sort((a, b) => (a.agent < b.agent ? -1 : 1))
  return { transfers, withoutAccount: withoutAccount.sort() }
}

/** 2026年9月; 2026年8月、2026年9月. */
export const periodWords = (periods: readonly Month[]): string =>
  [...new Set(periods)].sort().map(chineseMonth).join('、')

function sheetNumbers({ db }: Query, agent: string, items: Transfer['items']): string {
  const numbers = items.flatMap(({ period }) => {
    const found = db.get<{ number: string }>(
      `SELECT s.number FROM claim_items c JOIN claim_sheets s ON s.id = c.sheet
       WHERE c.period = ? AND c.agent = ? AND c.live = 1`,
      monthNumber(period),
      agent,
    )
    return found ? [found.number] : []
  })
  return [...new Set(numbers)].join('、')
}

export interface BankFileAsked {
  readonly payments: readonly PaymentKey[]
  readonly format?: 'xlsx' | 'csv' | undefined
  /** True once the person has seen the warnings; without warnings not needed. */
  readonly warningsSeen?: boolean | undefined
}

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/**
 * Writes the file for the bank and records it with its hash; answers the id under which it is fetched.
 * @throws Refusal ACCOUNT_MISSING {agents}, WARNINGS_UNSEEN {warnings}, DATA_CHANGED when anything of it changed meanwhile,
 * and those of bankFileCheck; nothing is recorded then
 */
export async function makeBankFile(office: Office, actor: Actor, job: Job, asked: BankFileAsked, act: string) {
  const cx = queryOf(office, actor)
  const keys = distinctKeys(asked.payments)
  const format = asked.format ?? payingSettings(cx.db).bank.format
  const check = bankFileCheck(cx, keys)
  if (check.withoutAccount.length > 0) throw new Refusal('ACCOUNT_MISSING', { agents: check.withoutAccount })
  if (check.warnings.length > 0 && !asked.warningsSeen)
    throw new Refusal('WARNINGS_UNSEEN', { warnings: check.warnings })
  await job.breathe()
  const { transfers } = transfersOf(cx, keys)
  const number = nextNumber(cx, 'payment_files', 'FK')
  const name = `付款文件-${number}-${check.count}笔-${check.amount}元.${format}`
  const shelf = office.files.beginExport(name, TYPES[format])
  const { columns, rows } = sheetOf(payingSettings(cx.db).bank.columns, transfers, number)
  if (format === 'csv') await writeCsv(shelf.path, { columns, rows }, { signal: job.signal })
  else
    await writeXlsx(shelf.path, [{ name: '付款', columns, rows, frozen: false, filter: false }], { signal: job.signal })
  const content = await readFile(shelf.path)
  const sha256 = createHash('sha256').update(content).digest('hex')
  job.seal()
  const id = runCommand(office, actor, act, (now) => {
    const again = transfersOf(now, keys)
    const same = JSON.stringify(again.transfers) === JSON.stringify(transfers)
    if (!same || nextNumber(now, 'payment_files', 'FK') !== number) throw new Refusal('DATA_CHANGED', {})
    const file = record(now, { number, name, format, sha256, content, warnings: check.warnings }, transfers)
    return {
      result: file,
      subject: `paymentFile:${number}`,
      detail: { number, sha256, amount: check.amount, count: check.count, warnings: check.warnings },
    }
  })
  return { ...bankFile(queryOf(office, actor), id), export: shelf.id }
}

function record(
  cx: Command,
  file: {
    number: string
    name: string
    format: string
    sha256: string
    content: Buffer
    warnings: readonly PayeeWarning[]
  },
  transfers: readonly Transfer[],
): number {
  const { lastInsertRowid: id } = cx.db.run(
    `INSERT INTO payment_files (number, name, format, sha256, content, amount, lines, warnings, state, user, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'live', ?, ?)`,
    file.number,
    file.name,
    file.format,
    file.sha256,
    file.content,
    sumOf(transfers, ({ amount }) => amount),
    transfers.length,
    JSON.stringify(file.warnings),
    cx.user,
    cx.now,
  )
  for (const [at, transfer] of transfers.entries()) {
    const { lastInsertRowid: line } = cx.db.run(
      `INSERT INTO payment_lines (file, number, reference, agent, name, payee, bank, account, amount, purpose, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
      id,
      at + 1,
      referenceOf(file.number, at + 1),
      transfer.agent,
      transfer.name,
      transfer.payee,
      transfer.bank,
      transfer.account,
      transfer.amount,
      transfer.purpose,
    )
    for (const { period, amount } of transfer.items)
      cx.db.run(
        'INSERT INTO payment_line_items (line, period, agent, amount) VALUES (?, ?, ?, ?)',
        line,
        monthNumber(period),
        transfer.agent,
        amount,
      )
  }
  return id
}

/** FK2026-001-0007: comes back in the bank's answer. */
const referenceOf = (number: string, line: number): string => `${number}-${String(line).padStart(4, '0')}`

function sheetOf(
  columns: readonly BankColumn[],
  transfers: readonly Transfer[],
  number: string,
): { columns: SheetColumn[]; rows: SheetRow[] } {
  return {
    columns: columns.map(({ field, heading }) => {
      if (field === 'amount') return { heading, type: 'money' }
      if (field === 'number') return { heading, type: 'integer' }
      return {
        heading,
        type: 'text',
        width: ['payee', 'bank', 'account', 'words', 'purpose'].includes(field) ? 28 : 18,
      }
    }),
    rows: transfers.map((transfer, at) =>
      columns.map((column) => {
        switch (column.field) {
          case 'number':
            return at + 1
          case 'reference':
            return referenceOf(number, at + 1)
          case 'words':
            return amountInWords(transfer.amount)
          case 'periods':
            return periodWords(transfer.items.map(({ period }) => period))
          case 'text':
            return column.text ?? null
          default:
            return transfer[column.field]
        }
      }),
    ),
  }
}

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
  const shelf = office.files.beginExport(row.name, TYPES[row.format])
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
