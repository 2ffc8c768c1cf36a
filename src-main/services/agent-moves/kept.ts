/** A change of owner or merger as the store keeps it, and what its acts first have to ask of it. */
import type { ReadDb } from '../../data/handles.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { MoveAsked } from './asked.ts'

export interface MoveMoved {
  readonly id: number
  readonly from: string
  readonly to: string
  readonly state: 'asked' | 'done' | 'refused' | 'withdrawn'
}

export interface MoveRow {
  id: number
  kind: MoveAsked['kind']
  from: string
  to: string
  period: number
  deposits: number
  fund: number
  carried: number
  agreements: MoveAsked['agreements']
  documentNumber: string | null
  reason: string
  state: MoveMoved['state']
  preview: string | null
  /** As JSON. */
  receipts: string | null
  author: string
  at: string
  decidedBy: string | null
  decidedAt: string | null
  decision: string | null
  /** The second person; it is done once the month before is closed. */
  agreedBy: string | null
  agreedAt: string | null
  undoAskedBy: string | null
  undoAskedAt: string | null
  undoReason: string | null
  undoneBy: string | null
  undoneAt: string | null
}

/** Every move with its agents' names; joins m, f and t. */
export const SELECT = `SELECT m.id, m.kind, f.code AS "from", f.name AS fromName, t.code AS "to", t.name AS toName, m.period, m.deposits,
  m.fund, m.carried, m.agreements, m.document_number AS documentNumber, m.reason, m.state, m.preview, m.receipts, m.author, m.at,
  m.decided_by AS decidedBy, m.decided_at AS decidedAt, m.decision,
  m.agreed_by AS agreedBy, m.agreed_at AS agreedAt, m.undo_asked_by AS undoAskedBy, m.undo_asked_at AS undoAskedAt,
  m.undo_reason AS undoReason, m.undone_by AS undoneBy, m.undone_at AS undoneAt,
  (SELECT count(*) FROM agent_move_outlets o WHERE o.move = m.id) AS outlets
  FROM agent_moves m JOIN agents f ON f.id = m.from_agent JOIN agents t ON t.id = m.to_agent`

/** @throws Refusal NOT_FOUND, WRONG_STATE */
export function moveIn(db: ReadDb, id: number, wanted: readonly MoveRow['state'][]): MoveRow {
  const row = db.get<MoveRow>(`${SELECT} WHERE m.id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'agentMove', name: String(id) })
  if (!wanted.includes(row.state)) throw wrongState(row, wanted)
  return row
}

/** How a move that is in another state is refused. */
export const wrongState = ({ id, state, agreedBy }: MoveRow, wanted: readonly string[]): Refusal =>
  new Refusal('WRONG_STATE', {
    ...{
      what: 'agentMove',
      name: String(id),
      state: state === 'asked' && agreedBy !== null ? 'agreed' : state,
      wanted,
    },
  })
