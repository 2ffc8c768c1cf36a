/** Procedures about agents' changes of owner and mergers (业主变更, 合并): what would move, asked, decided by another person. */
import { z } from 'zod'
import { movableMonth } from '../services/agent-moves/months.ts'
import {
  approveMove,
  askMove,
  doMove,
  getMove,
  listMoves,
  refuseMove,
  withdrawMove,
} from '../services/agent-moves/moves.ts'
import { planMove } from '../services/agent-moves/plan.ts'
import { approveUndo, askUndo, dropUndo } from '../services/agent-moves/undo.ts'
import { command, nothing, query, router } from './procedure.ts'
import { code, date, money, month, name, reason } from './schemas/common.ts'

const id = z.number().int().positive()
const asked = z
  .object({
    kind: z.enum(['owner', 'merger']),
    from: code,
    to: code,
    month,
    outlets: z.array(code).max(10_000).default([]),
    deposits: z.boolean().default(true),
    /** Of a change of owner: the receipts whose deposit goes, each whole; null: all of them. */
    receipts: z
      .array(z.object({ kind: name, day: date, receipt: z.string().max(60).nullable(), amount: money }).strict())
      .min(1)
      .max(500)
      .nullable()
      .default(null),
    fund: z.boolean().default(true),
    carried: z.boolean().default(true),
    agreements: z.enum(['takeOver', 'end']).default('takeOver'),
  })
  .strict()
const subject = (_input: unknown, output: { from: string }) => `agent:${output.from}`

export const agentMoves = router({
  list: query({ input: z.object({ agent: code.optional() }).strict(), run: (cx, input) => listMoves(cx, input.agent) }),
  get: query({ input: z.object({ id }).strict(), run: (cx, input) => getMove(cx, input.id) }),
  /** The first month on whose first day a move can take effect; null where no month is closed. */
  month: query({ input: nothing, run: (cx) => movableMonth(cx.db) }),
  /** Every amount before and after, and what stands in the way; changes nothing. */
  plan: query({ input: asked, run: (cx, input) => planMove(cx.db, input) }),
  ask: command({
    access: ['clerk'],
    input: asked.extend({ reason, documentNumber: z.string().trim().max(60).optional() }).strict(),
    run: askMove,
    subject,
  }),
  approve: command({
    access: ['reviewer'],
    input: z.object({ id }).strict(),
    inputs: true,
    run: (cx, input) => approveMove(cx, input.id),
    subject,
  }),
  refuse: command({
    access: ['reviewer'],
    input: z.object({ id, reason }).strict(),
    run: (cx, input) => refuseMove(cx, input.id, input.reason),
    subject,
  }),
  withdraw: command({
    access: ['clerk'],
    input: z.object({ id, reason }).strict(),
    run: (cx, input) => withdrawMove(cx, input.id, input.reason),
    subject,
  }),
  /** One that was agreed and could not be done when the month before was closed. */
  carryOut: command({
    access: ['clerk'],
    input: z.object({ id }).strict(),
    inputs: true,
    run: (cx, input) => doMove(cx, input.id),
    subject,
  }),
  askUndo: command({
    access: ['clerk'],
    input: z.object({ id, reason }).strict(),
    run: (cx, input) => askUndo(cx, input.id, input.reason),
    subject,
  }),
  /** Everything goes back; a second person's act. */
  approveUndo: command({
    access: ['reviewer'],
    input: z.object({ id }).strict(),
    inputs: true,
    run: (cx, input) => approveUndo(cx, input.id),
    subject,
  }),
  /** It stays done. */
  dropUndo: command({
    access: ['clerk', 'reviewer'],
    input: z.object({ id, reason }).strict(),
    run: (cx, input) => dropUndo(cx, input.id),
    subject,
  }),
})
