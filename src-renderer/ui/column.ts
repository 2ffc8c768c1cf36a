/** What a column of a list is, and how its values show and print. */

import type { ReactNode } from 'react'
import { monthWords } from '../../src-main/domain/said/terms.ts'
import { countText, isNegative, moneyText } from './figures.ts'

/** A value that a column can show, sum, export and print. */
export type CellValue = string | number | null | undefined

export interface Column<Row> {
  /** The key by which the server sorts and the person's layout is remembered. */
  readonly key: string
  readonly title: string
  /** Width before the person changes it, px. */
  readonly width: number
  /** How the value is written; money and counts go right, and are summed in the status line. */
  readonly kind?: 'text' | 'money' | 'count' | 'month' | 'date'
  readonly value: (row: Row) => CellValue
  /** Anything richer than the written value (a link, a state). */
  readonly show?: (row: Row) => ReactNode
  readonly sortable?: boolean
  /** Not shown until the person chooses it. */
  readonly hidden?: boolean
  /** A figure that means nothing when added up (a rate, a star). */
  readonly noSum?: boolean
}

/** The value as text, the same on screen, in print and on the clipboard. */
export function cellText<Row>(column: Column<Row>, row: Row): string {
  const value = column.value(row)
  if (value === null || value === undefined || value === '') return '—'
  if (column.kind === 'money') return moneyText(String(value))
  if (column.kind === 'count') return countText(value)
  if (column.kind === 'month') return monthWords(String(value))
  return String(value)
}

/** Whether a column's figures go to the right. */
export const isFigure = <Row>(column: Column<Row>): boolean => column.kind === 'money' || column.kind === 'count'

/** The class names of a cell. */
export function cellLook<Row>(column: Column<Row>, row: Row): string {
  const value = column.value(row)
  const names = [isFigure(column) ? 'figure' : column.kind === 'date' || column.kind === 'month' ? 'tabular' : '']
  if (value === null || value === undefined || value === '') names.push('missing')
  else if (isFigure(column) && isNegative(String(value))) names.push('negative')
  return names.filter(Boolean).join(' ')
}
