/** A store that holds a random office, filled in this process: the rows go in through the ledger's own writer. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import type { ReadDb } from '../../src-main/data/handles.ts'
import { openStore, type Store, storeFile } from '../../src-main/data/store.ts'
import { dateNumber, firstDay, type IsoDate, type Month, monthNumber } from '../../src-main/domain/month.ts'
import { decideItem } from '../../src-main/services/assigned/items.ts'
import { runCommand } from '../../src-main/services/command.ts'
import { type Job, Jobs } from '../../src-main/services/jobs.ts'
import { undoBatch } from '../../src-main/services/ledgers/batches.ts'
import { LEDGERS, type LedgerKind, LedgerWriter } from '../../src-main/services/ledgers/rows.ts'
import type { Actor, Office } from '../../src-main/services/office.ts'
import { approvePolicy, savePolicy, submitPolicy } from '../../src-main/services/policies/policies.ts'
import { recordChanges } from '../../src-main/services/register/history.ts'
import { addStandardTerms } from '../../src-main/services/register/terms.ts'
import { setFactors } from '../../src-main/services/settings.ts'
import { calculate } from '../../src-main/services/settlements/calculate.ts'
import { closeMonth } from '../../src-main/services/settlements/closing.ts'
import { approve, review } from '../../src-main/services/settlements/transitions.ts'
import { idOf, numberOf, WORLD_MONTHS, type World } from './settlement-world.ts'

const migrationsDir = fileURLToPath(new URL('../../migrations', import.meta.url))
const NOW = '2026-11-21T08:00:00.000Z'
export const CLERK: Actor = { user: '王芳', roles: ['clerk'] }
export const REVIEWER: Actor = { user: '李强', roles: ['reviewer'] }

/** An empty store with the standard terms, to be copied: migrating anew for every case would take longer than the case. */
export async function emptyStore(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'desk-oracle-'))
  const store = await openStore({ dataDir, migrationsDir, now: () => NOW })
  store.write(addStandardTerms)
  store.close()
  return dataDir
}

export interface SettlementOffice extends Office {
  readonly job: <Result>(work: (job: Job) => Promise<Result>) => Promise<Result>
  end(): void
}

/** An office over a copy of the store; without people and files, which settlements do not ask for. */
export async function officeOver(template: string): Promise<SettlementOffice> {
  const dataDir = mkdtempSync(join(tmpdir(), 'desk-oracle-'))
  copyFileSync(storeFile(template), storeFile(dataDir))
  const store = await openStore({ dataDir, migrationsDir, now: () => NOW })
  const jobs = new Jobs()
  return {
    store,
    jobs,
    clock: { now: () => new Date(NOW) },
    log: () => {},
    job: (work: (job: Job) => Promise<unknown>) =>
      jobs.run({ act: 'test', user: CLERK.user, subject: null, lock: null, now: NOW }, work),
    end() {
      store.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  } as unknown as SettlementOffice
}

/** Random offices for the tests of a file: each over a copy of one empty store, gone when its work is done. */
export function officesOfWorlds() {
  let template: string
  beforeAll(async () => {
    template = await emptyStore()
  })
  afterAll(() => rmSync(template, { recursive: true, force: true }))
  /** Works in an office that holds the world. */
  return async <Result>(world: World, work: (office: SettlementOffice) => Promise<Result>): Promise<Result> => {
    const office = await officeOver(template)
    try {
      fill(office, world)
      return await work(office)
    } finally {
      office.end()
    }
  }
}

type Value = string | number | null

/** Stores rows of a ledger as one active batch; keys as the reader gives them. Answers the batch's id. */
export function storeRows(store: Store, kind: LedgerKind, rows: readonly Record<string, Value>[]): number {
  return store.step((db) => {
    const { table } = LEDGERS[kind]
    const batch = db.run(
      "INSERT INTO batches (kind, state, mapping, user, at) VALUES (?, 'active', '{}', ?, ?)",
      kind,
      CLERK.user,
      NOW,
    ).lastInsertRowid
    const first = (db.get<{ id: number | null }>(`SELECT max(id) AS id FROM ${table}`)?.id ?? 0) + 1
    db.run(
      "INSERT INTO batch_files (batch, number, name, sha256, bytes, sheet) VALUES (?, 1, 'rows', '', 0, 'rows')",
      batch,
    )
    db.run(
      'INSERT INTO batch_ranges (batch, first_row, last_row) VALUES (?, ?, ?)',
      batch,
      first,
      first + rows.length - 1,
    )
    const keys = new Set(rows.flatMap((row) => Object.keys(row)))
    const columns = Object.fromEntries([...keys].map((key) => [key, rows.map((row) => row[key] ?? null)]))
    const chunk = {
      source: 0,
      sheet: 'rows',
      count: rows.length,
      rowNumbers: Int32Array.from(rows, (_, i) => i + 2),
      identities: new Float64Array(rows.length),
      columns,
      rejectedSoFar: 0,
    }
    new LedgerWriter(db, kind, batch).write(db, chunk, 0, rows.length)
    db.run(
      `INSERT INTO batch_periods (batch, period, rows) SELECT batch, period, count(*) FROM ${table} WHERE batch = ? GROUP BY period`,
      batch,
    )
    db.run('UPDATE revision SET number = number + 1')
    return batch
  })
}

export const period = (at: number): Month => WORLD_MONTHS[at] as Month
const dayOf = ({ at, day }: { at: number; day: number }) => `${period(at)}-${String(day).padStart(2, '0')}` as IsoDate

/** Fills the store with the world. */
export function fill(office: Office, world: World): void {
  const { store } = office
  const ids = store.write((db) => {
    const agents = ['D0', 'D1'].map(
      (code) =>
        db.run("INSERT INTO agents (code, name, payer_kind, payee_name) VALUES (?1, ?1, 'enterprise', ?1)", code)
          .lastInsertRowid,
    )
    const type = (name: string) =>
      db.get<{ id: number }>("SELECT id FROM terms WHERE kind = 'outletType' AND name = ?", name)!.id
    return world.outlets.map(
      ({ code, category, type: named, agent, grade, star, joined }) =>
        db.run(
          "INSERT INTO outlets (code, name, category, type, agent, grade, star, status, joined_on) VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, 'active', ?7)",
          code,
          category,
          type(named),
          agent === null ? null : agents[agent === 'D0' ? 0 : 1]!,
          grade,
          star,
          joined ? dateNumber(dayOf(joined)) : null,
        ).lastInsertRowid,
    )
  })
  const outlet = (at: number) => ids[at]!
  runCommand(office, CLERK, 'test', (cx) => {
    for (const { at, outlet: whose, field, value } of world.changes) {
      const stored = field === 'star' ? Number(value) : value
      recordChanges(cx, 'outlet', outlet(whose), [{ field, value: stored }], { from: firstDay(period(at)) })
    }
    for (const { outlet: whose, value, ...when } of world.statuses ?? [])
      recordChanges(cx, 'outlet', outlet(whose), [{ field: 'status', value }], { from: dayOf(when) })
    for (const { by, at, table } of world.factors) setFactors(cx, { by, from: period(at), table })
    return { result: null }
  })
  const type = (code: string) => typeId(store.read, code)
  fillEntries(office, world, world.entries)
  const rest: [LedgerKind, Record<string, Value>[]][] = [
    [
      'subscriberMonths',
      world.months.map((month) => ({
        period: monthNumber(period(month.at)),
        subscriber: numberOf(world, month.subscriber),
        subscriberId: world.ids.months ? idOf(month.subscriber) : null,
        outlet: null,
        status: month.status,
        billed: month.billed,
        arrears: month.arrears,
        minutes: month.minutes,
      })),
    ],
    [
      'volumes',
      world.volumes.map((row) => ({
        period: monthNumber(period(row.at)),
        outlet: outlet(row.outlet),
        businessType: type(row.type),
        quantity: row.quantity,
        amount: row.amount,
      })),
    ],
    [
      'indicators',
      world.indicators.map((row) => ({
        period: monthNumber(period(row.at)),
        outlet: outlet(row.outlet),
        indicator: row.name,
        value: row.value,
      })),
    ],
    [
      'assignedLines',
      (world.assigned ?? []).map((row) => ({
        period: monthNumber(period(row.at)),
        outlet: outlet(row.outlet),
        item: row.item,
        amount: row.amount,
      })),
    ],
  ]
  for (const [kind, rows] of rest) if (rows.length > 0) storeRows(store, kind, rows)
  for (const policy of world.policies.flat()) {
    const { id } = runCommand(office, CLERK, 'test', (cx) => ({ result: savePolicy(cx, policy) }))
    runCommand(office, CLERK, 'test', (cx) => ({ result: submitPolicy(cx, id) }))
    runCommand(office, REVIEWER, 'test', (cx) => ({ result: approvePolicy(cx, id), inputs: true }))
  }
  if (world.checked && world.assigned?.some(({ item }) => item === '核对')) {
    const [{ code, clauses } = { code: '', clauses: [] }] = world.policies[0] ?? []
    const is = { treatment: 'checked', policy: code, clause: clauses[0]!.code } as const
    runCommand(office, CLERK, 'test', (cx) => ({ result: decideItem(cx, { item: '核对', is }), inputs: true }))
  }
}

/** Stores entries of the world in their batches; answers the batches' ids. */
export function fillEntries(office: Office, world: World, entries: World['entries']): number[] {
  const { read } = office.store
  const outlets = read.all<{ id: number }>('SELECT id FROM outlets ORDER BY code').map(({ id }) => id)
  return [0, 1, 2].flatMap((batch) => {
    const rows = entries.filter((entry) => entry.batch === batch)
    if (rows.length === 0) return []
    return storeRows(
      office.store,
      'entries',
      rows.map((entry) => ({
        date: dateNumber(`${period(entry.at)}-0${entry.day}` as IsoDate),
        period: monthNumber(period(entry.at)),
        outlet: outlets[entry.outlet]!,
        businessType: typeId(read, entry.type),
        brand: entry.brand,
        plan: entry.plan,
        subscriber: entry.subscriber === null ? null : numberOf(world, entry.subscriber),
        subscriberId: entry.subscriber === null || !world.ids.entries || entry.bare ? null : idOf(entry.subscriber),
        quantity: entry.quantity,
        amount: entry.amount,
      })),
    )
  })
}

function typeId(db: ReadDb, code: string): number {
  return db.get<{ id: number }>("SELECT id FROM terms WHERE kind = 'businessType' AND code = ?", code)!.id
}

/** Takes a batch back, as a person would. */
export async function undo(office: SettlementOffice, id: number): Promise<void> {
  await office.job((job) => undoBatch(office, CLERK, job, { id, reason: '试' }, 'ledgers.undo'))
}

export async function settle(office: SettlementOffice, month: Month): Promise<void> {
  await office.job((job) => calculate(office, CLERK, job, { period: month }, 'settlements.calculate'))
}

export async function close(office: SettlementOffice, month: Month): Promise<void> {
  runCommand(office, REVIEWER, 'test', (cx) => ({ result: review(cx, month) }))
  runCommand(office, REVIEWER, 'test', (cx) => ({ result: approve(cx, month) }))
  await office.job((job) => closeMonth(office, REVIEWER, job, { period: month }, 'settlements.close'))
}
