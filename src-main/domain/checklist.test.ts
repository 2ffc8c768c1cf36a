import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  type ChecklistItem,
  checkAnswers,
  checklistFault,
  missingItems,
  STANDARD_CHECKLIST,
  unmetItems,
  unreadable,
} from './checklist.ts'

const area: ChecklistItem = { key: 'area', label: '面积', kind: 'number', least: '20', required: true }
const premises: ChecklistItem = { key: 'premises', label: '房产', kind: 'yesNo', required: true }
const years: ChecklistItem = { key: 'years', label: '年限', kind: 'number', least: '2', required: false }
const note: ChecklistItem = { key: 'note', label: '说明', kind: 'text', required: true }

describe('answers to the checklist', () => {
  it.each([
    [area, '', 'missing'],
    [area, '19.99', 'short'],
    [area, '20', 'met'],
    [area, '20.0', 'met'],
    [area, '二十', 'notANumber'],
    [years, '', 'met'],
    [years, '1', 'short'],
    [premises, 'yes', 'met'],
    [premises, 'no', 'no'],
    [premises, '有', 'notYesNo'],
    [{ ...premises, required: false }, 'no', 'met'],
    [note, '  ', 'missing'],
    [note, '临街', 'met'],
  ] as const)('%j answered %j: %s', (item, answer, finding) =>
    expect(checkAnswers([item], { [item.key]: answer })[0]?.finding).toBe(finding),
  )

  test('each answer is in at most one of the three lists, and an unknown key is in none', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('area', 'premises', 'years', 'note', 'x'), fc.string()), (answers) => {
        const checked = checkAnswers([area, premises, years, note], answers)
        const listed = [...unreadable(checked), ...missingItems(checked), ...unmetItems(checked)]
        expect(new Set(listed.map(({ key }) => key)).size).toBe(listed.length)
        expect(checked.filter(({ finding }) => finding !== 'met')).toHaveLength(listed.length)
      }),
    )
  })

  it('knows what is wrong with a list', () => {
    expect(checklistFault(STANDARD_CHECKLIST)).toBeNull()
    expect(checklistFault([area, { ...years, label: '面积' }])).toEqual({ label: '面积', reason: 'taken' })
    expect(checklistFault([{ ...area, least: '廿' }])).toEqual({ label: '面积', reason: 'decimal' })
    expect(checklistFault([{ ...note, least: '1' }])).toEqual({ label: '说明', reason: 'decimal' })
  })
})
