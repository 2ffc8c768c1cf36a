/** The engine against the independent oracle, on random offices over several closed months. More runs: SETTLEMENT_RUNS=5000. */
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { statementsOf } from '../src-main/services/settlements/statements.ts'
import { type OracleLine, oracle } from './support/settlement-oracle.ts'
import {
  close,
  fillEntries,
  officesOfWorlds,
  period,
  type SettlementOffice,
  settle,
  undo,
} from './support/settlement-store.ts'
import { anyWorld, LAST } from './support/settlement-world.ts'

const RUNS = Number(process.env.SETTLEMENT_RUNS ?? 180)
const within = officesOfWorlds()

// the engine says endless decimals with ten places
const said = (sum: Decimal) =>
  sum.toDecimalPlaces(10, Decimal.ROUND_HALF_UP).toDecimalPlaces(8, Decimal.ROUND_HALF_UP).toFixed()

function expected(lines: readonly OracleLine[]): string[] {
  return lines
    .map(
      ({ outlet, policy, version, clause, kind, source, sum, amount }) =>
        `${outlet} ${policy}.v${version}/${clause} ${kind} ${source ?? said(sum)} = ${amount.toFixed(2).replace('-0.00', '0.00')}`,
    )
    .sort()
}

function calculated(office: SettlementOffice, at: number): string[] {
  return statementsOf(office.store.read, period(at))
    .flatMap(({ outlet, lines }) =>
      lines.map(
        ({ policy, version, clause, kind, source, sum, amount }) =>
          `${outlet} ${policy}.v${version}/${clause} ${kind} ${source ?? said(new Decimal(sum))} = ${amount}`,
      ),
    )
    .sort()
}

test(`the engine agrees with the oracle (${RUNS} offices)`, { timeout: RUNS * 3000 + 60_000 }, async () => {
  const kinds: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(anyWorld, async (world) => {
      const months = oracle(world)
      for (const { kind } of months.flat()) kinds[kind] = (kinds[kind] ?? 0) + 1
      await within(world, async (office) => {
        for (let at = world.first; at <= LAST; at++) {
          await settle(office, period(at))
          expect(calculated(office, at), period(at)).toEqual(expected(months[at - world.first]!))
          if (at < LAST) await close(office, period(at))
        }
      })
    }),
    { numRuns: RUNS },
  )
  if (process.env.SETTLEMENT_RUNS) console.log(kinds)
  // the offices are not empty: every kind of line came up, clawback too
  for (const kind of ['volume', 'instalment', 'residual', 'fixed', 'clawback', 'assigned'])
    expect(kinds[kind] ?? 0, kind).toBeGreaterThan(RUNS / 5)
})

test('a recalculation gives identical lines, and an undone batch takes its money along', {
  timeout: 300_000 + RUNS * 1000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, anyWorld, async (world, more) => {
      await within(world, async (office) => {
        const last = world.first + 1
        await settle(office, period(world.first))
        await close(office, period(world.first))
        await settle(office, period(last))
        const before = statementsOf(office.store.read, period(last))
        await settle(office, period(last))
        expect(statementsOf(office.store.read, period(last))).toEqual(before)
        // more rows of the open months, of the same outlets and subscribers
        const open = more.entries.filter(({ at }) => at > world.first)
        const extra = fillEntries(office, world, open)
        await settle(office, period(last))
        for (const id of extra) await undo(office, id)
        await settle(office, period(last))
        expect(statementsOf(office.store.read, period(last))).toEqual(before)
        const runs = office.store.read.all<{ n: number }>('SELECT count(*) AS n FROM settlement_runs')
        expect(runs).toEqual([{ n: 2 }])
        const strays = office.store.read.get<{ n: number }>(
          `SELECT (SELECT count(*) FROM member_takings t WHERE NOT EXISTS (SELECT 1 FROM settlements s WHERE s.run = t.run))
             + (SELECT count(*) FROM settlement_lines l WHERE NOT EXISTS (SELECT 1 FROM settlements s WHERE s.run = l.run)) AS n`,
        )
        expect(strays).toEqual({ n: 0 })
      })
    }),
    { numRuns: Math.ceil(RUNS / 8) },
  )
})
