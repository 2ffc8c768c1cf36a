/** Days out of typed text: single ones and stretches, 2026-10-01至2026-10-07, 2026/10/10. */

import { type IsoDate, isDate } from '../../../src-main/domain/month.ts'

/** A stretch is at most as long as a year. */
const LONGEST = 366

export function pastedDays(text: string): { days: IsoDate[]; wrong: string[] } {
  const found = new Set<IsoDate>()
  const wrong: string[] = []
  for (const part of text.normalize('NFKC').split(/[\s,;、]+/)) {
    if (part === '') continue
    const [from, to = from] = part.split(/至|到|~/).map(dayOf)
    if (!from || !to || to < from) wrong.push(part)
    else for (const day of through(from, to)) found.add(day)
  }
  return { days: [...found].sort(), wrong }
}

function dayOf(text: string): IsoDate | undefined {
  const match = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(text)
  if (!match) return undefined
  const [, year = '', month = match[4] ?? '', day = match[5] ?? ''] = match
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDate(written) ? written : undefined
}

function through(from: IsoDate, to: IsoDate): IsoDate[] {
  const days: IsoDate[] = []
  const at = new Date(`${from}T00:00:00Z`)
  while (days.length < LONGEST) {
    const day = at.toISOString().slice(0, 10) as IsoDate
    if (day > to) break
    days.push(day)
    at.setUTCDate(at.getUTCDate() + 1)
  }
  return days
}
