/** Checks of people: two accounts at one PC, decisions at odd hours, agents who share what should be their own. */
import type { Act } from '../../domain/checks/acts.ts'
import { FIVE_MINUTES, isDecision } from '../../domain/checks/acts.ts'
import { decidedAtOddHours, oddHours } from '../../domain/checks/odd-hours.ts'
import { onePc, pairsAtOnePc } from '../../domain/checks/one-pc.ts'
import {
  accountsShared,
  idNumbersShared,
  phonesShared,
  sharedAccount,
  sharedIdNumber,
  sharedPhone,
  staffPaid,
  staffPayee,
} from '../../domain/checks/shared.ts'
import { accountsAtOnePc, twoAccounts } from '../../domain/checks/two-accounts.ts'
import { actsBefore, actsOf, type Check } from './look.ts'

const DECISIONS_A_STEP = 20

export const onePcCheck: Check = {
  words: onePc,
  *find(look) {
    const decisions = yield* actsOf(look, ({ act, pc }) => pc !== null && isDecision(act))
    const inScope = new Set(decisions.map(({ id }) => id))
    const acts = new Map<number, Act>()
    for (const [at, decision] of decisions.entries()) {
      for (const act of actsBefore(look.db, decision, FIVE_MINUTES)) acts.set(act.id, act)
      if (at % DECISIONS_A_STEP === DECISIONS_A_STEP - 1) yield null
    }
    const inOrder = [...acts.values()].sort((a, b) => (a.at === b.at ? a.id - b.id : a.at < b.at ? -1 : 1))
    yield* pairsAtOnePc(inOrder, inScope, look.say)
  },
}

export const twoAccountsCheck: Check = {
  words: twoAccounts,
  *find(look) {
    const signIns = yield* actsOf(look, ({ act, pc }) => act === 'session.signIn' && pc !== null)
    yield* accountsAtOnePc(signIns, (at) => look.when(at).day, look.say)
  },
}

export const oddHoursCheck: Check = {
  words: oddHours,
  *find(look) {
    const decisions = yield* actsOf(look, ({ act }) => isDecision(act))
    yield* decidedAtOddHours(decisions, look.when, look.say)
  },
}

export const sharedAccountCheck: Check = {
  words: sharedAccount,
  *find(look) {
    yield* accountsShared(yield* look.agents())
  },
}

export const sharedIdNumberCheck: Check = {
  words: sharedIdNumber,
  *find(look) {
    yield* idNumbersShared(yield* look.agents())
  },
}

export const sharedPhoneCheck: Check = {
  words: sharedPhone,
  *find(look) {
    yield* phonesShared(yield* look.agents())
  },
}

export const staffPayeeCheck: Check = {
  words: staffPayee,
  *find(look) {
    const staff = new Map<string, string>()
    for (const { name } of look.db.all<{ name: string }>("SELECT name FROM terms WHERE kind = 'manager'"))
      staff.set(name, '渠道经理')
    for (const { name } of look.db.all<{ name: string }>('SELECT name FROM users')) staff.set(name, '系统用户')
    yield* staffPaid(yield* look.agents(), staff)
  },
}
