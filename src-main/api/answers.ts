/** Procedures that answer people's questions about a month: why nothing, the bridge from last month, what is coming due. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import { bridgeOf } from '../services/bridge/bridge.ts'
import { comingDue } from '../services/coming-due/coming-due.ts'
import { payingClauses } from '../services/settlements/explain-missing.ts'
import { explainMissingList as whyNothingList } from '../services/settlements/explain-missing-list.ts'
import { act, job, query, router } from './procedure.ts'
import { code, month, period } from './schemas/common.ts'

/** Numbers or ids as pasted; more belong into several questions. */
const subscribers = z.array(code).min(1).max(2000)

/** A mutation in form only: the list is longer than an address can be. It changes nothing. */
export const explainMissingList = act({
  access: 'signedIn',
  input: z
    .object({ period: month, clause: code, policy: code.optional(), outlet: code.optional(), subscribers })
    .strict(),
  run: whyNothingList,
})

export const answers = router({
  /** The clauses that can be asked about in a month. */
  clauses: query({ input: period, run: (cx, input) => payingClauses(cx.db, input.period) }),
  bridge: query({
    input: z.object({ period: month, outlets: z.array(code).max(10_000).optional() }).strict(),
    run: (cx, input) => bridgeOf(cx.db, input, () => nextTurn()),
  }),
  comingDue: job({
    access: 'signedIn',
    input: period,
    lock: null,
    subject: (input) => input.period,
    run: (office, _actor, running, input) => comingDue(office, running, input.period),
  }),
})
