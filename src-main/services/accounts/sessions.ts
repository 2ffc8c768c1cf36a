/** Who is signed in: tokens in memory, so they end with the process that holds the store. */
import { createHash, randomBytes } from 'node:crypto'
import { Refusal } from '../../domain/refusal.ts'
import type { Clock } from '../office.ts'

const IDLE_HOURS = 12
const FREE_TRIES = 5
const LOCK_SECONDS = 60

interface Session {
  user: string
  lastSeen: number
}

export class Sessions {
  private readonly sessions = new Map<string, Session>()
  private readonly failures = new Map<string, { count: number; last: number }>()
  private readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Opens a session; the token is known to the caller alone, here is only its hash. */
  open(user: string): string {
    const token = randomBytes(32).toString('base64url')
    this.sessions.set(digest(token), { user, lastSeen: this.clock.now().getTime() })
    return token
  }

  /** The user of a token, or undefined when it is unknown or has been idle for half a day. */
  userOf(token: string): string | undefined {
    const session = this.sessions.get(digest(token))
    if (!session) return undefined
    const now = this.clock.now().getTime()
    if (now - session.lastSeen > IDLE_HOURS * 3_600_000) {
      this.sessions.delete(digest(token))
      return undefined
    }
    session.lastSeen = now
    return session.user
  }

  close(token: string): void {
    this.sessions.delete(digest(token))
  }

  /** Ends every session of a user whose account or password changed. */
  closeAllOf(user: string): void {
    for (const [key, session] of this.sessions) if (session.user === user) this.sessions.delete(key)
  }

  /** @throws Refusal TOO_MANY_TRIES {seconds} after five wrong passwords within the last minute */
  checkTries(user: string): void {
    const failure = this.failures.get(user)
    if (!failure || failure.count < FREE_TRIES) return
    const seconds = LOCK_SECONDS - Math.floor((this.clock.now().getTime() - failure.last) / 1000)
    if (seconds > 0) throw new Refusal('TOO_MANY_TRIES', { seconds })
    this.failures.delete(user)
  }

  failed(user: string): void {
    const count = (this.failures.get(user)?.count ?? 0) + 1
    this.failures.set(user, { count, last: this.clock.now().getTime() })
  }

  succeeded(user: string): void {
    this.failures.delete(user)
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
