import { describe, expect, it } from 'vitest'
import { importAsked } from '../../../src-main/api/schemas/ledgers.ts'
import { asMonth } from '../../../src-main/domain/month.ts'
import {
  askedSources,
  type ImportChoices,
  importRequest,
  isChanged,
  noChoices,
  type Sources,
} from './import-choices.ts'

const file = (id: string) => ({ id, name: `${id}.xlsx`, size: 1 })
const one: Sources = { id: 1, files: [file('u1')] }
const request = (choices: Partial<ImportChoices> = {}, check = false) =>
  importRequest('entries', one, { ...noChoices, ...choices }, check)

describe('what an import is asked', () => {
  it('checks without storing and with all mistakes', () => {
    expect(request({}, true)).toEqual({ kind: 'entries', upload: 'u1', dryRun: true, onlyValid: true })
  })

  it('imports all or nothing unless asked otherwise', () => {
    expect(request()).toEqual({ kind: 'entries', upload: 'u1' })
  })

  it('takes one file, several as one batch, or a paste', () => {
    expect(askedSources({ id: 1, files: [file('a'), file('b')] })).toEqual({ uploads: ['a', 'b'] })
    expect(askedSources({ id: 1, pasted: 'a\tb' })).toEqual({ pasted: 'a\tb' })
  })

  it('carries every choice in the shape of the door', () => {
    const asked = importRequest(
      'volumes',
      one,
      {
        sheets: ['明细'],
        allSheets: false,
        period: asMonth('2026-10'),
        saved: null,
        mapping: {
          headerRow: 3,
          headerRows: 2,
          columns: { amount: '实收', brand: null },
          constants: { businessType: '放号', plan: '' },
          values: { businessType: { 开户: '放号' }, brand: {} },
          outletCodes: '工号',
          filters: [
            { heading: '县', include: ['甲'] },
            { heading: '乡', exclude: [] },
          ],
          periodFromFileName: false,
        },
        duplicates: 'overwrite',
        blanks: 'clear',
        onlyValid: true,
        edits: [{ source: 0, sheet: '明细', row: 4, column: '金额', value: '100' }],
        draft: [],
      },
      false,
    )
    expect(asked).toEqual({
      kind: 'volumes',
      upload: 'u1',
      sheets: ['明细'],
      period: '2026-10',
      mapping: {
        headerRow: 3,
        headerRows: 2,
        columns: { amount: '实收', brand: null },
        constants: { businessType: '放号' },
        values: { businessType: { 开户: '放号' } },
        outletCodes: '工号',
        filters: [{ heading: '县', include: ['甲'] }],
      },
      duplicates: 'overwrite',
      blanks: 'clear',
      onlyValid: true,
      edits: [{ source: 0, sheet: '明细', row: 4, column: '金额', value: '100' }],
    })
    expect(importAsked.safeParse(asked).success).toBe(true)
  })

  it('says whether blanks clear only where they could', () => {
    expect(request({ blanks: 'clear' })).toEqual({ kind: 'entries', upload: 'u1' })
    expect(importRequest('outlets', one, { ...noChoices, blanks: 'clear' }, false)).toMatchObject({ blanks: 'clear' })
  })
})

describe('saved mappings', () => {
  const mapping = { columns: { amount: '实收' } }
  const saved = (how: 'named' | 'fingerprint') => ({ name: '甲', how, mapping })

  it('are named when chosen, and left to the headings when found by them', () => {
    expect(request({ saved: saved('named'), mapping })).toMatchObject({ mappingName: '甲' })
    expect(request({ saved: saved('fingerprint'), mapping })).toEqual({ kind: 'entries', upload: 'u1' })
  })

  it('are sent whole when something was changed, and an empty one when none is wanted', () => {
    const changed = { saved: saved('named'), mapping: { ...mapping, outletCodes: '工号' } }
    expect(request(changed).mapping).toEqual({ columns: { amount: '实收' }, outletCodes: '工号' })
    expect(isChanged({ ...noChoices, ...changed })).toBe(true)
    expect(request({ saved: null }).mapping).toEqual({})
  })

  it('are not changed by parts that say nothing', () => {
    const same = {
      saved: saved('named'),
      mapping: { constants: { plan: '' }, filters: [], columns: { amount: '实收' } },
    }
    expect(isChanged({ ...noChoices, ...same })).toBe(false)
  })
})
