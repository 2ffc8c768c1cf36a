/** Long work: runs in short steps, says how far it is, can be cancelled, and is seen by every screen until it is over. */
import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Refusal } from '../domain/refusal.ts'

export interface JobView {
  readonly id: string
  readonly act: string
  readonly user: string
  readonly subject: string | null
  readonly startedAt: string
  readonly state: 'running' | 'done' | 'refused' | 'cancelled'
  /** 0 to 1; null while it cannot be told. */
  readonly fraction: number | null
  /** A key of the renderer's words, such as "reading", with its number. */
  readonly step: string
  readonly count: number
  readonly secondsLeft: number | null
  readonly cancellable: boolean
}

/** What the work itself holds. */
export interface Job {
  readonly id: string
  readonly signal: AbortSignal
  /** Says how far the work is. */
  progress(step: string, fraction: number | null, count?: number): void
  /** Lets others be answered; throws Refusal CANCELLED when the user has cancelled. Call at least every 50 ms of work. */
  breathe(): Promise<void>
  /** From here on the work cannot be cancelled (its last step). */
  seal(): void
}

interface Running {
  view: JobView
  controller: AbortController
  sealed: boolean
  startedMs: number
}

const KEPT_AFTER_END = 20

export class Jobs {
  private readonly running = new Map<string, Running>()
  private readonly ended: JobView[] = []
  private readonly locks = new Set<string>()

  /**
   * Runs `work` as a job. `lock` names what only one job at a time may do.
   * @throws Refusal BUSY {act} when another job holds the lock; whatever the work throws
   */
  async run<Result>(
    start: { act: string; user: string; subject: string | null; lock: string | null; now: string },
    work: (job: Job) => Promise<Result>,
  ): Promise<Result> {
    if (start.lock && this.locks.has(start.lock)) throw new Refusal('BUSY', { lock: start.lock })
    const id = randomUUID()
    const entry: Running = {
      controller: new AbortController(),
      sealed: false,
      startedMs: Date.now(),
      view: {
        id,
        act: start.act,
        user: start.user,
        subject: start.subject,
        startedAt: start.now,
        state: 'running',
        fraction: null,
        step: 'starting',
        count: 0,
        secondsLeft: null,
        cancellable: true,
      },
    }
    this.running.set(id, entry)
    if (start.lock) this.locks.add(start.lock)
    let state: JobView['state'] = 'refused'
    try {
      const result = await work(this.handle(entry))
      state = 'done'
      return result
    } catch (error) {
      if (entry.controller.signal.aborted) {
        state = 'cancelled'
        throw error instanceof Refusal ? error : new Refusal('CANCELLED', {})
      }
      throw error
    } finally {
      if (start.lock) this.locks.delete(start.lock)
      this.running.delete(id)
      this.ended.unshift({ ...entry.view, state, secondsLeft: null, cancellable: false })
      this.ended.length = Math.min(this.ended.length, KEPT_AFTER_END)
    }
  }

  private handle(entry: Running): Job {
    return {
      id: entry.view.id,
      signal: entry.controller.signal,
      progress(step, fraction, count = entry.view.count) {
        const seconds = (Date.now() - entry.startedMs) / 1000
        const secondsLeft = fraction && fraction > 0.02 ? Math.round((seconds * (1 - fraction)) / fraction) : null
        entry.view = { ...entry.view, step, fraction, count, secondsLeft }
      },
      async breathe() {
        await nextTurn()
        if (entry.controller.signal.aborted && !entry.sealed) throw new Refusal('CANCELLED', {})
      },
      seal() {
        if (entry.controller.signal.aborted) throw new Refusal('CANCELLED', {})
        entry.sealed = true
        entry.view = { ...entry.view, cancellable: false }
      },
    }
  }

  /** Running jobs first, then the last ended ones. */
  list(): JobView[] {
    return [...[...this.running.values()].map((entry) => entry.view), ...this.ended]
  }

  /** Asks a running job to stop; answers whether it will. */
  cancel(id: string): boolean {
    const entry = this.running.get(id)
    if (!entry || entry.sealed) return false
    entry.controller.abort()
    return true
  }

  /** Cancels everything and waits until it has stopped. */
  async close(): Promise<void> {
    for (const entry of this.running.values()) if (!entry.sealed) entry.controller.abort()
    while (this.running.size > 0) await nextTurn()
  }
}
