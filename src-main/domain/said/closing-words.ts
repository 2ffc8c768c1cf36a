/** The checklist before closing in words: what is open, whether it stops the closing, and where it is settled. */

import { kindWords } from './terms.ts'

/** A point as settlements.checklist lists it; `examples` are the first codes. */
export interface ClosingPoint {
  readonly level: 'error' | 'warning'
  readonly code: string
  readonly count: number
  readonly examples: readonly string[]
}

interface PointWords {
  readonly say: (count: number) => string
  /** What to do about it. */
  readonly mend: string
  readonly to: string
}

const points: Record<string, PointWords> = {
  UNCONFIRMED_ADJUSTMENT: {
    say: (count) => `${count} 笔调整还没有另一个人确认`,
    mend: '请确认或驳回',
    to: '/settlements/adjustments',
  },
  OPEN_DISPUTE: {
    say: (count) => `${count} 件申诉还没有结果`,
    mend: '请答复，或以调整了结',
    to: '/settlements/disputes',
  },
  AGENT_WITHOUT_PAYEE: {
    say: (count) => `${count} 个要付款的代理商没有收款户名`,
    mend: '请在代理商档案里补上',
    to: '/agents',
  },
  OUTLET_WITHOUT_AGENT: {
    say: (count) => `${count} 个有酬金的网点没有代理商，不会付款`,
    mend: '请在网点档案里补上代理商，再重新试算',
    to: '/outlets',
  },
  NO_CONTROL_TOTALS: {
    say: () => '没有导入对账数，不能与 BOSS 核对',
    mend: '有对账数就先导入；没有也可以结账，会记下来',
    to: '/ledgers/reconcile',
  },
  CONTROL_TOTALS_DIFFER: {
    say: (count) => `${count} 项与 BOSS 的对账数不一致`,
    mend: '请核对后再结账；照结会记下来',
    to: '/ledgers/reconcile',
  },
  MEMBERS_WITHOUT_MONTH: {
    say: (count) => `${count} 个用户没有本月的用户月度，不付分期和分成`,
    mend: '请补导用户月度，再重新试算',
    to: '/ledgers',
  },
  NO_BANK_ACCOUNT: {
    say: (count) => `${count} 个要付款的代理商没有银行账号`,
    mend: '请在代理商档案里补上；照结则先缓发',
    to: '/agents',
  },
  ASSIGNED_UNDECIDED: {
    say: (count) => `酬金清单有 ${count} 个项目还没有人决定，暂按清单照付`,
    mend: '请逐项决定照付还是只核对',
    to: '/settlements/assigned',
  },
  LATE_NOT_CALCULATED: {
    say: (count) => `${count} 笔补算更正在试算之后才确认`,
    mend: '请重新试算：扣回要按补算后的明细来算',
    to: '/settlements',
  },
  NO_ENTRIES: { say: () => '本月没有业务明细', mend: '请先导入业务明细', to: '/ledgers' },
  OLDER_THAN_DATA: {
    say: () => '试算之后数据或设置又改过',
    mend: '请退回重新试算，或确认改动与本月无关',
    to: '/settlements',
  },
}

/** A point in words: `2 个要付款的代理商没有收款户名（A003、A017）`, what to do, and the screen for it. */
export function closingPointWords(point: ClosingPoint): { text: string; mend: string; to: string } {
  const known = points[point.code]
  const shown = point.examples.slice(0, 5).map((example) => example.replace(/^[a-zA-Z]+(?= |$)/, kindWords))
  const names = shown.length > 0 ? `（${shown.join('、')}${point.count > shown.length ? ' 等' : ''}）` : ''
  return {
    text: `${known?.say(point.count) ?? '有一项还没有办完'}${names}`,
    mend: known?.mend ?? '请核对',
    to: known?.to ?? '/settlements',
  }
}

/** Where each example of a point is settled: the agent's file, the outlet's, its statement. */
const DOORS: Record<string, (code: string) => string> = {
  UNCONFIRMED_ADJUSTMENT: (code) => `/settlements/adjustments?q=${code}`,
  OPEN_DISPUTE: (code) => `/settlements/disputes?q=${code}`,
  AGENT_WITHOUT_PAYEE: (code) => `/agents/${code}`,
  NO_BANK_ACCOUNT: (code) => `/agents/${code}`,
  OUTLET_WITHOUT_AGENT: (code) => `/outlets/${code}`,
  MEMBERS_WITHOUT_MONTH: (code) => `/settlements/statements/${code}?tab=missing`,
}

/** The doors to a point's examples; none where all of them are settled in one place. */
export function closingDoors({ code, examples }: ClosingPoint): { label: string; to: string }[] {
  const door = Object.hasOwn(DOORS, code) ? DOORS[code] : undefined
  if (!door) return []
  return [...new Set(examples)].slice(0, 20).map((example) => {
    const [first = ''] = example.split(' ')
    return { label: example, to: door(encodeURIComponent(first)) }
  })
}
