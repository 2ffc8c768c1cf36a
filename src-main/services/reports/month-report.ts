/** A report of a month's settlement, laid out: statements, summary, payments, and the answers about them. */

import type { Month } from '../../domain/month.ts'
import { writeStyled } from '../../workbook/ingest/client.ts'
import { listSheets } from './answer-lists.ts'
import { ANSWER_TITLES, type AnswerReport, answerList, isAnswerReport } from './answers.ts'
import type { Html } from './html.ts'
import { type ListReport, listPages } from './list-pages.ts'
import { type Choice, type MonthBooks, openBooks } from './month-books.ts'
import { LANDSCAPE, PORTRAIT } from './paper.ts'
import { PAYMENTS_TITLE, paymentList, paymentSheets } from './payment-list.ts'
import { agentStatements, counted, paymentsOf, type Reading, summaryOf } from './read-books.ts'
import type { Lender, Pace, Report } from './report.ts'
import { statementSheets } from './statement-lists.ts'
import { STATEMENT_TITLE, statementPages } from './statement-pages.ts'
import { type AgentStatements, STYLED_OUTLETS, styledStatements } from './statement-workbook.ts'
import { SUMMARY_TITLE } from './summary.ts'
import { summaryList } from './summary-paper.ts'
import { summarySheets } from './summary-workbook.ts'
import { writeSheets } from './write-sheets.ts'

export type MonthReport = 'statements' | 'summary' | 'payments' | AnswerReport

export const MONTH_TITLES: Readonly<Record<MonthReport, string>> = {
  statements: STATEMENT_TITLE,
  summary: SUMMARY_TITLE,
  payments: PAYMENTS_TITLE,
  ...ANSWER_TITLES,
}

export interface MonthReportAsked extends Choice {
  readonly name: MonthReport
  readonly period: Month
}

/** @throws Refusal WRONG_STATE, NOT_FOUND; reading its pages or its workbook also DATA_CHANGED, CANCELLED */
export async function monthReport(office: Lender, asked: MonthReportAsked, pace: Pace): Promise<Report> {
  const books = await openBooks(office, asked.period, asked, pace.breathe)
  const statements = books.parts.reduce((sum, { outlets }) => sum + outlets.length, 0)
  const reading = counted(pace, statements)
  const isStatements = asked.name === 'statements'
  return {
    title: `${books.head.county}${books.head.periodWords}${MONTH_TITLES[asked.name]}`,
    paper: isStatements ? PORTRAIT : LANDSCAPE,
    pages: () => (isStatements ? statementPagesOf(books, reading) : listPagesOf(office, books, asked, reading, pace)),
    writeWorkbook: (file) => writeWorkbook(office, books, asked, reading, pace, file),
    statements: () => statements,
    fraction: reading.fraction,
  }
}

async function* statementPagesOf(books: MonthBooks, reading: Reading): AsyncGenerator<readonly Html[]> {
  for await (const each of agentStatements(books, reading)) yield statementPages(books.head, each)
}

async function* listPagesOf(
  office: Lender,
  books: MonthBooks,
  asked: MonthReportAsked,
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

async function writeWorkbook(
  office: Lender,
  books: MonthBooks,
  asked: MonthReportAsked,
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
