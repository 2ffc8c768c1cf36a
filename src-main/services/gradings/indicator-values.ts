/** Indicator values and inspection marks of a window, by outlet: several months added up or averaged (domain/grading/scheme.ts). */
import type { ReadDb } from '../../data/handles.ts'
import { add, divide, type Exact, fromText, ofInteger, ZERO } from '../../domain/exact.ts'
import type { Month } from '../../domain/month.ts'
import { inspectionScores } from '../inspections/scores.ts'
import type { SettledOutlet } from '../settlements/facts.ts'
import type { Scope } from '../settlements/scope.ts'

/** What each month of the window knows. */
export type Months = ReadonlyMap<Month, Pick<Scope, 'indicators'>>

/** By outlet id; missing where no month has a value. */
export function indicatorValues(
  months: Months,
  indicator: string,
  outlets: readonly SettledOutlet[],
  together: 'sum' | 'mean',
): Map<number, Exact> {
  return overWindow(months, indicator, outlets, together === 'sum' ? sum : mean)
}

/**
 * Inspection sheets are averaged per outlet over the window. Only where there is no sheet template of the name are indicator values
 * named like the sheet read instead.
 */
export function inspectionValues(
  db: ReadDb,
  months: Months,
  sheet: string,
  outlets: readonly SettledOutlet[],
): ReadonlyMap<number, Exact> {
  return inspectionScores(db, sheet, [...months.keys()].toSorted()) ?? overWindow(months, sheet, outlets, mean)
}

const sum = (values: readonly Exact[]) => values.reduce(add, ZERO)
const mean = (values: readonly Exact[]) => divide(sum(values), ofInteger(values.length))

function overWindow(
  months: Months,
  name: string,
  outlets: readonly SettledOutlet[],
  together: (values: readonly Exact[]) => Exact,
): Map<number, Exact> {
  const found = new Map<number, Exact>()
  for (const { id } of outlets) {
    const texts = [...months.values()].flatMap(({ indicators }) => indicators.get(name)?.get(id) ?? [])
    if (texts.length > 0) found.set(id, together(texts.map(fromText)))
  }
  return found
}
