/** 完成: what the import brought, how it can be undone, and where to go from here. */

import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { kindWords } from '../../../src-main/domain/said/terms.ts'
import { afterWords, undoWords } from './import-words.ts'
import type { LedgerKind } from './ledger-kind.ts'
import type { ImportAnswer } from './shapes.ts'

interface DoneStepProps {
  /** The screen that led to the import. */
  readonly back: string | undefined
  readonly kind: LedgerKind
  readonly answer: ImportAnswer
  readonly onAnother: () => void
}

export function DoneStep({ kind, answer, back, onAnother }: DoneStepProps) {
  const navigate = useNavigate()
  return (
    <div className="batch-tab">
      <p className="import-said" role="status">
        {kindWords(kind)}第 {answer.batch} 批已导入：{afterWords(kind, answer.rows)}
      </p>
      <p className="quiet">{undoWords(kind)}</p>
      <div className="inline">
        <Button type="primary" autoFocus onClick={() => navigate(`/ledgers/batches/${answer.batch}`)}>
          看这一批
        </Button>
        <Button onClick={onAnother}>再导入一个</Button>
        {back ? <Button onClick={() => navigate(back)}>回原来的地方</Button> : null}
      </div>
    </div>
  )
}
