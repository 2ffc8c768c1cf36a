/** The stages of a month (DOMAIN.md §1) as the month bar shows them. */

export type StageKey =
  | 'import'
  | 'reconcile'
  | 'grade'
  | 'calculate'
  | 'check'
  | 'review'
  | 'approve'
  | 'close'
  | 'pay'
  | 'upload'

export interface Stage {
  readonly key: StageKey
  readonly state: 'todo' | 'current' | 'done' | 'blocked' | 'off'
  /** Open points that its screen settles. */
  readonly open: number
  /** The screen that settles it. */
  readonly to: string
}

const labels: Record<StageKey, string> = {
  import: '导入',
  reconcile: '对账',
  grade: '分级',
  calculate: '试算',
  check: '网点核对',
  review: '复核',
  approve: '审批',
  close: '结账',
  pay: '收票发放',
  upload: '上报',
}

const states: Record<Stage['state'], string> = {
  todo: '未到',
  current: '正在进行',
  done: '已完成',
  blocked: '有未了的事',
  off: '不用',
}

const marks: Record<Stage['state'], string> = { todo: '○', current: '●', done: '✓', blocked: '!', off: '–' }

export const stageLabel = (key: StageKey): string => labels[key]

/** A mark of one sign, so that the state is not told by colour alone. */
export const stageMark = (stage: Stage): string => marks[stage.state]

/** What a screen reader and the tooltip say: `复核：正在进行，3 项未了`. */
export const stageWords = (stage: Stage): string =>
  `${labels[stage.key]}：${states[stage.state]}${stage.open > 0 ? `，${stage.open} 项未了` : ''}`
