/** A small table of a worked example in the workbook's columns: typed cell by cell, or pasted from Excel with or without headings. */

import { Button, Dropdown } from 'antd'
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import type { WorkbookRow } from '../../../src-main/domain/policy.ts'
import { isComposing } from '../../ui/keys.ts'
import { type ExampleTable, exampleTables, pastedInto, shownColumns } from './example-columns.ts'

interface ExampleGridProps {
  readonly table: ExampleTable
  readonly rows: readonly WorkbookRow[]
  /** Absent: only to be read. */
  readonly onChange?: (rows: WorkbookRow[]) => void
}

export function ExampleGrid({ table, rows, onChange }: ExampleGridProps) {
  const { title, hint, usual, further } = exampleTables[table]
  const [asked, setAsked] = useState<string[]>([])
  const body = useRef<HTMLTableElement>(null)
  const isFilled = (heading: string) => rows.some((row) => String(row[heading] ?? '') !== '')
  const columns = shownColumns(table, rows, asked).filter((heading) => onChange || isFilled(heading))
  const free = further.filter((heading) => !columns.includes(heading))
  const change = (at: number, heading: string, cell: string) =>
    onChange?.(rows.map((row, i) => (i === at ? { ...row, [heading]: cell } : row)))
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const known = [...usual, ...further]
    const next = pastedInto(event.clipboardData.getData('text'), { row, column }, columns, rows, known)
    if (!next) return
    event.preventDefault()
    onChange?.(next)
  }
  const move = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    if (isComposing(event.nativeEvent)) return
    const down = event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (down === 0) return
    event.preventDefault()
    const at = (row + down) * columns.length + column
    body.current?.querySelectorAll('input')[at]?.focus()
  }
  if (!onChange && rows.length === 0) return null
  return (
    <section className="example-table" aria-label={title}>
      <div className="example-table-head">
        <strong>{title}</strong>
        {onChange ? <span className="quiet">{hint}</span> : null}
      </div>
      {rows.length > 0 ? (
        <div className="example-scroll">
          <table ref={body} className="example-grid">
            <thead>
              <tr>
                <th scope="col" className="example-row-number">
                  <span className="unseen">行</span>
                </th>
                {columns.map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
                {onChange ? <td /> : null}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place while they are being typed
                <tr key={at}>
                  <th scope="row" className="example-row-number">
                    {at + 1}
                  </th>
                  {columns.map((heading, column) => (
                    <td key={heading}>
                      {onChange ? (
                        <input
                          aria-label={`${title}第 ${at + 1} 行${heading}`}
                          value={String(row[heading] ?? '')}
                          onChange={(event) => change(at, heading, event.target.value)}
                          onPaste={(event) => paste(event, at, column)}
                          onKeyDown={(event) => move(event, at, column)}
                        />
                      ) : (
                        String(row[heading] ?? '')
                      )}
                    </td>
                  ))}
                  {onChange ? (
                    <td>
                      <Button
                        type="text"
                        aria-label={`删去${title}第 ${at + 1} 行`}
                        onClick={() => onChange(rows.filter((_, i) => i !== at))}
                      >
                        删去
                      </Button>
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {onChange ? (
        <div className="example-acts">
          <Button type="link" onClick={() => onChange([...rows, nextRow(rows)])}>
            加一行{title}
          </Button>
          {rows.length > 0 && free.length > 0 ? (
            <Dropdown
              trigger={['click']}
              menu={{
                items: free.map((heading) => ({ key: heading, label: heading })),
                onClick: ({ key }) => setAsked((before) => [...before, key]),
              }}
            >
              <Button type="link">加一列</Button>
            </Dropdown>
          ) : null}
        </div>
      ) : null}
    </section>
  )
}

/** A further row begins like the last one; a number at the end of its subscriber goes on by one. */
function nextRow(rows: readonly WorkbookRow[]): WorkbookRow {
  const last = rows.at(-1)
  if (!last) return {}
  const next = { ...last }
  for (const heading of ['用户号码', '流水号', '用户标识'] as const) {
    const found = /^(.*?)(\d{1,9})$/.exec(String(last[heading] ?? ''))
    if (found) next[heading] = `${found[1]}${String(Number(found[2]) + 1).padStart(found[2]?.length ?? 0, '0')}`
  }
  return next
}
