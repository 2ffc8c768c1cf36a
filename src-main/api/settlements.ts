/** Procedures about settings and the month's settlement (names and shapes: CONTRACT.md). */
import { z } from 'zod'
import { Refusal } from '../domain/refusal.ts'
import { confirmingReviewer } from '../services/accounts/accounts.ts'
import { reconcileInSteps } from '../services/ledgers/reconcile.ts'
import { knownMonths, workingMonth } from '../services/month/months.ts'
import { overview } from '../services/month/overview.ts'
import { setFactors, setFund, settingsView } from '../services/settings.ts'
import { adjust, decideAdjustment, listAdjustments } from '../services/settlements/adjustments.ts'
import { calculate } from '../services/settlements/calculate.ts'
import { closeMonth, closingPoints } from '../services/settlements/closing.ts'
import { explain } from '../services/settlements/explain.ts'
import { explainMissing } from '../services/settlements/explain-missing.ts'
import { monthMoney, statementRows } from '../services/settlements/list.ts'
import { paymentDocuments } from '../services/settlements/payments.ts'
import { listSettlements, stateOf } from '../services/settlements/state.ts'
import { statementsOf } from '../services/settlements/statements.ts'
import { approve, reopen, review, sendBack } from '../services/settlements/transitions.ts'
import { explainMissingList } from './answers.ts'
import { command, job, nothing, query, router } from './procedure.ts'
import { code, decimal, money, month as monthText, page, password, period, reason, sort } from './schemas/common.ts'

const byId = z.object({ id: z.number().int().positive() }).strict()

export const settings = router({
  get: query({ input: nothing, run: settingsView }),
  factors: command({
    access: ['admin'],
    input: z
      .object({
        by: z.enum(['grade', 'star']),
        from: monthText,
        table: z.record(
          z.string().trim().min(1).max(20),
          decimal.refine((text) => !text.startsWith('-'), 'negative'),
        ),
      })
      .strict(),
    inputs: true,
    run: (cx, input) => {
      setFactors(cx, input)
      return input
    },
    subject: (input) => `settings:factors.${input.by}`,
  }),
  fund: command({
    access: ['admin'],
    input: z
      .object({
        from: monthText,
        rate: decimal.refine((text) => Number(text) >= 0 && Number(text) <= 100, 'percent'),
        match: decimal.refine((text) => Number(text) >= 0 && Number(text) <= 1000, 'percent'),
      })
      .strict(),
    inputs: true,
    run: (cx, input) => {
      setFund(cx, input)
      return input
    },
    subject: () => 'settings:fund',
  }),
})

const listed = page.extend({ period: monthText, sort: sort.optional() })
const adjustmentKind = z.enum(['bonus', 'penalty', 'correction', 'dispute'])
const subject = (input: { period: string }) => `settlement:${input.period}`

export const settlements = router({
  calculate: job({ access: ['clerk'], input: period, lock: 'store', subject: (input) => input.period, run: calculate }),
  statements: query({
    input: z.object({ period: monthText, outlets: z.array(code).max(10_000).optional() }).strict(),
    run: (cx, input) => statementsOf(cx.db, input.period, input.outlets),
  }),
  payments: query({ input: period, run: (cx, input) => paymentDocuments(cx.db, input.period) }),
  list: query({ input: nothing, run: (cx) => listSettlements(cx.db) }),
  get: query({
    input: period,
    run: (cx, input) => ({ ...stateOf(cx.db, input.period), money: monthMoney(cx.db, input.period) }),
  }),
  rows: query({
    input: listed
      .extend({
        filter: z
          .object({ text: z.string().max(100).optional(), agent: code.optional() })
          .strict()
          .optional(),
      })
      .strict(),
    run: (cx, input) => statementRows(cx, input.period, input),
  }),
  checklist: query({
    input: period,
    run: async (cx, input) => {
      // read in steps and kept, so that the checklist need not read the month's rows at once
      await reconcileInSteps(cx.db, input.period)
      return closingPoints(cx.db, input.period)
    },
  }),
  explain: query({
    input: z
      .object({
        period: monthText,
        outlet: code,
        line: z.string().min(1).max(500),
        offset: z.number().int().min(0).optional(),
        limit: z.number().int().min(0).max(20_000).optional(),
      })
      .strict(),
    run: explain,
  }),
  explainMissing: query({
    input: z
      .object({ period: monthText, outlet: code, clause: code, policy: code.optional(), subscriber: code.optional() })
      .strict(),
    run: explainMissing,
  }),
  explainMissingList,
  review: command({
    access: ['reviewer'],
    input: period,
    run: (cx, input) => review(cx, input.period),
    subject,
    period: (input) => input.period,
  }),
  approve: command({
    access: ['reviewer'],
    input: period,
    run: (cx, input) => approve(cx, input.period),
    subject,
    period: (input) => input.period,
  }),
  close: job({ access: ['reviewer'], input: period, lock: 'store', subject: (input) => input.period, run: closeMonth }),
  sendBack: command({
    access: ['reviewer'],
    input: z.object({ period: monthText, reason }).strict(),
    run: (cx, input) => sendBack(cx, input.period, input.reason),
    subject,
    period: (input) => input.period,
  }),
  reopen: command({
    access: ['clerk', 'reviewer', 'admin'],
    input: z.object({ period: monthText, reason, password }).strict(),
    prepare: (office, input) => confirmingReviewer(office, input.password),
    run: (cx, input, manager) => {
      if (manager === null) throw new Refusal('WRONG_PASSWORD')
      return { ...reopen(cx, input.period, input.reason), manager }
    },
    subject,
    period: (input) => input.period,
    detail: (input, output) => ({ reason: input.reason, manager: output.manager, cancelled: output.cancelled }),
  }),
  adjust: command({
    access: ['clerk'],
    input: z.object({ period: monthText, outlet: code, kind: adjustmentKind, amount: money, reason }).strict(),
    run: adjust,
    subject: (input) => `statement:${input.period}:${input.outlet}`,
    period: (input) => input.period,
  }),
  confirmAdjustment: command({
    access: ['reviewer'],
    input: byId,
    run: (cx, input) => decideAdjustment(cx, input.id, 'confirmed', null),
    subject: (input) => `adjustment:${input.id}`,
  }),
  refuseAdjustment: command({
    access: ['reviewer'],
    input: z.object({ id: z.number().int().positive(), reason }).strict(),
    run: (cx, input) => decideAdjustment(cx, input.id, 'refused', input.reason),
    subject: (input) => `adjustment:${input.id}`,
  }),
  adjustments: query({
    input: z.object({ period: monthText, outlet: code.optional() }).strict(),
    run: (cx, input) => listAdjustments(cx, input.period, input.outlet),
  }),
})

export const month = router({
  /** The month to work on, and every month there is. */
  current: query({ input: nothing, run: (cx) => ({ period: workingMonth(cx), months: knownMonths(cx) }) }),
  overview: query({
    input: period,
    run: async (cx, input) => {
      await reconcileInSteps(cx.db, input.period)
      return overview(cx, input.period)
    },
  }),
})
