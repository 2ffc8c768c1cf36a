/** Payment files for the bank: claimed payments become transfers, one an agent, with control sum, count and hash. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Fen, yuan } from '../../domain/money.ts'
import { chineseMonth, type Month, monthNumber } from '../../domain/month.ts'
import { type BankColumn, filled } from '../../domain/paying.ts'
import { Refusal } from '../../domain/refusal.ts'
import { amountInWords } from '../../domain/words.ts'
import { writeCsv } from '../../workbook/write/csv.ts'
import { type SheetColumn, type SheetRow, writeXlsx } from '../../workbook/write/sheet-stream.ts'
import { runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import type { Actor, Command, Office, Query } from '../office.ts'
import { queryOf } from '../query.ts'
import { bankFile, FILE_TYPES } from './bank-file-list.ts'
import { openLineOf } from './bank-lines.ts'
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
  const shelf = office.files.beginExport(name, FILE_TYPES[format])
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
