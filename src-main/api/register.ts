/** Procedures about agents, outlets, regions and the office's words. */
import { z } from 'zod'
import { dateNumber } from '../domain/month.ts'
import { queryOf } from '../services/query.ts'
import { listAgents } from '../services/register/agent-list.ts'
import { addAgent, agentHistory, agentId, getAgent } from '../services/register/agents.ts'
import { outletBusiness } from '../services/register/business.ts'
import { agentMonths, outletCommission } from '../services/register/commission.ts'
import { effectiveDay } from '../services/register/history.ts'
import { changeBatch, MOST_CHANGED, previewBatch } from '../services/register/outlet-batch.ts'
import { gradesInUse, listOutlets } from '../services/register/outlet-list.ts'
import { addOutletCode, getOutlet, outletHistory, outletId } from '../services/register/outlets.ts'
import { addTerm, listTerms, regionsOf } from '../services/register/terms.ts'
import { addDirectly, changeDirectly } from '../services/requests/direct.ts'
import { searchEverything } from '../services/search.ts'
import { storedAgent, storedOutlet } from './given-fields.ts'
import { act, command, nothing, query, router } from './procedure.ts'
import { code, date, month, name, namedPage, page, reason, sort } from './schemas/common.ts'
import { agentFields, agentFilter, batchFields, outletFields, outletFilter } from './schemas/register.ts'

/** A list as screens ask for it (offset, limit) and as scripts may (page, CONTRACT.md); the page goes before. */
const listOf = <Filter extends z.ZodType>(filter: Filter) =>
  page
    .extend({ filter: filter.optional(), sort: sort.optional(), page: namedPage.optional() })
    .strict()
    .transform(({ page: named, ...asked }) => ({ ...asked, ...named }))
const onDay = z.object({ code, on: date.optional() }).strict()
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

/** Calculations read what an edit changes at once; what it only asks for is read once it is decided. */
const atOnce = (
  _input: unknown,
  { changed, requests }: { changed?: readonly string[]; requests: readonly { state: string }[] },
) =>
  changed === undefined
    ? requests.every(({ state }) => state !== 'asked')
    : changed.length > 0 || requests.some(({ state }) => state !== 'asked')

export const agents = router({
  list: query({
    input: listOf(agentFilter),
    run: listAgents,
  }),
  /** As of today, or of any other day (DOMAIN.md §2, Time). */
  get: query({ input: onDay, run: (cx, input) => getAgent(cx, input.code, input.on) }),
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
    inputs: atOnce,
    run: (cx, input) => {
      const id = agentId(cx.db, input.code)
      const asked = { subject: 'agent', id, code: input.code, fields: storedAgent(input.fields) } as const
      return changeDirectly(cx, { ...asked, from: effectiveDay(cx, input.from), reason: input.reason ?? null })
    },
    subject: (input) => `agent:${input.code}`,
  }),
})

export const outlets = router({
  list: query({
    input: listOf(outletFilter),
    run: listOutlets,
  }),
  /** As of today, or of any other day (DOMAIN.md §2, Time). */
  get: query({ input: onDay, run: (cx, input) => getOutlet(cx, input.code, input.on) }),
  /** Thirteen months of business by type. */
  business: query({ input: byMonth, run: outletBusiness }),
  /** Thirteen months of commission by kind of line. */
  commission: query({ input: byMonth, run: outletCommission }),
  history: query({ input: historyAsked, run: (cx, input) => outletHistory(cx, input.code, input.field) }),
  add: command({
    access: ['clerk'],
    input: z.object({ code, fields: outletFields.extend({ name }), reason: origin.reason }).strict(),
    inputs: atOnce,
    run: (cx, input) => addDirectly(cx, input.code, storedOutlet(cx, input.fields), input.reason ?? null),
    subject: (input) => `outlet:${input.code}`,
  }),
  change: command({
    access: ['clerk'],
    input: z.object({ code, fields: outletFields.partial(), ...origin }).strict(),
    inputs: atOnce,
    run: (cx, input) => {
      const id = outletId(cx.db, input.code)
      const asked = { subject: 'outlet', id, code: input.code, fields: storedOutlet(cx, input.fields) } as const
      return changeDirectly(cx, { ...asked, from: effectiveDay(cx, input.from), reason: input.reason ?? null })
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
