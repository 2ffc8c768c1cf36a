/** Procedures about saved views of lists. */
import { z } from 'zod'
import { removeView, renameView, savedViews, saveView, setDefaultView } from '../services/views.ts'
import { command, query, router } from './procedure.ts'
import { sort } from './schemas/common.ts'

const list = z.string().regex(/^[\w:-]{1,60}$/)
const id = z.number().int().positive()
const name = z.string().trim().min(1, 'empty').max(40)
const key = z.string().max(60)
const word = z.string().max(200)

const view = z
  .object({
    filter: z.record(key, z.union([word, z.array(word).max(1000)])),
    sort: sort.optional(),
    columns: z
      .object({
        order: z.array(key).max(200),
        hidden: z.array(key).max(200),
        widths: z.record(key, z.number().int().min(1).max(2000)),
      })
      .strict()
      .optional(),
  })
  .strict()

const subject = (_input: unknown, output: { list: string }) => `view:${output.list}`

export const views = router({
  list: query({ input: z.object({ list }).strict(), run: (cx, input) => savedViews(cx, input.list) }),
  /** One's own view of the same name becomes it. */
  save: command({
    access: 'signedIn',
    input: z.object({ list, name, shared: z.boolean().default(false), view }).strict(),
    run: saveView,
    subject: (input) => `view:${input.list}`,
  }),
  rename: command({
    access: 'signedIn',
    input: z.object({ id, name, shared: z.boolean() }).strict(),
    run: renameView,
    subject,
  }),
  remove: command({
    access: 'signedIn',
    input: z.object({ id }).strict(),
    run: (cx, input) => removeView(cx, input.id),
    subject,
    detail: (input, output) => ({ ...input, ...output }),
  }),
  setDefault: command({
    access: 'signedIn',
    input: z.object({ list, id: id.nullable() }).strict(),
    run: setDefaultView,
    subject: (input) => `view:${input.list}`,
  }),
})
