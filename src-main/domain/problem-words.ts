/** The problems of a policy in Chinese: where, what, and what to do (SCREENS.md, manner). */
import type { Clause, Policy } from './policy.ts'
import type { Problem, ProblemCode, ProblemPath } from './problem.ts'

const FIELDS: Record<string, string> = {
  code: '编码',
  title: '名称',
  from: '起点',
  to: '结束月份',
  clauses: '条款',
  outlets: '网点范围',
  entries: '业务范围',
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
  measure: '计量方式',
  pay: '计酬方式',
  tiers: '档次',
  rate: '标准',
  amount: '金额',
  percent: '比例',
  schedule: '分期',
  month: '月份',
  months: '月份',
  bands: '分档',
  when: '条件',
  minMinutes: '通话分钟',
  minBase: '净收入',
  clawback: '扣回',
  withinMonths: '扣回月数',
  completion: '完成率',
  target: '任务指标',
}

/** The words of each code; the details fill them. */
const WORDS: Record<ProblemCode, (details: Problem['details']) => string> = {
  MISSING: () => '没有填写',
  NOT_A_MONTH: ({ value }) => `“${value}”不是月份，请写成 2026-10`,
  NOT_MONEY: ({ value }) => `“${value}”不是金额，请写成最多两位小数的数字，如 30.00`,
  NOT_A_DECIMAL: ({ value }) => `“${value}”不是数字，请写成 3.5 这样的数字`,
  NEGATIVE: ({ value }) => `不能是负数：${value}`,
  NOT_WHOLE: ({ value, least }) => `应是不小于 ${least} 的整数：${value}`,
  TO_BEFORE_FROM: ({ from, to }) => `结束月份 ${to} 早于开始月份 ${from}`,
  NO_CLAUSES: () => '至少要有一个条款',
  DUPLICATE_CLAUSE: ({ value }) => `条款编码“${value}”重复，请改一个`,
  DUPLICATE_VALUE: ({ value }) => `“${value}”重复`,
  EMPTY_LIST: () => '一个也没有选；要包括全部，请去掉这一项',
  PAYS_NOBODY: () => '自有营业厅不计酬金，这个条款不会付给任何网点',
  FLOOR_ABOVE_CAP: ({ cap, floor }) => `保底 ${floor} 高于封顶 ${cap}`,
  PERCENT_NEEDS_AMOUNT: () => '按比例计酬只能用于金额',
  RATE_PER_YUAN: () => '计量是金额，标准按每 1 元计，请确认不是比例',
  RATE_ABOVE_100: ({ value }) => `比例 ${value}% 超过 100%，请确认`,
  NOT_ASCENDING: ({ value, before }) => `起点 ${value} 应大于上一档的 ${before}`,
  STARTS_ABOVE_ZERO: ({ value }) => `低于 ${value} 不计酬`,
  STEP_FROM_ONE: () => '超额分段从 1 起：第 1 个不计酬；要从第 1 个起计，请把起点改为 0',
  PAY_FALLS: ({ from, pays }) => `到 ${from} 时只付 ${pays}，做得更多反而可能更少，请确认`,
  AMOUNT_OR_BANDS: () => '金额和分档只填一种',
  AMOUNT_OR_PERCENT: () => '金额和比例只填一种',
  MONTHS_REVERSED: ({ from, to }) => `第 ${from} 至 ${to} 个月：后一个不能小于前一个`,
  NOT_A_CALENDAR_MONTH: ({ value }) => `“${value}”不是 1 至 12 月`,
  SAME_MONTH_TWICE: ({ month }) => `第 ${month} 个月有两行，两行都会付`,
}

/** The problem as a sentence with its place: 条款 C1 档次 第 3 行 起点：起点 1000 应大于上一档的 3000. */
export function problemSentence(problem: Problem, policy?: Pick<Policy, 'clauses'>): string {
  const place = placeWords(problem.path, policy?.clauses)
  return `${place}${place === '' ? '' : '：'}${WORDS[problem.code](problem.details)}`
}

function placeWords(path: ProblemPath, clauses: readonly Clause[] | undefined): string {
  if (path.length === 1 && path[0] === 'from') return '开始月份'
  const words: string[] = []
  for (let i = 0; i < path.length; i++) {
    const part = path[i]!
    const next = path[i + 1]
    if (part === 'clauses' && typeof next === 'number') {
      words.push(`条款 ${clauses?.[next]?.code || `第 ${next + 1} 个`}`)
      i++
    } else {
      words.push(typeof part === 'number' ? `第 ${part + 1} 行` : (FIELDS[part] ?? part))
    }
  }
  return words.join(' ')
}
