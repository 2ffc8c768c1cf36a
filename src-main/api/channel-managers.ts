/** Procedures about channel managers (渠道经理): their pages and portfolios, stand-ins, transfers for good. */
import { z } from 'zod'
import { getManager, listManagers, saveManager } from '../services/channel-managers/managers.ts'
import { addStandIn, endStandIn } from '../services/channel-managers/stand-ins.ts'
import { getTransfer, planTransfer, transfer } from '../services/channel-managers/transfers.ts'
import { command, nothing, query, router } from './procedure.ts'
import { code, date, month, reason } from './schemas/common.ts'

const id = z.number().int().positive()
const person = z.string().trim().min(1, 'empty').max(60)
const text = (most: number) => z.string().trim().max(most).nullable().optional()
const byManager = (input: { name: string }) => `manager:${input.name}`
const transferAsked = z.object({
  from: person,
  to: person,
  day: date,
  outlets: z.array(code).min(1).max(20_000).optional(),
})

export const channelManagers = router({
  list: query({ input: nothing, run: (cx) => listManagers(cx) }),
  get: query({ input: z.object({ name: person, period: month }).strict(), run: getManager }),
  save: command({
    access: ['clerk'],
    input: z
      .object({
        name: person,
        phone: text(40),
        from: date.nullable().optional(),
        to: date.nullable().optional(),
        account: text(40),
        above: text(60),
        remark: text(500),
      })
      .strict(),
    run: saveManager,
    subject: byManager,
  }),
  addStandIn: command({
    access: ['clerk'],
    input: z.object({ manager: person, standIn: person, from: date, to: date, reason }).strict(),
    run: addStandIn,
    subject: (input) => `manager:${input.manager}`,
  }),
  endStandIn: command({
    access: ['clerk'],
    input: z.object({ id }).strict(),
    run: (cx, input) => endStandIn(cx, input.id),
  }),
  /** What a transfer would hand over. */
  planTransfer: query({ input: transferAsked.strict(), run: planTransfer }),
  transfer: command({
    access: ['clerk'],
    input: transferAsked.extend({ reason }).strict(),
    inputs: true,
    run: transfer,
    subject: (input) => `manager:${input.from}`,
  }),
  transferred: query({ input: z.object({ id }).strict(), run: (cx, input) => getTransfer(cx, input.id) }),
})
