/** Decisions on days off or at night: when nobody else is at the office. */
import { type Act, isDecision } from './acts.ts'
import type { CheckWords, Finding } from './check.ts'
import type { Saying } from './one-pc.ts'

export const oddHours: CheckWords = {
  code: 'oddHours',
  title: '节假日或夜间审批、复核',
  why: '节假日（按工作日历）或早 7 点前、晚 8 点后做的审批、复核、确认，要排除别人趁无人时代办。',
  act: '问本人是否加班所做；不是本人做的立即改密码并复查所批事项。',
}

const FROM = 7 * 60
const TO = 20 * 60

/** When an act was done by the office's clock. */
export interface LocalMoment {
  readonly day: string
  /** Minutes since midnight. */
  readonly minute: number
  readonly working: boolean
}

const ACTS_A_STEP = 200

/** One finding for each person and day; null between some acts and the next, where others may be answered. */
export function* decidedAtOddHours(
  acts: readonly Act[],
  when: (at: string) => LocalMoment,
  say: Saying,
): Generator<Finding | null> {
  const found = new Map<string, { user: string; day: string; off: boolean; acts: Act[] }>()
  for (const [at, act] of acts.entries()) {
    if (at % ACTS_A_STEP === ACTS_A_STEP - 1) yield null
    if (!isDecision(act.act)) continue
    const { day, minute, working } = when(act.at)
    if (working && minute >= FROM && minute < TO) continue
    const key = `${act.user} ${day}`
    const known = found.get(key)
    if (known) known.acts.push(act)
    else found.set(key, { user: act.user, day, off: !working, acts: [act] })
  }
  for (const [key, { user, day, off, acts: own }] of found) {
    const evidence: [string, string][] = []
    for (const [nth, { at, act, things }] of own.entries()) {
      if (nth % ACTS_A_STEP === ACTS_A_STEP - 1) yield null
      evidence.push([say.moment(at), `${say.act(act)} ${things[0] ? say.thing(things[0]) : ''}`.trim()])
    }
    yield {
      key,
      subject: `user:${user}`,
      name: user,
      said: `${day}${off ? '（休息日）' : '（夜间）'}办了 ${own.length} 件审批`,
      evidence,
      link: '/system?tab=audit',
      people: [user],
    }
    yield null
  }
}
