/** What every use case works with: the open store, the clock, the jobs, and who is asking. */

import type { ReadDb, WriteDb } from '../data/handles.ts'
import type { Role } from '../data/schema.ts'
import type { Store } from '../data/store.ts'
import type { IsoDate } from '../domain/month.ts'
import type { Sessions } from './accounts/sessions.ts'
import type { FileShelf } from './files.ts'
import type { Jobs } from './jobs.ts'
import type { Printer } from './reports/printer.ts'

/** The only source of time; hosts hand it in. */
export interface Clock {
  now(): Date
}

export type Log = (message: string, details?: Record<string, unknown>) => void

export interface Office {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly jobs: Jobs
  readonly sessions: Sessions
  readonly files: FileShelf
  readonly printer: Printer
  readonly resourcesDir: string
  readonly migrationsDir: string
}

/** Where somebody sits. */
export interface Place {
  /** The machine: its name, or its address where it is another than ours. */
  readonly pc: string
  /** The number that the browser there gave itself; null for the command line. */
  readonly browser: string | null
}

/** A signed-in person. */
export interface Actor {
  readonly user: string
  readonly roles: readonly Role[]
  /** Null where the host does not say. */
  readonly place?: Place | null
}

/** What a query gets. */
export interface Query {
  readonly db: ReadDb
  readonly user: string
  readonly roles: readonly Role[]
  readonly now: string
  readonly today: IsoDate
}

/** What a command gets: a write handle inside its transaction. */
export interface Command extends Query {
  readonly db: WriteDb
}
