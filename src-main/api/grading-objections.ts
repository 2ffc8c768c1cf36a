/** Procedures about objections to a grading on public notice: recorded, answered by one person, decided by another. */
import { z } from 'zod'
import {
  decideAnswer,
  listObjections,
  proposeAnswer,
  raiseObjection,
  withdrawObjection,
} from '../services/gradings/objections.ts'
import { command, query } from './procedure.ts'
import { code, date, name, reason } from './schemas/common.ts'

const id = z.number().int().positive()
const subject = (_input: unknown, output: { grading: number }) => `grading:${output.grading}`

export const objectionProcedures = {
  objections: query({
    input: z.object({ grading: id.optional(), outlet: code.optional(), open: z.boolean().optional() }).strict(),
    run: listObjections,
  }),
  raiseObjection: command({
    access: ['clerk'],
    input: z
      .object({
        grading: id,
        outlet: code,
        indicator: code.optional(),
        text: reason,
        raisedBy: name,
        raisedOn: date.optional(),
        due: date.optional(),
      })
      .strict(),
    run: raiseObjection,
    subject,
  }),
  /** refused: with the reason; changed: another grade with the reason; recalculate: the grading is scored anew. */
  proposeAnswer: command({
    access: ['clerk', 'reviewer'],
    input: z
      .object({
        id,
        outcome: z.enum(['refused', 'changed', 'recalculate']),
        grade: z.string().trim().min(1).max(20).optional(),
        answer: reason,
      })
      .strict(),
    run: proposeAnswer,
    subject,
  }),
  decideAnswer: command({
    access: ['reviewer'],
    input: z.object({ id, agree: z.boolean(), reason: reason.optional() }).strict(),
    run: decideAnswer,
    subject,
  }),
  withdrawObjection: command({
    access: ['clerk'],
    input: z.object({ id, reason }).strict(),
    run: withdrawObjection,
    subject,
  }),
}
