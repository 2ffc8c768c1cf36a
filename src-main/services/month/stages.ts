/** The stages of a month (SCREENS.md, the month bar), each with its state, what is open in it, and its screen. */
import type { SettlementStatus } from '../../data/schema.ts'
import type { Checking } from '../checking/checking.ts'
import type { GradeStage } from '../gradings/todo.ts'
import type { OpenCounts } from '../paying/list.ts'
import type { OpenPoints, RowCounts } from './open-points.ts'

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
export type StageState = 'todo' | 'current' | 'done' | 'blocked' | 'off'

export interface Stage {
  readonly key: StageKey
  readonly state: StageState
  /** Open points of the stage. */
  readonly open: number
  /** The screen that settles it. */
  readonly to: string
}

const ORDER: readonly SettlementStatus[] = ['open', 'calculated', 'checking', 'reviewed', 'approved', 'closed', 'paid']

/** In the order in which a month goes through them. `grade` comes from the gradings of the month. */
export function stagesOf(
  status: SettlementStatus,
  { entries }: RowCounts,
  open: OpenPoints,
  paying: OpenCounts,
  checking: Checking,
  grade: GradeStage,
): Stage[] {
  const reached = (wanted: SettlementStatus) => ORDER.indexOf(status) >= ORDER.indexOf(wanted)
  const imported = entries > 0
  const step = (done: boolean, current: boolean): StageState => (done ? 'done' : current ? 'current' : 'todo')
  return [
    { key: 'import', state: step(imported, true), open: imported ? 0 : 1, to: '/ledgers' },
    {
      key: 'reconcile',
      state:
        open.controlTotals === 0 ? (reached('calculated') ? 'off' : 'todo') : open.differences > 0 ? 'blocked' : 'done',
      open: open.differences,
      to: '/ledgers/reconcile',
    },
    grade,
    {
      key: 'calculate',
      state: step(reached('calculated') && !open.stale, imported),
      open: open.stale ? 1 : 0,
      to: '/settlements',
    },
    checkStage(status, checking, reached('reviewed')),
    {
      key: 'review',
      state: step(reached('reviewed'), status === 'calculated' || status === 'checking'),
      open: open.waiting,
      to: '/settlements',
    },
    { key: 'approve', state: step(reached('approved'), status === 'reviewed'), open: 0, to: '/settlements' },
    {
      key: 'close',
      state: reached('closed') ? 'done' : status === 'approved' ? (open.blocking > 0 ? 'blocked' : 'current') : 'todo',
      open: status === 'approved' ? open.blocking : 0,
      to: '/settlements/close',
    },
    {
      key: 'pay',
      state: step(reached('closed') && paying.open === 0, reached('closed')),
      open: paying.open,
      to: '/settlements/paying',
    },
  ]
}

/** 网点核对: off where it was skipped, done where everybody was heard. */
function checkStage(status: SettlementStatus, { counts, started, ended }: Checking, isOver: boolean): Stage {
  const waiting = counts.waiting + counts.changed + counts.disputes
  const at = { key: 'check' as const, to: '/settlements/checking' }
  if (status === 'checking') {
    const isBlocked = counts.waiting + counts.changed === 0 && counts.disputes > 0
    return { ...at, state: isBlocked ? 'blocked' : 'current', open: waiting }
  }
  if (isOver) return { ...at, state: started === null ? 'off' : 'done', open: counts.disputes }
  const state = ended?.how === 'skipped' ? 'off' : status === 'calculated' ? 'current' : 'todo'
  return { ...at, state, open: counts.disputes }
}
