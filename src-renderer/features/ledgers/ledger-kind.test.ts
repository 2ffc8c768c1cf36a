import { describe, expect, it } from 'vitest'
import { kindKeys, kinds } from '../../../src-main/workbook/kinds/kinds.ts'
import { kindColumns, kindNotes } from './ledger-kind.ts'

describe('kinds of workbook on the screens', () => {
  it('offers every kind once', () => {
    expect(kindNotes.map(({ kind }) => kind).sort()).toEqual([...kindKeys].sort())
  })

  it.each(kindKeys)('%s has the headings of its workbook', (key) => {
    expect(kindColumns[key]).toEqual(
      Object.fromEntries(kinds[key].columns.map((column) => [column.key, column.heading])),
    )
  })
})
