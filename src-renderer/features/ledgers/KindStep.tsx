/** 选台账: the kinds of workbook that can be imported, each with what it is. */

import { kindWords } from '../../../src-main/domain/said/terms.ts'
import { kindNotes, type LedgerKind } from './ledger-kind.ts'

interface KindStepProps {
  readonly chosen: LedgerKind | undefined
  readonly onChoose: (kind: LedgerKind) => void
}

export function KindStep({ chosen, onChoose }: KindStepProps) {
  return (
    <div className="kind-choice">
      {kindNotes.map(({ kind, note }) => (
        <button key={kind} type="button" aria-pressed={kind === chosen} onClick={() => onChoose(kind)}>
          <strong>{kindWords(kind)}</strong>
          <span className="quiet">{note}</span>
        </button>
      ))}
    </div>
  )
}
