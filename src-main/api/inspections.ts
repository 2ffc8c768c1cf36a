/** Procedures about inspection sheets (检查表): templates, sheets from draft to confirmed, scores with the sheets behind them. */
import { z } from 'zod'
import { Refusal } from '../domain/refusal.ts'
import { inspectionRows } from '../services/inspections/scores.ts'
import {
  beginSheet,
  confirmSheet,
  fillSheet,
  getSheet,
  listSheets,
  submitSheet,
  withdrawSheet,
} from '../services/inspections/sheets.ts'
import { listTemplates, releaseTemplate, retireTemplate, saveTemplate } from '../services/inspections/templates.ts'
import { command, nothing, query, router } from './procedure.ts'
import { code, date, decimal, month, name, reason } from './schemas/common.ts'

const id = z.number().int().positive()
const byId = z.object({ id }).strict()
const withReason = z.object({ id, reason }).strict()
const text = z.string().trim().max(1000)
const subject = (input: { id: number }) => `inspection:${input.id}`
const templateSubject = (_input: unknown, output: { id: number }) => `inspectionTemplate:${output.id}`

const template = z
  .object({
    code,
    title: name,
    groups: z
      .array(
        z
          .object({
            title: name,
            items: z
              .array(
                z
                  .object({
                    title: text.min(1, 'empty'),
                    full: decimal,
                    evidence: text.optional(),
                    optional: z.boolean().optional(),
                  })
                  .strict(),
              )
              .max(100),
          })
          .strict(),
      )
      .max(30),
    deductions: z
      .array(z.object({ title: text.min(1, 'empty'), each: decimal, most: decimal.optional() }).strict())
      .max(50),
    scale: decimal.optional(),
    confirm: z.boolean(),
  })
  .strict()

const filled = z
  .object({
    marks: z.array(z.object({ mark: z.string().max(30).nullable(), remark: text.optional() }).strict()).max(3000),
    occurrences: z.array(z.number().int().min(0).max(10_000)).max(50),
    remark: text.optional(),
  })
  .strict()

export const inspections = router({
  templates: query({ input: nothing, run: listTemplates }),
  saveTemplate: command({ access: ['clerk'], input: template, run: saveTemplate, subject: templateSubject }),
  releaseTemplate: command({
    access: ['reviewer'],
    input: byId,
    inputs: true,
    run: (cx, input) => releaseTemplate(cx, input.id),
    subject: templateSubject,
  }),
  retireTemplate: command({ access: ['reviewer'], input: withReason, run: retireTemplate, subject: templateSubject }),
  list: query({
    input: z
      .object({
        period: month.optional(),
        outlet: code.optional(),
        state: z.enum(['draft', 'submitted', 'confirmed', 'withdrawn']).optional(),
      })
      .strict(),
    run: listSheets,
  }),
  get: query({ input: byId, run: (cx, input) => getSheet(cx, input.id) }),
  begin: command({
    access: ['clerk'],
    input: z.object({ template: id, outlet: code, date, inspector: name }).strict(),
    run: beginSheet,
    subject: (_input, output) => `inspection:${output.id}`,
  }),
  fill: command({
    access: ['clerk'],
    input: z.object({ id, date, inspector: name, sheet: filled }).strict(),
    run: fillSheet,
    subject,
  }),
  submit: command({
    access: ['clerk'],
    input: byId,
    inputs: true,
    run: (cx, input) => submitSheet(cx, input.id),
    subject,
  }),
  confirm: command({
    access: ['reviewer'],
    input: byId,
    inputs: true,
    run: (cx, input) => confirmSheet(cx, input.id),
    subject,
  }),
  withdraw: command({
    access: ['clerk', 'reviewer'],
    input: withReason,
    inputs: true,
    run: withdrawSheet,
    subject,
  }),
  /** The sheets behind an outlet's score over a window of months, for "why". */
  behind: query({
    input: z.object({ sheet: code, outlet: code, from: month, to: month }).strict(),
    run: (cx, input) => {
      if (input.to < input.from) throw new Refusal('INVALID_INPUT', { field: 'to', reason: 'beforeFrom' })
      return inspectionRows(cx.db, input.sheet, input.outlet, [input.from, input.to])
    },
  }),
})
