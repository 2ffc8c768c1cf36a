/** The words for what is wrong with a policy: where in it, what, and what to do (domain/problem.ts finds it). */

import type { Problem, ProblemCode, ProblemPath } from '../../src-main/domain/problem.ts'
import { text } from './detail-words.ts'

type Say = (d: Problem['details']) => string

const says: Record<ProblemCode, Say> = {
  MISSING: () => '没有填，请补上',
  NOT_A_MONTH: () => '不是月份，请填 2026-10 这样的月份',
  NOT_MONEY: () => '不是金额，请填最多两位小数的数',
  NOT_A_DECIMAL: () => '不是数字，请改正',
  NEGATIVE: () => '不能是负数',
  NOT_WHOLE: () => '要填整数，从 1 起',
  TO_BEFORE_FROM: () => '止月早于起月，请改正',
  NO_CLAUSES: () => '还没有条款，请至少加一条',
  DUPLICATE_CLAUSE: (d) => `条款编码“${text(d.value)}”用了两次，请改一个`,
  DUPLICATE_VALUE: (d) => `“${text(d.value)}”写了两次，请删去一个`,
  EMPTY_LIST: () => '一项都没有选，就一个也不付；要全部都算，请清空这个条件',
  PAYS_NOBODY: () => '条款只付社会渠道，这样选一个网点也不付',
  FLOOR_ABOVE_CAP: (d) => `保底 ${text(d.floor)} 高于封顶 ${text(d.cap)}，请改正`,
  PERCENT_NEEDS_AMOUNT: () => '按比例付酬，计量要选“金额”',
  RATE_PER_YUAN: () => '计量是金额而按单价付：每 1 元付这么多，请确认',
  RATE_ABOVE_100: () => '比例超过 100%，请确认',
  NOT_ASCENDING: () => '起点要一档比一档高，请改正',
  STARTS_ABOVE_ZERO: (d) => `低于 ${text(d.from ?? d.value)} 的部分不付`,
  STEP_FROM_ONE: () => '从 1 起：第 1 笔不付，要从第 1 笔起付请填 0',
  PAY_FALLS: (d) => `做到 ${text(d.from)} 时付 ${text(d.pays)}，反而比上一档少，请确认`,
  AMOUNT_OR_BANDS: () => '金额和分档要填一样，只填一样',
  AMOUNT_OR_PERCENT: () => '比例和金额要填一样，只填一样',
  MONTHS_REVERSED: () => '止月小于起月，请改正',
  NOT_A_CALENDAR_MONTH: (d) => `没有 ${text(d.value)} 月`,
  SAME_MONTH_TWICE: (d) => `第 ${text(d.month)} 个月有两行，两行都会付，请确认`,
}

const fields: Record<string, string> = {
  code: '编码',
  title: '名称',
  from: '起',
  to: '止月',
  clauses: '条款',
  outlets: '适用网点',
  entries: '适用业务',
  categories: '渠道类别',
  types: '网点类型',
  coreTiers: '核心级别',
  grades: '分级',
  stars: '星级',
  regions: '区域',
  agents: '代理商',
  businessTypes: '业务类型',
  brands: '品牌',
  plans: '套餐',
  factors: '系数',
  cap: '封顶',
  floor: '保底',
  measure: '计量',
  pay: '付酬方式',
  rate: '单价或比例',
  amount: '金额',
  percent: '比例',
  schedule: '分期',
  month: '月份',
  months: '月份',
  when: '条件',
  minMinutes: '最低通话分钟',
  minBase: '最低收入',
  clawback: '扣回',
  withinMonths: '扣回月数',
  completion: '完成率',
  target: '目标指标',
}

/** Lists whose items count as 档 or 行. */
const ranks: Record<string, string> = { tiers: '档', bands: '档', schedule: '期' }

/** The place in words: `第 2 条 › 第 3 档 › 金额`. */
export function placeWords(path: ProblemPath): string {
  const words: string[] = []
  path.forEach((part, at) => {
    const before = path[at - 1]
    if (typeof part === 'number') {
      if (before === 'clauses') words.push(`第 ${part + 1} 条`)
      else if (typeof before === 'string' && ranks[before]) words.push(`第 ${part + 1} ${ranks[before]}`)
      return
    }
    const isList = typeof path[at + 1] === 'number' && (part === 'clauses' || ranks[part] !== undefined)
    const inner = part === 'pay' && at < path.length - 1
    if (!isList && !inner) words.push(fields[part] ?? ranks[part] ?? '')
  })
  return words.filter(Boolean).join(' › ')
}

/** One problem in one line: `第 1 条 › 第 2 档 › 起：起点要一档比一档高，请改正。` */
export function policyProblemWords(problem: Problem): string {
  const place = placeWords(problem.path)
  return `${place ? `${place}：` : ''}${says[problem.code](problem.details)}。`
}
