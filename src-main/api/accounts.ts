/** Procedures about people: signing in and out, the first set-up, users and their roles. */
import { join } from 'node:path'
import { z } from 'zod'
import { markForLayingAside } from '../data/laid-aside.ts'
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
import { installSample, SAMPLE_PASSWORD } from '../services/demo/install.ts'
import { act, command, job, nothing, query, router } from './procedure.ts'
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
    run: async (office, input) => {
      const actor = await authenticate(office, input.name, input.password)
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
  /** Fills the empty store with the small sample county; its workbooks wait in a folder beside the store. */
  trySample: job({
    access: 'everyone',
    input: nothing,
    lock: 'store',
    run: async (office, _actor, running) => {
      const folder = join(office.store.dataDir, '样例工作簿')
      const { county, users, periods } = await installSample(office, running, {
        size: 'small',
        folder,
        password: SAMPLE_PASSWORD,
      })
      return { county, users, periods, folder, password: SAMPLE_PASSWORD }
    },
  }),
  /** The sample's store is laid aside at the next start, so that the real office can be set up. */
  endSample: command({
    access: ['admin'],
    input: nothing,
    run: (cx, _input, _prepared, office) => {
      if (!countyOf(cx.db)?.sample) throw new Refusal('WRONG_STATE', { what: 'county', state: 'real' })
      markForLayingAside(office.store.dataDir)
      return { restart: true }
    },
    subject: () => 'county:sample',
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
