/**
 * The bank's answer: each row finds its transfer by our reference, else by account and amount, and books it as paid or
 * returned. All of the file or nothing: wrong rows are told one by one (DOMAIN.md §5, Paying).
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ReadDb } from '../../data/handles.ts'
import { asFen, type Fen, fen, isMoney, yuan } from '../../domain/money.ts'
import { type IsoDate, isDate } from '../../domain/month.ts'
import { bankOutcome } from '../../domain/paying.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { PlainCell, SheetCells } from '../../workbook/ingest/cells.ts'
import { readCells } from '../../workbook/ingest/client.ts'
import { runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import { type SourcesAsked, sourcesOf } from '../ledgers/sources.ts'
import type { Actor, Command, Office } from '../office.ts'
import { queryOf } from '../query.ts'
import { type BankLine, itemsOf, resolveLine } from './bank-lines.ts'
import { settle } from './standing.ts'

const KEYS = ['reference', 'account', 'amount', 'status', 'reason', 'date'] as const
export type ResultColumn = (typeof KEYS)[number]

/** Headings that banks and people use; compared without blanks. */
const HEADINGS: Readonly<Record<ResultColumn, readonly string[]>> = {
  reference: ['业务参考号', '参考号', '客户流水号', '客户业务编号', '企业流水号', '业务编号', '商户订单号', '对账标识'],
  account: ['收款账号', '收款人账号', '收方账号', '银行账号', '账号', '对方账号', '入账账号', '收款卡号'],
  amount: ['金额', '交易金额', '付款金额', '转账金额', '发生额', '金额(元)', '实付金额', '交易金额(元)'],
  status: ['状态', '交易状态', '处理状态', '处理结果', '交易结果', '付款结果', '结果', '支付状态', '付款状态'],
  reason: ['原因', '失败原因', '退回原因', '退票原因', '错误信息', '处理信息', '结果说明', '备注', '返回信息'],
  date: ['交易日期', '付款日期', '处理日期', '入账日期', '日期', '记账日期', '完成日期'],
}

/** The most rows of an answer; a payment file has at most one an agent. */
const MOST_ROWS = 20_000

export interface ResultAsked extends SourcesAsked {
  readonly sheet?: string | undefined
  /** Our column → heading as in the file, where it is none of the usual ones. */
  readonly columns?: { readonly [Key in ResultColumn]?: string | undefined } | undefined
  /** How all rows went, for a file that has no column for it. */
  readonly outcome?: 'paid' | 'returned' | undefined
  /** The day of payment where the file says none; default today. */
  readonly paidOn?: IsoDate | undefined
}

export type ResultFaultCode =
  | 'NO_TRANSFER'
  | 'SEVERAL_TRANSFERS'
  | 'AMOUNT_DIFFERS'
  | 'ACCOUNT_DIFFERS'
  | 'UNKNOWN_OUTCOME'
  | 'NO_REASON'
  | 'NOT_AN_AMOUNT'
  | 'LONG_NUMBER'
  | 'ALREADY_RETURNED'
  | 'CANCELLED_TRANSFER'
  | 'TWICE'
  | 'BAD_DATE'

export interface ResultFault {
  readonly row: number
  readonly column: string
  readonly code: ResultFaultCode
  readonly value: string
}

export interface ResultRow {
  readonly row: number
  readonly reference: string
  readonly agent: string
  readonly name: string
  readonly amount: string
  readonly outcome: 'paid' | 'returned'
  readonly reason: string | null
  readonly paidOn: IsoDate | null
}

export interface ResultReading {
  readonly file: string
  readonly sheet: string
  readonly headerRow: number
  readonly columns: Readonly<Record<string, string>>
  readonly rows: readonly ResultRow[]
  readonly faults: readonly ResultFault[]
  /** Rows that the bank has not done yet, and rows that were booked before. */
  readonly pending: number
  readonly known: number
  readonly paid: { readonly count: number; readonly amount: string }
  readonly returned: { readonly count: number; readonly amount: string }
}

/** Reads the answer and finds its transfers; changes nothing. @throws Refusal of reading, COLUMNS_MISSING, SAME_FILE */
export async function readResult(
  office: Office,
  actor: Actor,
  job: Pick<Job, 'signal' | 'breathe'>,
  asked: ResultAsked,
): Promise<ResultReading & { sha256: string }> {
  const [source] = sourcesOf(office, asked)
  if (!source) throw new Refusal('INVALID_INPUT', { field: 'file', reason: 'empty' })
  const content = 'pasted' in source ? source.pasted : readFileSync(source.path)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const { read } = office.store
  const known = read.get<{ name: string; user: string; at: string }>(
    'SELECT name, user, at FROM payment_results WHERE sha256 = ?',
    sha256,
  )
  if (known) throw new Refusal('SAME_FILE', { file: source.fileName, user: known.user, at: known.at })
  const request = { source, mostRows: MOST_ROWS, ...(asked.sheet === undefined ? {} : { sheet: asked.sheet }) }
  const cells = await readCells(request, job.signal)
  await job.breathe()
  const { today } = queryOf(office, actor)
  return { file: source.fileName, sha256, ...understood(read, cells, asked, today) }
}

const squeezed = (text: string): string => text.normalize('NFKC').replaceAll(/[\s:：*]/g, '')
const textOf = (cell: PlainCell | undefined): string => (cell === null || cell === undefined ? '' : String(cell).trim())

function headerOf(cells: SheetCells, asked: ResultAsked) {
  let most: string[] = []
  for (const { row, cells: line } of cells.rows.slice(0, 50)) {
    const headings = line.map((cell) => squeezed(textOf(cell)))
    const at: Partial<Record<ResultColumn, number>> = {}
    for (const key of KEYS) {
      const named = asked.columns?.[key]
      const wanted = named === undefined ? HEADINGS[key] : [named]
      // the order of the aliases counts: a file may have both 失败原因 and 备注
      const found = wanted.map((heading) => headings.indexOf(squeezed(heading))).find((index) => index >= 0)
      if (found !== undefined) at[key] = found
    }
    const finds = at.reference !== undefined || (at.account !== undefined && at.amount !== undefined)
    if (finds && (at.status !== undefined || asked.outcome !== undefined))
      return { row, at, headings: line.map(textOf) }
    if (headings.filter(Boolean).length > most.filter(Boolean).length) most = line.map(textOf)
  }
  const missing =
    asked.outcome === undefined ? ['业务参考号（或收款账号和金额）', '状态'] : ['业务参考号（或收款账号和金额）']
  throw new Refusal('COLUMNS_MISSING', { missing, found: most.filter(Boolean) })
}

function understood(db: ReadDb, cells: SheetCells, asked: ResultAsked, today: IsoDate): Omit<ResultReading, 'file'> {
  const header = headerOf(cells, asked)
  const { at, headings } = header
  const rows: ResultRow[] = []
  const faults: ResultFault[] = []
  const seen = new Map<number, number>()
  let pending = 0
  let known = 0
  const headingOf = (key: ResultColumn) => headings[at[key] ?? -1] ?? HEADINGS[key][0] ?? ''
  for (const { row, cells: line } of cells.rows) {
    if (row <= header.row || line.every((cell) => textOf(cell) === '')) continue
    if (line.some((cell) => /^(合计|总计|小计|总笔数|总金额)/.test(squeezed(textOf(cell))))) continue
    const cell = (key: ResultColumn) => (at[key] === undefined ? undefined : line[at[key] as number])
    const fault = (key: ResultColumn, code: ResultFaultCode, value = textOf(cell(key))) =>
      faults.push({ row, column: headingOf(key), code, value })
    const found = transferOf(db, {
      reference: textOf(cell('reference')),
      account: cell('account'),
      amount: at.amount === undefined ? null : textOf(cell('amount')),
    })
    if ('fault' in found) {
      fault(found.column, found.fault)
      continue
    }
    const { line: transfer } = found
    const outcome = asked.outcome ?? bankOutcome(textOf(cell('status')))
    if (outcome === null) {
      fault('status', 'UNKNOWN_OUTCOME')
      continue
    }
    if (outcome === 'pending') {
      pending += 1
      continue
    }
    const first = seen.get(transfer.id)
    if (first !== undefined) {
      fault('reference', 'TWICE', transfer.reference)
      continue
    }
    seen.set(transfer.id, row)
    if (transfer.state === outcome) {
      known += 1
      continue
    }
    if (transfer.state === 'cancelled') {
      fault('reference', 'CANCELLED_TRANSFER', transfer.reference)
      continue
    }
    if (transfer.state === 'returned') {
      fault('reference', 'ALREADY_RETURNED', transfer.reference)
      continue
    }
    const reason = textOf(cell('reason')) || (asked.outcome === undefined ? textOf(cell('status')) : '')
    if (outcome === 'returned' && reason === '') {
      fault('reason', 'NO_REASON')
      continue
    }
    const day = dayOf(textOf(cell('date')))
    if (outcome === 'paid' && day === 'wrong') {
      fault('date', 'BAD_DATE')
      continue
    }
    const paidOn = day === 'wrong' || day === null ? (asked.paidOn ?? today) : day
    if (outcome === 'paid' && paidOn > today) {
      fault('date', 'BAD_DATE', paidOn)
      continue
    }
    rows.push({
      row,
      reference: transfer.reference,
      agent: transfer.agent,
      name: transfer.name,
      amount: yuan(asFen(transfer.amount)),
      outcome,
      reason: outcome === 'returned' ? reason.slice(0, 500) : null,
      paidOn: outcome === 'paid' ? paidOn : null,
    })
  }
  const sum = (outcome: ResultRow['outcome']) => {
    const own = rows.filter((each) => each.outcome === outcome)
    return { count: own.length, amount: yuan(asFen(own.reduce((total, { amount }) => total + fen(amount), 0))) }
  }
  return {
    sheet: cells.sheet,
    headerRow: header.row,
    columns: Object.fromEntries(KEYS.flatMap((key) => (at[key] === undefined ? [] : [[key, headings[at[key]] ?? '']]))),
    rows,
    faults,
    pending,
    known,
    paid: sum('paid'),
    returned: sum('returned'),
  }
}

type Found = { readonly line: BankLine } | { readonly fault: ResultFaultCode; readonly column: ResultColumn }

function transferOf(
  db: ReadDb,
  given: { reference: string; account: PlainCell | undefined; amount: string | null },
): Found {
  const amount = given.amount === null || given.amount === '' ? null : amountOf(given.amount)
  if (amount === 'wrong') return { fault: 'NOT_AN_AMOUNT', column: 'amount' }
  const reference = given.reference.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
  // a spreadsheet keeps fifteen digits of a number and makes the rest zeros
  const damaged = typeof given.account === 'number' && Math.abs(given.account) >= 1e15
  const account = damaged ? '' : textOf(given.account).replaceAll(/[\s-]/g, '')
  if (reference !== '') {
    const line = db.get<BankLine>('SELECT * FROM payment_lines WHERE reference = ?', reference)
    if (line) {
      if (amount !== null && line.amount !== amount) return { fault: 'AMOUNT_DIFFERS', column: 'amount' }
      if (account !== '' && line.account.replaceAll(/[\s-]/g, '') !== account)
        return { fault: 'ACCOUNT_DIFFERS', column: 'account' }
      return { line }
    }
    if (account === '' || amount === null) return { fault: 'NO_TRANSFER', column: 'reference' }
  }
  if (damaged) return { fault: 'LONG_NUMBER', column: 'account' }
  if (account === '' || amount === null) return { fault: 'NO_TRANSFER', column: 'account' }
  const same = db.all<BankLine>(
    "SELECT * FROM payment_lines WHERE amount = ?2 AND replace(replace(account, ' ', ''), '-', '') = ?1 AND state = 'open'",
    account,
    amount,
  )
  const [line] = same
  if (line === undefined) return { fault: 'NO_TRANSFER', column: 'account' }
  return same.length > 1 ? { fault: 'SEVERAL_TRANSFERS', column: 'account' } : { line }
}

function amountOf(text: string): Fen | 'wrong' {
  const plain = text.normalize('NFKC').replaceAll(/[,\s¥元]/g, '')
  return isMoney(plain) ? fen(plain) : 'wrong'
}

/** 2026-11-20, 2026/11/20, 20261120, 2026年11月20日, with or without a time; null for nothing. */
function dayOf(text: string): IsoDate | null | 'wrong' {
  if (text === '') return null
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T].*)?$/.exec(text.normalize('NFKC'))
  if (!match) return 'wrong'
  const day = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`
  return isDate(day) ? day : 'wrong'
}

export interface ResultBooked {
  readonly file: string
  readonly paid: ResultReading['paid']
  readonly returned: ResultReading['returned']
  readonly pending: number
  readonly known: number
}

/** Books the bank's answer. @throws Refusal RESULT_REJECTED {faults} where a row is wrong: nothing is booked then; SAME_FILE */
export async function importResult(
  office: Office,
  actor: Actor,
  job: Job,
  asked: ResultAsked,
  act: string,
): Promise<ResultBooked> {
  const reading = await readResult(office, actor, job, asked)
  const { faults, rows, file, sha256, paid, returned, pending, known } = reading
  if (faults.length > 0)
    throw new Refusal('RESULT_REJECTED', { file, count: faults.length, faults: faults.slice(0, 500) })
  job.seal()
  const booked = { file, paid, returned, pending, known }
  return runCommand(office, actor, act, (cx) => {
    const periods = rows.flatMap((row) => bookRow(cx, row))
    settle(cx.db, periods)
    cx.db.run(
      'INSERT INTO payment_results (name, sha256, rows, paid, returned, user, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      file,
      sha256,
      rows.length,
      paid.count,
      returned.count,
      cx.user,
      cx.now,
    )
    return { result: booked, subject: `paymentResult:${sha256.slice(0, 16)}`, detail: { ...booked, sha256 } }
  })
}

function bookRow(cx: Command, row: ResultRow) {
  const line = cx.db.get<BankLine>('SELECT * FROM payment_lines WHERE reference = ?', row.reference)
  if (!line) throw new Refusal('DATA_CHANGED', {})
  if (row.outcome === 'paid') resolveLine(cx, line, { state: 'paid', paidOn: row.paidOn ?? cx.today })
  else resolveLine(cx, line, { state: 'returned', reason: row.reason ?? '' })
  return itemsOf(cx.db, line.id).map(({ period }) => period)
}

export interface TakenResult {
  readonly id: number
  readonly name: string
  readonly rows: number
  readonly paid: number
  readonly returned: number
  readonly user: string
  readonly at: string
}

/** The answers that were taken in, newest first. */
export function listResults(db: ReadDb): TakenResult[] {
  return db.all<TakenResult>(
    'SELECT id, name, rows, paid, returned, user, at FROM payment_results ORDER BY id DESC LIMIT 200',
  )
}
