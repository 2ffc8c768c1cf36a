/** Making a report: the month's books read in steps, laid out once, and written as HTML, PDF or workbook. */
import { extname } from 'node:path'
import type { Month } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { writeStyled } from '../../workbook/ingest/client.ts'
import { writeAll, writeWhole } from '../../workbook/write/safe-file.ts'
import { type Sheet, writeXlsx } from '../../workbook/write/sheet-stream.ts'
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'
import { listSheets } from './answer-lists.ts'
import { ANSWER_TITLES, type AnswerReport, answerList, isAnswerReport } from './answers.ts'
import {
  GRADING_TITLES,
  type GradingReport,
  type GradingReportAsked,
  gradingLists,
  isGradingReport,
} from './grading-lists.ts'
import type { Html } from './html.ts'
import { type ListReport, listPages } from './list-pages.ts'
import { type AgentPart, type Choice, type MonthBooks, openBooks } from './month-books.ts'
import { documentHtml, LANDSCAPE, type Paper, PORTRAIT } from './paper.ts'
import { PAYMENTS_TITLE, paymentList, paymentSheets } from './payment-list.ts'
import { type PrintPart, printParts } from './print-parts.ts'
import { statementSheets } from './statement-lists.ts'
import { STATEMENT_TITLE, statementPages } from './statement-pages.ts'
import { sheetsOf } from './statement-sheet.ts'
import { type AgentStatements, STYLED_OUTLETS, styledStatements } from './statement-workbook.ts'
import { SUMMARY_TITLE, type Summary, SummaryBuilder } from './summary.ts'
import { summaryList } from './summary-paper.ts'
import { summarySheets } from './summary-workbook.ts'

export type ReportName = 'statements' | 'summary' | 'payments' | AnswerReport | GradingReport
export type ReportFormat = 'pdf' | 'xlsx' | 'html'

export interface ReportAsked extends Choice {
  readonly name: ReportName
  readonly period: Month
  /** Of gradings: one by its id, or those of a scheme; else all that stand for the period. */
  readonly grading?: number | undefined
  readonly scheme?: string | undefined
}

export const REPORT_TITLES: Readonly<Record<ReportName, string>> = {
  statements: STATEMENT_TITLE,
  summary: SUMMARY_TITLE,
  payments: PAYMENTS_TITLE,
  ...ANSWER_TITLES,
  ...GRADING_TITLES,
}

/** What the work reports to, and where it lets others be answered: a job, or a question's own pauses. */
export type Pace = Pick<Job, 'breathe' | 'progress'> & { readonly signal?: AbortSignal }

/** Outlets read at a time: about 20 ms of work. */
const OUTLETS_A_STEP = 40

/** Pages of one document for the printer (800 statements print fastest as 8 documents of 100, merged). */
export const PAGES_A_PART = 100

/** The format that a file's ending asks for. @throws Refusal INVALID_INPUT */
export function formatOf(file: string): ReportFormat {
  const ending = extname(file).slice(1).toLowerCase()
  if (ending === 'pdf' || ending === 'xlsx' || ending === 'html') return ending
  throw new Refusal('INVALID_INPUT', { field: 'file', value: file, expected: ['.pdf', '.xlsx', '.html'] })
}

/**
 * Writes the report to a file, whole or not at all.
 * @throws Refusal WRONG_STATE, NOT_FOUND, DATA_CHANGED, NO_PRINTER, PRINT_FAILED, CANCELLED, DISK_FULL, FILE_LOCKED, WRITE_FAILED
 */
export async function makeReport(
  office: Office,
  pace: Pace,
  asked: ReportAsked,
  out: { file: string; format: ReportFormat },
): Promise<{ pages: number | null; statements: number }> {
  const { name } = asked
  if (isGradingReport(name)) return makeGradingReport(office, pace, { ...asked, name }, out)
  const books = await openBooks(office, asked.period, asked, pace.breathe)
  const statements = books.parts.reduce((sum, { outlets }) => sum + outlets.length, 0)
  const reading = counted(pace, statements)
  if (out.format === 'xlsx') {
    await writeWorkbook(office, books, asked, reading, pace, out.file)
    return { pages: null, statements }
  }
  const { title, paper, pages } = laidOut(office, books, asked, reading, pace)
  let written = 0
  if (out.format === 'html') {
    const all: Html[] = []
    for await (const some of pages) all.push(...some)
    written = all.length
    await writeBytes(out.file, Buffer.from(documentHtml(title, paper, all), 'utf8'))
  } else {
    written = await writePdf(office, pace, { title, paper, pages }, out.file, reading.fraction)
  }
  return { pages: written, statements }
}

/** Prints pages a hundred at a time; answers how many there were. */
async function writePdf(
  office: Office,
  pace: Pace,
  { title, paper, pages }: LaidOut,
  file: string,
  fraction: () => number | null = () => null,
): Promise<number> {
  let written = 0
  const options = {
    title,
    at: office.clock.now(),
    breathe: pace.breathe,
    onPages: (done: number) => {
      written = done
      pace.progress('printing', fraction(), done)
    },
    ...(pace.signal ? { signal: pace.signal } : {}),
  }
  await writeBytes(file, await printParts(office.printer, partsOf(title, paper, pages), options))
  return written
}

/** Gradings are no part of a settlement's books: they have heads of their own. */
async function makeGradingReport(
  office: Office,
  pace: Pace,
  asked: GradingReportAsked,
  out: { file: string; format: ReportFormat },
): Promise<{ pages: number | null; statements: number }> {
  const title = GRADING_TITLES[asked.name]
  let statements = 0
  const counted = function* () {
    for (const each of gradingLists(office, asked)) {
      statements += 1
      yield each
    }
  }
  if (out.format === 'xlsx') {
    const sheets: Sheet[] = []
    for (const { head, report } of counted()) {
      for (const sheet of listSheets(report, head)) sheets.push({ ...sheet, name: sheetName(sheet.name, sheets) })
      await pace.breathe()
    }
    await writeSheets(out.file, sheets, pace)
    return { pages: null, statements }
  }
  const pages = async function* () {
    for (const { head, report } of counted()) yield await listPages(head, report, pace.breathe)
  }
  if (out.format === 'pdf') {
    const written = await writePdf(office, pace, { title, paper: LANDSCAPE, pages: pages() }, out.file)
    return { pages: written, statements }
  }
  const all: Html[] = []
  for await (const some of pages()) all.push(...some)
  await writeBytes(out.file, Buffer.from(documentHtml(title, LANDSCAPE, all), 'utf8'))
  return { pages: all.length, statements }
}

async function previewGradings(office: Lender, pace: Pace, asked: GradingReportAsked, most: number) {
  const shown: Html[] = []
  let [statements, complete] = [0, true]
  for (const { head, report } of gradingLists(office, asked)) {
    statements += 1
    if (shown.length >= most) {
      complete = false
      break
    }
    const pages = await listPages(head, report, pace.breathe)
    complete = complete && shown.length + pages.length <= most
    shown.push(...pages.slice(0, most - shown.length))
  }
  const html = documentHtml(GRADING_TITLES[asked.name], LANDSCAPE, shown)
  return { html, pages: shown.length, complete, statements }
}

/** A sheet's name in Excel: at most 31 characters, none of its own marks, no two alike. */
function sheetName(name: string, others: readonly Sheet[]): string {
  const plain = name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 26)
  const taken = new Set(others.map((sheet) => sheet.name))
  for (let number = 1; ; number++) {
    const found = number === 1 ? plain : `${plain} ${number}`
    if (!taken.has(found)) return found
  }
}

/** The first pages of a report for a look at it. `complete` is false where there are more. */
export async function previewReport(
  office: Pick<Office, 'store' | 'clock'>,
  pace: Pace,
  asked: ReportAsked,
  most: number,
): Promise<{ html: string; pages: number; complete: boolean; statements: number }> {
  const { name } = asked
  if (isGradingReport(name)) return previewGradings(office, pace, { ...asked, name }, most)
  const books = await openBooks(office, asked.period, asked, pace.breathe)
  const statements = books.parts.reduce((sum, { outlets }) => sum + outlets.length, 0)
  const { title, paper, pages } = laidOut(office, books, asked, counted(pace, statements), pace)
  const shown: Html[] = []
  let complete = true
  for await (const some of pages) {
    if (shown.length >= most) {
      complete = false
      break
    }
    shown.push(...some.slice(0, most - shown.length))
    complete = complete && shown.length <= most && some.length <= most
  }
  return { html: documentHtml(title, paper, shown), pages: shown.length, complete, statements }
}

/** Reading with a count of what was read, for progress. */
interface Reading {
  (outlets: number): Promise<void>
  /** Null where there is nothing to read. */
  fraction(): number | null
}

function counted(pace: Pace, of: number): Reading {
  let read = 0
  const fraction = () => (of === 0 ? null : (read / of) * 0.95)
  const reading = async (outlets: number) => {
    read += outlets
    pace.progress('composing', fraction(), read)
    await pace.breathe()
  }
  return Object.assign(reading, { fraction })
}

interface LaidOut {
  readonly title: string
  readonly paper: Paper
  /** Pages of one agent's statement, or of the whole list, at a time. */
  readonly pages: AsyncIterable<readonly Html[]>
}

type Lender = Pick<Office, 'store' | 'clock'>

function laidOut(office: Lender, books: MonthBooks, asked: ReportAsked, reading: Reading, pace: Pace): LaidOut {
  const title = `${books.head.county}${books.head.periodWords}${REPORT_TITLES[asked.name]}`
  if (asked.name === 'statements') return { title, paper: PORTRAIT, pages: statementPagesOf(books, reading) }
  return { title, paper: LANDSCAPE, pages: listPagesOf(office, books, asked, reading, pace) }
}

async function* statementPagesOf(books: MonthBooks, reading: Reading): AsyncGenerator<readonly Html[]> {
  for await (const each of agentStatements(books, reading)) yield statementPages(books.head, each)
}

async function* listPagesOf(
  office: Lender,
  books: MonthBooks,
  asked: ReportAsked,
  reading: Reading,
  pace: Pace,
): AsyncGenerator<readonly Html[]> {
  const { name } = asked
  const report: ListReport = isAnswerReport(name)
    ? await answerList(office, name, asked, pace)
    : name === 'summary'
      ? summaryList(await summaryOf(books, reading))
      : paymentList(paymentsOf(books))
  yield await listPages(books.head, report, () => reading(0))
}

/** The sheets of one agent after another, a few outlets read at a time. */
async function* agentStatements(books: MonthBooks, reading: Reading): AsyncGenerator<AgentStatements> {
  for await (const [part, statements] of read(books, reading)) yield sheetsOf(part, statements)
}

async function* read(
  books: MonthBooks,
  reading: Reading,
): AsyncGenerator<[AgentPart, ReturnType<MonthBooks['statements']>]> {
  let waiting: AgentPart[] = []
  let outlets = 0
  const take = async function* (): AsyncGenerator<[AgentPart, ReturnType<MonthBooks['statements']>]> {
    const codes = waiting.flatMap((part) => part.outlets)
    const found = new Map<string, ReturnType<MonthBooks['statements']>[number]>()
    for (let at = 0; at < codes.length; at += OUTLETS_A_STEP) {
      const step = codes.slice(at, at + OUTLETS_A_STEP)
      for (const statement of books.statements(step)) found.set(statement.outlet, statement)
      await reading(step.length)
    }
    for (const part of waiting) yield [part, part.outlets.flatMap((code) => found.get(code) ?? [])]
    waiting = []
    outlets = 0
  }
  for (const part of books.parts) {
    waiting.push(part)
    outlets += part.outlets.length
    if (outlets >= OUTLETS_A_STEP) yield* take()
  }
  yield* take()
  books.requireUnchanged()
}

async function summaryOf(books: MonthBooks, reading: Reading): Promise<Summary> {
  const builder = new SummaryBuilder()
  for await (const [part, statements] of read(books, reading)) builder.add(part, statements)
  return builder.finish()
}

function paymentsOf(books: MonthBooks) {
  books.requireUnchanged()
  return books.parts.flatMap(({ payment }) => payment ?? [])
}

/** Documents of a hundred pages for the printer. */
async function* partsOf(title: string, paper: Paper, pages: AsyncIterable<readonly Html[]>): AsyncGenerator<PrintPart> {
  let part: Html[] = []
  const take = (): PrintPart => {
    const done = { html: documentHtml(title, paper, part), pages: part.length }
    part = []
    return done
  }
  for await (const some of pages) {
    for (const page of some) {
      part.push(page)
      if (part.length >= PAGES_A_PART) yield take()
    }
  }
  if (part.length > 0) yield take()
}

async function writeWorkbook(
  office: Lender,
  books: MonthBooks,
  asked: ReportAsked,
  reading: Reading,
  pace: Pace,
  file: string,
): Promise<void> {
  const { head } = books
  const { name } = asked
  if (isAnswerReport(name)) {
    return writeSheets(file, listSheets(await answerList(office, name, asked, pace), head), pace)
  }
  if (asked.name === 'summary') return writeSheets(file, summarySheets(await summaryOf(books, reading), head), pace)
  if (asked.name === 'payments') return writeSheets(file, paymentSheets(paymentsOf(books), head), pace)
  const statements: AgentStatements[] = []
  for await (const each of agentStatements(books, reading)) statements.push(each)
  const outlets = statements.reduce((sum, each) => sum + each.outlets.length, 0)
  if (outlets <= STYLED_OUTLETS)
    return writeStyled({ sheets: styledStatements(head, statements), out: file }, pace.signal)
  return writeSheets(file, statementSheets(head, statements), pace)
}

async function writeSheets(file: string, sheets: readonly Sheet[], pace: Pace): Promise<void> {
  await writeXlsx(file, sheets, {
    onProgress: (rows) => pace.progress('writing', null, rows),
    ...(pace.signal ? { signal: pace.signal } : {}),
  })
}

function writeBytes(file: string, bytes: Uint8Array): Promise<void> {
  return writeWhole(file, (handle) => writeAll(handle, [bytes], 0))
}
