/** The editable fields of agents and outlets at the door; null or an empty text clears a field. */
import { z } from 'zod'
import { date } from './common.ts'

const text = (most: number) => z.string().trim().max(most).nullable().optional()

export const agentFields = z
  .object({
    name: z.string().trim().min(1, 'empty').max(100).optional(),
    payerKind: z.enum(['enterprise', 'soleTrader', 'person']).optional(),
    idNumber: text(40),
    coreTier: text(40),
    payeeName: text(100),
    bank: text(100),
    account: z
      .string()
      .trim()
      .regex(/^[\d-]{0,40}$/, 'account')
      .nullable()
      .optional(),
    fundMember: z.boolean().optional(),
    contact: text(60),
    phone: text(40),
    remark: text(500),
  })
  .strict()

export const outletFields = z
  .object({
    name: z.string().trim().min(1, 'empty').max(100).optional(),
    category: z.enum(['own', 'partner']).optional(),
    type: text(60),
    agent: text(64),
    star: z.number().int().min(1).max(5).nullable().optional(),
    grade: text(20),
    centre: text(60),
    township: text(60),
    address: text(200),
    contact: text(60),
    phone: text(40),
    manager: text(60),
    status: z.enum(['planned', 'active', 'suspended', 'exited']).optional(),
    joinedOn: date.nullable().optional(),
    remark: text(500),
  })
  .strict()
