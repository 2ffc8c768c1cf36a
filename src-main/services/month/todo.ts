/** An item of work on the workbench: what it is, whose it is, how urgent, and the screen that settles it. */
export type TodoKey =
  | 'importAgents'
  | 'importOutlets'
  | 'approvePolicy'
  | 'addPolicy'
  | 'importEntries'
  | 'importSubscriberMonths'
  | 'reconcile'
  | 'calculate'
  | 'recalculate'
  | 'confirmAdjustments'
  | 'hearAgents'
  | 'tellAgain'
  | 'settleDisputes'
  | 'review'
  | 'approve'
  | 'closeBlocked'
  | 'close'
  | 'print'
  | 'claimPayments'
  | 'payClaimed'
  | 'mendReturned'
  | 'latePayments'
  | 'payOlder'
  | 'openRound'
  | 'confirmFiles'
  | 'closeRound'
  | 'agreementsEnding'
  | 'confirmDeposits'
  | 'approveMoves'
  | 'lookAtFindings'
  | 'approveScheme'
  | 'gradePeriod'
  | 'releaseTemplate'
  | 'confirmInspections'
  | 'confirmStars'
  | 'reviewGrading'
  | 'noticeGrading'
  | 'answerObjections'
  | 'finishGrading'
  | 'decideRequests'
  | 'readNotices'
  | 'giveCodes'
  | 'settleExits'
  | 'carryOutMoves'

export interface Todo {
  readonly key: TodoKey
  /** Whether the person who asks may do it, or somebody else must. */
  readonly who: 'me' | 'other'
  readonly urgency: 1 | 2 | 3
  readonly count: number
  readonly details: Readonly<Record<string, unknown>>
  readonly to: string
}
