/** Procedures about 网点核对, the office's calendar by which its deadlines count, and disputes. */
import { z } from 'zod'
import { officeDays, setOfficeDays, workingDaysAfter } from '../services/checking/calendar.ts'
import { checkingOf, recordAnswer, skipChecking, startChecking, tellAgain } from '../services/checking/checking.ts'
import { proposeHolidays } from '../services/checking/public-holidays.ts'
import { command, nothing, query, router } from './procedure.ts'
import { code, date, month, name, period, reason } from './schemas/common.ts'

const codes = z.array(code).min(1).max(10_000)
const about = {
  subject: (input: { period: string }) => `settlement:${input.period}`,
  period: (input: { period: z.infer<typeof month> }) => input.period,
}

export const checking = router({
  get: query({ input: period, run: (cx, input) => checkingOf(cx, input.period) }),
  start: command({
    access: ['clerk'],
    input: z.object({ period: month, deadline: date.optional() }).strict(),
    run: startChecking,
    ...about,
    detail: (_input, output) => output,
  }),
  /** Those whose amounts changed, or the named ones. */
  tellAgain: command({
    access: ['clerk'],
    input: z.object({ period: month, outlets: codes.optional(), deadline: date.optional() }).strict(),
    run: tellAgain,
    ...about,
    detail: (_input, output) => output,
  }),
  /** Consent, or none again where it was recorded by mistake; an objection is a dispute (disputes.raise). */
  answer: command({
    access: ['clerk'],
    input: z
      .object({
        period: month,
        outlets: codes,
        answer: z.enum(['consented', 'none']),
        saidBy: name,
        note: z.string().trim().max(500).optional(),
      })
      .strict(),
    run: recordAnswer,
    ...about,
  }),
  skip: command({
    access: ['clerk', 'reviewer'],
    input: z.object({ period: month, reason }).strict(),
    run: skipChecking,
    ...about,
  }),
})

export const calendar = router({
  get: query({
    input: nothing,
    run: (cx) => ({ days: officeDays(cx.db), deadline: workingDaysAfter(cx.db, cx.today, 3) }),
  }),
  /** Holidays and worked weekends of a year as the public calendar knows them; they count once somebody sets them. */
  propose: query({
    input: z.object({ year: z.number().int().min(2004).max(2100) }).strict(),
    run: (cx, input) => proposeHolidays(cx.db, input.year),
  }),
  set: command({
    access: ['admin'],
    input: z
      .object({
        days: z
          .array(
            z
              .object({
                day: date,
                kind: z.enum(['off', 'work']).nullable(),
                name: z.string().trim().max(50).optional(),
              })
              .strict(),
          )
          .min(1)
          .max(400),
      })
      .strict(),
    run: (cx, input) => setOfficeDays(cx, input.days),
    subject: () => 'settings:calendar',
    detail: (input) => input,
  }),
})
