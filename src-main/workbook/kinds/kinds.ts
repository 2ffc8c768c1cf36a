/** All kinds of workbook by name, one table for templates, imports and exports. */

import { agents } from './agents.ts'
import type { Column, Kind, KindKey } from './column.ts'
import { entries } from './entries.ts'
import { assignedLines, controlTotals, indicators, volumes } from './monthly-figures.ts'
import { expectedAmounts, openingCarried, openingDeposits, openingFund, openingPaid } from './opening.ts'
import { outletCodes, outlets } from './outlets.ts'
import { subscriberMonths } from './subscriber-months.ts'

export const kinds: Readonly<Record<KindKey, Kind>> = {
  agents,
  outlets,
  outletCodes,
  entries,
  subscriberMonths,
  volumes,
  indicators,
  assignedLines,
  controlTotals,
  openingPaid,
  openingFund,
  openingCarried,
  openingDeposits,
  expectedAmounts,
}

export const kindKeys = Object.keys(kinds) as readonly KindKey[]

export const isKindKey = (text: string): text is KindKey => Object.hasOwn(kinds, text)

/** The column of a kind by its key; a programming error where there is none. */
export function columnOf(kind: Kind, key: string): Column {
  const column = kind.columns.find((each) => each.key === key)
  if (column === undefined) throw new Error(`${kind.key} has no column ${key}`)
  return column
}
