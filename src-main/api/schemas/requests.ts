/** The shapes of requests at the door; the renderer's forms use them too. */
import { z } from 'zod'
import { agreementTerms } from './agreements.ts'
import { code, date, money, name, reason } from './common.ts'
import { agentFields, outletFields } from './register.ts'

export const requestId = z.object({ id: z.number().int().positive() }).strict()
export const requestState = z.enum(['asked', 'approved', 'effective', 'rejected', 'withdrawn', 'unseen'])
export const requestKind = z.enum(['admission', 'change', 'suspension', 'resumption', 'exit'])

/** By key of the checklist: a number, a text, "yes" or "no". */
export const checklistAnswers = z.record(z.string().max(40), z.string().trim().max(200))

const when = { from: date.optional(), reason }

export const admissionAsked = z
  .object({
    code: code.optional(),
    fields: outletFields.omit({ status: true }).extend({ name }),
    checklist: checklistAnswers,
    ...when,
  })
  .strict()

export const changeAsked = z.discriminatedUnion('subject', [
  z
    .object({
      subject: z.literal('outlet'),
      code,
      fields: outletFields.pick({ name: true, category: true, type: true, agent: true }).partial(),
      ...when,
    })
    .strict(),
  z
    .object({
      subject: z.literal('agent'),
      code,
      fields: agentFields
        .pick({ name: true, payerKind: true, idNumber: true, payeeName: true, bank: true, account: true })
        .partial(),
      ...when,
    })
    .strict(),
])

/** `about` is the number of the agreement that is renewed, corrected or ended. */
export const agreementAsked = z.discriminatedUnion('act', [
  z.object({ act: z.literal('add'), agent: code, terms: agreementTerms.strict(), reason }).strict(),
  z.object({ act: z.enum(['renew', 'correct']), about: code, terms: agreementTerms.strict(), reason }).strict(),
  z.object({ act: z.literal('end'), about: code, on: date, reason }).strict(),
])

export const settlement = z
  .object({
    deposit: z.enum(['return', 'deduct', 'keep', 'none']),
    deductions: z
      .array(z.object({ kind: name, amount: money }).strict())
      .max(50)
      .optional(),
    fund: z.enum(['payOut', 'keep', 'none']),
    note: z.string().trim().max(500).optional(),
  })
  .strict()
  // a deduction says how much, and why
  .refine(({ deposit, deductions }) => (deposit === 'deduct') === (deductions ?? []).length > 0, {
    path: ['deductions'],
  })
  .refine(({ deposit, note }) => deposit !== 'deduct' || Boolean(note), { path: ['note'] })

export const lifeAsked = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['suspension', 'resumption']), code, ...when }).strict(),
  z.object({ kind: z.literal('exit'), code, settlement, ...when }).strict(),
])

export const approval = requestId
  .extend({
    documentNumber: z.string().trim().max(60).optional(),
    note: z.string().trim().max(2000).optional(),
    code: code.optional(),
    from: date.optional(),
  })
  .strict()

const manner = z.enum(['approval', 'notice'])
const checklistItem = z
  .object({
    key: z.string().trim().min(1).max(40),
    label: z.string().trim().min(1, 'empty').max(40),
    kind: z.enum(['number', 'text', 'yesNo']),
    unit: z.string().trim().max(10).optional(),
    least: z.string().trim().max(20).optional(),
    required: z.boolean(),
  })
  .strict()

export const requestSettingsGiven = z
  .object({
    on: z.boolean().optional(),
    manners: z.record(z.string().max(40), manner).optional(),
    checklist: z.array(checklistItem).max(40).optional(),
  })
  .strict()
