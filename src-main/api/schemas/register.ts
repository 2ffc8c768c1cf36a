/** The editable fields of agents and outlets at the door; null or an empty text clears a field. */
import { z } from 'zod'
import { isPhone } from '../../domain/contact.ts'
import { date } from './common.ts'

const text = (most: number) => z.string().trim().max(most).nullable().optional()
const phone = z.string().trim().max(40).refine(isPhone, 'phone').nullable().optional()
/** Letters and digits; none: the initials of the name. */
const mnemonic = z
  .string()
  .trim()
  .normalize('NFKC')
  .toUpperCase()
  .regex(/^[A-Z\d]{0,40}$/, 'mnemonic')
  .nullable()
  .optional()

export const agentFields = z
  .object({
    name: z.string().trim().min(1, 'empty').max(100).optional(),
    mnemonic,
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
    phone,
    remark: text(500),
  })
  .strict()

export const outletFields = z
  .object({
    name: z.string().trim().min(1, 'empty').max(100).optional(),
    mnemonic,
    category: z.enum(['own', 'partner']).optional(),
    type: text(60),
    agent: text(64),
    star: z.number().int().min(1).max(5).nullable().optional(),
    grade: text(20),
    centre: text(60),
    township: text(60),
    address: text(200),
    contact: text(60),
    phone,
    manager: text(60),
    status: z.enum(['planned', 'active', 'suspended', 'exited']).optional(),
    joinedOn: date.nullable().optional(),
    remark: text(500),
  })
  .strict()

/** What many outlets may get at once. */
export const batchFields = outletFields
  .pick({ manager: true, centre: true, township: true, type: true, agent: true, grade: true, star: true, status: true })
  .partial()

// Filters of the lists: a part of a text, one of several values (null: none), days from and to, or whether there is a value.
const emptiness = z.object({ empty: z.boolean() }).strict()
const part = z.union([z.string().max(100), emptiness]).optional()
const anyOf = <Value extends z.ZodType>(value: Value) =>
  z.union([value, z.array(value.nullable()).max(1000), emptiness]).optional()
const days = z.union([z.object({ from: date.optional(), to: date.optional() }).strict(), emptiness]).optional()
const word = z.string().max(100)

export const agentFilter = z
  .object({
    text: z.string().max(100).optional(),
    code: part,
    name: part,
    mnemonic: part,
    payerKind: anyOf(z.enum(['enterprise', 'soleTrader', 'person'])),
    idNumber: part,
    coreTier: anyOf(word),
    payeeName: part,
    bank: part,
    account: part,
    fundMember: anyOf(z.boolean()),
    contact: part,
    phone: part,
    remark: part,
  })
  .strict()

export const outletFilter = z
  .object({
    text: z.string().max(100).optional(),
    code: part,
    otherCode: part,
    name: part,
    mnemonic: part,
    category: anyOf(z.enum(['own', 'partner'])),
    type: anyOf(word),
    agent: anyOf(word),
    agentName: part,
    star: anyOf(z.number().int()),
    grade: anyOf(word),
    region: anyOf(z.number().int()),
    address: part,
    contact: part,
    phone: part,
    manager: anyOf(word),
    status: anyOf(z.enum(['planned', 'active', 'suspended', 'exited'])),
    joinedOn: days,
    remark: part,
  })
  .strict()
