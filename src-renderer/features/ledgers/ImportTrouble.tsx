/** Why a file was not taken, and what can be done about it here: its headings, its columns, the batch that has it already, once more. */

import { Button } from 'antd'
import { Link } from 'react-router'
import { number, text } from '../../../src-main/domain/said/detail-words.ts'
import { errorWords, refusalOf } from '../../api/refusal.ts'

/** Where one can go to put it right; of several files the one at fault. */
export type ImportDoor = (step: 'file' | 'sheet' | 'columns', at?: { file: string; sheet: string }) => void

interface ImportTroubleProps {
  readonly error: unknown
  /** Absent where the steps before cannot be gone back to. */
  readonly onDoor?: ImportDoor
  /** Several files are one batch. */
  readonly several?: boolean
  /** Absent where the step's own button does it. */
  readonly onAgain?: () => void
}

/** Refusals that another sheet or row of headings may put right. */
const ofSheet: ReadonlySet<string> = new Set(['COLUMNS_MISSING', 'SHEET_EMPTY', 'SHEET_NOT_FOUND'])

export function ImportTrouble({ error, onDoor, several = false, onAgain }: ImportTroubleProps) {
  const refusal = refusalOf(error)
  const batch = refusal?.code === 'SAME_FILE' ? number(refusal.details.batch) : 0
  const at = { file: text(refusal?.details.fileName), sheet: text(refusal?.details.sheet) }
  return (
    <div className="batch-tab">
      <p className="wrong import-said" role="alert">
        {errorWords(error)}
      </p>
      {refusal?.code === 'CANCELLED' ? null : <p>什么都没有导入。</p>}
      {batch > 0 ? (
        <p>
          <Link to={`/ledgers/batches/${batch}`}>看第 {batch} 批</Link>
        </p>
      ) : null}
      {onDoor && refusal && ofSheet.has(refusal.code) ? (
        <>
          {at.file ? (
            <p className="quiet">
              是这个文件：{at.file}
              {at.sheet ? `，工作表“${at.sheet}”` : ''}
              {several ? '。几个文件作为一批，表头要一样；不一样的请分开导入。' : ''}
            </p>
          ) : null}
          <div className="inline">
            {refusal.code === 'COLUMNS_MISSING' ? (
              <Button type="primary" onClick={() => onDoor('columns', at)}>
                指给它是哪一列
              </Button>
            ) : null}
            <Button onClick={() => onDoor('sheet', at)}>换工作表或表头</Button>
            <Button onClick={() => onDoor('file')}>换文件</Button>
          </div>
        </>
      ) : null}
      {onAgain && (refusal?.code === 'BUSY' || refusal?.code === 'CANCELLED' || !refusal) ? (
        <div>
          <Button onClick={onAgain}>再来一次</Button>
        </div>
      ) : null}
    </div>
  )
}
