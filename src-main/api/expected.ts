/** Procedures about the office's own figures (自算酬金), which are compared and never paid. */
import { compareExpected } from '../services/expected/compare.ts'
import { query, router } from './procedure.ts'
import { period } from './schemas/common.ts'

export const expected = router({
  compare: query({ input: period, run: (cx, input) => compareExpected(cx.db, input.period) }),
})
