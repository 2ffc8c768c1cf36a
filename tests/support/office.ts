/** A real office for tests: its own data directory, a fixed clock, people with every mix of roles, imports from text. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BackOffice, type Caller, createBackOffice } from '../../src-main/api/back-office.ts'
import { wireRefusal } from '../../src-main/api/procedure.ts'
import { storeFile } from '../../src-main/data/store.ts'
import { actorOf } from '../../src-main/services/accounts/accounts.ts'
import type { KindKey } from '../../src-main/workbook/kinds/column.ts'

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export interface TestOffice {
  readonly desk: BackOffice
  readonly dataDir: string
  /** Procedures as a person: 管理员 has every role, 王芳 clerk, 李强 reviewer, 陈静 finance. */
  as(name: string): Caller
  /** Imports rows given as comma-separated lines, headings first. */
  importText(
    kind: KindKey,
    lines: readonly string[],
    options?: Record<string, unknown>,
  ): ReturnType<Caller['ledgers']['import']>
  /** Moves the clock. */
  moveTo(now: string): void
  /** Closes the office and opens the same data again. */
  reopen(now?: string): Promise<void>
  close(): Promise<void>
}

export const NOW = '2026-11-21T08:00:00.000Z'

export async function openOffice(
  now = NOW,
  dataDir = mkdtempSync(join(tmpdir(), 'desk-office-')),
): Promise<TestOffice> {
  let time = now
  const open = (at: string) => {
    time = at
    return createBackOffice({
      dataDir,
      migrationsDir: root('migrations'),
      resourcesDir: root('resources'),
      clock: { now: () => new Date(time) },
      machine: 'PC-1',
      log: () => {},
      printer: { pdf: () => Promise.reject(new Error('nothing is printed here')) },
    })
  }
  let desk = await open(now)
  let files = 0
  const office: TestOffice = {
    get desk() {
      return desk
    },
    dataDir,
    as: (name) => desk.caller(actorOf(desk.office.store.read, name) ?? null),
    importText(kind, lines, options = {}) {
      const file = join(dataDir, `${kind}-${++files}.csv`)
      writeFileSync(file, `\uFEFF${lines.join('\r\n')}\r\n`)
      const { id } = desk.office.files.lendUpload(file)
      return office.as('王芳').ledgers.import({ kind, upload: id, ...options })
    },
    moveTo(at) {
      time = at
    },
    async reopen(at = now) {
      await desk.close()
      desk = await open(at)
    },
    async close() {
      await desk.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return office
}

/** The store of an office that is set up, made once for all tests of a file: four passwords take longer than most tests. */
let template: Promise<string> | undefined

async function setUpStore(): Promise<string> {
  const office = await setUp(NOW)
  await office.desk.close()
  process.once('exit', () => rmSync(office.dataDir, { recursive: true, force: true }))
  return storeFile(office.dataDir)
}

/** An office that is set up, with four people whose password is "test-password". */
export async function openSetUpOffice(now = NOW): Promise<TestOffice> {
  if (now !== NOW) return setUp(now)
  template ??= setUpStore()
  const dataDir = mkdtempSync(join(tmpdir(), 'desk-office-'))
  copyFileSync(await template, storeFile(dataDir))
  return openOffice(now, dataDir)
}

async function setUp(now: string): Promise<TestOffice> {
  const office = await openOffice(now)
  const password = 'test-password'
  await office.desk.caller(null).county.setUp({ code: '430121', name: '测试县', user: '管理员', password })
  const admin = office.as('管理员')
  await admin.users.add({ name: '王芳', roles: ['clerk'], password })
  await admin.users.add({ name: '李强', roles: ['reviewer'], password })
  await admin.users.add({ name: '陈静', roles: ['finance'], password })
  return office
}

/** Adds agents and partner outlets by procedures, which is quicker than importing them: code → fields. */
export async function addRegister(
  office: TestOffice,
  agents: Readonly<Record<string, Parameters<Caller['agents']['add']>[0]['fields']>>,
  outlets: Readonly<Record<string, Parameters<Caller['outlets']['add']>[0]['fields']>>,
): Promise<void> {
  const clerk = office.as('王芳')
  for (const [code, fields] of Object.entries(agents)) await clerk.agents.add({ code, fields })
  for (const [code, fields] of Object.entries(outlets)) await clerk.outlets.add({ code, fields })
}

/** The code of the refusal that a promise ends in, or "nothing refused". */
export async function refusalCode(promise: Promise<unknown>): Promise<string> {
  return (await refusal(promise)).code
}

export async function refusal(
  promise: Promise<unknown>,
): Promise<{ code: string; details: Readonly<Record<string, unknown>> }> {
  try {
    await promise
  } catch (error) {
    const found = wireRefusal(error)
    if (found.code === 'INTERNAL') throw error
    return found
  }
  return { code: 'nothing refused', details: {} }
}
