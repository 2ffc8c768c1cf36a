/** Procedures about regions (区域): the tree on a day, its changes, townships from the national list. */
import { z } from 'zod'
import { findCounties, offeredTownships, requireCounty, takeTownships } from '../services/regions/national.ts'
import {
  addRegion,
  changeRegion,
  closeRegion,
  mergeRegion,
  regionHistory,
  regionTree,
  reopenRegion,
} from '../services/regions/regions.ts'
import { command, nothing, query, router } from './procedure.ts'
import { date, reason } from './schemas/common.ts'

const id = z.number().int().positive()
const regionName = z.string().trim().min(1, 'empty').max(60)
const turn = { from: date.optional(), reason }
const subject = (input: { id: number }) => `region:${input.id}`
const division = z.string().regex(/^\d{6}$/, 'division')

export const regions = router({
  /** As of a day; today where none is given. */
  tree: query({ input: z.object({ on: date.optional() }).strict(), run: (cx, input) => regionTree(cx, input.on) }),
  history: query({ input: z.object({ id }).strict(), run: (cx, input) => regionHistory(cx, input.id) }),
  add: command({
    access: ['clerk'],
    input: z.object({ level: z.enum(['centre', 'township']), name: regionName, parent: id.optional() }).strict(),
    inputs: true,
    run: addRegion,
    subject: (_input, output) => `region:${output.id}`,
  }),
  change: command({
    access: ['clerk'],
    input: z.object({ id, name: regionName.optional(), parent: id.optional(), ...turn }).strict(),
    inputs: true,
    run: changeRegion,
    subject,
  }),
  close: command({
    access: ['clerk'],
    input: z.object({ id, ...turn }).strict(),
    inputs: true,
    run: closeRegion,
    subject,
  }),
  reopen: command({
    access: ['clerk'],
    input: z.object({ id, ...turn }).strict(),
    inputs: true,
    run: (cx, input) => {
      reopenRegion(cx, input)
      return { id: input.id }
    },
    subject,
  }),
  merge: command({
    access: ['clerk'],
    input: z.object({ id, into: id, ...turn }).strict(),
    inputs: true,
    run: mergeRegion,
    subject,
  }),
  /** Counties of the national list. */
  counties: query({
    input: z.object({ text: z.string().max(40) }).strict(),
    run: (_cx, input, office) => findCounties(office.resourcesDir, input.text),
  }),
  setDivision: command({
    access: ['clerk', 'admin'],
    input: z.object({ division }).strict(),
    prepare: (office, input) => requireCounty(office.resourcesDir, input.division),
    run: (cx, input, county) => {
      cx.db.run('UPDATE county SET division = ?', input.division)
      return county
    },
  }),
  offered: query({ input: nothing, run: (cx, _input, office) => offeredTownships(cx.db, office.resourcesDir) }),
  take: command({
    access: ['clerk'],
    input: z
      .object({
        townships: z
          .array(
            z
              .object({
                code: z.string().regex(/^\d{9}$/, 'division'),
                name: regionName,
                region: id.optional(),
                centre: id.optional(),
              })
              .strict(),
          )
          .min(1)
          .max(500),
      })
      .strict(),
    inputs: true,
    run: takeTownships,
    detail: (input, output) => ({ ...output, townships: input.townships.map(({ name }) => name) }),
  }),
})
