/** Notices to agents: phone and text from a template, as a file for the gateway that sends group messages (DOMAIN.md §5). */
import { chineseMonth, type Month, monthNumber } from '../../domain/month.ts'
import { filled, NOTICE_FIELDS } from '../../domain/paying.ts'
import { Refusal } from '../../domain/refusal.ts'
import { paymentStateWords } from '../../domain/said/paying-words.ts'
import { writeCsv } from '../../workbook/write/csv.ts'
import { type SheetColumn, writeXlsx } from '../../workbook/write/sheet-stream.ts'
import type { Job } from '../jobs.ts'
import type { Office, Query } from '../office.ts'
import { isClosed, stateOf } from '../settlements/state.ts'
import { payingSettings, refuseUnknown } from './settings.ts'
import { AWAITING, standings } from './standing.ts'

export interface NoticesAsked {
  readonly period: Month
  /** Codes; every agent with a payment where absent. */
  readonly agents?: readonly string[] | undefined
  /** The office's own where absent. */
  readonly template?: string | undefined
}

export interface Notice {
  readonly agent: string
  readonly name: string
  readonly phone: string | null
  readonly text: string
  /** Messages that the gateway makes of it: 70 characters one, else 67 each. */
  readonly messages: number
}

export interface Notices {
  readonly period: Month
  readonly notices: readonly Notice[]
  /** Agents without a phone number that a message reaches; they are not in the file. */
  readonly withoutPhone: readonly string[]
  readonly messages: number
}

/** A mobile number of the mainland, as the gateway takes it. */
const MOBILE = /^1\d{10}$/

/** The notices of a closed month. @throws Refusal WRONG_STATE, UNKNOWN_FIELD, NOT_FOUND */
export function noticesOf({ db }: Query, asked: NoticesAsked): Notices {
  const { period } = asked
  const state = stateOf(db, period)
  if (!isClosed(state)) throw new Refusal('WRONG_STATE', { period, state: state.status, wanted: ['closed'] })
  const template = asked.template ?? payingSettings(db).notice.template
  refuseUnknown(template, NOTICE_FIELDS)
  const county = db.get<{ name: string }>('SELECT name FROM county')?.name ?? ''
  const standing = standings(db, period)
  const wanted = asked.agents ? new Set(asked.agents) : null
  const rows = db.all<{
    agent: string
    name: string
    gross: string
    fund: string
    tax: string
    carried: string
    payable: string
    contact: string | null
    phone: string | null
  }>(
    `SELECT d.code AS agent, json_extract(d.document, '$.name') AS name, json_extract(d.document, '$.gross') AS gross,
     json_extract(d.document, '$.fund') AS fund, json_extract(d.document, '$.tax') AS tax,
     json_extract(d.document, '$.carriedIn') AS carried, json_extract(d.document, '$.payable') AS payable, a.contact, a.phone
     FROM closed_documents d LEFT JOIN agents a ON a.code = d.code WHERE d.period = ? AND d.kind = 'payment' ORDER BY d.code`,
    monthNumber(period),
  )
  const unknown = asked.agents?.find((code) => !rows.some(({ agent }) => agent === code))
  if (unknown !== undefined) throw new Refusal('NOT_FOUND', { what: 'agent', name: unknown, period })
  const all = rows
    .filter(({ agent }) => wanted === null || wanted.has(agent))
    .map((row): Notice => {
      const is = standing.get(row.agent) ?? AWAITING
      const text = filled(template, {
        代理商: row.name,
        编码: row.agent,
        账期: chineseMonth(period),
        酬金: row.gross,
        基金: row.fund,
        个税: row.tax,
        上月结转: row.carried,
        应付: row.payable,
        状态: row.payable === '0.00' ? '无应付' : paymentStateWords(is.state),
        发放日期: is.paidOn ?? '',
        联系人: row.contact ?? row.name,
        县: county,
      })
      const phone = (row.phone ?? '')
        .normalize('NFKC')
        .replaceAll(/[\s-]/g, '')
        .replace(/^(\+?86)(?=1\d{10}$)/, '')
      const length = [...text].length
      return {
        agent: row.agent,
        name: row.name,
        phone: MOBILE.test(phone) ? phone : null,
        text,
        messages: length <= 70 ? 1 : Math.ceil(length / 67),
      }
    })
  const notices = all.filter(({ phone }) => phone !== null)
  return {
    period,
    notices,
    withoutPhone: all.filter(({ phone }) => phone === null).map(({ agent }) => agent),
    messages: notices.reduce((sum, { messages }) => sum + messages, 0),
  }
}

/** Writes the notices for the gateway: phone and text, nothing else. @throws Refusal NOTHING_TO_WRITE where nobody has a phone */
export async function writeNotices(
  office: Pick<Office, 'files'>,
  cx: Query,
  job: Job,
  asked: NoticesAsked & { format: 'xlsx' | 'csv' },
): Promise<{ export: string; name: string; count: number; withoutPhone: readonly string[] }> {
  const { notices, withoutPhone } = noticesOf(cx, asked)
  if (notices.length === 0) throw new Refusal('NOTHING_TO_WRITE', { period: asked.period })
  const { phoneHeading, textHeading } = payingSettings(cx.db).notice
  const columns: SheetColumn[] = [
    { heading: phoneHeading, type: 'text', width: 16 },
    { heading: textHeading, type: 'text', width: 90 },
  ]
  const rows = notices.map(({ phone, text }) => [phone, text])
  const name = `短信-${asked.period}-${notices.length}条.${asked.format}`
  const type =
    asked.format === 'csv'
      ? 'text/csv; charset=utf-8'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const file = office.files.beginExport(name, type)
  if (asked.format === 'csv') await writeCsv(file.path, { columns, rows }, { signal: job.signal })
  else await writeXlsx(file.path, [{ name: '短信', columns, rows, filter: false }], { signal: job.signal })
  return { export: file.id, name, count: notices.length, withoutPhone }
}
