/** Procedures about requests (申请): asking, deciding, reading, their forms on paper, and the office's settings for them. */
import { z } from 'zod'
import type { IsoDate } from '../domain/month.ts'
import { requireAgreement } from '../services/agreements/known.ts'
import type { Command, Office } from '../services/office.ts'
import { queryOf } from '../services/query.ts'
import { agentId } from '../services/register/agents.ts'
import { outletId } from '../services/register/outlets.ts'
import { idOfAgreement } from '../services/requests/agreement-acts.ts'
import { askAdmission, askChange, askLife, type MadeRequest, requireOn } from '../services/requests/ask.ts'
import { askAgreement, askAgreements } from '../services/requests/ask-agreement.ts'
import {
  acknowledgeRequest,
  approveRequest,
  closedSince,
  completeRequest,
  giveCode,
  rejectRequest,
  withdrawRequest,
} from '../services/requests/decide.ts'
import { type AskedAgreement, requireRequest } from '../services/requests/kept.ts'
import { getRequest, listRequests } from '../services/requests/list.ts'
import { type OpenWork, openWorkOf } from '../services/requests/open-work.ts'
import { requestPaper, writeRequestPaper } from '../services/requests/paper.ts'
import { requestSettingsView, setRequestSettings } from '../services/requests/settings.ts'
import { settleExit } from '../services/requests/settle-exit.ts'
import { storedAgent, storedOutlet } from './given-fields.ts'
import { command, job, nothing, query, router } from './procedure.ts'
import { pastedAgreements } from './schemas/agreements.ts'
import { code, date, reason } from './schemas/common.ts'
import {
  admissionAsked,
  agreementAsked,
  approval,
  changeAsked,
  checklistAnswers,
  lifeAsked,
  requestId,
  requestKind,
  requestSettingsGiven,
  requestState,
} from './schemas/requests.ts'

const subject = (input: { id: number }) => `request:${input.id}`
const made = (_input: unknown, output: MadeRequest) => `request:${output.id}`
/** What calculations read is changed once a request takes effect, or is to take effect on a day that is decided. */
const applied = (_input: unknown, { state }: { state: string }) => state === 'approved' || state === 'effective'
const DECIDERS = ['reviewer'] as const

/** The outlet of a request that is an exit. */
function exiting(office: Office, id: number): string | null {
  const { kind, subjectId } = requireRequest(office.store.read, id)
  if (kind !== 'exit') return null
  return office.store.read.get<{ code: string }>('SELECT code FROM outlets WHERE id = ?', subjectId)?.code ?? null
}

const workOf = (office: Office, code: string): Promise<OpenWork> =>
  openWorkOf(office, queryOf(office, { user: '', roles: [] }).today, code)

/** The agent of an agreement that is there is its own. */
function askedAgreement(cx: Command, input: z.infer<typeof agreementAsked>): AskedAgreement {
  switch (input.act) {
    case 'add':
      return { act: 'add', about: null, terms: { ...input.terms, agent: input.agent } }
    case 'end':
      return { act: 'end', about: input.about, on: input.on }
    default: {
      const { agent } = requireAgreement(cx.db, idOfAgreement(cx.db, input.about))
      return { act: input.act, about: input.about, terms: { ...input.terms, agent } }
    }
  }
}

export const requests = router({
  list: query({
    input: z
      .object({
        state: requestState.optional(),
        kind: requestKind.optional(),
        subject: z.enum(['agent', 'outlet']).optional(),
        code: code.optional(),
      })
      .strict(),
    run: listRequests,
  }),
  get: query({ input: requestId, run: (cx, { id }) => getRequest(cx, id, (from) => closedSince(cx, from)) }),
  /** What an exit of the outlet leaves open. */
  openWork: query({
    input: z.object({ outlet: code }).strict(),
    run: (_cx, input, office) => workOf(office, input.outlet),
  }),

  askAdmission: command({
    access: ['clerk'],
    input: admissionAsked,
    run: (cx, input) => {
      requireOn(cx)
      const asked = {
        code: input.code ?? null,
        fields: storedOutlet(cx, input.fields),
        answers: input.checklist,
        from: input.from ?? cx.today,
        reason: input.reason,
      }
      return askAdmission(cx, asked, true)
    },
    inputs: applied,
    subject: made,
  }),
  askChange: command({
    access: ['clerk'],
    input: changeAsked,
    run: (cx, input) => {
      requireOn(cx)
      const isAgent = input.subject === 'agent'
      return askChange(cx, {
        subject: input.subject,
        id: isAgent ? agentId(cx.db, input.code) : outletId(cx.db, input.code),
        code: input.code,
        fields: isAgent ? storedAgent(input.fields) : storedOutlet(cx, input.fields),
        from: input.from ?? cx.today,
        reason: input.reason,
      })
    },
    inputs: applied,
    subject: made,
  }),
  /** A new agreement, the next of a chain, a correction, an early end. */
  askAgreement: command({
    access: ['clerk'],
    input: agreementAsked,
    run: (cx, input) => {
      requireOn(cx)
      return askAgreement(cx, askedAgreement(cx, input), input.reason)
    },
    subject: made,
  }),
  /** All of a pasted block or none, each a request of its own. */
  askAgreements: command({
    access: ['clerk'],
    input: z.object({ agreements: pastedAgreements, reason }).strict(),
    run: (cx, input) => {
      requireOn(cx)
      return { requests: askAgreements(cx, input.agreements, input.reason) }
    },
    subject: () => 'agreements',
    detail: (input, output) => ({
      reason: input.reason,
      requests: output.requests.slice(0, 200).map(({ number }) => number),
    }),
  }),
  askLife: command({
    access: ['clerk'],
    input: lifeAsked,
    prepare: async (office, input): Promise<OpenWork | undefined> =>
      input.kind === 'exit' ? workOf(office, input.code) : undefined,
    run: (cx, input, openWork) => {
      requireOn(cx)
      const { kind, code, reason } = input
      const settlement = input.kind === 'exit' ? input.settlement : undefined
      return askLife(cx, { kind, code, reason, from: input.from ?? cx.today, settlement, openWork })
    },
    inputs: applied,
    subject: made,
  }),
  /** Answers the checklist of an admission while it waits. */
  complete: command({
    access: ['clerk'],
    input: requestId.extend({ checklist: checklistAnswers }).strict(),
    run: (cx, input) => completeRequest(cx, { id: input.id, answers: input.checklist }),
    subject,
  }),
  withdraw: command({
    access: ['clerk'],
    input: requestId.extend({ reason }).strict(),
    run: withdrawRequest,
    subject,
  }),
  approve: command({
    access: DECIDERS,
    input: approval,
    prepare: async (office, input): Promise<OpenWork | undefined> => {
      const outlet = exiting(office, input.id)
      return outlet === null ? undefined : workOf(office, outlet)
    },
    run: (cx, input, openWork) => approveRequest(cx, { ...input, openWork }),
    inputs: true,
    subject,
  }),
  reject: command({ access: DECIDERS, input: requestId.extend({ reason }).strict(), run: rejectRequest, subject }),
  /** 阅知: another person has read a notice. */
  acknowledge: command({ access: DECIDERS, input: requestId, run: acknowledgeRequest, subject }),
  /** Deposit and fund of an exit that could not be settled when it was decided. */
  settleExit: command({
    access: ['clerk'],
    input: requestId,
    run: (cx, input) => settleExit(cx, input.id),
    subject,
  }),
  giveCode: command({
    access: ['clerk'],
    input: requestId.extend({ code, from: date.optional() }).strict(),
    run: (cx, input) => giveCode(cx, { ...input, from: input.from as IsoDate | undefined }),
    inputs: true,
    subject,
  }),

  /** The form as it will be printed for signature. */
  paperHtml: query({
    input: requestId,
    run: (cx, input, office) => {
      const { title, html } = requestPaper(cx, office, input.id)
      return { title, html }
    },
  }),
  writePaper: job({
    access: 'signedIn',
    input: requestId,
    lock: null,
    subject,
    run: (office, actor, running, input) => writeRequestPaper(office, actor, running, input.id),
  }),

  settings: query({ input: nothing, run: requestSettingsView }),
  setSettings: command({
    access: ['admin'],
    input: requestSettingsGiven,
    run: setRequestSettings,
    subject: () => 'settings:requests',
  }),
})
