/**
 * The worked examples of a policy: each is imported and calculated in a scratch store of its own, by the same code as any
 * month, and its lines are held against the expected ones. A policy is submitted only when all come out (DOMAIN.md §4).
 */
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../data/store.ts'
import { lineSentence } from '../../domain/line-sentence.ts'
import { asFen, fen, yuan } from '../../domain/money.ts'
import type { Policy, PolicyExample, WorkbookRow } from '../../domain/policy.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import { setUp } from '../accounts/accounts.ts'
import { Sessions } from '../accounts/sessions.ts'
import { runCommand } from '../command.ts'
import { FileShelf } from '../files.ts'
import { type Job, Jobs } from '../jobs.ts'
import { importWorkbook } from '../ledgers/import.ts'
import type { Actor, Office } from '../office.ts'
import { addAgent } from '../register/agents.ts'
import { calculate } from '../settlements/calculate.ts'
import { composeStatements } from '../settlements/statements.ts'
import { approvePolicy, refuseProblems, savePolicy, submitPolicy } from './policies.ts'

export interface ExampleFault {
  readonly example: string
  readonly outlet: string
  readonly clause: string
  /** Yuan; "0.00" where no line was expected. */
  readonly expected: string
  /** Yuan; "0.00" where there is no line. */
  readonly found: string
}

/** One amount of an example: expected beside found, with how it came about in words. */
export interface ExampleLine {
  readonly outlet: string
  readonly clause: string
  /** Yuan; "0.00" where no line was expected. */
  readonly expected: string
  /** Yuan; "0.00" where there is no line. */
  readonly found: string
  readonly right: boolean
  readonly said: readonly string[]
}

export interface ExampleResult {
  readonly title: string
  readonly right: boolean
  readonly lines: readonly ExampleLine[]
  /** Why its rows could not be taken in; no line was calculated then. */
  readonly trouble: { readonly code: string; readonly details: Readonly<Record<string, unknown>> } | null
}

/** Calculates every example of the policy. @throws Refusal EXAMPLES_FAILED {faults}, or of the import of an example's rows */
export async function requireExamples(office: Office, policy: Policy): Promise<void> {
  const faults: ExampleFault[] = []
  for (const example of policy.examples ?? []) {
    for (const { right, said: _, ...line } of await linesOf(office, policy, example)) {
      if (!right) faults.push({ example: example.title, ...line })
    }
  }
  if (faults.length > 0) throw new Refusal('EXAMPLES_FAILED', { faults })
}

/** Calculates the examples of a draft for its editor. @throws Refusal POLICY_INVALID, CANCELLED */
export async function runExamples(office: Office, job: Job, policy: Policy): Promise<ExampleResult[]> {
  refuseProblems(policy)
  const results: ExampleResult[] = []
  const examples = policy.examples ?? []
  for (const [at, example] of examples.entries()) {
    job.progress('examples', at / examples.length, at)
    await job.breathe()
    results.push(await resultOf(office, policy, example))
  }
  return results
}

async function resultOf(office: Office, policy: Policy, example: PolicyExample): Promise<ExampleResult> {
  const { title } = example
  try {
    const lines = await linesOf(office, policy, example)
    return { title, right: lines.every(({ right }) => right), lines, trouble: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { title, right: false, lines: [], trouble: { code: error.code, details: error.details } }
  }
}

const MAKER: Actor = { user: '算例', roles: ['clerk'] }
const CHECKER: Actor = { user: '算例复核', roles: ['reviewer'] }

/** What the example comes to in an office of its own. */
async function linesOf(office: Office, policy: Policy, example: PolicyExample): Promise<ExampleLine[]> {
  const dataDir = join(office.store.dataDir, 'tmp', `example-${randomUUID()}`)
  const now = () => office.clock.now().toISOString()
  const store = await openStore({ dataDir, migrationsDir: office.migrationsDir, now })
  const files = new FileShelf(dataDir)
  const scratch: Office = { ...office, store, files, jobs: new Jobs(), sessions: new Sessions(office.clock) }
  try {
    fill(office, scratch, policy, example)
    return await scratch.jobs.run({ act: 'example', user: MAKER.user, subject: null, lock: null, now: now() }, (job) =>
      settle(scratch, job, example),
    )
  } finally {
    files.close()
    store.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The scratch office has the county's own types, factors and fund rates, the agents that the rows name, and this policy. */
function fill(office: Office, scratch: Office, policy: Policy, example: PolicyExample): void {
  const terms = office.store.read.all<{ kind: string; code: string; name: string; attribute: string | null }>(
    "SELECT kind, code, name, attribute FROM terms WHERE kind IN ('businessType', 'outletType') ORDER BY id",
  )
  const settings = office.store.read.all<{ name: string; from_month: number; value: string }>(
    'SELECT name, from_month, value FROM settings ORDER BY id',
  )
  const { examples: _, ...plain } = policy
  runCommand(scratch, MAKER, 'example.fill', (cx) => {
    setUp(cx, { code: '0', name: '算例', user: MAKER.user }, '')
    for (const { kind, code, name, attribute } of terms) {
      cx.db.run(
        'INSERT INTO terms (kind, code, name, attribute) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        kind,
        code,
        name,
        attribute,
      )
    }
    for (const { name, from_month, value } of settings) {
      cx.db.run(
        'INSERT INTO settings (name, from_month, value, user, at) VALUES (?, ?, ?, ?, ?)',
        name,
        from_month,
        value,
        cx.user,
        cx.now,
      )
    }
    for (const code of new Set(example.outlets.map((row) => String(row.代理商编码 ?? '').trim()))) {
      if (code !== '') addAgent(cx, code, { name: code, payeeName: code })
    }
    const { id } = savePolicy(cx, plain)
    submitPolicy(cx, id)
    approvePolicy({ ...cx, user: CHECKER.user }, id)
    return { result: undefined, inputs: true }
  })
}

async function settle(scratch: Office, job: Job, example: PolicyExample): Promise<ExampleLine[]> {
  const parts: [KindKey, readonly WorkbookRow[] | undefined][] = [
    ['outlets', example.outlets],
    ['entries', example.entries],
    ['subscriberMonths', example.subscriberMonths],
  ]
  for (const [kind, rows] of parts) {
    if (rows?.length) await takeIn(scratch, job, kind, rows)
  }
  await calculate(scratch, MAKER, job, { period: example.period }, 'settlements.calculate')
  const found = new Map<string, number>()
  const said = new Map<string, string[]>()
  for (const { outlet, lines } of composeStatements(scratch.store.read, example.period)) {
    for (const line of lines) {
      const key = keyOf(outlet, line.clause)
      add(found, key, fen(line.amount))
      said.set(key, [...(said.get(key) ?? []), lineSentence(line)])
    }
  }
  const expected = new Map<string, number>()
  for (const { outlet, clause, amount } of example.lines) add(expected, keyOf(outlet, clause), fen(amount))
  return [...new Set([...expected.keys(), ...found.keys()])].map((key) => {
    const [wanted, got] = [expected.get(key) ?? 0, found.get(key) ?? 0]
    const [outlet = '', clause = ''] = JSON.parse(key) as string[]
    return {
      outlet,
      clause,
      expected: inYuan(wanted),
      found: inYuan(got),
      right: wanted === got,
      said: said.get(key) ?? [],
    }
  })
}

/** @throws Refusal of the import, with the example's table in its details */
async function takeIn(scratch: Office, job: Job, kind: KindKey, rows: readonly WorkbookRow[]): Promise<void> {
  try {
    await importWorkbook(scratch, MAKER, job, { kind, pasted: asText(rows) }, 'ledgers.import')
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.code, { ...error.details, table: kind }) : error
  }
}

const keyOf = (outlet: string, clause: string): string => JSON.stringify([outlet, clause])
const inYuan = (amount: number): string => yuan(asFen(amount))

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}

/** The rows as a spreadsheet would paste them: all their headings, tabs between cells, quotes where a cell needs them. */
function asText(rows: readonly WorkbookRow[]): string {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cell = (value: string | number | null | undefined) => {
    const text = value === null || value === undefined ? '' : String(value)
    return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [headings, ...rows.map((row) => headings.map((heading) => row[heading]))]
    .map((cells) => cells.map(cell).join('\t'))
    .join('\n')
}
