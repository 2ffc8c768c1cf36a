/**
 * What the values of a list's filters mean: they live as texts in the address and in saved views; the API takes them typed,
 * prints say them in words.
 */

import type { Filter } from './Filters.tsx'
import type { ListFilter } from './useListRows.ts'

/** Stands for "has no value" and "has a value" where a filter offers them. */
export const emptyMark = '=空'
export const filledMark = '=非空'

/** Of a range of days; either end may be missing. */
export const rangeOf = (value: string): readonly [from: string, to: string] => {
  const [from = '', to = ''] = value.split('..')
  return [from, to]
}
export const rangeText = (from: string, to: string): string => (from || to ? `${from}..${to}` : '')

/** Filters whose value is a list. */
export const takesSeveral = (filter: Filter): boolean => filter.kind === 'choices' || filter.kind === 'tree'

function typed(filter: Filter, value: string): string | number | boolean {
  if (filter.type === 'number') return Number(value)
  if (filter.type === 'flag') return value === 'yes'
  return value
}

/** One filter's value as the API takes it (api/schemas/register.ts): a text, a list with null for none, days, or emptiness. */
function askedOne(filter: Filter, value: string | readonly string[]): unknown {
  const values = typeof value === 'string' ? [value] : value
  if (values.includes(filledMark)) return { empty: false }
  if (takesSeveral(filter)) return values.map((one) => (one === emptyMark ? null : typed(filter, one)))
  const one = values[0] ?? ''
  if (one === emptyMark) return { empty: true }
  if (filter.kind !== 'dates') return typed(filter, one)
  const [from, to] = rangeOf(one)
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) }
}

/** The filter in the address as the API takes it; the search box goes by `search`. */
export function askedOf(filters: readonly Filter[], given: ListFilter, search = 'text'): Record<string, unknown> {
  const asked: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(given)) {
    const filter = filters.find((one) => one.key === key)
    if (filter) asked[key] = askedOne(filter, value)
    else if (key === 'q') asked[search] = String(value)
  }
  return asked
}

const treeLabels = (nodes: Filter['tree'] = []): { value: string; label: string }[] =>
  nodes.flatMap((node) => [{ value: node.value, label: node.title }, ...treeLabels(node.children)])

/** The filter in words, as prints and saved views say it: `网点类型：指定专营店、特约代理点`. */
export function filterWords(filters: readonly Filter[], given: ListFilter): string[] {
  return Object.entries(given).map(([key, value]) => {
    const filter = filters.find((one) => one.key === key)
    const options = [...(filter?.options ?? []), ...treeLabels(filter?.tree)]
    const say = (written: string): string => {
      if (written === emptyMark) return '（空）'
      if (written === filledMark) return '（不空）'
      if (filter?.kind === 'dates') {
        const [from, to] = rangeOf(written)
        return from && to ? `${from} 至 ${to}` : from ? `${from} 起` : `到 ${to}`
      }
      return options.find((option) => option.value === written)?.label ?? written
    }
    const values = typeof value === 'string' ? [value] : value
    return `${filter?.label ?? '查找'}：${values.map(say).join('、')}`
  })
}
