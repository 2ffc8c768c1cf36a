/** Procedures about attachments: evidence of adjustments, policies, disputes and whatever else is decided on paper. */
import { z } from 'zod'
import {
  addAttachment,
  listAttachments,
  openAttachment,
  removeAttachment,
} from '../services/attachments/attachments.ts'
import { act, command, job, query, router } from './procedure.ts'
import { reason } from './schemas/common.ts'

/** The thing that it belongs to: "adjustment:12", "policy:3", "agent:D001". */
const subject = z.string().regex(/^[a-zA-Z]{1,20}:[^\p{Cc}]{1,100}$/u)
const anyone = ['clerk', 'reviewer', 'finance', 'admin'] as const
const id = z.number().int().positive()

export const attachments = router({
  /** Keeps an upload as evidence; kinds and sizes: domain/evidence.ts. */
  add: job({
    access: anyone,
    input: z.object({ subject, upload: z.string().min(1).max(100) }).strict(),
    lock: null,
    subject: (input) => input.subject,
    run: addAttachment,
  }),
  /** The same for the command line, which names the file. */
  addFile: job({
    access: anyone,
    input: z.object({ subject, file: z.string().min(1) }).strict(),
    lock: null,
    localOnly: true,
    subject: (input) => input.subject,
    run: (office, actor, running, { subject, file }) =>
      addAttachment(office, actor, running, { subject, upload: office.files.lendUpload(file).id }, 'attachments.add'),
  }),
  list: query({ input: z.object({ subject }).strict(), run: (cx, input) => listAttachments(cx, input.subject) }),
  /** Answers the id for GET /files/exports/:id. */
  open: act({
    access: 'signedIn',
    input: z.object({ id }).strict(),
    run: (office, input) => openAttachment(office, input.id),
  }),
  remove: command({
    access: anyone,
    input: z.object({ id, reason }).strict(),
    run: (cx, input) => removeAttachment(cx, input.id, input.reason),
    subject: (_input, output) => output.subject,
    detail: (input, output) => ({ id: input.id, name: output.name, sha256: output.sha256, reason: input.reason }),
  }),
})
