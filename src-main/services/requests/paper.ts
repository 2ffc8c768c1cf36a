/** The form of a request as a document: seen, printed, saved. */

import { monthOf } from '../../domain/month.ts'
import { formTitle } from '../../domain/said/request-words.ts'
import { writeAll, writeWhole } from '../../workbook/write/safe-file.ts'
import type { Job } from '../jobs.ts'
import type { Actor, Office, Query } from '../office.ts'
import { queryOf } from '../query.ts'
import { documentHtml, PORTRAIT } from '../reports/paper.ts'
import { onePart, printParts } from '../reports/print-parts.ts'
import { localMinute } from '../wall-clock.ts'
import { closedSince } from './decide.ts'
import { formPages } from './form-pages.ts'
import { getRequest } from './list.ts'

/** The pages with their title. @throws Refusal NOT_FOUND */
export function requestPaper(
  cx: Query,
  office: Pick<Office, 'clock'>,
  id: number,
): { title: string; html: string; pages: number } {
  const request = getRequest(cx, id, (from) => closedSince(cx, from))
  const county = cx.db.get<{ name: string }>('SELECT name FROM county')?.name ?? ''
  const place = { county, printedAt: localMinute(office.clock.now()), period: monthOf(request.from) }
  const files = cx.db
    .all<{ name: string }>(
      "SELECT name FROM attachments WHERE subject = ? AND state = 'kept' ORDER BY id",
      `request:${id}`,
    )
    .map(({ name }) => name)
  const pages = formPages(request, place, files)
  const title = `${formTitle(request)} ${request.number}`
  return { title, html: documentHtml(title, PORTRAIT, pages), pages: pages.length }
}

/** Writes the form as a PDF download. @throws Refusal NOT_FOUND, NO_PRINTER, PRINT_FAILED, WRITE_FAILED, DISK_FULL, CANCELLED */
export async function writeRequestPaper(
  office: Office,
  actor: Actor,
  job: Job,
  id: number,
): Promise<{ export: string; name: string }> {
  const { title, html, pages } = requestPaper(queryOf(office, actor), office, id)
  const file = office.files.beginExport(`${title}.pdf`, 'application/pdf')
  const options = { title, at: office.clock.now(), signal: job.signal, breathe: job.breathe }
  const bytes = await printParts(office.printer, onePart({ html, pages }), options)
  await writeWhole(file.path, (handle) => writeAll(handle, [bytes], 0))
  return { export: file.id, name: file.name }
}
