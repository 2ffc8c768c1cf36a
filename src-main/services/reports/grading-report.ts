/** A report of gradings, laid out: they are no part of a settlement's books, and each has a head of its own. */
import type { Sheet } from '../../workbook/write/sheet-stream.ts'
import { listSheets } from './answer-lists.ts'
import { GRADING_TITLES, type GradingReportAsked, gradingLists } from './grading-lists.ts'
import { listPages } from './list-pages.ts'
import { LANDSCAPE } from './paper.ts'
import type { Lender, Pace, Report } from './report.ts'
import { writeSheets } from './write-sheets.ts'

/** Its reading throws Refusal NOT_FOUND where there is no such grading, or no result of an outlet that was asked for. */
export function gradingReport(office: Lender, asked: GradingReportAsked, pace: Pace): Report {
  let come = 0
  const lists = function* () {
    for (const each of gradingLists(office, asked)) {
      come += 1
      yield each
    }
  }
  return {
    title: GRADING_TITLES[asked.name],
    paper: LANDSCAPE,
    async *pages() {
      for (const { head, report } of lists()) yield await listPages(head, report, pace.breathe)
    },
    async writeWorkbook(file) {
      const sheets: Sheet[] = []
      for (const { head, report } of lists()) {
        for (const sheet of listSheets(report, head)) sheets.push({ ...sheet, name: sheetName(sheet.name, sheets) })
        await pace.breathe()
      }
      await writeSheets(file, sheets, pace)
    },
    statements: () => come,
    fraction: () => null,
  }
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
