/** Accounts: the first set-up of an office, its users and their roles, signing in. */
import { eq } from 'drizzle-orm'
import type { ReadDb } from '../../data/handles.ts'
import { county, type Role, users } from '../../data/schema.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Actor, Command, Office, Query } from '../office.ts'
import { addStandardTerms } from '../register/terms.ts'
import { checkPassword, hashPassword } from './passwords.ts'

export const ROLES: readonly Role[] = ['clerk', 'reviewer', 'finance', 'admin']

export interface County {
  readonly code: string
  readonly name: string
  readonly sample: boolean
}

/** The office this store belongs to; null before its set-up. */
export function countyOf(db: ReadDb): County | null {
  const found = db.select().from(county).get()
  return found ? { code: found.code, name: found.name, sample: found.sample } : null
}

export interface FirstSetUp {
  readonly code: string
  readonly name: string
  readonly user: string
}

/**
 * Makes the office with its first user, who has every role (and is bound by maker–checker like all).
 * @throws Refusal ALREADY_SET_UP
 */
export function setUp(cx: Command, first: FirstSetUp, passwordHash: string, sample = false): void {
  if (countyOf(cx.db)) throw new Refusal('ALREADY_SET_UP')
  cx.db.insert(county).values({ id: 1, code: first.code, name: first.name, sample, createdAt: cx.now }).run()
  cx.db.run("INSERT INTO regions (parent, level, code, name) VALUES (NULL, 'county', ?, ?)", first.code, first.name)
  addStandardTerms(cx.db)
  addUser(cx, { name: first.user, roles: [...ROLES] }, passwordHash)
}

/** @throws Refusal USER_EXISTS {name} */
export function addUser(cx: Command, user: { name: string; roles: readonly Role[] }, passwordHash: string): void {
  const name = user.name.trim()
  if (cx.db.select().from(users).where(eq(users.name, name)).get()) throw new Refusal('USER_EXISTS', { name })
  cx.db
    .insert(users)
    .values({ name, roles: [...new Set(user.roles)], password: passwordHash, createdAt: cx.now })
    .run()
}

/** Changes roles or ends an account; the last active admin keeps the role. @throws Refusal NOT_FOUND, INVALID_INPUT */
export function changeUser(cx: Command, change: { name: string; roles: readonly Role[]; active: boolean }): void {
  const found = cx.db.select().from(users).where(eq(users.name, change.name)).get()
  if (!found) throw new Refusal('NOT_FOUND', { what: 'user', name: change.name })
  const admins = cx.db
    .select()
    .from(users)
    .all()
    .filter((user) => user.active && user.roles.includes('admin'))
  const stays = change.active && change.roles.includes('admin')
  if (!stays && admins.length === 1 && admins[0]?.name === change.name) {
    throw new Refusal('INVALID_INPUT', { field: 'roles', reason: 'lastAdmin' })
  }
  cx.db
    .update(users)
    .set({ roles: [...new Set(change.roles)], active: change.active })
    .where(eq(users.id, found.id))
    .run()
}

/** Sets a new password hash. @throws Refusal NOT_FOUND */
export function setPassword(cx: Command, name: string, passwordHash: string): void {
  const changed = cx.db.update(users).set({ password: passwordHash }).where(eq(users.name, name)).run()
  if (changed.changes === 0) throw new Refusal('NOT_FOUND', { what: 'user', name })
}

export interface UserView {
  readonly name: string
  readonly roles: readonly Role[]
  readonly active: boolean
  readonly createdAt: string
}

export function listUsers(cx: Query): UserView[] {
  return cx.db
    .select()
    .from(users)
    .orderBy(users.id)
    .all()
    .map(({ name, roles, active, createdAt }) => ({ name, roles, active, createdAt }))
}

/** The person behind a user name as the store knows it now; undefined when gone or switched off. */
export function actorOf(db: ReadDb, name: string): Actor | undefined {
  const found = db.select().from(users).where(eq(users.name, name)).get()
  return found?.active ? { user: found.name, roles: found.roles } : undefined
}

// compared with when the name is unknown, so that an answer takes as long as for a known one
let nobody: Promise<string> | undefined

/**
 * Checks a name and password. With no name the first user is meant (a one-person office on the command line).
 * @throws Refusal NOT_SET_UP, TOO_MANY_TRIES, WRONG_PASSWORD
 */
export async function authenticate(office: Office, name: string | undefined, password: string): Promise<Actor> {
  const db = office.store.read
  if (!countyOf(db)) throw new Refusal('NOT_SET_UP')
  const known = name === undefined ? db.select().from(users).orderBy(users.id).get() : undefined
  const user =
    known ??
    db
      .select()
      .from(users)
      .where(eq(users.name, name ?? ''))
      .get()
  const key = user?.name ?? name ?? ''
  office.sessions.checkTries(key)
  nobody ??= hashPassword('nobody at all')
  const right = await checkPassword(password, user?.password ?? (await nobody))
  if (!right || !user?.active) {
    office.sessions.failed(key)
    throw new Refusal('WRONG_PASSWORD')
  }
  office.sessions.succeeded(key)
  return { user: user.name, roles: user.roles }
}

/** The reviewer whose password this is, for acts that need the manager's password; null when it is nobody's. */
export async function confirmingReviewer(office: Office, password: string): Promise<string | null> {
  const key = '主任口令'
  office.sessions.checkTries(key)
  for (const user of office.store.read.select().from(users).all()) {
    if (user.active && user.roles.includes('reviewer') && (await checkPassword(password, user.password)))
      return user.name
  }
  office.sessions.failed(key)
  return null
}
