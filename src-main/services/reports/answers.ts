/** Which answers are printed as reports of the month, and where each comes from. */
import type { Month } from '../../domain/month.ts'
import { bridgeOf } from '../bridge/bridge.ts'
import { comingDue } from '../coming-due/coming-due.ts'
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'
import { BRIDGE_TITLE, bridgeList, COMING_DUE_TITLE, comingDueList } from './answer-lists.ts'
import type { ListReport } from './list-pages.ts'
import type { Choice } from './month-books.ts'
import type { Pace } from './report.ts'

export type AnswerReport = 'bridge' | 'coming-due'

export const ANSWER_TITLES: Readonly<Record<AnswerReport, string>> = {
  bridge: BRIDGE_TITLE,
  'coming-due': COMING_DUE_TITLE,
}

export function isAnswerReport(name: string): name is AnswerReport {
  return Object.hasOwn(ANSWER_TITLES, name)
}

/** The table of an answer. @throws Refusal WRONG_STATE, NOT_FOUND, DATA_CHANGED, CANCELLED */
export async function answerList(
  office: Pick<Office, 'store'>,
  name: AnswerReport,
  asked: Choice & { readonly period: Month },
  pace: Pace,
): Promise<ListReport> {
  switch (name) {
    case 'bridge':
      return bridgeList(await bridgeOf(office.store.read, asked, pace.breathe))
    case 'coming-due':
      return comingDueList(await comingDue(office, asJob(pace), asked.period))
  }
}

/** Long work of another service, seen as a part of the report's own. */
function asJob({ breathe, progress, signal }: Pace): Job {
  return { id: '', signal: signal ?? new AbortController().signal, breathe, progress, seal: () => undefined }
}
