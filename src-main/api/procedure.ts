/**
 * How a procedure is declared: once, with its input, roles and work. Wrapping adds the rest: who is asking, validation at
 * the door, one transaction with its audit row, or a job with progress. Nothing here is repeated in a router.
 */
import { initTRPC, TRPCError } from '@trpc/server'
import { z } from 'zod'
import type { Role } from '../data/schema.ts'
import type { Month } from '../domain/month.ts'
import { Refusal } from '../domain/refusal.ts'
import { runCommand } from '../services/command.ts'
import type { Job } from '../services/jobs.ts'
import type { Actor, Command, Office, Place, Query } from '../services/office.ts'
import { queryOf } from '../services/query.ts'

export interface Context {
  readonly office: Office
  /** Null when nobody is signed in. */
  readonly actor: Actor | null
  /** The session's token, for signing out. */
  readonly token: string | null
  /** True for the command line, whose user may name files of this machine; never for a request. */
  readonly local: boolean
  /** Where the question comes from. */
  readonly place: Place | null
}

/** The error as it goes over the wire: a refusal's code and details, never a stack. */
export interface WireRefusal {
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
}

/** What a caller is told of an error: refusals as they are, a bad input by its first place, anything else as INTERNAL. */
export function wireRefusal(error: unknown): WireRefusal {
  const cause = error instanceof TRPCError ? (error.cause ?? error) : error
  if (cause instanceof Refusal) return { code: cause.code, details: cause.details }
  if (cause instanceof z.ZodError) {
    const issues = cause.issues
      .slice(0, 20)
      .map(({ path, code, message }) => ({ path: path.map(String), code, message }))
    return { code: 'INVALID_INPUT', details: { field: issues[0]?.path.join('.') ?? '', issues } }
  }
  if (error instanceof TRPCError && error.code === 'NOT_FOUND') {
    return { code: 'NOT_FOUND', details: { what: 'procedure', name: error.message } }
  }
  return { code: 'INTERNAL', details: {} }
}

const t = initTRPC.context<Context>().create({
  errorFormatter({ shape, error }) {
    return {
      message: shape.message,
      code: shape.code,
      data: { ...shape.data, stack: undefined, refusal: wireRefusal(error) },
    }
  },
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** Who may: everyone (before signing in), anyone signed in, or holders of one of these roles. */
type Access = 'everyone' | 'signedIn' | readonly Role[]

function admit(context: Context, access: Access): Actor {
  const { place } = context
  if (access === 'everyone') return { ...(context.actor ?? { user: '', roles: [] }), place }
  if (!context.actor) throw asTrpc(new Refusal('NOT_SIGNED_IN'))
  const { roles } = context.actor
  if (access !== 'signedIn' && !access.some((role) => roles.includes(role))) {
    throw asTrpc(new Refusal('ROLE_MISSING', { needed: access }))
  }
  return { ...context.actor, place }
}

/** @throws Refusal for a request: a screen never names a file of this machine */
function requireLocal(context: Context, localOnly: boolean | undefined): void {
  if (localOnly && !context.local) throw asTrpc(new Refusal('LOCAL_ONLY'))
}

function asTrpc(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error
  return new TRPCError({ code: 'BAD_REQUEST', message: error.code, cause: error })
}

async function refusing<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw asTrpc(error)
  }
}

/** A question: reads, changes nothing. */
export function query<Input, Output, Given>(spec: {
  access?: Access
  input: z.ZodType<Input, Given>
  run: (cx: Query, input: Input, office: Office) => Output | Promise<Output>
}) {
  return t.procedure.input(spec.input).query(({ ctx, input }) =>
    refusing(() => {
      const actor = admit(ctx, spec.access ?? 'signedIn')
      return spec.run(queryOf(ctx.office, actor), input as Input, ctx.office)
    }),
  )
}

/** What the audit row of a command says beside the input. */
interface Audited<Input, Output> {
  subject?: (input: Input, output: Output) => string | null
  period?: (input: Input) => Month | null
  detail?: (input: Input, output: Output) => unknown
  /** True where calculations read what it changes; asked of the answer where that depends. */
  inputs?: boolean | ((input: Input, output: Output) => boolean)
}

/** A command: one transaction with its audit row. `prepare` does what must be awaited before it (hashing a password). */
export function command<Input, Output, Given, Prepared = undefined>(
  spec: {
    access: Access
    input: z.ZodType<Input, Given>
    prepare?: (office: Office, input: Input, context: Context) => Promise<Prepared>
    run: (cx: Command, input: Input, prepared: Prepared, office: Office) => Output
    after?: (office: Office, input: Input, output: Output, context: Context) => void
  } & Audited<Input, Output>,
) {
  return t.procedure.input(spec.input).mutation(({ ctx, input, path }) =>
    refusing(async () => {
      const actor = admit(ctx, spec.access)
      const asked = input as Input
      const prepared = (spec.prepare ? await spec.prepare(ctx.office, asked, ctx) : undefined) as Prepared
      const output = runCommand(ctx.office, actor, path, (cx) => {
        const result = spec.run(cx, asked, prepared, ctx.office)
        return {
          result,
          inputs: typeof spec.inputs === 'function' ? spec.inputs(asked, result) : (spec.inputs ?? false),
          subject: spec.subject?.(asked, result) ?? null,
          period: spec.period?.(asked) ?? null,
          detail: spec.detail ? spec.detail(asked, result) : asked,
        }
      })
      spec.after?.(ctx.office, asked, output, ctx)
      return output
    }),
  )
}

/** Long work whose last step is a command of its own (see services/command.ts); seen in the list of jobs meanwhile. */
export function job<Input, Output, Given>(spec: {
  access: Access
  input: z.ZodType<Input, Given>
  /** What only one job at a time may do; null when several may run. */
  lock: string | null
  /** For the command line alone: its input names files of this machine. */
  localOnly?: boolean
  subject?: (input: Input) => string | null
  run: (office: Office, actor: Actor, job: Job, input: Input, act: string) => Promise<Output>
}) {
  return t.procedure.input(spec.input).mutation(({ ctx, input, path }) =>
    refusing(() => {
      const actor = admit(ctx, spec.access)
      requireLocal(ctx, spec.localOnly)
      const asked = input as Input
      const now = ctx.office.clock.now().toISOString()
      const start = { act: path, user: actor.user, subject: spec.subject?.(asked) ?? null, lock: spec.lock, now }
      return ctx.office.jobs.run(start, (running) => spec.run(ctx.office, actor, running, asked, path))
    }),
  )
}

/** Something outside the store that needs no audit row, such as signing out. */
export function act<Input, Output, Given>(spec: {
  access: Access
  input: z.ZodType<Input, Given>
  run: (office: Office, input: Input, context: Context) => Output | Promise<Output>
}) {
  return t.procedure.input(spec.input).mutation(({ ctx, input }) =>
    refusing(() => {
      admit(ctx, spec.access)
      return spec.run(ctx.office, input as Input, ctx)
    }),
  )
}

export const nothing = z.void().or(z.object({}).strict()).or(z.null())
