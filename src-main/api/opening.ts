/** Procedures about going live (期初): what was brought in, proven against control sums, confirmed by a second person. */
import { z } from 'zod'
import { askOpening, confirmOpening, openingState, tryOpening, withdrawOpening } from '../services/opening/opening.ts'
import { command, job, nothing, query, router } from './procedure.ts'
import { money, month, reason } from './schemas/common.ts'

const from = z.object({ from: month }).strict()
const controls = z.object({ paid: money, fundOwn: money, fundMatched: money, carried: money, deposits: money }).strict()

export const opening = router({
  get: query({ input: nothing, run: openingState }),
  /** The sums and problems of going live in a month; changes nothing. */
  proof: job({
    access: ['clerk', 'reviewer', 'finance'],
    input: from,
    lock: 'store',
    subject: (input) => input.from,
    run: (office, _actor, running, input) => tryOpening(office, running, input.from),
  }),
  ask: job({
    access: ['clerk'],
    input: from.extend({ controls }).strict(),
    lock: 'store',
    subject: (input) => input.from,
    run: askOpening,
  }),
  confirm: job({
    access: ['reviewer'],
    input: nothing,
    lock: 'store',
    run: (office, actor, running, _input, act) => confirmOpening(office, actor, running, act),
  }),
  withdraw: command({
    access: ['reviewer'],
    input: z.object({ reason }).strict(),
    inputs: true,
    run: withdrawOpening,
    subject: () => 'opening',
  }),
})
