/**
 * `npm run test:soak`: the settlement over thousands of random offices, for a night: the independent oracle on every kind of
 * clause, accumulation, assigned lines and clawback over several closed months; and the properties; gradings against theirs.
 * SETTLEMENT_RUNS and GRADING_RUNS say how many.
 */
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    include: [
      'tests/grading-oracle.test.ts',
      'tests/settlement-oracle.test.ts',
      'tests/settlement-properties.test.ts',
      'tests/settlement-subscribers.test.ts',
    ],
    env: {
      GRADING_RUNS: process.env.GRADING_RUNS ?? '3000',
      SETTLEMENT_RUNS: process.env.SETTLEMENT_RUNS ?? '3000',
    },
    testTimeout: 12 * 3_600_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
