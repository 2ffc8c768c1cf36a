import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { STANDARD_BUSINESS_TYPES, STANDARD_OUTLET_TYPES } from '../../domain/standard-types.ts'
import { partsOf } from '../ingest/parts.ts'
import { runPipeline } from '../ingest/pipeline.ts'
import type { IngestResult, Lookups } from '../ingest/request.ts'
import type { Column, KindKey } from '../kinds/column.ts'
import { kindKeys, kinds } from '../kinds/kinds.ts'
import { templateWorkbook } from './template.ts'

const folder = mkdtempSync(join(tmpdir(), 'channel-desk-template-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lookups: Lookups = {
  outlets: new Map([['WD0001', 1]]),
  agents: new Map([['DL001', 1]]),
  businessTypes: new Map(STANDARD_BUSINESS_TYPES.map((type, id) => [type.name, id])),
  outletTypes: new Map(STANDARD_OUTLET_TYPES.map((type, id) => [type.name, id])),
}

function read(kind: KindKey, path: string): IngestResult {
  return runPipeline(
    { kind, sources: [{ path, fileName: '模板.xlsx' }], lookups },
    { parts: partsOf, chunk: () => undefined },
  )
}

function example(column: Column): string | number {
  if (column.type === 'choice') return column.choices[0]!.word
  if (column.type === 'money' || column.type === 'integer' || column.type === 'decimal')
    return Number(column.example ?? 1)
  if (column.type === 'reference' && column.to === 'outlet') return 'WD0001'
  return column.example ?? (column.type === 'date' ? '2026-10-31' : '文字')
}

describe.each(kindKeys)('the template of %s', (key) => {
  const path = join(folder, `${key}.xlsx`)

  it('holds no data and is understood column by column', async () => {
    writeFileSync(path, await templateWorkbook(key))
    const result = read(key, path)
    expect(result.rows.read).toBe(0)
    expect(result.sources[0]?.columns.map((column) => column.key)).toEqual(
      kinds[key].columns.map((column) => column.key),
    )
    expect(result.sources[0]?.unmatched).toEqual([])
    expect(result.sources[0]?.sheet).toBe(kinds[key].title)
  })

  it('imports what is filled in by its own examples', async () => {
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.readFile(path)
    const sheet = workbook.worksheets[0]!
    kinds[key].columns.forEach((column, index) => {
      if (key === 'outletCodes' && column.key === 'to') return
      sheet.getCell(2, index + 1).value = example(column)
    })
    // Own stores have no agent; the first choice is 自有.
    if (key === 'outlets') sheet.getCell(2, 3).value = '社会'
    const filled = join(folder, `${key}-filled.xlsx`)
    await workbook.xlsx.writeFile(filled)
    const result = read(key, filled)
    expect(result.problems.kept.filter((problem) => problem.level === 'error')).toEqual([])
    expect(result.rows).toMatchObject({ read: 1, taken: 1 })
  })
})

describe('templateWorkbook', () => {
  it('marks required columns, sets ids to text, offers choices, explains', async () => {
    const workbook = new exceljs.Workbook()
    const bytes = await templateWorkbook('outlets', { township: ['城关镇', '杭埠镇'] })
    await workbook.xlsx.load(Buffer.from(bytes) as unknown as Parameters<typeof workbook.xlsx.load>[0])
    const [sheet, instructions] = workbook.worksheets
    expect(sheet!.getCell('A1').value).toBe('*网点编码')
    expect(sheet!.getCell('C1').value).toBe('渠道类别')
    expect(sheet!.getColumn(1).numFmt).toBe('@')
    expect(sheet!.getCell('C2').dataValidation).toMatchObject({
      type: 'list',
      formulae: ['选项!$C$1:$C$2'],
      errorStyle: 'warning',
    })
    expect(sheet!.getCell('I2').dataValidation).toMatchObject({ type: 'list', formulae: ['选项!$I$1:$I$2'] })
    expect(workbook.getWorksheet('选项')!.getCell('I2').value).toBe('杭埠镇')
    expect(workbook.getWorksheet('选项')!.state).toBe('veryHidden')
    expect(JSON.stringify(sheet!.getCell('A1').note)).toContain('必填')
    expect(instructions!.name).toBe('填写说明')
    expect(instructions!.getCell('A5').value).toBe('网点编码')
  })

  it('is a modest file with its lists once, not per cell', async () => {
    const bytes = await templateWorkbook('outlets')
    expect(bytes.length).toBeLessThan(40_000)
    const xml = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml']!).toString('utf8')
    expect(xml).toContain('sqref="C2:C5001"')
  })
})
