/** Maker and checker at one PC within five minutes: two accounts, perhaps one person. */
import { type Act, FIVE_MINUTES, isDecision, samePc, secondsBetween } from './acts.ts'
import type { CheckWords, Finding } from './check.ts'

export const onePc: CheckWords = {
  code: 'onePc',
  title: '同一电脑五分钟内一人经办、另一人复核',
  why: '提交与审批、试算与审批、调整与确认等在同一台电脑上五分钟内由两个账号完成，很可能是一个人用了两个账号。',
  act: '问清两人当时各在哪里；共用账号或密码的要改密码并通报。复核应在自己的电脑上做。',
}

/** How acts and moments are said. */
export interface Saying {
  readonly act: (act: string) => string
  readonly moment: (at: string) => string
  readonly thing: (subject: string) => string
}

const noun = (act: string) => act.split('.')[0]

/** One finding for each thing and pair of accounts; `acts`: in order of time, those of five minutes before a decision included. */
export function pairsAtOnePc(acts: readonly Act[], inScope: ReadonlySet<number>, say: Saying): Finding[] {
  const found = new Map<string, { thing: string; pairs: [Act, Act][] }>()
  for (const [at, decision] of acts.entries()) {
    if (!inScope.has(decision.id) || !isDecision(decision.act)) continue
    for (let before = at - 1; before >= 0; before -= 1) {
      const made = acts[before]!
      if (secondsBetween(made, decision) > FIVE_MINUTES) break
      if (made.user === decision.user || !samePc(made, decision)) continue
      const thing = sameThing(made, decision)
      if (thing === undefined) continue
      const key = `${thing} ${made.user} ${decision.user}`
      const known = found.get(key)
      if (known) known.pairs.push([made, decision])
      else found.set(key, { thing, pairs: [[made, decision]] })
    }
  }
  return [...found].map(([key, { thing, pairs }]) => {
    const [made, decision] = pairs[0]!
    return {
      key,
      subject: thing,
      name: say.thing(thing),
      said: `${made.user} ${say.act(made.act)}后 ${elapsed(made, decision)}，${decision.user} 在同一电脑上${say.act(decision.act)}`,
      evidence: pairs.flatMap(([first, second]): [string, string][] => [
        [first.user, `${say.moment(first.at)} ${say.act(first.act)}，电脑 ${first.pc ?? '—'}`],
        [second.user, `${say.moment(second.at)} ${say.act(second.act)}，电脑 ${second.pc ?? '—'}`],
      ]),
      link: '/system?tab=audit',
      people: [...new Set(pairs.flatMap(([first, second]) => [first.user, second.user]))],
    }
  })
}

/** The thing that both are about; acts of one noun by their subject, others where one is known under the other's name. */
function sameThing(made: Act, decision: Act): string | undefined {
  const [own, ...others] = decision.things
  if (own !== undefined && made.things.includes(own) && noun(made.act) === noun(decision.act)) return own
  return others.some((thing) => made.things.includes(thing)) ? own : undefined
}

function elapsed(one: Act, other: Act): string {
  const seconds = secondsBetween(one, other)
  return seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`
}
