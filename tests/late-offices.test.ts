/** Late data on random offices: corrected and closed, every outlet has been paid what it would have been with the data in time. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen } from '../src-main/domain/money.ts'
import { runCommand } from '../src-main/services/command.ts'
import { postCorrections } from '../src-main/services/late/corrections.ts'
import { calculateLate } from '../src-main/services/late/late-run.ts'
import { decideAdjustment } from '../src-main/services/settlements/adjustments.ts'
import { statementsOf } from '../src-main/services/settlements/statements.ts'
import {
  CLERK,
  close,
  fillEntries,
  officesOfWorlds,
  period,
  REVIEWER,
  type SettlementOffice,
  settle,
} from './support/settlement-store.ts'
import { anyWorld, LAST, type World } from './support/settlement-world.ts'

const RUNS = Number(process.env.SETTLEMENT_RUNS ?? 24)
const within = officesOfWorlds()

/** What each outlet was paid over all months, in fen. */
function paid(office: SettlementOffice, world: World): Record<string, number> {
  const sums: Record<string, number> = {}
  for (let at = world.first; at <= LAST; at++) {
    for (const { outlet, gross } of statementsOf(office.store.read, period(at)))
      sums[outlet] = (sums[outlet] ?? 0) + fen(gross)
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))
}

async function settleAll(office: SettlementOffice, from: number): Promise<void> {
  for (let at = from; at <= LAST; at++) {
    await settle(office, period(at))
    if (at < LAST) await close(office, period(at))
  }
}

async function inTime(world: World): Promise<Record<string, number>> {
  return within(world, async (office) => {
    await settleAll(office, world.first)
    return paid(office, world)
  })
}

/** Entries of the last batch come after `closed` months are closed. */
async function late(world: World, closed: number): Promise<{ paid: Record<string, number>; corrections: number }> {
  const onTime = { ...world, entries: world.entries.filter(({ batch }) => batch < 2) }
  return within(onTime, async (office) => {
    const open = Math.min(world.first + closed, LAST)
    for (let at = world.first; at < open; at++) {
      await settle(office, period(at))
      await close(office, period(at))
    }
    fillEntries(
      office,
      world,
      world.entries.filter(({ batch }) => batch === 2),
    )
    let corrections = 0
    for (let at = world.first; at < open; at++) {
      await office.job((job) => calculateLate(office, CLERK, job, { period: period(at) }, 'late.calculate'))
      const posted = runCommand(office, CLERK, 'test', (cx) => ({
        result: postCorrections(cx, { period: period(at) }),
      }))
      corrections += posted.corrections.length
      for (const { id } of posted.corrections)
        runCommand(office, REVIEWER, 'test', (cx) => ({ result: decideAdjustment(cx, id, 'confirmed', null) }))
    }
    await settleAll(office, open)
    return { paid: paid(office, world), corrections }
  })
}

test(`what is late is paid in the end as if it had been in time (${RUNS} offices)`, {
  timeout: RUNS * 6000 + 60_000,
}, async () => {
  let corrections = 0
  await fc.assert(
    fc.asyncProperty(anyWorld, fc.integer({ min: 1, max: 4 }), async (world, closed) => {
      const found = await late(world, closed)
      corrections += found.corrections
      expect(found.paid).toEqual(await inTime(world))
    }),
    // the same offices in every run of the tests; others when more are asked for
    { numRuns: RUNS, ...(process.env.SETTLEMENT_RUNS ? {} : { seed: 20261122 }) },
  )
  expect(corrections).toBeGreaterThan(RUNS / 4)
})
