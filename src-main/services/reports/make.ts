/** Making a report: whichever it is, laid out once and written as HTML, PDF or workbook, or its first pages shown. */
import { extname } from 'node:path'
import { Refusal } from '../../domain/refusal.ts'
import { writeAll, writeWhole } from '../../workbook/write/safe-file.ts'
import type { Office } from '../office.ts'
import { GRADING_TITLES, type GradingReport, type GradingReportAsked, isGradingReport } from './grading-lists.ts'
import { gradingReport } from './grading-report.ts'
import type { Html } from './html.ts'
import { MONTH_TITLES, type MonthReport, type MonthReportAsked, monthReport } from './month-report.ts'
import { documentHtml } from './paper.ts'
import { type PrintPart, printParts } from './print-parts.ts'
import type { Lender, Pace, Report } from './report.ts'

export type ReportName = MonthReport | GradingReport
export type ReportFormat = 'pdf' | 'xlsx' | 'html'

/** What is asked of any report; of gradings: one by its id, or those of a scheme, else all that stand for the period. */
export interface ReportAsked extends Omit<MonthReportAsked, 'name'>, Omit<GradingReportAsked, 'name'> {
  readonly name: ReportName
}

export const REPORT_TITLES: Readonly<Record<ReportName, string>> = { ...MONTH_TITLES, ...GRADING_TITLES }

/** Pages of one document for the printer (800 statements print fastest as 8 documents of 100, merged). */
export const PAGES_A_PART = 100

/** The format that a file's ending asks for. @throws Refusal INVALID_INPUT */
export function formatOf(file: string): ReportFormat {
  const ending = extname(file).slice(1).toLowerCase()
  if (ending === 'pdf' || ending === 'xlsx' || ending === 'html') return ending
  throw new Refusal('INVALID_INPUT', { field: 'file', value: file, expected: ['.pdf', '.xlsx', '.html'] })
}

async function reportOf(office: Lender, { name, ...asked }: ReportAsked, pace: Pace): Promise<Report> {
  return isGradingReport(name)
    ? gradingReport(office, { ...asked, name }, pace)
    : monthReport(office, { ...asked, name }, pace)
}

/**
 * Writes the report to a file, whole or not at all; answers how many pages (null for a workbook) and statements it has.
 * @throws Refusal WRONG_STATE, NOT_FOUND, DATA_CHANGED, NO_PRINTER, PRINT_FAILED, CANCELLED, DISK_FULL, FILE_LOCKED, WRITE_FAILED
 */
export async function makeReport(
  office: Office,
  pace: Pace,
  asked: ReportAsked,
  { file, format }: { file: string; format: ReportFormat },
): Promise<{ pages: number | null; statements: number }> {
  const report = await reportOf(office, asked, pace)
  let pages: number | null = null
  if (format === 'xlsx') await report.writeWorkbook(file)
  else pages = format === 'html' ? await writeHtml(report, file) : await writePdf(office, pace, report, file)
  return { pages, statements: report.statements() }
}

/** The first pages of a report for a look at it, at most `most`. `complete` is false where there are more. */
export async function previewReport(
  office: Lender,
  pace: Pace,
  asked: ReportAsked,
  most: number,
): Promise<{ html: string; pages: number; complete: boolean; statements: number }> {
  const report = await reportOf(office, asked, pace)
  const shown: Html[] = []
  let complete = true
  for await (const some of report.pages()) {
    complete = shown.length + some.length <= most
    shown.push(...some.slice(0, most - shown.length))
    if (!complete) break
  }
  const html = documentHtml(report.title, report.paper, shown)
  return { html, pages: shown.length, complete, statements: report.statements() }
}

async function writeHtml({ title, paper, pages }: Report, file: string): Promise<number> {
  const all: Html[] = []
  for await (const some of pages()) all.push(...some)
  await writeBytes(file, Buffer.from(documentHtml(title, paper, all), 'utf8'))
  return all.length
}

/** Prints pages a hundred at a time; answers how many there were. */
async function writePdf(office: Office, pace: Pace, report: Report, file: string): Promise<number> {
  let written = 0
  const options = {
    title: report.title,
    at: office.clock.now(),
    breathe: pace.breathe,
    onPages: (done: number) => {
      written = done
      pace.progress('printing', report.fraction(), done)
    },
    ...(pace.signal ? { signal: pace.signal } : {}),
  }
  await writeBytes(file, await printParts(office.printer, partsOf(report), options))
  return written
}

/** Documents of a hundred pages for the printer. */
async function* partsOf({ title, paper, pages }: Report): AsyncGenerator<PrintPart> {
  let part: Html[] = []
  const take = (): PrintPart => {
    const done = { html: documentHtml(title, paper, part), pages: part.length }
    part = []
    return done
  }
  for await (const some of pages()) {
    for (const page of some) {
      part.push(page)
      if (part.length >= PAGES_A_PART) yield take()
    }
  }
  if (part.length > 0) yield take()
}

function writeBytes(file: string, bytes: Uint8Array): Promise<void> {
  return writeWhole(file, (handle) => writeAll(handle, [bytes], 0))
}
