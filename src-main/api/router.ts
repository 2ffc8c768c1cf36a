/** Every procedure of the program under its noun; its type is all that the renderer knows of us. */
import { county, session, users } from './accounts.ts'
import { agentMoves } from './agent-moves.ts'
import { agreements } from './agreements.ts'
import { answers } from './answers.ts'
import { assigned } from './assigned.ts'
import { attachments } from './attachments.ts'
import { batches } from './batches.ts'
import { channelManagers } from './channel-managers.ts'
import { calendar, checking } from './checking.ts'
import { checks } from './checks.ts'
import { completeness } from './completeness.ts'
import { coreTiers } from './core-tiers.ts'
import { deposits } from './deposits.ts'
import { disputes } from './disputes.ts'
import { expected } from './expected.ts'
import { fund } from './fund.ts'
import { gradings } from './gradings.ts'
import { indicators } from './indicators.ts'
import { inspections } from './inspections.ts'
import { late } from './late.ts'
import { ledgers } from './ledgers.ts'
import { lists } from './lists.ts'
import { network } from './network.ts'
import { opening } from './opening.ts'
import { paying } from './paying.ts'
import { policies } from './policies.ts'
import { router } from './procedure.ts'
import { reconciliation } from './reconciliation.ts'
import { regions } from './regions.ts'
import { agents, outlets, search, terms } from './register.ts'
import { reports } from './reports.ts'
import { requests } from './requests.ts'
import { sample } from './sample.ts'
import { month, settings, settlements } from './settlements.ts'
import { staff } from './staff.ts'
import { views } from './views.ts'
import { audit, jobs, store } from './work.ts'

export const appRouter = router({
  session,
  county,
  users,
  month,
  agents,
  channelManagers,
  regions,
  outlets,
  terms,
  agentMoves,
  agreements,
  coreTiers,
  deposits,
  search,
  ledgers,
  batches,
  reconciliation,
  lists,
  views,
  policies,
  settings,
  settlements,
  assigned,
  paying,
  fund,
  opening,
  late,
  expected,
  gradings,
  indicators,
  inspections,
  staff,
  reports,
  requests,
  answers,
  attachments,
  calendar,
  checking,
  checks,
  completeness,
  network,
  disputes,
  sample,
  jobs,
  audit,
  store,
})

export type AppRouter = typeof appRouter
