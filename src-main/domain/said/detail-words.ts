/** Reading the details of a refusal, which come over the wire and may hold anything. */

export type Details = Readonly<Record<string, unknown>>

/** Text of a detail; numbers as digits, anything else as nothing. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return ''
}

/** Number of a detail, 0 where there is none. */
export function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

/** Texts of a detail that may be one or several. */
export function list(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(text).filter(Boolean)
  const one = text(value)
  return one ? [one] : []
}

/** “东街店”, or `otherwise` where there is none. */
export const quoted = (value: unknown, otherwise: string): string => (text(value) ? `“${text(value)}”` : otherwise)
