/** Dates as serial numbers of the 1900 system: 1 is 1 January 1900, and 60 the 29 February 1900 that never was. */

/** Days between the zero of the 1904 system and that of the 1900 system. */
export const DAYS_1904 = 1462

const DAY = 86_400_000

/** The serial of an ISO 8601 date, time or both (cells of type d); undefined when it is none. A zone is not converted. */
export function isoSerial(text: string): number | undefined {
  const found =
    /^(?:(\d{4})-(\d{2})-(\d{2}))?(?:T?(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(
      text.trim(),
    )
  if (found === null) return undefined
  const [, year, month, day, hour, minute, second] = found
  if (year === undefined && hour === undefined) return undefined
  const time = (Number(hour ?? 0) * 3600 + Number(minute ?? 0) * 60 + Number(second ?? 0)) / 86_400
  if (year === undefined) return time
  const at = new Date(0)
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  if (at.getUTCMonth() !== Number(month) - 1 || at.getUTCDate() !== Number(day)) return undefined
  const days = Math.round((at.getTime() - Date.UTC(1899, 11, 30)) / DAY)
  return (days < 61 ? days - 1 : days) + time
}
