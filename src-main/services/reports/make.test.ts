import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import * as XLSX from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BackOffice, type Caller, createBackOffice } from '../../api/back-office.ts'
import { groupedText } from '../../domain/money.ts'
import { asMonth } from '../../domain/month.ts'
import { createChromiumPrinter } from '../../hosts/printing/chromium.ts'
import { findBrowser } from '../../hosts/printing/find-browser.ts'
import { actorOf } from '../accounts/accounts.ts'
import { installSample } from '../demo/install.ts'
import type { Payment } from '../settlements/payments.ts'
import type { Statement } from '../settlements/statements.ts'
import { PAGES_A_PART } from './make.ts'

const folder = mkdtempSync(join(tmpdir(), 'desk-reports-test-'))
const printer = createChromiumPrinter({ log: () => {} })
const period = asMonth('2026-08')
const EVIL = '<script>alert("网点")</script>'
let now = new Date(2026, 8, 3, 10, 22)
let desk: BackOffice
let clerk: Caller
let reviewer: Caller
let statements: Statement[]
let payments: Payment[]
let trialHtml: string

beforeAll(async () => {
  desk = await createBackOffice({
    dataDir: join(folder, 'data'),
    migrationsDir: join(import.meta.dirname, '../../../migrations'),
    resourcesDir: join(import.meta.dirname, '../../../resources'),
    clock: { now: () => now },
    log: () => {},
    printer,
  })
  const start = { act: 'demo.install', user: '', subject: 'small', lock: null, now: now.toISOString() }
  const sample = await desk.office.jobs.run(start, (job) =>
    installSample(desk.office, job, { size: 'small', folder: join(folder, 'workbooks'), password: 'Kai-zhang-8' }),
  )
  clerk = desk.caller(actorOf(desk.office.store.read, '王芳') ?? null)
  reviewer = desk.caller(actorOf(desk.office.store.read, '李强') ?? null)
  for (const file of sample.workbooks) {
    if (file.period !== period || file.note !== undefined || file.kind === 'subscriberMonths') continue
    await clerk.ledgers.import({ kind: file.kind, upload: desk.office.files.lendUpload(file.path).id })
  }
  desk.office.store.write((db) =>
    db.run(
      "UPDATE outlets SET name = ? WHERE category = 'partner' AND id = (SELECT min(id) FROM outlets WHERE category = 'partner')",
      EVIL,
    ),
  )
  await clerk.settlements.calculate({ period })
  const [first] = await clerk.settlements.statements({ period })
  const { id } = await clerk.settlements.adjust({
    period,
    outlet: first!.outlet,
    kind: 'penalty',
    amount: '-12.30',
    reason: `窜货扣罚 ${EVIL}`,
  })
  await reviewer.settlements.confirmAdjustment({ id })
  trialHtml = (await clerk.reports.html({ name: 'statements', period })).html
  await reviewer.settlements.review({ period })
  await reviewer.settlements.approve({ period })
  await reviewer.settlements.close({ period })
  statements = await clerk.settlements.statements({ period })
  payments = await clerk.settlements.payments({ period })
}, 120_000)

afterAll(async () => {
  await printer.close()
  await desk?.close()
  rmSync(folder, { recursive: true, force: true })
})

function sumOf(amounts: readonly string[]): number {
  return amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0) / 100
}

function sheetRows(file: string, sheet: string): Record<string, string | number>[] {
  const workbook = XLSX.read(readFileSync(file))
  const rows = XLSX.utils.sheet_to_json<Record<string, string | number>>(workbook.Sheets[sheet]!, { range: 1 })
  // up to the totals row
  return rows.slice(
    0,
    rows.findIndex((row) => Object.values(row)[0] === '合计'),
  )
}

describe('statements as pages', () => {
  it('says on every page of an unclosed month that it may still change, and never in a closed one', async () => {
    const { html } = await clerk.reports.html({ name: 'statements', period, limit: 500 })
    expect(pagesIn(trialHtml)).toBeGreaterThan(10)
    expect(trialHtml.split('试算（未结账）')).toHaveLength(pagesIn(trialHtml) + 1)
    expect(html).not.toContain('试算')
    expect(html).toContain('制表 王芳　审核 李强　负责人 李强')
  })

  it('holds every statement with its amount and words, agents by code', async () => {
    const { html, complete, statements: count } = await clerk.reports.html({ name: 'statements', period, limit: 500 })
    expect(complete).toBe(true)
    expect(count).toBe(statements.length)
    for (const statement of statements) {
      expect(html).toContain(statement.inWords)
      expect(html).toContain(`>${groupedText(statement.gross)}<`)
    }
    const order = [...html.matchAll(/<dt>代理商<\/dt><dd>(\S+?)　/g)].map((match) => match[1]!)
    expect(order).toEqual([...order].sort())
    expect(new Set(order)).toEqual(new Set(payments.map(({ agent }) => agent)))
  })

  it('shows an outlet named like a script as its name', async () => {
    expect(statements.some(({ name }) => name === EVIL)).toBe(true)
    for (const name of ['statements', 'summary', 'payments'] as const) {
      const { html } = await clerk.reports.html({ name, period, limit: 500 })
      expect(html).not.toContain('<script')
    }
  })

  it('gives a closed month the same content whenever it is printed, all but the printing time', async () => {
    const print = async () => (await clerk.reports.html({ name: 'statements', period, limit: 500 })).html
    const before = await print()
    now = new Date(2029, 0, 5, 8, 0)
    const agent = payments[0]!.agent
    await clerk.agents.change({ code: agent, fields: { name: '改名以后' } })
    const after = await print()
    now = new Date(2026, 8, 3, 10, 22)
    expect(after).not.toBe(before)
    expect(after.replaceAll('打印时间 2029-01-05 08:00', '打印时间 2026-09-03 10:22')).toBe(before)
  })

  it('prints only the chosen agents or outlets', async () => {
    const several = payments.find(({ outlets }) => outlets.length > 1)!
    const ofAgent = await clerk.reports.html({ name: 'statements', period, agents: [several.agent] })
    expect(ofAgent.statements).toBe(several.outlets.length)
    expect(ofAgent.pages).toBe(several.outlets.length + 1)
    expect(ofAgent.html).toContain(several.inWords)
    const [first] = several.outlets
    const ofOutlet = await clerk.reports.html({ name: 'statements', period, outlets: [first!.outlet] })
    expect(ofOutlet.pages).toBe(1)
    expect(ofOutlet.html).not.toContain('应付大写')
  })

  it('refuses what is not there, and a month that was not calculated', async () => {
    await expect(clerk.reports.html({ name: 'statements', period, agents: ['无此'] })).rejects.toMatchObject({
      cause: { code: 'NOT_FOUND', details: { what: 'agent', name: '无此' } },
    })
    await expect(clerk.reports.html({ name: 'statements', period, outlets: ['无此'] })).rejects.toMatchObject({
      cause: { code: 'NOT_FOUND', details: { what: 'statement', name: '无此' } },
    })
    await expect(clerk.reports.html({ name: 'summary', period: asMonth('2026-09') })).rejects.toMatchObject({
      cause: { code: 'WRONG_STATE' },
    })
    await expect(
      clerk.reports.write({ name: 'summary', period, file: join(folder, 'summary.doc') }),
    ).rejects.toMatchObject({ cause: { code: 'INVALID_INPUT', details: { field: 'file' } } })
    expect(readdirSync(folder).sort()).toEqual(['data', 'workbooks'])
  })
})

describe('workbooks', () => {
  it('hold the summary as numbers equal to the statements', async () => {
    const file = join(folder, 'summary.xlsx')
    await clerk.reports.write({ name: 'summary', period, file })
    const outlets = sheetRows(file, '按网点')
    expect(new Map(outlets.map((row) => [row.网点编码, row.酬金合计]))).toEqual(
      new Map(statements.map(({ outlet, gross }) => [outlet, Number(gross)])),
    )
    const policies = [...new Set(statements.flatMap(({ lines }) => lines.map(({ policyTitle }) => policyTitle)))]
    for (const title of policies) {
      const lines = statements.flatMap((one) => one.lines.filter(({ policyTitle }) => policyTitle === title))
      const inSheet = outlets.map((row) => String(row[title]))
      expect(sumOf(inSheet)).toBe(sumOf(lines.map(({ amount }) => amount)))
    }
    const agents = sheetRows(file, '按代理商')
    expect(new Map(agents.map((row) => [row.代理商编码, row.应付金额]))).toEqual(
      new Map(payments.map(({ agent, payable }) => [agent, Number(payable)])),
    )
  })

  it('hold the payments with account numbers as text', async () => {
    const file = join(folder, 'payments.xlsx')
    await clerk.reports.write({ name: 'payments', period, file })
    const rows = sheetRows(file, '代理商付款表')
    expect(rows.map((row) => [row.代理商编码, row.银行账号, row.应付金额])).toEqual(
      payments.map(({ agent, payee, payable }) => [agent, payee.account, Number(payable)]),
    )
  })

  it('hold many statements as lists', async () => {
    const file = join(folder, 'statements.xlsx')
    await clerk.reports.write({ name: 'statements', period, file })
    const amounts = (sheet: string) => sumOf(sheetRows(file, sheet).map((row) => String(row.金额 ?? row.酬金合计)))
    const gross = sumOf(statements.map((statement) => statement.gross))
    expect(amounts('结算单')).toBe(gross)
    expect(amounts('明细') + amounts('调整')).toBeCloseTo(gross, 2)
    expect(sheetRows(file, '明细')).toHaveLength(statements.flatMap(({ lines }) => lines).length)
  })

  it('hold an agent’s statement in the look of the page', async () => {
    const several = payments.find(({ outlets }) => outlets.length > 1)!
    const file = join(folder, 'agent.xlsx')
    await clerk.reports.write({ name: 'statements', period, file, agents: [several.agent] })
    const workbook = XLSX.read(readFileSync(file))
    expect(workbook.SheetNames).toHaveLength(several.outlets.length + 1)
    const cover = XLSX.utils.sheet_to_json<unknown[]>(workbook.Sheets[workbook.SheetNames[0]!]!, { header: 1 })
    expect(cover.find((row) => row[1] === '应付金额')?.[4]).toBe(Number(several.payable))
    expect(cover.flat()).toContain(`应付大写：${several.inWords}`)
    several.outlets.forEach(({ gross }, at) => {
      const name = workbook.SheetNames[at + 1]!
      const rows = XLSX.utils.sheet_to_json<unknown[]>(workbook.Sheets[name]!, { header: 1 })
      expect(rows.find((row) => row[1] === '酬金合计')?.[4]).toBe(Number(gross))
    })
  })
})

const readsText = spawnSync('pdftotext', ['-v']).status === 0

describe.skipIf(findBrowser() === null)('PDF (needs an installed Chrome, Edge or Chromium)', () => {
  it('has the pages of the layout, in order, with Chinese text', async () => {
    const file = join(folder, 'statements.pdf')
    const { pages } = await clerk.reports.write({ name: 'statements', period, file })
    const document = await PDFDocument.load(readFileSync(file))
    expect(document.getPageCount()).toBe(pages)
    expect(document.getTitle()).toBe('舒城县2026年8月酬金结算单')
    const { width, height } = document.getPage(0).getSize()
    expect([Math.round(width / 5), Math.round(height / 5)]).toEqual([119, 168])
    if (!readsText) return
    const text = spawnSync('pdftotext', ['-layout', file, '-'], { maxBuffer: 1e8 }).stdout.toString()
    for (const { inWords, outlet } of statements) {
      expect(text).toContain(inWords)
      expect(text).toContain(outlet)
    }
    expect(text).toContain('<script>alert')
  })

  it('prints lists across', async () => {
    for (const name of ['summary', 'payments'] as const) {
      const made = await clerk.reports.make({ name, period, format: 'pdf' })
      const shelved = desk.office.files.export(made.export)
      expect(shelved.type).toBe('application/pdf')
      const document = await PDFDocument.load(readFileSync(shelved.path))
      expect(document.getPageCount()).toBe(made.pages)
      expect(document.getPage(0).getWidth()).toBeGreaterThan(800)
    }
  })

  it('leaves nothing when cancelled', async () => {
    const file = join(folder, 'cancelled.pdf')
    const printing = clerk.reports.write({ name: 'statements', period, file })
    const refused = expect(printing).rejects.toMatchObject({ cause: { code: 'CANCELLED' } })
    setTimeout(() => {
      for (const { id, state } of desk.office.jobs.list()) if (state === 'running') desk.office.jobs.cancel(id)
    }, 20)
    await refused
    expect(existsSync(file)).toBe(false)
    expect(PAGES_A_PART).toBe(100)
  })
})

/** Sheets of paper in a document. */
function pagesIn(html: string): number {
  return html.split('<section class="page">').length - 1
}
