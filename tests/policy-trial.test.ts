/** A draft tried on a month comes to what calculating comes to once it is in force, and leaves the store as it was. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen } from '../src-main/domain/money.ts'
import type { Month } from '../src-main/domain/month.ts'
import type { Policy } from '../src-main/domain/policy.ts'
import { runCommand } from '../src-main/services/command.ts'
import { lastTrial } from '../src-main/services/policies/last-trial.ts'
import { approvePolicy, savePolicy, submitPolicy } from '../src-main/services/policies/policies.ts'
import { type Trial, trialLines, tryOut } from '../src-main/services/policies/trial.ts'
import { statementsOf } from '../src-main/services/settlements/statements.ts'
import { refusal } from './support/office.ts'
import { CLERK, officesOfWorlds, period, REVIEWER, type SettlementOffice, settle } from './support/settlement-store.ts'
import { anyWorld, LAST, type World } from './support/settlement-world.ts'

const RUNS = Number(process.env.TRIAL_RUNS ?? 25)
const within = officesOfWorlds()

type Tried = Parameters<typeof tryOut>[3]
const tryIn = (office: SettlementOffice, input: Tried): Promise<Trial> =>
  office.job((job) => tryOut(office, CLERK, job, input, 'policies.tryOut'))

/** What the policy's clauses come to by outlet, in fen: by the statements of the month, clawback left out. */
async function calculated(office: SettlementOffice, at: number, code: string): Promise<Record<string, number>> {
  await settle(office, period(at))
  const sums: Record<string, number> = {}
  for (const { outlet, lines } of statementsOf(office.store.read, period(at))) {
    for (const { policy, clause, kind, amount } of lines) {
      if (policy !== code || kind === 'clawback') continue
      sums[`${outlet} ${clause}`] = (sums[`${outlet} ${clause}`] ?? 0) + fen(amount)
    }
  }
  return withoutZeros(sums)
}

function tried(office: SettlementOffice, { trial, rows }: Trial, side: 'old' | 'new'): Record<string, number> {
  const lines = rows.flatMap(({ outlet }) => trialLines(office, { trial, outlet }).map((line) => ({ outlet, ...line })))
  return withoutZeros(Object.fromEntries(lines.map((line) => [`${line.outlet} ${line.clause}`, fen(line[side])])))
}

const withoutZeros = (sums: Record<string, number>) =>
  Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))

/** Every table but the copy of members' entries, which any calculation brings up to date. */
function hashOf({ store }: SettlementOffice): string {
  const hash = createHash('sha256')
  const tables = store.read.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'member_entr%' ORDER BY name",
  )
  for (const { name } of tables) hash.update(`${name} ${JSON.stringify(store.read.all(`SELECT * FROM "${name}"`))}`)
  return hash.digest('hex')
}

/** The province's list is no policy. */
const plainly = (world: World): World => ({ ...world, assigned: [], checked: false })

test(`old and new amounts are those of a calculation before and after (${RUNS} offices)`, {
  timeout: RUNS * 4000 + 60_000,
}, async () => {
  let moved = 0
  let shifted = 0
  await fc.assert(
    fc.asyncProperty(anyWorld, fc.integer({ min: 0, max: LAST }), async (world, at) => {
      const [versions, rest] = world.policies
      const draft = versions!.at(-1)!
      const former = versions!.slice(0, -1)
      const trial = await within({ ...plainly(world), policies: [former, rest!] }, async (office) => {
        const old = await calculated(office, at, draft.code)
        const before = hashOf(office)
        const found = await tryIn(office, { policy: draft, period: period(at) })
        expect(hashOf(office)).toBe(before)
        expect(tried(office, found, 'old')).toEqual(old)
        for (const sums of [found, ...found.clauses]) expect(fen(sums.new) - fen(sums.old)).toBe(fen(sums.difference))
        const total = found.rows.reduce((sum, row) => sum + fen(row.difference), 0)
        expect(total).toBe(fen(found.difference))
        expect(found.clauses.reduce((sum, row) => sum + fen(row.new), 0)).toBe(fen(found.new))
        return { found, new: tried(office, found, 'new') }
      })
      const { since } = trial.found
      // as if it had been in force: what begins before ends the month before, what begins later is not there
      const kept = former.filter(
        ({ from, to }) => from < since && (to === undefined || to < since || since === draft.from),
      )
      const inForce: Policy = { ...draft, from: since as Month }
      await within({ ...plainly(world), policies: [[...kept, inForce], rest!] }, async (office) => {
        expect(trial.new).toEqual(await calculated(office, at, draft.code))
      })
      if (trial.found.difference !== '0.00') moved += 1
      if (since !== draft.from) shifted += 1
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
  expect(moved).toBeGreaterThan(RUNS / 5)
  expect(shifted).toBeGreaterThan(RUNS / 10)
})

const clause = (rate: string): Policy['clauses'] => [
  { kind: 'volume', code: 'A', title: '放号', measure: 'count', pay: { kind: 'perUnit', rate } },
]
const plain = (rest: Partial<Policy>): Policy => ({
  code: 'P9',
  title: '政策',
  kind: 'basic',
  from: '2026-01' as Month,
  clauses: clause('30.00'),
  ...rest,
})
const world: World = {
  ids: { entries: false, months: false },
  outlets: [{ code: 'W0', category: 'partner', type: '指定专营店', agent: 'D0', grade: 'A', star: null, joined: null }],
  changes: [],
  statuses: [],
  assigned: [],
  checked: false,
  factors: [],
  indicators: [],
  entries: [0, 1, 2].map((subscriber) => ({
    at: 4,
    day: 1,
    outlet: 0,
    type: 'activation',
    brand: null,
    plan: null,
    subscriber,
    quantity: 1,
    amount: 0,
    batch: 0,
    bare: false,
  })),
  volumes: [],
  months: [],
  policies: [],
  first: 0,
}

test('a saved version: its totals stay for the approver, in words, and grow old when the draft is changed', async () => {
  await within({ ...world, policies: [[plain({})]] }, async (office) => {
    const run = <Result>(work: Parameters<typeof runCommand<Result>>[3]) => runCommand(office, CLERK, 'test', work)
    const draft = plain({ from: '2026-06' as Month, clauses: clause('20.00') })
    const { id } = run((cx) => ({ result: savePolicy(cx, draft) }))
    const march = '2026-03' as Month
    const found = await tryIn(office, { id, period: march })
    expect(found).toMatchObject({ since: '2026-01', old: '90.00', new: '60.00', difference: '-30.00', changed: 1 })
    expect(found.rows).toEqual([
      { outlet: 'W0', name: 'W0', agent: 'D0', old: '90.00', new: '60.00', difference: '-30.00' },
    ])
    expect(trialLines(office, { trial: found.trial, outlet: 'W0' })).toMatchObject([
      { clause: 'A', oldText: '全部业务 3 笔 × 30.00 元 = 90.00 元', newText: '全部业务 3 笔 × 20.00 元 = 60.00 元' },
    ])
    expect(lastTrial(office.store.read, id)).toMatchObject({
      old: '90.00',
      new: '60.00',
      user: '王芳',
      outdated: false,
    })
    run((cx) => ({ result: savePolicy(cx, { ...draft, clauses: clause('10.00') }) }))
    expect(lastTrial(office.store.read, id)).toMatchObject({ new: '60.00', outdated: true })
    // from a month that is named
    expect(await tryIn(office, { id, period: march, since: march })).toMatchObject({ since: march, new: '30.00' })
    run((cx) => ({ result: submitPolicy(cx, id) }))
    runCommand(office, REVIEWER, 'test', (cx) => ({ result: approvePolicy(cx, id) }))
    expect(await refusal(tryIn(office, { id, period: march }))).toMatchObject({ code: 'WRONG_STATE' })
    expect(await refusal(tryIn(office, { policy: { ...draft, clauses: [] }, period: march }))).toMatchObject({
      code: 'POLICY_INVALID',
    })
  })
})
