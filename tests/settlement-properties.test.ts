/** What holds for every office: the order of imports, sums, tiers, undone batches, and closed months that nothing changes. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, decimal, ofInteger } from '../src-main/domain/exact.ts'
import { fen } from '../src-main/domain/money.ts'
import type { VolumePay } from '../src-main/domain/policy.ts'
import { volumeSum } from '../src-main/domain/volume.ts'
import { composePayments, paymentDocuments } from '../src-main/services/settlements/payments.ts'
import { composeStatements, statementsOf } from '../src-main/services/settlements/statements.ts'
import {
  close,
  fillEntries,
  officesOfWorlds,
  period,
  type SettlementOffice,
  settle,
  undo,
} from './support/settlement-store.ts'
import { anyWorld, LAST, numberOf, type World } from './support/settlement-world.ts'

const RUNS = Number(process.env.SETTLEMENT_RUNS ?? 12)
const within = officesOfWorlds()

const sumOf = (amounts: readonly string[]) => amounts.reduce((total, amount) => total + fen(amount), 0)

/** The statements of the months from the first settled one, each closed before the next. */
async function settledMonths(office: SettlementOffice, world: World, last: number) {
  const months = []
  for (let at = world.first; at <= last; at++) {
    await settle(office, period(at))
    months.push(statementsOf(office.store.read, period(at)))
    if (at < last) await close(office, period(at))
  }
  return months
}

test('lines and adjustments sum to gross, an agent’s outlets to its payment', {
  timeout: 60_000 + RUNS * 5000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, async (world) => {
      await within(world, async (office) => {
        for (const statements of await settledMonths(office, world, Math.min(world.first + 2, LAST))) {
          for (const { lines, adjustments, gross } of statements)
            expect(sumOf([...lines, ...adjustments].map(({ amount }) => amount))).toBe(fen(gross))
        }
        const last = period(Math.min(world.first + 2, LAST))
        const statements = statementsOf(office.store.read, last)
        for (const { agent, gross } of paymentDocuments(office.store.read, last)) {
          const own = statements.filter((statement) => statement.agent === agent)
          expect(sumOf(own.map((statement) => statement.gross))).toBe(fen(gross))
        }
      })
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
})

test('the order in which ledgers are imported does not matter', { timeout: 60_000 + RUNS * 5000 }, async () => {
  // the order of a day's entries of one subscriber is that of their import (DOMAIN.md §4), so here each has a day of its own
  const orderly = anyWorld.map((world): World => {
    const days = new Map<string, number>()
    const entries = world.entries.flatMap((entry) => {
      const key = `${entry.at} ${entry.subscriber === null ? '' : numberOf(world, entry.subscriber)}`
      const day = (days.get(key) ?? 0) + 1
      days.set(key, day)
      return day > 9 ? [] : [{ ...entry, day }]
    })
    return { ...world, entries }
  })
  const turned: Record<number, number> = { 0: 2, 1: 0, 2: 1 }
  await fc.assert(
    fc.asyncProperty(orderly, async (world) => {
      const other: World = {
        ...world,
        entries: world.entries.map((entry) => ({ ...entry, batch: turned[entry.batch]! })).toReversed(),
        volumes: world.volumes.toReversed(),
        // where a number stands with two ids and once alone, it has two rows a month, and the first counts
        months: world.ids.entries ? world.months : world.months.toReversed(),
        assigned: world.assigned?.toReversed() ?? [],
      }
      const last = Math.min(world.first + 2, LAST)
      const [one, two] = [
        await within(world, (office) => settledMonths(office, world, last)),
        await within(other, (office) => settledMonths(office, other, last)),
      ]
      expect(two).toEqual(one)
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
})

test('tiers: more sold never pays less, where rates do not fall', () => {
  const tiers = fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 4 }),
      fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 4, maxLength: 4 }),
    )
    .map(([from, rates]) => {
      const rising = rates.toSorted((a, b) => a - b)
      return from
        .toSorted((a, b) => a - b)
        .map((each, i) => ({ from: String(each), value: (rising[i]! / 100).toFixed(2) }))
    })
  const pay: fc.Arbitrary<VolumePay> = fc
    .tuple(tiers, fc.constantFrom('flat', 'step', 'bonus'), fc.constantFrom('perUnit', 'percent'))
    .map(([list, how, unit]) =>
      how === 'bonus'
        ? { kind: 'bonus', tiers: list.map(({ from, value }) => ({ from, amount: value })) }
        : {
            kind: 'tier',
            mode: how as 'flat' | 'step',
            unit: unit as 'perUnit' | 'percent',
            tiers: list.map(({ from, value }) => ({ from, rate: value })),
          },
    )
  fc.assert(
    fc.property(pay, fc.integer({ min: -5, max: 80 }), fc.integer({ min: 0, max: 20 }), (paid, measure, more) => {
      const [less, greater] = [volumeSum(paid, ofInteger(measure)), volumeSum(paid, ofInteger(measure + more))]
      expect(compare(less, greater)).toBeLessThanOrEqual(0)
      expect(compare(less, decimal('0'))).toBeGreaterThanOrEqual(0)
    }),
  )
})

describe('a closed month', () => {
  test('says the same, word for word, whatever is imported, undone or calculated afterwards', {
    timeout: 60_000 + RUNS * 5000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, anyWorld, async (world, more) => {
        await within(world, async (office) => {
          const closed = period(world.first)
          await settle(office, closed)
          await close(office, closed)
          const { read } = office.store
          const papers = () => JSON.stringify([statementsOf(read, closed), paymentDocuments(read, closed)])
          const before = papers()
          // late rows of every month, and the next month calculated over them
          const late = fillEntries(office, world, more.entries)
          await settle(office, period(world.first + 1))
          for (const id of late) {
            // a batch with rows of the closed month stays: it is late data, and nothing of it is in the papers
            await undo(office, id).catch((error: unknown) => expect(error).toMatchObject({ code: 'BATCH_USED' }))
          }
          await settle(office, period(world.first + 1))
          expect(papers()).toBe(before)
          // its lines still make what its documents say
          const [statements, payments] = JSON.parse(before) as [unknown[], unknown[]]
          const again = [composeStatements(read, closed), composePayments(read, closed)]
          expect(JSON.parse(JSON.stringify(again))).toEqual([statements, payments])
        })
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  })

  test('cannot be written past the services', async () => {
    const [world] = fc.sample(
      anyWorld.filter(({ policies, entries }) => policies.length > 0 && entries.length > 0),
      { numRuns: 1, seed: 7 },
    )
    await within(world!, async (office) => {
      const closed = period(world!.first)
      await settle(office, closed)
      const { run } = office.store.read.get<{ run: number }>('SELECT run FROM settlements')!
      const outlet = office.store.read.get<{ id: number }>('SELECT id FROM outlets')!.id
      office.store.write((db) =>
        db.run(
          "INSERT INTO settlement_lines (run, outlet, clause, kind, line, amount, rows, detail) VALUES (?, ?, 'I', 'assigned', 'x', 1, 1, ?)",
          run,
          outlet,
          JSON.stringify({ measure: '0.01', breakdown: { kind: 'assigned', item: 'I' }, sum: '0.01', factors: [] }),
        ),
      )
      await close(office, closed)
      const refused = (sql: string) => {
        try {
          office.store.write((db) => db.run(sql))
          return 'written'
        } catch (error) {
          return String(error)
        }
      }
      expect(refused('UPDATE settlement_lines SET amount = amount + 1')).toMatch(/never changes/)
      expect(refused('DELETE FROM settlement_lines')).toMatch(/is kept/)
      expect(
        refused(
          `INSERT INTO settlement_lines SELECT NULL, run, outlet, agent, policy, clause, kind, source, 'y', 5, rows, detail FROM settlement_lines LIMIT 1`,
        ),
      ).toMatch(/no more lines/)
      expect(refused("UPDATE closed_documents SET document = '{}'")).toMatch(/never changes/)
      expect(refused('DELETE FROM closed_documents')).toMatch(/never changes/)
    })
  })
})
