/**
 * The names by which a region goes on being meant (DOMAIN.md §2): a policy, a form or a file that says 河东镇 means the place
 * also when it has become 河东街道, lies in another marketing centre, or was taken together with another spelling.
 */

export interface NamedRegion {
  readonly id: number
  readonly name: string
  readonly closed: boolean
  /** The region of which this is another spelling. */
  readonly mergedInto: number | null
}

/** A name that a region bore or bears from a day on; `from` is yyyymmdd, 0: since ever. */
export interface BorneName {
  readonly region: number
  readonly name: string
  readonly from: number
}

/** The region where a spelling leads; itself for one that leads nowhere. */
export function meantRegion(regions: ReadonlyMap<number, Pick<NamedRegion, 'mergedInto'>>, id: number): number {
  const seen = new Set<number>()
  for (let at = id; !seen.has(at); ) {
    seen.add(at)
    const next = regions.get(at)?.mergedInto ?? null
    if (next === null) return at
    at = next
  }
  return id
}

/**
 * Further names that each region answers to on a day (yyyymmdd): those it bore before and those of spellings that lead to it,
 * as long as no region bears them then and they lead to one place alone. `regions` as they are on that day.
 */
export function aliasesOn(
  regions: ReadonlyMap<number, NamedRegion>,
  borne: readonly BorneName[],
  day: number,
): ReadonlyMap<number, readonly string[]> {
  // a spelling leads elsewhere once it is closed, and not before
  const leads = ({ closed, mergedInto }: NamedRegion) => closed && mergedInto !== null
  const held = new Set([...regions.values()].filter((region) => !leads(region)).map(({ name }) => name))
  const owners = new Map<string, Set<number>>()
  const claim = (name: string, id: number) => {
    const region = regions.get(id)
    if (!region || held.has(name)) return
    const owner = leads(region) ? meantRegion(regions, id) : id
    owners.set(name, (owners.get(name) ?? new Set<number>()).add(owner))
  }
  for (const { region, name, from } of borne) if (from <= day) claim(name, region)
  for (const region of regions.values()) if (leads(region)) claim(region.name, region.id)
  const aliases = new Map<number, string[]>()
  for (const [name, [owner, ...others]] of owners) {
    if (owner !== undefined && others.length === 0) aliases.set(owner, [...(aliases.get(owner) ?? []), name])
  }
  return aliases
}
