/** Two accounts signing in at one PC within five minutes of each other. */
import { type Act, FIVE_MINUTES, samePc, secondsBetween } from './acts.ts'
import type { CheckWords, Finding } from './check.ts'
import type { Saying } from './one-pc.ts'

export const twoAccounts: CheckWords = {
  code: 'twoAccounts',
  title: '同一电脑五分钟内登录两个账号',
  why: '一台电脑上先后用两个账号登录，可能是一个人掌握了别人的密码，双人制度就落空了。',
  act: '问清是换人还是换账号；共用密码的立即改密码。',
}

/** One finding for each machine, day and pair of accounts. `signIns` in order of time; `day` says the office's day of a moment. */
export function accountsAtOnePc(signIns: readonly Act[], day: (at: string) => string, say: Saying): Finding[] {
  const found = new Map<string, [Act, Act][]>()
  for (const [at, second] of signIns.entries()) {
    for (let before = at - 1; before >= 0; before -= 1) {
      const first = signIns[before]!
      if (secondsBetween(first, second) > FIVE_MINUTES) break
      if (first.user === second.user || !samePc(first, second)) continue
      const users = [first.user, second.user].sort().join('、')
      const key = `${second.pc ?? second.browser} ${day(second.at)} ${users}`
      const known = found.get(key)
      if (known) known.push([first, second])
      else found.set(key, [[first, second]])
    }
  }
  return [...found].map(([key, pairs]) => {
    const [first, second] = pairs[0]!
    const users = [first.user, second.user].sort()
    return {
      key,
      subject: `user:${users[0]}`,
      name: users.join('、'),
      said: `${day(second.at)} 在电脑 ${second.pc ?? '—'} 上五分钟内先后登录，共 ${pairs.length} 次`,
      evidence: pairs.flatMap(([one, other]): [string, string][] => [
        [one.user, `${say.moment(one.at)} 登录`],
        [other.user, `${say.moment(other.at)} 登录`],
      ]),
      link: '/system?tab=audit',
      people: users,
    }
  })
}
