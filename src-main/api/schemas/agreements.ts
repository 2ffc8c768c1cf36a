/** The shapes of agreements at the door: recorded at once, or asked for. */
import { z } from 'zod'
import { code, date } from './common.ts'

export const agreementTerms = z.object({
  number: code,
  exclusive: z.boolean(),
  signedOn: date,
  from: date,
  to: date,
  outlets: z.array(code).min(1).max(1000),
  remark: z.string().trim().max(500).nullable().optional(),
})

/** Of a pasted block: each with its agent, and with the one that it renews. */
export const pastedAgreements = z
  .array(agreementTerms.extend({ agent: code, renewalOf: code.nullable().optional() }).strict())
  .min(1)
  .max(2000)
