/** Procedures about people: signing in and out, the first set-up, users and their roles. */
import { z } from 'zod'
import { Refusal } from '../domain/refusal.ts'
import {
  addUser,
  authenticate,
  changeUser,
  countyOf,
  listUsers,
  setPassword,
  setUp,
} from '../services/accounts/accounts.ts'
import { hashPassword } from '../services/accounts/passwords.ts'
import { runCommand } from '../services/command.ts'
import { act, command, nothing, query, router } from './procedure.ts'
import { code, name, password, role } from './schemas/common.ts'

export const session = router({
  /** Who I am and where; answers before signing in too, so that the first screen knows what to show. */
  get: query({
    access: 'everyone',
    input: nothing,
    run: (cx) => ({
      county: countyOf(cx.db),
      user: cx.user === '' ? null : { name: cx.user, roles: cx.roles },
      today: cx.today,
    }),
  }),
  signIn: act({
    access: 'everyone',
    input: z.object({ name: name.optional(), password }).strict(),
    run: async (office, input, { place }) => {
      const actor = { ...(await authenticate(office, input.name, input.password)), place }
      runCommand(office, actor, 'session.signIn', () => ({ result: undefined, subject: `user:${actor.user}` }))
      return { token: office.sessions.open(actor.user), name: actor.user, roles: actor.roles }
    },
  }),
  signOut: act({
    access: 'signedIn',
    input: nothing,
    run: (office, _input, { token }) => {
      if (token) office.sessions.close(token)
      return {}
    },
  }),
  changePassword: command({
    access: 'signedIn',
    input: z.object({ oldPassword: password, newPassword: password }).strict(),
    prepare: async (office, input, { actor }) => {
      await authenticate(office, actor?.user, input.oldPassword)
      return hashPassword(input.newPassword)
    },
    run: (cx, _input, hash) => {
      setPassword(cx, cx.user, hash)
      return {}
    },
    subject: () => null,
  }),
})

export const county = router({
  setUp: command({
    access: 'everyone',
    input: z.object({ code, name, user: name, password }).strict(),
    prepare: async (office, input) => {
      if (countyOf(office.store.read)) throw new Refusal('ALREADY_SET_UP')
      return hashPassword(input.password)
    },
    run: (cx, input, hash) => {
      setUp(cx, input, hash)
      return { code: input.code, name: input.name, user: input.user }
    },
    subject: (input) => `county:${input.code}`,
  }),
})

export const users = router({
  list: query({ access: ['admin'], input: nothing, run: listUsers }),
  add: command({
    access: ['admin'],
    input: z.object({ name, roles: z.array(role).min(1), password }).strict(),
    prepare: (_office, input) => hashPassword(input.password),
    run: (cx, input, hash) => {
      addUser(cx, input, hash)
      return { name: input.name, roles: input.roles }
    },
    subject: (input) => `user:${input.name}`,
  }),
  change: command({
    access: ['admin'],
    input: z.object({ name, roles: z.array(role), active: z.boolean() }).strict(),
    run: (cx, input) => {
      changeUser(cx, input)
      return {}
    },
    after: (office, input) => {
      if (!input.active) office.sessions.closeAllOf(input.name)
    },
    subject: (input) => `user:${input.name}`,
  }),
  setPassword: command({
    access: ['admin'],
    input: z.object({ name, password }).strict(),
    prepare: (_office, input) => hashPassword(input.password),
    run: (cx, input, hash) => {
      setPassword(cx, input.name, hash)
      return {}
    },
    after: (office, input) => office.sessions.closeAllOf(input.name),
    subject: (input) => `user:${input.name}`,
  }),
})
