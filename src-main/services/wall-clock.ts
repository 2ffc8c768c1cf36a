/** Instants as the clock on the wall of the office shows them: local time of the machine. */
import type { IsoDate } from '../domain/month.ts'

const two = (value: number) => String(value).padStart(2, '0')

/** The day: 2026-11-03. */
export const localDay = (at: Date): IsoDate =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}` as IsoDate

/** To the minute: 2026-11-03 10:22. */
export const localMinute = (at: Date): string => `${localDay(at)} ${two(at.getHours())}:${two(at.getMinutes())}`

/** To the second: 2026-11-03 10:22:05. */
export const localSecond = (at: Date): string => `${localMinute(at)}:${two(at.getSeconds())}`
