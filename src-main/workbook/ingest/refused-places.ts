/** Finds in a row about an outlet the closed region or the manager who has left that it names. */
import { dateFromNumber } from '../../domain/month.ts'
import type { Report, Value } from '../kinds/column.ts'
import type { RefusedPlaces } from './request.ts'

/** An outlet that has exited may go on lying where it lay. */
export function findRefused(
  { regions, managers }: RefusedPlaces,
  values: readonly Value[],
  at: Readonly<Record<string, number>>,
  report: Report,
): void {
  const text = (key: string): string => String(values[at[key] ?? -1] ?? '')
  if (text('status') === 'exited') return
  const [centre, township, manager] = [text('centre'), text('township'), text('manager')]
  const inCentre = centre === '' ? undefined : regions.get(`${centre}|`)
  const closed = inCentre ?? (township === '' ? undefined : regions.get(`${centre}|${township}`))
  if (closed !== undefined)
    report(inCentre === undefined ? 'township' : 'centre', 'REGION_CLOSED', 'error', { from: dateFromNumber(closed) })
  const left = manager === '' ? undefined : managers.get(manager)
  if (left !== undefined) report('manager', 'MANAGER_LEFT', 'error', { to: dateFromNumber(left) })
}
