/** The fields of agents and outlets as forms give them, turned into what the store keeps: words become ids, blanks nothing. */
import type { z } from 'zod'
import { dateNumber, type IsoDate } from '../domain/month.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Command } from '../services/office.ts'
import { agentId } from '../services/register/agents.ts'
import type { Stored } from '../services/register/fields.ts'
import { regionFor } from '../services/register/new-names.ts'
import { TermDesk } from '../services/register/terms.ts'
import type { agentFields, outletFields } from './schemas/register.ts'

type AgentFields = Partial<z.infer<typeof agentFields>>

export function storedAgent({ fundMember, ...fields }: AgentFields): Record<string, Stored> {
  return { ...defined(fields), ...(fundMember === undefined ? {} : { fundMember: fundMember ? 1 : 0 }) }
}

function defined(fields: Record<string, Stored | undefined>): Record<string, Stored> {
  const given: Record<string, Stored> = {}
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) given[key] = value === '' ? null : value
  return given
}

type OutletFields = Partial<z.infer<typeof outletFields>>

/** Words of the form become ids: type, agent, region, manager. @throws Refusal NOT_FOUND for a type or agent that is not known */
export function storedOutlet(cx: Command, fields: OutletFields): Record<string, Stored> {
  const { type, agent, centre, township, manager, joinedOn, ...plain } = fields
  const stored = defined(plain)
  if (type !== undefined) stored.type = type === null || type === '' ? null : termId(cx, type)
  if (agent !== undefined) stored.agent = agent === null || agent === '' ? null : agentId(cx.db, agent)
  if (centre !== undefined || township !== undefined) stored.region = regionFor(cx, centre || null, township || null)
  if (manager !== undefined) stored.manager = manager ? new TermDesk(cx.db, 'manager').idOf(cx.db, manager) : null
  if (joinedOn !== undefined) stored.joinedOn = joinedOn === null ? null : dateNumber(joinedOn as IsoDate)
  return stored
}

function termId(cx: Command, type: string): number {
  const id = new TermDesk(cx.db, 'outletType').find(type)
  if (id === undefined) throw new Refusal('NOT_FOUND', { what: 'outletType', name: type })
  return id
}
