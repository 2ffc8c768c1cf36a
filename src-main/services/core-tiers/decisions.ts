/** Core tiers as decided above: recorded with their document number, holding from a day through the agent's history. */
import type { CoreTier } from '../../domain/core-tier.ts'
import { dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import type { Command, Query } from '../office.ts'
import { agentId, changeAgent } from '../register/agents.ts'
import { effectiveDay, rowsAt } from '../register/history.ts'

export interface TierDecision {
  readonly agent: string
  readonly tier: CoreTier
}

/**
 * Records the tiers of several agents by one document. @returns how many tiers it changed
 * @throws Refusal NOT_FOUND, PERIOD_CLOSED for a day in a closed month
 */
export function recordTiers(
  cx: Command,
  asked: {
    decisions: readonly TierDecision[]
    documentNumber: string
    from?: IsoDate | undefined
    note?: string | undefined
  },
): { recorded: number; changed: number } {
  const from = effectiveDay(cx, asked.from)
  let changed = 0
  for (const { agent, tier } of asked.decisions) {
    const id = agentId(cx.db, agent)
    const before = rowsAt(cx.db, 'agent', from, [id]).get(id)?.core_tier ?? null
    cx.db.run(
      `INSERT INTO core_tier_decisions (agent, tier, before, document_number, from_day, note, author, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      tier,
      before,
      asked.documentNumber,
      dateNumber(from),
      asked.note?.trim() || null,
      cx.user,
      cx.now,
    )
    const reason = `文号 ${asked.documentNumber}`
    if (changeAgent(cx, id, { coreTier: tier }, { from, reason }).length > 0) changed += 1
  }
  return { recorded: asked.decisions.length, changed }
}

export interface TierDecisionView {
  readonly id: number
  readonly agent: string
  readonly name: string
  readonly tier: string
  readonly before: string | null
  readonly documentNumber: string
  readonly from: IsoDate
  readonly note: string | null
  readonly author: string
  readonly at: string
}

/** What was recorded, the newest first; of one agent or of all. */
export function tierDecisions(cx: Query, agent?: string): TierDecisionView[] {
  return cx.db
    .all<Omit<TierDecisionView, 'from'> & { from_day: number }>(
      `SELECT d.id, a.code AS agent, a.name, d.tier, d.before, d.document_number AS documentNumber, d.from_day, d.note, d.author, d.at
       FROM core_tier_decisions d JOIN agents a ON a.id = d.agent WHERE ?1 IS NULL OR a.code = ?1
       ORDER BY d.from_day DESC, d.id DESC`,
      agent ?? null,
    )
    .map(({ from_day, ...row }) => ({ ...row, from: dateFromNumber(from_day) }))
}
