import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { monthNumber } from '../../domain/month.ts'
import { STANDARD_BUSINESS_TYPES, STANDARD_OUTLET_TYPES } from '../../domain/standard-types.ts'
import { partsOf } from '../../workbook/ingest/parts.ts'
import { runPipeline } from '../../workbook/ingest/pipeline.ts'
import type { DatedReference, IngestResult, Lookups } from '../../workbook/ingest/request.ts'
import { openWorkbook } from '../../workbook/read/open.ts'
import { type County, generateCounty, PERIODS, SIZES, share } from './county.ts'
import { entriesOf } from './entries.ts'
import { indicatorsOf } from './monthly-figures.ts'
import { outletCodesOf } from './outlets.ts'
import { subscriberMonthsOf } from './subscriber-months.ts'
import { type SampleFile, writeWorkbooks } from './workbooks.ts'

const folder = mkdtempSync(join(tmpdir(), 'channel-desk-demo-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const OCTOBER = PERIODS[2]!

/** The store's view of the county: codes and names to ids. */
function lookupsOf(county: County): Lookups {
  const outlets = new Map<string, number | DatedReference[]>(county.outlets.map((outlet, id) => [outlet.code, id]))
  for (const code of outletCodesOf(county.outlets, county.seed)) {
    const id = county.outlets.findIndex((outlet) => outlet.code === code.outlet)
    outlets.set(code.value, [{ id, kind: code.kind, ...(code.to === null ? {} : { to: code.to }) }])
  }
  return {
    outlets,
    agents: new Map(county.agents.map((agent, id) => [agent.code, id])),
    businessTypes: new Map(STANDARD_BUSINESS_TYPES.map((type, id) => [type.name, id])),
    outletTypes: new Map(STANDARD_OUTLET_TYPES.map((type, id) => [type.name, id])),
  }
}

function read(file: SampleFile, lookups: Lookups): IngestResult {
  return runPipeline(
    { kind: file.kind, sources: [{ path: file.path, fileName: basename(file.path) }], lookups },
    { parts: partsOf, chunk: () => undefined },
  )
}

describe('generateCounty', () => {
  it.each(['small', 'county', 'large'] as const)('%s has the outlets and entries it promises', (size) => {
    const county = generateCounty(size)
    expect(county.outlets).toHaveLength(SIZES[size].outlets)
    expect(county.volumes.map((volume) => volume.reduce((sum, n) => sum + n, 0))).toEqual(SIZES[size].entries)
    expect(new Set(county.outlets.map((outlet) => outlet.code)).size).toBe(county.outlets.length)
    expect(new Set(county.outlets.map((outlet) => outlet.name)).size).toBe(county.outlets.length)
    expect(new Set(county.agents.map((agent) => agent.name)).size).toBe(county.agents.length)
    for (const outlet of county.outlets) expect(outlet.agent === null).toBe(outlet.category === '自有')
    for (const status of ['在营', '暂停', '退出'])
      expect(county.outlets.some((outlet) => outlet.status === status)).toBe(true)
    expect(
      county.agents.some((agent) => county.outlets.filter((outlet) => outlet.agent === agent.code).length > 2),
    ).toBe(true)
  })

  it('is the same for the same seed and another for another', () => {
    const text = (seed: number) =>
      JSON.stringify([generateCounty('small', seed), [...entriesOf(generateCounty('small', seed), OCTOBER)]])
    expect(text(7)).toBe(text(7))
    expect(text(7)).not.toBe(text(8))
  })

  it('shares out whole numbers exactly', () => {
    expect([...share(10, [1, 1, 1])]).toEqual([3, 3, 4])
    expect([...share(0, [1, 2])]).toEqual([0, 0])
  })
})

describe('the ledgers', () => {
  const county = generateCounty('small')
  const months = PERIODS.map((period) => [...entriesOf(county, period)])
  const entries = months.flat()

  it('have exactly the entries of each outlet, in its months of business only, by day', () => {
    months.forEach((ofMonth, month) => {
      expect(ofMonth).toHaveLength(SIZES.small.entries[month]!)
      const counts = new Map<string, number>()
      for (const entry of ofMonth) counts.set(entry.outlet, (counts.get(entry.outlet) ?? 0) + 1)
      county.outlets.forEach((outlet, index) => {
        expect(counts.get(outlet.code) ?? 0).toBe(county.volumes[month]![index])
        if (outlet.open[month] !== true) expect(counts.has(outlet.code)).toBe(false)
      })
      ofMonth.forEach((entry, n) => {
        expect(Math.floor(entry.date / 100)).toBe(monthNumber(PERIODS[month]!))
        if (n > 0 && ofMonth[n - 1]!.outlet === entry.outlet)
          expect(entry.date).toBeGreaterThanOrEqual(ofMonth[n - 1]!.date)
      })
    })
  })

  it('name every row once by 流水号 and 行序号', () => {
    expect(new Set(entries.map((entry) => `${entry.externalId}/${entry.lineNo}`)).size).toBe(entries.length)
    for (const entry of entries) expect(entry.externalId).toMatch(/^\d{18}$/)
  })

  it('reverse what was there, to the fen, at the same outlet and not before', () => {
    const byId = new Map(entries.map((entry) => [`${entry.externalId}/${entry.lineNo}`, entry]))
    const reversals = entries.filter((entry) => entry.reverses !== '')
    expect(reversals.some((entry) => entry.businessType === '放号')).toBe(true)
    expect(reversals.some((entry) => entry.businessType === '空中充值')).toBe(true)
    for (const reversal of reversals) {
      const original = byId.get(`${reversal.reverses}/${reversal.lineNo}`)!
      expect(original).toMatchObject({
        outlet: reversal.outlet,
        businessType: reversal.businessType,
        subscriber: reversal.subscriber,
      })
      expect([original.quantity + reversal.quantity, original.amount + reversal.amount]).toEqual([0, 0])
      expect(original.date).toBeLessThanOrEqual(reversal.date)
    }
    expect(entries.filter((entry) => entry.quantity < 0)).toEqual(reversals)
    const across = reversals.filter(
      (entry) => Math.floor(Number(entry.reverses.slice(0, 8)) / 100) < Math.floor(entry.date / 100),
    )
    expect(across.length).toBeGreaterThan(0)
  })

  it('activate each subscriber once, under its own number', () => {
    const activations = entries.filter((entry) => entry.businessType === '放号' && entry.quantity > 0)
    expect(new Set(activations.map((entry) => entry.subscriber)).size).toBe(activations.length)
    expect(new Set(activations.map((entry) => entry.subscriberId)).size).toBe(activations.length)
  })

  it('follow subscribers: those activated and not reversed, until they terminate', () => {
    const seen = new Map<string, string>()
    PERIODS.forEach((period, month) => {
      const rows = [...subscriberMonthsOf(county, period)]
      expect(new Set(rows.map((row) => row.subscriber)).size).toBe(rows.length)
      expect(new Set(rows.map((row) => row.status))).toEqual(
        new Set(['正常', '欠费停机', '申请停机', '预销户', '销户']),
      )
      for (const row of rows) {
        expect(seen.get(row.subscriberId) ?? '').not.toMatch(/销户/)
        seen.set(row.subscriberId, row.status)
        expect(row.arrears).toBeLessThanOrEqual(row.billed)
      }
      const present = new Map(rows.map((row) => [row.subscriberId, row]))
      const reversed = new Set(
        months
          .slice(0, month + 1)
          .flat()
          .filter((entry) => entry.quantity < 0)
          .map((entry) => entry.subscriberId),
      )
      const activated = months[month]!.filter((entry) => entry.businessType === '放号' && entry.quantity > 0)
      const missing = activated.filter((entry) => !present.has(entry.subscriberId) && !reversed.has(entry.subscriberId))
      expect(missing.length).toBeLessThan(4)
      for (const entry of activated) {
        if (reversed.has(entry.subscriberId)) expect(present.has(entry.subscriberId)).toBe(false)
        else expect(present.get(entry.subscriberId)?.outlet ?? entry.outlet).toBe(entry.outlet)
      }
    })
  })

  it('give each active outlet its four indicators', () => {
    const rows = [...indicatorsOf(county, OCTOBER)]
    expect(rows).toHaveLength(4 * county.volumes[2]!.filter((count) => count > 0).length)
    for (const row of rows) expect(row.value).toMatch(/^\d+(\.\d*[1-9])?$/)
  })
})

describe('the workbooks', () => {
  const county = generateCounty('small')
  const lookups = lookupsOf(county)
  let files: SampleFile[] = []
  beforeAll(async () => {
    files = await writeWorkbooks(county, join(folder, 'small'))
  })

  it('are named by kind and month, in the order of import', () => {
    expect(files.map((file) => basename(file.path)).filter((name) => !/2026-0[89]/.test(name))).toEqual([
      'agents-代理商.xlsx',
      'outlets-网点.xlsx',
      'outletCodes-识别码.xlsx',
      'entries-2026-10-业务明细.xlsx',
      'subscriberMonths-2026-10-用户月度.xlsx',
      'indicators-2026-10-指标.xlsx',
      'assignedLines-2026-10-酬金清单.xlsx',
      'controlTotals-2026-10-对账.xlsx',
      'entries-2026-10-业务明细补录(有错).xlsx',
    ])
    for (const file of files) expect(existsSync(file.path)).toBe(true)
  })

  it('import whole, without an error or a warning, but for the last', () => {
    for (const file of files.slice(0, -1)) {
      const result = read(file, lookups)
      expect({ file: basename(file.path), problems: result.problems }).toEqual({
        file: basename(file.path),
        problems: { errors: 0, warnings: 0, kept: [] },
      })
      for (const totals of result.totalsRows) expect(totals).toMatchObject({ agrees: true })
      if (file.kind === 'entries') {
        expect(result.rows.taken).toBe(SIZES.small.entries[PERIODS.indexOf(file.period!)])
        expect(result.byPeriod.map((each) => each.period)).toEqual([monthNumber(file.period!)])
        expect(result.leftOut.counts).toMatchObject({ blank: 1, totals: 1, signature: 1 })
        expect(result.totalsRows).toHaveLength(1)
      }
    }
  })

  it('say what the billing system printed: the ledgers to the fen, but for one collected bill', () => {
    const sums = [...entriesOf(county, OCTOBER)].filter((entry) => entry.businessType === '代收费')
    const workbook = openWorkbook(files.find((file) => file.kind === 'controlTotals' && file.period === OCTOBER)!.path)
    const rows: unknown[][] = []
    workbook.read(workbook.sheets[0]!.name, (_row, cells) => {
      rows.push([...cells])
      return true
    })
    workbook.close()
    const printed = rows.find((row) => row[2] === '代收费')!
    expect(printed[3]).toBe(sums.length + 1)
    expect(Math.round(Number(printed[4]) * 100)).toBe(sums.reduce((sum, entry) => sum + entry.amount, 0) + 5_000)
  })

  it('end with a hand-typed one whose five mistakes are found and whose other rows are right', () => {
    const result = read(files.at(-1)!, lookups)
    expect(result.rows).toMatchObject({ read: 17, rejected: 4, taken: 13 })
    expect(result.problems.kept.map(({ column, code }) => [column, code])).toEqual([
      ['渠道编码', 'UNKNOWN_OUTLET'],
      ['收费金额', 'NOT_A_NUMBER'],
      ['受理日期', 'NOT_A_DATE'],
      ['受理流水号', 'LONG_ID_DAMAGED'],
    ])
    // The fifth is a row that the main file has: only the store can know.
    const main = new Set([...entriesOf(county, OCTOBER)].map((entry) => entry.externalId))
    const typed = openWorkbook(files.at(-1)!.path)
    let twice = 0
    typed.read(typed.sheets[0]!.name, (_row, cells) => {
      if (main.has(String(cells[7]))) twice++
      return true
    })
    typed.close()
    expect(twice).toBe(1)
  })

  it('are the same byte for byte in every run', async () => {
    const again = await writeWorkbooks(county, join(folder, 'again'), { periods: [OCTOBER] })
    const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
    for (const file of again) expect(hash(file.path)).toBe(hash(join(folder, 'small', basename(file.path))))
  })
})
