/**
 * The worked examples of a policy: each is imported and calculated in a scratch store of its own, by the same code as any
 * month, and its lines are held against the expected ones. A policy is submitted only when all come out (DOMAIN.md §4).
 */
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../data/store.ts'
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
import { approvePolicy, savePolicy, submitPolicy } from './policies.ts'

export interface ExampleFault {
  readonly example: string
  readonly outlet: string
  readonly clause: string
  /** Yuan; "0.00" where no line was expected. */
  readonly expected: string
  /** Yuan; "0.00" where there is no line. */
  readonly found: string
}

/** Calculates every example of the policy. @throws Refusal EXAMPLES_FAILED {faults}, or of the import of an example's rows */
export async function requireExamples(office: Office, policy: Policy): Promise<void> {
  const faults: ExampleFault[] = []
  for (const example of policy.examples ?? []) faults.push(...(await faultsOf(office, policy, example)))
  if (faults.length > 0) throw new Refusal('EXAMPLES_FAILED', { faults })
}

const MAKER: Actor = { user: '算例', roles: ['clerk'] }
const CHECKER: Actor = { user: '算例复核', roles: ['reviewer'] }

async function faultsOf(office: Office, policy: Policy, example: PolicyExample): Promise<ExampleFault[]> {
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

async function settle(scratch: Office, job: Job, example: PolicyExample): Promise<ExampleFault[]> {
  const parts: [KindKey, readonly WorkbookRow[] | undefined][] = [
    ['outlets', example.outlets],
    ['entries', example.entries],
    ['subscriberMonths', example.subscriberMonths],
  ]
  for (const [kind, rows] of parts) {
    if (rows?.length) await importWorkbook(scratch, MAKER, job, { kind, pasted: asText(rows) }, 'ledgers.import')
  }
  await calculate(scratch, MAKER, job, { period: example.period }, 'settlements.calculate')
  const found = new Map<string, number>()
  for (const { outlet, lines } of composeStatements(scratch.store.read, example.period)) {
    for (const { clause, amount } of lines) add(found, keyOf(outlet, clause), fen(amount))
  }
  const expected = new Map<string, number>()
  for (const { outlet, clause, amount } of example.lines) add(expected, keyOf(outlet, clause), fen(amount))
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((key) => {
    const [wanted, got] = [expected.get(key) ?? 0, found.get(key) ?? 0]
    if (wanted === got) return []
    const [outlet = '', clause = ''] = JSON.parse(key) as string[]
    return [{ example: example.title, outlet, clause, expected: inYuan(wanted), found: inYuan(got) }]
  })
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
