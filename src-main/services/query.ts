/** The context of a question or command: who asks, and what day it is at the office. */
import type { IsoDate } from '../domain/month.ts'
import type { Actor, Clock, Office, Query } from './office.ts'
import { localDay } from './wall-clock.ts'

/** The office's day: local time of the machine, as on the wall of the office. */
export function todayOf(clock: Clock): IsoDate {
  return localDay(clock.now())
}

/** What a question of this person gets. */
export function queryOf(office: Office, actor: Actor): Query {
  return {
    db: office.store.read,
    user: actor.user,
    roles: actor.roles,
    now: office.clock.now().toISOString(),
    today: todayOf(office.clock),
  }
}
