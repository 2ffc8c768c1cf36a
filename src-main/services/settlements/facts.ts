/** The outlets as a calculation sees them: what they and their agents were at the end of the period (DOMAIN.md §4). */
import type { ReadDb } from '../../data/handles.ts'
import type { Named, OutletFacts } from '../../domain/filter.ts'
import { lastDay, type Month } from '../../domain/month.ts'
import type { OutletCategory } from '../../domain/policy.ts'
import type { PayerKind } from '../../domain/statement.ts'
import { regionNamesAt } from '../regions/tree.ts'
import { rowsAt } from '../register/history.ts'

export interface SettledOutlet extends OutletFacts {
  readonly id: number
  readonly agentId: number | null
}

export interface SettledAgent {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly payerKind: PayerKind
  readonly payeeName: string | null
  readonly bank: string | null
  readonly account: string | null
  readonly fundMember: boolean
}

export interface PeriodFacts {
  /** By id, ascending. */
  readonly outlets: ReadonlyMap<number, SettledOutlet>
  readonly agents: ReadonlyMap<number, SettledAgent>
}

const NO_TYPE: Named = { code: '', name: '' }

/** Reads the register as of the last day of the period: all of it, or only the outlets of these ids and their agents. */
export function factsOf(db: ReadDb, period: Month, only?: readonly number[]): PeriodFacts {
  const day = lastDay(period)
  const rows = rowsAt(db, 'outlet', day, only)
  const agents = new Map<number, SettledAgent>()
  const tiers = new Map<number, string | null>()
  const owners = only && [...rows.values()].flatMap(({ agent }) => (agent === null ? [] : [Number(agent)]))
  for (const [id, row] of rowsAt(db, 'agent', day, owners)) {
    tiers.set(id, textOf(row.core_tier))
    agents.set(id, {
      id,
      code: String(row.code),
      name: String(row.name),
      payerKind: row.payer_kind as PayerKind,
      payeeName: textOf(row.payee_name),
      bank: textOf(row.bank),
      account: textOf(row.account),
      fundMember: row.fund_member === 1,
    })
  }
  const types = new Map(
    db
      .all<Named & { id: number }>("SELECT id, code, name FROM terms WHERE kind = 'outletType'")
      .map((term) => [term.id, term]),
  )
  const namesOf = regionNamesAt(db, day)
  const outlets = new Map<number, SettledOutlet>()
  for (const [id, row] of [...rows].sort(([a], [b]) => a - b)) {
    const agentId = row.agent as number | null
    outlets.set(id, {
      id,
      agentId,
      code: String(row.code),
      name: String(row.name),
      category: row.category as OutletCategory,
      type: types.get(row.type as number) ?? NO_TYPE,
      coreTier: agentId === null ? null : (tiers.get(agentId) ?? null),
      grade: textOf(row.grade),
      star: row.star as number | null,
      regions: namesOf(row.region as number | null),
      agent: agentId === null ? null : (agents.get(agentId)?.code ?? null),
    })
  }
  return { outlets, agents }
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined || value === '' ? null : String(value)
}
