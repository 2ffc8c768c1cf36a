/** The context of a question or command: who asks, and what day it is at the office. */
import type { IsoDate } from '../domain/month.ts'
import type { Actor, Clock, Office, Query } from './office.ts'

/** The office's day: local time of the machine, as on the wall of the office. */
export function todayOf(clock: Clock): IsoDate {
  const now = clock.now()
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}` as IsoDate
}

export function queryOf(office: Office, actor: Actor): Query {
  return {
    db: office.store.read,
    user: actor.user,
    roles: actor.roles,
    now: office.clock.now().toISOString(),
    today: todayOf(office.clock),
  }
}
