/** Why a file was not taken, and what can be done about it here: other columns, the batch that has it already, once more. */

import { Button, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { list, number, text } from '../../../src-main/domain/said/detail-words.ts'
import { errorWords, refusalOf } from '../../api/refusal.ts'
import { columnKey, type LedgerKind } from './ledger-kind.ts'

interface ImportTroubleProps {
  readonly kind: LedgerKind
  readonly error: unknown
  readonly onMap: (columns: Readonly<Record<string, string | null>>) => void
  /** Absent where the step's own button does it. */
  readonly onAgain?: () => void
}

export function ImportTrouble({ kind, error, onMap, onAgain }: ImportTroubleProps) {
  const refusal = refusalOf(error)
  const batch = refusal?.code === 'SAME_FILE' ? number(refusal.details.batch) : 0
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
      {refusal?.code === 'COLUMNS_MISSING' ? (
        <MissingColumns
          kind={kind}
          missing={list(refusal.details.missing)}
          found={list(refusal.details.found)}
          likely={refusal.details.likely}
          onMap={onMap}
        />
      ) : null}
      {onAgain && (refusal?.code === 'BUSY' || refusal?.code === 'CANCELLED' || !refusal) ? (
        <div>
          <Button onClick={onAgain}>再核对一次</Button>
        </div>
      ) : null}
    </div>
  )
}

interface MissingColumnsProps {
  readonly kind: LedgerKind
  readonly missing: readonly string[]
  readonly found: readonly string[]
  readonly likely: unknown
  readonly onMap: (columns: Readonly<Record<string, string | null>>) => void
}

/** What the ingest thinks a heading may be, from a refusal's details. */
function guesses(likely: unknown): Record<string, string> {
  const pairs = Array.isArray(likely) ? (likely as { heading?: unknown; key?: unknown }[]) : []
  return Object.fromEntries(pairs.map(({ heading, key }) => [text(key), text(heading)]))
}

/** A column that is missing by our heading may be there by another: choose it. Of 业务日期/账期 one is enough. */
function MissingColumns({ kind, missing, found, likely, onMap }: MissingColumnsProps) {
  const [chosen, setChosen] = useState(() => guesses(likely))
  const wanted = missing.flatMap((heading) => heading.split('/')).flatMap((heading) => columnKey(kind, heading) ?? [])
  const headings = missing.flatMap((heading) => heading.split('/'))
  const picked = Object.fromEntries(wanted.flatMap((key) => (chosen[key] ? [[key, chosen[key]]] : [])))
  return (
    <>
      <p>如果文件里有，只是名字不同，请指给程序：</p>
      <table className="plain-table fitted-table">
        <thead>
          <tr>
            <th>缺的列</th>
            <th>文件里的列</th>
          </tr>
        </thead>
        <tbody>
          {wanted.map((key, at) => (
            <tr key={key}>
              <td>{headings[at]}</td>
              <td>
                <Select
                  allowClear
                  aria-label={`${headings[at]}用文件里的哪一列`}
                  placeholder="没有"
                  style={{ width: 220 }}
                  options={found.map((value) => ({ value, label: value }))}
                  value={chosen[key] ?? null}
                  onChange={(next: string | null | undefined) => setChosen({ ...chosen, [key]: next ?? '' })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <Button type="primary" disabled={Object.keys(picked).length === 0} onClick={() => onMap(picked)}>
          按所选的列再核对
        </Button>
      </div>
    </>
  )
}
