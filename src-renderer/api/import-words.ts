/** What an import says beside mistakes: what was changed on the way, and which rows were left out. */

const notes: Record<string, string> = {
  TRIMMED: '去掉了多余的空格',
  HALF_WIDTH: '全角改成半角',
  BLANK_WORD: '“-”“无”等当作没有填',
  UNWRAPPED: '去掉了 ="" 的包裹',
  THOUSANDS: '去掉了千分位',
  CURRENCY: '去掉了货币符号',
  UNIT: '按表头的单位换算成元',
  NEGATIVE: '括号或尾负号认作负数',
  TEXT_TO_NUMBER: '文本认作数字',
  NUMBER_TO_TEXT: '数字认作文本',
  DATE_TO_TEXT: '日期认作文本',
  FLOAT_NOISE: '去掉了计算误差的尾数',
  TIME_DROPPED: '去掉了时间，只留日期',
  NUMBER_TO_DATE: '序号认作日期',
  DAY_DROPPED: '去掉了日，只留月份',
  DEFAULTED: '空白按默认值填',
}

const reasons: Record<string, string> = {
  blank: '空行',
  totals: '合计行',
  signature: '签名或说明行',
  heading: '重复的表头',
  filtered: '按规则不导入',
  duplicate: '重复的行',
}

/** What was changed in cells of a column, for the count beside it. */
export const noteWords = (code: string): string => notes[code] ?? '做了整理'

/** Why a row was left out. */
export const leftOutWords = (reason: string): string => reasons[reason] ?? '不是数据行'

/** The note codes that have words; a test holds them against the ingest's. */
export const knownNotes: readonly string[] = Object.keys(notes)
