/** Which columns a person sees, in which order and width; remembered per person and list. */

import { useCallback, useMemo, useState } from 'react'
import type { Column } from './column.ts'

/** A person's own arrangement; keys that the list no longer has are ignored. */
export interface ColumnLayout {
  readonly order: readonly string[]
  readonly hidden: readonly string[]
  readonly widths: Readonly<Record<string, number>>
}

export const narrowest = 48
export const widest = 640

/** The columns to show: the person's order, new ones at the end, the first column always first and never hidden. */
export function arrange<Row>(columns: readonly Column<Row>[], layout: ColumnLayout | undefined): Column<Row>[] {
  const place = new Map((layout?.order ?? []).map((key, index) => [key, index]))
  const [first, ...rest] = columns
  const ordered = rest
    .map((column, index) => ({ column, at: place.get(column.key) ?? place.size + index }))
    .sort((a, b) => a.at - b.at)
    .map(({ column }) => column)
  const known = new Set(layout?.order ?? [])
  const hidden = (column: Column<Row>) =>
    layout && known.has(column.key) ? layout.hidden.includes(column.key) : column.hidden === true
  return [...(first ? [first] : []), ...ordered.filter((column) => !hidden(column))].map((column) => ({
    ...column,
    width: layout?.widths[column.key] ?? column.width,
  }))
}

const place = (user: string, list: string) => `desk.columns.${user}.${list}`

/** Reads a remembered layout; a broken one counts as none. */
export function readLayout(stored: string | null): ColumnLayout | undefined {
  try {
    const value = JSON.parse(stored ?? 'null') as Partial<ColumnLayout> | null
    if (!value || !Array.isArray(value.order) || !Array.isArray(value.hidden)) return undefined
    return { order: value.order.map(String), hidden: value.hidden.map(String), widths: { ...value.widths } }
  } catch {
    return undefined
  }
}

/** `const layout = useColumnLayout('王芳', 'outlets', columns)`: `layout.columns` to show, and how to change them. */
export function useColumnLayout<Row>(user: string, list: string, columns: readonly Column<Row>[]) {
  const [layout, setLayout] = useState(() => readLayout(localStorage.getItem(place(user, list))))
  const whole = useCallback(
    (before: ColumnLayout | undefined): ColumnLayout => ({
      order: [...new Set([...(before?.order ?? []), ...columns.map((column) => column.key)])],
      hidden: before?.hidden ?? columns.filter((column) => column.hidden).map((column) => column.key),
      widths: before?.widths ?? {},
    }),
    [columns],
  )
  const change = useCallback(
    (alter: (before: ColumnLayout) => ColumnLayout) =>
      setLayout((before) => {
        const next = alter(whole(before))
        localStorage.setItem(place(user, list), JSON.stringify(next))
        return next
      }),
    [list, user, whole],
  )
  const reset = useCallback(() => {
    localStorage.removeItem(place(user, list))
    setLayout(undefined)
  }, [list, user])
  const replace = useCallback((next: ColumnLayout) => change(() => next), [change])
  const setWidth = useCallback(
    (key: string, width: number) =>
      change((before) => ({
        ...before,
        widths: { ...before.widths, [key]: Math.round(Math.min(widest, Math.max(narrowest, width))) },
      })),
    [change],
  )
  const shown = useMemo(() => arrange(columns, layout), [columns, layout])
  return { columns: shown, layout: useMemo(() => whole(layout), [layout, whole]), change, reset, replace, setWidth }
}
