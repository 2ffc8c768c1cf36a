/** What an import may refer to: every code of every outlet with its days, agents, and the office's types. */
import type { ReadDb } from '../../data/handles.ts'
import type { DatedReference, Lookups } from '../../workbook/ingest/request.ts'
import { TermDesk } from '../register/terms.ts'

/** Builds the lookups of the store as it is now. An outlet's own code goes before another outlet's other code. */
export function lookupsOf(db: ReadDb): Lookups {
  const outlets = new Map<string, number | DatedReference[]>()
  const others = db.all<{ outlet: number; kind: string; value: string; from_day: number; to_day: number | null }>(
    'SELECT outlet, kind, value, from_day, to_day FROM outlet_codes ORDER BY id',
  )
  for (const { outlet, kind, value, from_day, to_day } of others) {
    const known = outlets.get(value)
    const reference: DatedReference = { id: outlet, kind, from: from_day, ...(to_day === null ? {} : { to: to_day }) }
    if (Array.isArray(known)) known.push(reference)
    else outlets.set(value, [reference])
  }
  for (const { id, code } of db.all<{ id: number; code: string }>('SELECT id, code FROM outlets')) {
    const known = outlets.get(code)
    outlets.set(code, Array.isArray(known) ? [{ id }, ...known] : id)
  }
  const agents = new Map<string, number>()
  for (const { id, code } of db.all<{ id: number; code: string }>('SELECT id, code FROM agents')) agents.set(code, id)
  return {
    outlets,
    agents,
    businessTypes: new TermDesk(db, 'businessType').lookups(),
    outletTypes: new TermDesk(db, 'outletType').lookups(),
  }
}
