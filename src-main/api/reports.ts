/** Procedures about reports: statements, summary and payments of a month on paper and as workbooks. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import { formatOf, makeReport, previewReport, REPORT_TITLES, type ReportFormat } from '../services/reports/make.ts'
import { job, query, router } from './procedure.ts'
import { reportAsked, reportFormat } from './schemas/reports.ts'

const TYPES: Readonly<Record<ReportFormat, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
}

export const reports = router({
  /** For the command line, which names the file; its ending says the format. */
  write: job({
    access: 'signedIn',
    input: reportAsked.extend({ file: z.string().min(1) }),
    lock: null,
    localOnly: true,
    subject: (input) => `${input.name}:${input.period}`,
    run: async (office, _actor, running, { file, ...asked }) => ({
      file,
      ...(await makeReport(office, running, asked, { file, format: formatOf(file) })),
    }),
  }),
  /** The same as a download: answers the id for GET /files/exports/:id. */
  make: job({
    access: 'signedIn',
    input: reportAsked.extend({ format: reportFormat }),
    lock: null,
    subject: (input) => `${input.name}:${input.period}`,
    run: async (office, _actor, running, { format, ...asked }) => {
      const only = asked.agents?.length === 1 ? `-${asked.agents[0]}` : ''
      const name = `${asked.period}-${REPORT_TITLES[asked.name]}${only}.${format}`
      const file = office.files.beginExport(name, TYPES[format])
      const made = await makeReport(office, running, asked, { file: file.path, format })
      return { export: file.id, name, ...made }
    },
  }),
  /** The first pages, as they will be printed. */
  html: query({
    input: reportAsked.extend({ limit: z.number().int().min(1).max(2000).default(40) }),
    run: (_cx, { limit, ...asked }, office) =>
      previewReport(office, { breathe: () => nextTurn(), progress: () => undefined }, asked, limit),
  }),
})
