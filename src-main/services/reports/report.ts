/** What a report is, whichever it is: laid out, its pages as they come and its workbook; make.ts writes them down. */
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'
import type { Html } from './html.ts'
import type { Paper } from './paper.ts'

/** What the work reports to, and where it lets others be answered: a job, or a question's own pauses. */
export type Pace = Pick<Job, 'breathe' | 'progress'> & { readonly signal?: AbortSignal }

/** What laying out needs of the office. */
export type Lender = Pick<Office, 'store' | 'clock'>

export interface Report {
  readonly title: string
  readonly paper: Paper
  /** The pages of a statement or a list at a time. */
  pages(): AsyncIterable<readonly Html[]>
  /** Writes the workbook, whole or not at all. */
  writeWorkbook(file: string): Promise<void>
  /** How many statements it holds; of lists that come one by one, how many have come. */
  statements(): number
  /** How much is read, up to 1; null where that is not known. */
  fraction(): number | null
}
