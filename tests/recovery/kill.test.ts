/** A process that is killed at any moment leaves whole months or none: never half an import, never a lost committed row. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openOffice } from '../support/office.ts'

const CLI = fileURLToPath(new URL('../../src-main/hosts/cli/main.ts', import.meta.url))
const ROWS = 12_000
let folder: string
let data: string

interface Ended {
  code: number | null
  answer: { batch?: number; ok?: boolean; error?: { code: string } }
  text: string
}

function start(args: readonly string[]) {
  const child = spawn(process.execPath, ['--no-warnings', CLI, ...args, '--data', data], {
    env: { ...process.env, DESK_PASSWORD: 'test-password' },
  })
  let text = ''
  let messages = ''
  child.stdout.on('data', (piece) => {
    text += piece
  })
  child.stderr.on('data', (piece) => {
    messages += piece
  })
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) =>
      resolve({ code, text: text + messages, answer: text.trim() === '' ? {} : JSON.parse(text) }),
    )
  })
  return { child, ended }
}

const run = (args: readonly string[]) => start(args).ended

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-kill-'))
  data = join(folder, 'data')
  mkdirSync(data)
  const office = await openOffice(undefined, data)
  await office.desk.caller(null).county.setUp({ code: '1', name: '测试县', user: '管理员', password: 'test-password' })
  const admin = office.as('管理员')
  for (const [kind, text] of [
    ['agents', '代理商编码,代理商名称\nD1,通达\n'],
    ['outlets', '网点编码,网点名称,代理商编码\nW1,城关店,D1\n'],
  ] as const) {
    writeFileSync(join(folder, `${kind}.csv`), text)
    await admin.ledgers.import({ kind, upload: office.desk.office.files.lendUpload(join(folder, `${kind}.csv`)).id })
  }
  await office.desk.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function ledger(n: number): string {
  const file = join(folder, `entries-${n}.csv`)
  const lines = Array.from({ length: ROWS }, (_, i) => `2026-10-01,W1,放号,139${i},1,0,K${n}-${i}`)
  writeFileSync(file, `业务日期,网点编码,业务类型,用户号码,数量,金额,流水号\n${lines.join('\n')}\n`)
  return file
}

const DYING = fileURLToPath(new URL('killed-at.ts', import.meta.url))

/** Runs the work in a process that is killed in its n-th transaction; its answer where it needed fewer. */
function dieAt(n: number, ...work: string[]): { batch?: number; rows?: unknown } | undefined {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [
    '--no-warnings',
    DYING,
    data,
    String(n),
    ...work,
  ])
  if (signal === 'SIGKILL') return undefined
  if (status !== 0) throw new Error(stderr.toString())
  return JSON.parse(stdout.toString())
}

/** What a user sees of the ledger and the register; whatever was unfinished is swept when the office opens, and it verifies. */
async function seen() {
  const office = await openOffice(undefined, data)
  try {
    const { read } = office.desk.office.store
    const count = (sql: string) => read.get<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)?.n ?? 0
    expect(await office.as('管理员').audit.verify({})).toMatchObject({ ok: true })
    return {
      entries: count('entries e JOIN batches b ON b.id = e.batch'),
      active: count("batches WHERE state = 'active'"),
      unswept: count("batches WHERE state = 'loading' OR (state = 'undone' AND swept = 0 AND kind = 'entries')"),
      outlets: count('outlets'),
      history: count('history'),
      regions: count('regions'),
      audit: count("audit WHERE act IN ('ledgers.import', 'ledgers.undo')"),
    }
  } finally {
    await office.desk.close()
  }
}

describe('killed in each of its transactions in turn', () => {
  test('an undo: the batch is there whole, or gone whole', async () => {
    const { answer } = await run(['import', 'entries', ledger(99)])
    const before = await seen()
    const after = { ...before, entries: before.entries - ROWS, active: before.active - 1, audit: before.audit + 1 }
    let died = 0
    let now = before
    for (; now.active === before.active; now = await seen()) {
      expect(now).toEqual(before)
      if (dieAt(died + 1, 'undo', String(answer.batch)) === undefined) died++
    }
    expect(now).toEqual(after)
    // the first transaction alone makes it invisible: dying in the second leaves it undone, and it is swept on opening
    expect(died).toBe(2)
  }, 120_000)

  test('an import into the register: all of its outlets and changes, or none', async () => {
    const before = await seen()
    const file = join(folder, 'outlets-more.csv')
    const rows = Array.from({ length: 800 }, (_, n) => `X${n},店${n},D1,镇${n % 20}`)
    writeFileSync(file, `网点编码,网点名称,代理商编码,乡镇\n${rows.join('\n')}\nW1,城关新店,D1,镇1\n`)
    let died = 0
    for (;;) {
      const answer = dieAt(died + 1, 'import', 'outlets', file)
      if (answer !== undefined) {
        expect(answer.rows).toMatchObject({ added: 800, updated: 1 })
        break
      }
      died++
      expect(await seen()).toEqual(before)
    }
    expect(died).toBeGreaterThan(0)
    const { outlets, history, regions, active } = await seen()
    expect({ outlets, regions, active }).toEqual({
      outlets: before.outlets + 800,
      regions: before.regions + 20,
      active: before.active + 1,
    })
    // name and region of the outlet that was known, each with what it was
    expect(history).toBe(before.history + 4)
  }, 120_000)
})

describe('killed while it imports', () => {
  test('at many moments: after each the store verifies, and a batch is there whole or not at all', async () => {
    const began = performance.now()
    await run(['import', 'entries', ledger(0)])
    const whole = performance.now() - began
    let committed = 1
    for (let kill = 1; kill <= 5; kill++) {
      const file = ledger(kill)
      const { child, ended } = start(['import', 'entries', file])
      await pause((whole * (kill + 1)) / 7)
      child.kill('SIGKILL')
      const { answer } = await ended
      // killed after its answer, it must have kept its word
      if (answer.batch !== undefined) committed += 1
      const verified = await run(['verify'])
      expect(verified.answer).toMatchObject({ ok: true })
      const office = await openOffice(undefined, data)
      const { read } = office.desk.office.store
      const entries = read.get<{ n: number }>('SELECT count(*) AS n FROM entries')?.n ?? 0
      const active =
        read.get<{ n: number }>("SELECT count(*) AS n FROM batches WHERE kind = 'entries' AND state = 'active'")?.n ?? 0
      const loading = read.get<{ n: number }>("SELECT count(*) AS n FROM batches WHERE state = 'loading'")?.n ?? 0
      await office.desk.close()
      // killed between its commit and its answer, a batch may be there that was not yet said
      expect(active === committed || active === committed + (answer.batch === undefined ? 1 : 0)).toBe(true)
      committed = active
      expect({ entries, loading }).toEqual({ entries: active * ROWS, loading: 0 })
    }
  }, 300_000)

  test('a store that another process holds is refused, and the command line says so with exit code 1', async () => {
    const office = await openOffice(undefined, data)
    const second = await run(['verify'])
    await office.desk.close()
    expect(second.code).toBe(1)
    expect(second.answer.error).toMatchObject({ code: 'STORE_IN_USE', details: { owner: { pid: process.pid } } })
    expect(second.text).toMatch(/[一-鿿]/)
  })

  test('wrong usage is exit code 2 with the usage on standard error and nothing on standard output', async () => {
    for (const args of [['nonsense'], ['import', 'nothing', 'x.xlsx'], ['call'], ['verify', '--nonsense']]) {
      const { code, answer, text } = await run(args)
      expect([args[0], code, answer]).toEqual([args[0], 2, {}])
      expect(text).toContain('desk 命令')
    }
  })
})
