/** Procedures about paying (DOMAIN.md §5): invoices, claim sheets, payment files, the bank's answer, income, notices. */
import { z } from 'zod'
import { hold, markPaid, markReturned, reissue, release } from '../services/paying/acts.ts'
import { bankFile, cancelBankFile, listBankFiles, openBankFile } from '../services/paying/bank-file-list.ts'
import { bankFileCheck, makeBankFile } from '../services/paying/bank-files.ts'
import { cancelClaim, claim, claimCheck, claimSheet, listClaims } from '../services/paying/claims.ts'
import { setDueDay } from '../services/paying/due.ts'
import { incomeSheet } from '../services/paying/income.ts'
import { addInvoice, listInvoices, voidInvoice } from '../services/paying/invoices.ts'
import { latePayments, payingMonth } from '../services/paying/list.ts'
import { noticesOf, writeNotices } from '../services/paying/notices.ts'
import { paymentFileOf } from '../services/paying/one.ts'
import { paperHtml, writePaper } from '../services/paying/papers.ts'
import { importResult, listResults, readResult } from '../services/paying/results.ts'
import { payingSettings, setPayingSettings } from '../services/paying/settings.ts'
import { queryOf } from '../services/query.ts'
import { act, command, job, nothing, query, router } from './procedure.ts'
import { code, date, month, period, reason } from './schemas/common.ts'
import {
  bankFileAsked,
  byPayments,
  claimAsked,
  fileFormat,
  invoiceAsked,
  noticesAsked,
  payingSettingsGiven,
  paymentKeys,
  resultAsked,
} from './schemas/paying.ts'

const FINANCE = ['finance'] as const
const id = z.number().int().positive()
const byId = z.object({ id }).strict()
const byIdAndReason = z.object({ id, reason }).strict()
const ofMonth = z.object({ period: month.optional() }).strict()
const year = z.number().int().min(2000).max(2999)
const paper = z.discriminatedUnion('paper', [
  z.object({ paper: z.literal('claimSheet'), id }).strict(),
  z.object({ paper: z.literal('income'), year, agent: code.optional() }).strict(),
])

/** One payment by name, several by how many: what the record is found by. */
function subjectOf(payments: readonly { period: string; agent: string }[]): string {
  const [first] = payments
  return payments.length === 1 && first ? `payment:${first.period}:${first.agent}` : `payments:${first?.period ?? ''}`
}

export const paying = router({
  list: query({ input: period, run: (cx, input) => payingMonth(cx, input.period) }),
  late: query({
    input: z.object({ all: z.boolean().optional() }).strict(),
    run: (cx, input) => latePayments(cx, input.all),
  }),
  payment: query({
    input: z.object({ period: month, agent: code }).strict(),
    run: (cx, input) => paymentFileOf(cx, input),
  }),
  hold: command({ access: FINANCE, input: byPayments, run: hold, subject: (input) => subjectOf(input.payments) }),
  release: command({ access: FINANCE, input: byPayments, run: release, subject: (input) => subjectOf(input.payments) }),
  markPaid: command({
    access: FINANCE,
    input: z.object({ payments: paymentKeys, paidOn: date, reference: z.string().trim().max(100).optional() }).strict(),
    run: markPaid,
    subject: (input) => subjectOf(input.payments),
  }),
  markReturned: command({
    access: FINANCE,
    input: byPayments,
    run: markReturned,
    subject: (input) => subjectOf(input.payments),
  }),
  reissue: command({
    access: FINANCE,
    input: z.object({ payments: paymentKeys, reason: reason.optional() }).strict(),
    run: reissue,
    subject: (input) => subjectOf(input.payments),
  }),

  invoices: query({
    input: z.object({ period: month.optional(), agent: code.optional() }).strict(),
    run: listInvoices,
  }),
  addInvoice: command({
    access: ['finance', 'clerk'],
    input: invoiceAsked,
    run: addInvoice,
    subject: (_input, output) => `invoice:${output.number}`,
  }),
  voidInvoice: command({
    access: FINANCE,
    input: byIdAndReason,
    run: (cx, input) => voidInvoice(cx, input.id, input.reason),
    subject: (_input, output) => `invoice:${output.number}`,
  }),

  claimCheck: query({ input: claimAsked, run: claimCheck }),
  claim: command({
    access: FINANCE,
    input: claimAsked,
    run: claim,
    subject: (_input, output) => `claimSheet:${output.number}`,
    detail: (input, output) => ({
      number: output.number,
      amount: output.amount,
      count: output.count,
      exception: output.exception,
      payments: input.payments.length,
    }),
  }),
  claims: query({ input: ofMonth, run: (cx, input) => listClaims(cx, input.period) }),
  claimSheet: query({ input: byId, run: (cx, input) => claimSheet(cx, input.id) }),
  cancelClaim: command({
    access: FINANCE,
    input: byIdAndReason,
    run: (cx, input) => cancelClaim(cx, input.id, input.reason),
    subject: (_input, output) => `claimSheet:${output.number}`,
  }),

  fileCheck: query({
    input: z.object({ payments: paymentKeys }).strict(),
    run: (cx, input) => bankFileCheck(cx, input.payments),
  }),
  makeFile: job({ access: FINANCE, input: bankFileAsked, lock: 'paying', run: makeBankFile }),
  files: query({ input: ofMonth, run: (cx, input) => listBankFiles(cx, input.period) }),
  file: query({ input: byId, run: (cx, input) => bankFile(cx, input.id) }),
  /** The very file again, as a download. */
  openFile: act({ access: FINANCE, input: byId, run: (office, input) => openBankFile(office, input.id) }),
  cancelFile: command({
    access: FINANCE,
    input: byIdAndReason,
    run: (cx, input) => cancelBankFile(cx, input.id, input.reason),
    subject: (_input, output) => `paymentFile:${output.number}`,
  }),
  /** What the bank's answer would book, row by row, with what is wrong; books nothing. */
  readResult: job({ access: FINANCE, input: resultAsked, lock: null, run: readResult }),
  importResult: job({ access: FINANCE, input: resultAsked, lock: 'paying', run: importResult }),
  results: query({ input: nothing, run: (cx) => listResults(cx.db) }),

  income: query({
    input: z.object({ year, agent: code.optional() }).strict(),
    run: (cx, input) => incomeSheet(cx, input.year, input.agent),
  }),
  notices: query({ input: noticesAsked, run: noticesOf }),
  noticeFile: job({
    access: ['finance', 'clerk'],
    input: noticesAsked.extend({ format: fileFormat }),
    lock: null,
    run: (office, actor, running, input) => writeNotices(office, queryOf(office, actor), running, input),
  }),
  paperHtml: query({ input: paper, run: (cx, input, office) => paperHtml(cx, office, input) }),
  writePaper: job({
    access: 'signedIn',
    input: z.object({ asked: paper, format: z.enum(['pdf', 'xlsx', 'html']) }).strict(),
    lock: null,
    run: (office, actor, running, input) => writePaper(office, actor, running, input.asked, input.format),
  }),

  settings: query({ input: nothing, run: (cx) => payingSettings(cx.db) }),
  setSettings: command({
    access: ['finance', 'admin'],
    input: payingSettingsGiven,
    run: setPayingSettings,
    subject: () => 'settings:paying',
  }),
  setDue: command({
    access: FINANCE,
    input: z.object({ period: month, due: date.nullable() }).strict(),
    run: (cx, input) => setDueDay(cx, input.period, input.due),
    subject: (input) => `settlement:${input.period}`,
    period: (input) => input.period,
  }),
})
