/** Reading the month's books for a report in steps of a few outlets, with the progress counted. */
import type { AgentPart, MonthBooks } from './month-books.ts'
import type { Pace } from './report.ts'
import { sheetsOf } from './statement-sheet.ts'
import type { AgentStatements } from './statement-workbook.ts'
import { type Summary, SummaryBuilder } from './summary.ts'

/** Outlets read at a time: about 20 ms of work. */
const OUTLETS_A_STEP = 40

/** Reading with a count of what was read, for progress. */
export interface Reading {
  (outlets: number): Promise<void>
  /** Null where there is nothing to read. */
  fraction(): number | null
}

/** Counts towards so many outlets, and lets others be answered between the steps. */
export function counted(pace: Pace, of: number): Reading {
  let read = 0
  const fraction = () => (of === 0 ? null : (read / of) * 0.95)
  const reading = async (outlets: number) => {
    read += outlets
    pace.progress('composing', fraction(), read)
    await pace.breathe()
  }
  return Object.assign(reading, { fraction })
}

/** The sheets of one agent after another, a few outlets read at a time. */
export async function* agentStatements(books: MonthBooks, reading: Reading): AsyncGenerator<AgentStatements> {
  for await (const [part, statements] of read(books, reading)) yield sheetsOf(part, statements)
}

async function* read(
  books: MonthBooks,
  reading: Reading,
): AsyncGenerator<[AgentPart, ReturnType<MonthBooks['statements']>]> {
  let waiting: AgentPart[] = []
  let outlets = 0
  const take = async function* (): AsyncGenerator<[AgentPart, ReturnType<MonthBooks['statements']>]> {
    const codes = waiting.flatMap((part) => part.outlets)
    const found = new Map<string, ReturnType<MonthBooks['statements']>[number]>()
    for (let at = 0; at < codes.length; at += OUTLETS_A_STEP) {
      const step = codes.slice(at, at + OUTLETS_A_STEP)
      for (const statement of books.statements(step)) found.set(statement.outlet, statement)
      await reading(step.length)
    }
    for (const part of waiting) yield [part, part.outlets.flatMap((code) => found.get(code) ?? [])]
    waiting = []
    outlets = 0
  }
  for (const part of books.parts) {
    waiting.push(part)
    outlets += part.outlets.length
    if (outlets >= OUTLETS_A_STEP) yield* take()
  }
  yield* take()
  books.requireUnchanged()
}

/** The month's summary. @throws Refusal DATA_CHANGED */
export async function summaryOf(books: MonthBooks, reading: Reading): Promise<Summary> {
  const builder = new SummaryBuilder()
  for await (const [part, statements] of read(books, reading)) builder.add(part, statements)
  return builder.finish()
}

/** What is paid to each agent. @throws Refusal DATA_CHANGED */
export function paymentsOf(books: MonthBooks) {
  books.requireUnchanged()
  return books.parts.flatMap(({ payment }) => payment ?? [])
}
