/** Procedures about agents, outlets, regions and the office's words. */
import { z } from 'zod'
import { dateNumber, type IsoDate } from '../domain/month.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Command } from '../services/office.ts'
import { queryOf } from '../services/query.ts'
import { listAgents } from '../services/register/agent-list.ts'
import { addAgent, agentHistory, agentId, changeAgent, getAgent } from '../services/register/agents.ts'
import { outletBusiness } from '../services/register/business.ts'
import { agentMonths, outletCommission } from '../services/register/commission.ts'
import type { Stored } from '../services/register/fields.ts'
import { effectiveDay } from '../services/register/history.ts'
import { regionFor } from '../services/register/new-names.ts'
import { changeBatch, MOST_CHANGED, previewBatch } from '../services/register/outlet-batch.ts'
import { gradesInUse, listOutlets } from '../services/register/outlet-list.ts'
import {
  addOutlet,
  addOutletCode,
  changeOutlet,
  getOutlet,
  outletHistory,
  outletId,
} from '../services/register/outlets.ts'
import { addTerm, listTerms, regionsOf, TermDesk } from '../services/register/terms.ts'
import { searchEverything } from '../services/search.ts'
import { act, command, nothing, query, router } from './procedure.ts'
import { code, date, month, name, namedPage, page, reason, sort } from './schemas/common.ts'
import { agentFields, agentFilter, batchFields, outletFields, outletFilter } from './schemas/register.ts'

/** A list as screens ask for it (offset, limit) and as scripts may (page, CONTRACT.md); the page goes before. */
const listOf = <Filter extends z.ZodType>(filter: Filter) =>
  page
    .extend({ filter: filter.optional(), sort: sort.optional(), page: namedPage.optional() })
    .strict()
    .transform(({ page: named, ...asked }) => ({ ...asked, ...named }))
const byCode = z.object({ code }).strict()
const byMonth = z.object({ code, period: month }).strict()
const historyAsked = z.object({ code, field: z.string().max(40).optional() }).strict()
const batchAsked = z
  .object({
    codes: z.array(code).min(1).max(MOST_CHANGED),
    fields: batchFields,
    addRemark: z.string().trim().max(200).optional(),
    from: date.optional(),
    reason,
  })
  .strict()
const origin = { from: date.optional(), reason: z.string().trim().max(2000).optional() }

export const agents = router({
  list: query({
    input: listOf(agentFilter),
    run: listAgents,
  }),
  get: query({ input: byCode, run: (cx, input) => getAgent(cx, input.code) }),
  /** Thirteen months of what the agent was owed. */
  months: query({ input: byMonth, run: agentMonths }),
  history: query({ input: historyAsked, run: (cx, input) => agentHistory(cx, input.code, input.field) }),
  add: command({
    access: ['clerk'],
    input: z.object({ code, fields: agentFields.extend({ name }) }).strict(),
    inputs: true,
    run: (cx, input) => {
      addAgent(cx, input.code, storedAgent(input.fields))
      return { code: input.code }
    },
    subject: (input) => `agent:${input.code}`,
  }),
  change: command({
    access: ['clerk'],
    input: z.object({ code, fields: agentFields.partial(), ...origin }).strict(),
    inputs: true,
    run: (cx, input) => {
      const day = effectiveDay(cx, input.from)
      return {
        changed: changeAgent(cx, agentId(cx.db, input.code), storedAgent(input.fields), {
          from: day,
          reason: input.reason ?? null,
        }),
      }
    },
    subject: (input) => `agent:${input.code}`,
  }),
})

type AgentFields = Partial<z.infer<typeof agentFields>>

function storedAgent({ fundMember, ...fields }: AgentFields): Record<string, Stored> {
  return { ...defined(fields), ...(fundMember === undefined ? {} : { fundMember: fundMember ? 1 : 0 }) }
}

function defined(fields: Record<string, Stored | undefined>): Record<string, Stored> {
  const given: Record<string, Stored> = {}
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) given[key] = value === '' ? null : value
  return given
}

type OutletFields = Partial<z.infer<typeof outletFields>>

/** Words of the form become ids: type, agent, region, manager. @throws Refusal NOT_FOUND for a type or agent that is not known */
function storedOutlet(cx: Command, fields: OutletFields): Record<string, Stored> {
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

export const outlets = router({
  list: query({
    input: listOf(outletFilter),
    run: listOutlets,
  }),
  get: query({ input: byCode, run: (cx, input) => getOutlet(cx, input.code) }),
  /** Thirteen months of business by type. */
  business: query({ input: byMonth, run: outletBusiness }),
  /** Thirteen months of commission by kind of line. */
  commission: query({ input: byMonth, run: outletCommission }),
  history: query({ input: historyAsked, run: (cx, input) => outletHistory(cx, input.code, input.field) }),
  add: command({
    access: ['clerk'],
    input: z.object({ code, fields: outletFields.extend({ name }) }).strict(),
    inputs: true,
    run: (cx, input) => {
      addOutlet(cx, input.code, storedOutlet(cx, input.fields))
      return { code: input.code }
    },
    subject: (input) => `outlet:${input.code}`,
  }),
  change: command({
    access: ['clerk'],
    input: z.object({ code, fields: outletFields.partial(), ...origin }).strict(),
    inputs: true,
    run: (cx, input) => {
      const day = effectiveDay(cx, input.from)
      const stored = storedOutlet(cx, input.fields)
      return {
        changed: changeOutlet(cx, outletId(cx.db, input.code), stored, { from: day, reason: input.reason ?? null }),
      }
    },
    subject: (input) => `outlet:${input.code}`,
  }),
  /** What changing many at once would do, field by field. */
  batchPreview: act({
    access: ['clerk'],
    input: batchAsked,
    // asked by an act, for a thousand codes are too long for an address
    run: (office, input, { actor }) => previewBatch(queryOf(office, actor!), input),
  }),
  batchChange: command({
    access: ['clerk'],
    input: batchAsked,
    inputs: true,
    run: changeBatch,
    detail: (input, output) => ({ ...input, codes: input.codes.length, first: input.codes.slice(0, 20), ...output }),
  }),
  addCode: command({
    access: ['clerk'],
    input: z.object({ code, kind: code, value: code, from: date.optional(), to: date.optional() }).strict(),
    inputs: true,
    run: (cx, input) => {
      const added = addOutletCode(
        cx,
        {
          outlet: outletId(cx.db, input.code),
          kind: input.kind,
          value: input.value,
          from: input.from ? dateNumber(input.from) : 0,
          to: input.to ? dateNumber(input.to) : null,
        },
        null,
      )
      return { added }
    },
    subject: (input) => `outlet:${input.code}`,
  }),
  /** The grades that any outlet has. */
  grades: query({ input: nothing, run: gradesInUse }),
  regions: query({ input: nothing, run: (cx) => regionsOf(cx.db) }),
})

const termKind = z.enum(['businessType', 'outletType', 'brand', 'plan', 'indicator', 'item', 'manager'])

export const terms = router({
  list: query({ input: z.object({ kind: termKind }).strict(), run: (cx, input) => listTerms(cx, input.kind) }),
  add: command({
    access: ['clerk', 'admin'],
    input: z.object({ kind: termKind, code, name, category: z.enum(['own', 'partner']).optional() }).strict(),
    inputs: true,
    run: (cx, input) => ({
      id: addTerm(cx, input.kind, { code: input.code, name: input.name, attribute: input.category ?? null }),
    }),
    subject: (input) => `term:${input.kind}:${input.code}`,
  }),
})

export const search = router({
  /** Outlets, agents and policies by code, name, pinyin initials or phone: at most twenty of each. */
  everything: query({
    input: z.object({ text: z.string().max(100) }).strict(),
    run: (cx, input) => searchEverything(cx, input.text),
  }),
})
