/** The rows of a factor table while they are being typed. */

export interface FactorRow {
  readonly key: string
  readonly factor: string
}

/** What the form starts with: the table in force, else the usual grades or the five stars at 1. */
export function firstRows(by: 'grade' | 'star', table: Readonly<Record<string, string>> | undefined): FactorRow[] {
  const known = Object.entries(table ?? {})
  if (known.length > 0) return known.map(([key, factor]) => ({ key, factor }))
  const keys = by === 'grade' ? ['A', 'B', 'C'] : ['5', '4', '3', '2', '1']
  return keys.map((key) => ({ key, factor: '1' }))
}

/** Why the table cannot be saved yet; undefined when it can. */
export function faultOfFactors(rows: readonly FactorRow[]): string | undefined {
  const keys = rows.map((row) => row.key.trim())
  if (rows.length === 0) return '请至少写一行'
  if (keys.some((key) => key === '')) return '有一行没有写级别'
  if (new Set(keys).size < keys.length) return '有两行写了同一个级别'
  if (rows.some((row) => row.factor === '' || row.factor.startsWith('-'))) return '系数要是不小于 0 的数'
  return undefined
}
