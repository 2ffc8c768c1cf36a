/** Procedures about the completeness of files: what is missing and who asks, the rounds in which they are confirmed. */
import { z } from 'zod'
import { listFiles, oneFile } from '../services/completeness/list.ts'
import { fileNeeds, setFileNeeds } from '../services/completeness/needs.ts'
import {
  closeRound,
  confirmFiles,
  listRounds,
  openRound,
  readFilesAhead,
  setRoundDue,
} from '../services/completeness/rounds.ts'
import { queryOf } from '../services/query.ts'
import { command, nothing, query, router } from './procedure.ts'
import { code, date, name, page, reason, sort } from './schemas/common.ts'

const subject = z.enum(['agent', 'outlet'])
const file = z.object({ subject, code }).strict()
const filter = z
  .object({
    text: z.string().max(100).optional(),
    subject: subject.optional(),
    asker: z.string().max(100).optional(),
    centre: z.string().max(100).optional(),
    township: z.string().max(100).optional(),
    item: z.string().max(60).optional(),
    state: z.enum(['incomplete', 'complete', 'unconfirmed', 'confirmed', 'changed']).optional(),
  })
  .strict()
const ofRound = (_input: unknown, output: { id: number }) => `round:${output.id}`

export const completeness = router({
  /** What every file must hold, by kind. */
  needs: query({ input: nothing, run: (cx) => fileNeeds(cx.db) }),
  setNeeds: command({
    access: ['admin'],
    input: z
      .object({
        needs: z
          .array(
            z
              .object({
                subject,
                item: z.string().min(1).max(40),
                need: z.enum(['required', 'optional', 'none']),
                kinds: z.array(z.string().min(1).max(100)).max(50),
              })
              .strict(),
          )
          .min(1)
          .max(50),
      })
      .strict(),
    run: (cx, input) => setFileNeeds(cx, input.needs),
    subject: () => 'settings:fileNeeds',
  }),
  files: query({
    input: page.extend({ filter: filter.optional(), sort: sort.optional() }).strict(),
    run: listFiles,
  }),
  file: query({ input: file, run: oneFile }),
  rounds: query({ input: nothing, run: listRounds }),
  openRound: command({
    access: ['clerk', 'reviewer'],
    input: z
      .object({
        half: z
          .string()
          .regex(/^\d{4}-H[12]$/)
          .optional(),
        due: date.optional(),
      })
      .strict(),
    run: openRound,
    subject: ofRound,
  }),
  setDue: command({
    access: ['clerk', 'reviewer'],
    input: z.object({ due: date }).strict(),
    run: setRoundDue,
    subject: ofRound,
  }),
  confirm: command({
    access: ['clerk'],
    input: z
      .object({ files: z.array(file).min(1).max(5000), checkedBy: name.optional(), note: reason.optional() })
      .strict(),
    prepare: (office, input, { actor }) => readFilesAhead(queryOf(office, actor!), input.files.length),
    run: confirmFiles,
    subject: ({ files }) => (files.length === 1 ? `${files[0]?.subject}:${files[0]?.code}` : null),
  }),
  closeRound: command({
    access: ['reviewer'],
    input: z.object({ reason: reason.optional() }).strict(),
    prepare: (office, _input, { actor }) => readFilesAhead(queryOf(office, actor!)),
    run: closeRound,
    subject: ofRound,
    detail: (input, { report }) => ({ ...input, files: report.files, left: report.leftFiles }),
  }),
})
