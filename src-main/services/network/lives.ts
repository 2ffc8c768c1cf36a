/** Outlets as their history tells them: when each was in the network, and what each was on a day. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, type IsoDate } from '../../domain/month.ts'
import { type OutletLife, type OutletStatus, type Stay, staysOf, UNSAID } from '../../domain/network.ts'
import { type Row, rowsAt } from '../register/history.ts'
import { placesIn, regionsOf } from '../register/terms.ts'

/** The stays of every outlet, by id; kept until something is written. */
export function staysByOutlet(db: ReadDb): ReadonlyMap<number, readonly Stay[]> {
  const key = 'network stays'
  const found = db.kept.get<ReadonlyMap<number, readonly Stay[]>>(key)
  if (found) return found
  const version = db.kept.version()
  const stays = readStays(db)
  db.kept.set(key, stays, version)
  return stays
}

function readStays(db: ReadDb): Map<number, Stay[]> {
  const statuses = new Map<number, { from: number; status: OutletStatus }[]>()
  for (const { id, from, status } of db.all<{ id: number; from: number; status: OutletStatus }>(
    `SELECT subject_id AS id, from_day AS "from", value AS status FROM history
     WHERE subject = 'outlet' AND field = 'status' ORDER BY subject_id, from_day, id`,
  )) {
    const known = statuses.get(id)
    const last = known?.at(-1)
    // of two changes of one day the later one holds
    if (last?.from === from) last.status = status
    else if (known) known.push({ from, status })
    else statuses.set(id, [{ from, status }])
  }
  const stays = new Map<number, Stay[]>()
  for (const { id, status, joined_on } of db.all<{ id: number; status: OutletStatus; joined_on: number | null }>(
    'SELECT id, status, joined_on FROM outlets',
  )) {
    const life: OutletLife = { joinedOn: joined_on, statuses: statuses.get(id) ?? [{ from: 0, status }] }
    stays.set(id, staysOf(life))
  }
  return stays
}

/** One outlet as it was on a day. */
export interface OutletThen {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly category: string
  readonly type: string
  readonly status: OutletStatus
  readonly centre: string
  readonly township: string
  readonly agent: string | null
  readonly agentName: string | null
  /** Core tier of its agent. */
  readonly tier: string
  readonly manager: string | null
  readonly joinedOn: IsoDate | null
}

const OUTLETS_A_STEP = 1000
const OUTLET_FIELDS = ['name', 'category', 'type', 'agent', 'region', 'manager', 'status', 'joinedOn']

/** All outlets as they were on a day, by code; some at a time. Regions, types and managers go by the names they have now. */
export function* outletsThen(db: ReadDb, day: IsoDate): Generator<readonly OutletThen[]> {
  const placeOf = placesIn(new Map(regionsOf(db).map((region) => [region.id, region])))
  const terms = new Map(
    db
      .all<{ id: number; name: string }>("SELECT id, name FROM terms WHERE kind IN ('outletType', 'manager')")
      .map(({ id, name }) => [id, name]),
  )
  const agents = rowsAt(db, 'agent', day, undefined, ['name', 'coreTier'])
  const ids = db.all<{ id: number }>('SELECT id FROM outlets ORDER BY code').map(({ id }) => id)
  for (let at = 0; at < ids.length; at += OUTLETS_A_STEP) {
    const rows = rowsAt(db, 'outlet', day, ids.slice(at, at + OUTLETS_A_STEP), OUTLET_FIELDS)
    const then = (row: Row): OutletThen => {
      const { centre, township } = placeOf(row.region as number | null)
      const agent = agents.get(row.agent as number)
      return {
        id: row.id,
        code: String(row.code),
        name: String(row.name),
        category: String(row.category),
        type: terms.get(row.type as number) ?? UNSAID,
        status: row.status as OutletStatus,
        centre: centre ?? UNSAID,
        township: township ?? UNSAID,
        agent: agent === undefined ? null : String(agent.code),
        agentName: agent === undefined ? null : String(agent.name),
        tier: String(agent?.core_tier || UNSAID),
        manager: terms.get(row.manager as number) ?? null,
        joinedOn: row.joined_on ? dateFromNumber(Number(row.joined_on)) : null,
      }
    }
    yield [...rows.values()].map(then).sort((a, b) => (a.code < b.code ? -1 : 1))
  }
}
