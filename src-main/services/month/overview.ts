/** The month told as what is to be done next: its stages with open counts, what waits for whom, the money so far. */

import type { SettlementStatus } from '../../data/schema.ts'
import { addMonths, type Month } from '../../domain/month.ts'
import { checkingOf } from '../checking/checking.ts'
import { gradeStage } from '../gradings/todo.ts'
import type { Query } from '../office.ts'
import { openCounts } from '../paying/list.ts'
import { monthMoney } from '../settlements/list.ts'
import { isClosed, stateOf } from '../settlements/state.ts'
import { openPoints, type RowCounts, rowCounts } from './open-points.ts'
import { type Stage, stagesOf } from './stages.ts'
import type { Todo } from './todo.ts'
import { closedTodo, todoOf } from './todo-list.ts'

export interface Overview {
  readonly period: Month
  readonly status: SettlementStatus
  readonly closed: boolean
  readonly stages: readonly Stage[]
  readonly todo: readonly Todo[]
  readonly money: {
    readonly gross: string | null
    readonly payable: string | null
    readonly lastGross: string | null
    readonly lastPayable: string | null
  }
  readonly counts: RowCounts
  readonly calculatedBy: string | null
  readonly sentBackReason: string | null
}

/** The overview of a month for the person who asks. */
export function overview(cx: Query, period: Month): Overview {
  const { db } = cx
  const state = stateOf(db, period)
  const last = monthMoney(db, addMonths(period, -1))
  const money = monthMoney(db, period)
  const counts = rowCounts(db, period)
  const open = openPoints(db, period, state)
  const paying = openCounts(cx, period)
  const checking = checkingOf(cx, period)
  return {
    period,
    status: state.status,
    closed: isClosed(state),
    stages: stagesOf(state.status, counts, open, paying, checking, gradeStage(cx, period)),
    todo: isClosed(state) ? closedTodo(cx, period, paying) : todoOf(cx, period, counts, open, paying, checking),
    money: {
      gross: money?.gross ?? null,
      payable: money?.payable ?? null,
      lastGross: last?.gross ?? null,
      lastPayable: last?.payable ?? null,
    },
    counts,
    calculatedBy: state.calculatedBy,
    sentBackReason: state.sentBackReason,
  }
}
