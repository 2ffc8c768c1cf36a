/** The back office: from a data directory to one function from request to response; every host is a door to it. */
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { openStore } from '../data/store.ts'
import type { IsoDate } from '../domain/month.ts'
import { actorOf } from '../services/accounts/accounts.ts'
import { Sessions } from '../services/accounts/sessions.ts'
import { othersActs } from '../services/audit.ts'
import { FileShelf } from '../services/files.ts'
import { Jobs } from '../services/jobs.ts'
import { sweepLeftovers } from '../services/leftovers.ts'
import type { Actor, Clock, Log, Office } from '../services/office.ts'
import { todayOf } from '../services/query.ts'
import { reachDay } from '../services/register/day.ts'
import type { Printer } from '../services/reports/printer.ts'
import { handleFiles } from './files.ts'
import { type Context, createCallerFactory } from './procedure.ts'
import { appRouter } from './router.ts'
import { ACTS_HEADER } from './schemas/acts-header.ts'

export interface BackOfficeOptions {
  readonly dataDir: string
  readonly migrationsDir: string
  readonly resourcesDir: string
  readonly clock: Clock
  readonly log: Log
  readonly printer: Printer
  /** This machine's name: where its own window and command line are. Absent: acts do not say where they were done. */
  readonly machine?: string
}

const callerOf = createCallerFactory(appRouter)
export type Caller = ReturnType<typeof callerOf>

export interface BackOffice {
  readonly office: Office
  /** Answers a request to /trpc/… or /files/…; the session's token is in the header x-desk-session. `from`: another machine's address. */
  handle(request: Request, from?: string): Promise<Response>
  /** The same procedures without HTTP, for the command line, which may also name files; null acts as nobody. */
  caller(actor: Actor | null): Caller
  /** The names of all procedures. */
  readonly procedures: readonly string[]
  /** Stops the jobs, then lets go of the store. */
  close(): Promise<void>
}

export const SESSION_HEADER = 'x-desk-session'
/** What a browser calls itself; taken for what it is, since the machine is said by the host. */
const BROWSER_HEADER = 'x-desk-browser'

/** Opens the office of a data directory. @throws Refusal as of openStore */
export async function createBackOffice(options: BackOfficeOptions): Promise<BackOffice> {
  const { clock, log, printer, resourcesDir, migrationsDir } = options
  const store = await openStore({
    dataDir: options.dataDir,
    migrationsDir,
    now: () => clock.now().toISOString(),
  })
  const files = new FileShelf(store.dataDir)
  const office: Office = {
    store,
    clock,
    log,
    printer,
    resourcesDir,
    migrationsDir,
    jobs: new Jobs(),
    sessions: new Sessions(clock),
    files,
  }
  await sweepLeftovers(office)
  let day: IsoDate | undefined

  // fields whose new value holds from today on take effect with the first question of the day
  function reachToday(): void {
    const today = todayOf(clock)
    if (today === day) return
    reachDay(office, today)
    day = today
  }
  reachToday()

  function placeOf(pc: string | undefined, browser: string | null): Context['place'] {
    if (pc === undefined) return null
    return { pc, browser: browser !== null && /^[0-9a-zA-Z-]{8,64}$/.test(browser) ? browser : null }
  }

  async function contextOf(request: Request, from: string | undefined): Promise<Context> {
    reachToday()
    const token = request.headers.get(SESSION_HEADER)
    const user = token ? office.sessions.userOf(token) : undefined
    const actor = user === undefined ? undefined : actorOf(store.read, user)
    const place = placeOf(from ?? options.machine, request.headers.get(BROWSER_HEADER))
    return { office, actor: actor ?? null, token, local: false, place }
  }

  const lastOfOthers = othersActs(store.read)
  return {
    office,
    async handle(request, from) {
      const { pathname } = new URL(request.url)
      const context = await contextOf(request, from)
      if (pathname.startsWith('/files/')) return handleFiles(request, context)
      const { actor } = context
      const before = actor ? lastOfOthers(actor.user) : 0
      const response = await fetchRequestHandler({
        endpoint: '/trpc',
        req: request,
        router: appRouter,
        createContext: () => context,
        onError({ error, path }) {
          if (error.code === 'INTERNAL_SERVER_ERROR') {
            log('procedure failed', { path, error: String(error.cause?.stack ?? error.stack) })
          }
        },
      })
      if (actor) response.headers.set(ACTS_HEADER, String(request.method === 'GET' ? before : lastOfOthers(actor.user)))
      return response
    },
    caller: (actor) => callerOf({ office, actor, token: null, local: true, place: placeOf(options.machine, null) }),
    procedures: Object.keys(appRouter._def.procedures),
    async close() {
      await office.jobs.close()
      files.close()
      store.close()
    },
  }
}
