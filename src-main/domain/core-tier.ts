/** Core tiers (核心级别): the four there are, and who is recommended for one by volume and by growth (DOMAIN.md §2). */
import { compare, divide, ofInteger } from './exact.ts'
import { percentOfExact } from './percent.ts'

export const CORE_TIERS = ['省级核心', '市级核心', '县级重点', '普通'] as const
export type CoreTier = (typeof CORE_TIERS)[number]

/** An agent's volume over a span and over the span of the same length before it; whole numbers (fen for amounts). */
export interface TierVolume {
  readonly agent: string
  readonly volume: number
  readonly before: number
}

export interface TierRank extends TierVolume {
  /** Per cent with two places against the span before; null where that was not above zero. */
  readonly growth: string | null
  /** 1 for the best; equal ones share the better rank. */
  readonly byVolume: number
  /** Null without a growth. */
  readonly byGrowth: number | null
  readonly recommended: readonly ('volume' | 'growth')[]
}

/**
 * Ranks agents by volume and by growth, and recommends the first `top` of each: by volume those with any, by growth those
 * that grew. Ranked on exact values.
 */
export function rankTiers(agents: readonly TierVolume[], top: number): TierRank[] {
  const ratio = ({ volume, before }: TierVolume) => divide(ofInteger(volume), ofInteger(before))
  const grown = agents.filter(({ before }) => before > 0)
  const volumeRanks = ranksOf(agents, (a, b) => b.volume - a.volume)
  const growthRanks = ranksOf(grown, (a, b) => compare(ratio(b), ratio(a)))
  return agents
    .map((each): TierRank => {
      const byVolume = volumeRanks.get(each.agent)!
      const byGrowth = growthRanks.get(each.agent) ?? null
      const isByVolume = each.volume > 0 && byVolume <= top
      const isByGrowth = byGrowth !== null && byGrowth <= top && each.volume > each.before
      return {
        ...each,
        growth: each.before > 0 ? percentOfExact(ofInteger(each.volume - each.before), ofInteger(each.before)) : null,
        byVolume,
        byGrowth,
        recommended: [...(isByVolume ? (['volume'] as const) : []), ...(isByGrowth ? (['growth'] as const) : [])],
      }
    })
    .sort((a, b) => a.byVolume - b.byVolume || (a.agent < b.agent ? -1 : 1))
}

function ranksOf(agents: readonly TierVolume[], order: (a: TierVolume, b: TierVolume) => number): Map<string, number> {
  const ranks = new Map<string, number>()
  const sorted = agents.toSorted(order)
  for (const [at, each] of sorted.entries()) {
    const above = sorted[at - 1]
    ranks.set(each.agent, above && order(above, each) === 0 ? ranks.get(above.agent)! : at + 1)
  }
  return ranks
}
