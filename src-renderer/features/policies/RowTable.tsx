/**
 * A small table of figures that is typed or pasted from Excel: tiers, bands. Rows are added below and taken off.
 * Pasting several cells into any field replaces the table's rows from that row on.
 */

import { Button, Input } from 'antd'
import type { ClipboardEvent, ReactNode } from 'react'
import { DecimalInput, MoneyInput } from '../../ui/NumberField.tsx'
import { type Faults, faultAt } from './faults.ts'
import { pastedRows } from './pasted-rows.ts'

export interface RowColumn {
  readonly key: string
  readonly title: string
  readonly kind: 'money' | 'decimal' | 'text'
  readonly suffix?: string
  /** Shown where nothing is written: 不限. */
  readonly placeholder?: string
}

interface RowTableProps<Row extends object> {
  readonly label: string
  readonly columns: readonly RowColumn[]
  readonly rows: readonly Row[]
  readonly blank: Row
  readonly onChange: (rows: Row[]) => void
  /** With paths that begin at the rows. */
  readonly faults: Faults
  /** What a row is called: 档. */
  readonly row?: string
  /** Said under the table in place of how to paste. */
  readonly note?: ReactNode
}

export function RowTable<Row extends object>(props: RowTableProps<Row>) {
  const { label, columns, rows, blank, onChange, faults, row: word = '档' } = props
  const change = (at: number, key: string, value: string) =>
    onChange(rows.map((row, i) => (i === at ? { ...row, [key]: value } : row)))
  const paste = (event: ClipboardEvent, at: number) => {
    const pasted = pastedRows(event.clipboardData.getData('text'), columns.length)
    if (!pasted) return
    event.preventDefault()
    const made = pasted.map((cells) => ({
      ...blank,
      ...Object.fromEntries(columns.map(({ key }, i) => [key, cells[i] ?? ''])),
    }))
    onChange([...rows.slice(0, at), ...made])
  }
  const faultsOf = (at: number) =>
    [faultAt(faults, at), ...columns.map(({ key }) => faultAt(faults, at, key))].filter((fault) => fault !== undefined)
  return (
    <table className="row-table" aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ key, title }) => (
            <th key={key} scope="col">
              {title}
            </th>
          ))}
          <td className="row-rest" />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place while they are being typed
          <tr key={at} onPaste={(event) => paste(event, at)}>
            {columns.map((column) => (
              <td key={column.key}>
                <Cell
                  column={column}
                  label={`第 ${at + 1} ${word}${column.title}`}
                  value={(row as Record<string, string | undefined>)[column.key] ?? ''}
                  onChange={(value) => change(at, column.key, value)}
                />
              </td>
            ))}
            <td>
              {rows.length > 1 ? (
                <Button
                  type="text"
                  aria-label={`删去第 ${at + 1} ${word}`}
                  onClick={() => onChange(rows.filter((_, i) => i !== at))}
                >
                  删去
                </Button>
              ) : null}
              {faultsOf(at).map((fault) => (
                <span key={fault} className="wrong row-fault">
                  {fault}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={columns.length + 1}>
            <Button type="link" onClick={() => onChange([...rows, blank])}>
              加一{word}
            </Button>
            <span className="quiet">{props.note ?? '可从 Excel 复制几行，粘贴到起点里'}</span>
            {faultAt(faults) ? <span className="wrong row-fault">{faultAt(faults)}</span> : null}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

interface CellProps {
  readonly column: RowColumn
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function Cell({ column: { kind, suffix, placeholder }, label, value, onChange }: CellProps) {
  if (kind === 'text')
    return (
      <Input
        aria-label={label}
        style={{ width: 120 }}
        maxLength={20}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value.trim())}
      />
    )
  const Figure = kind === 'money' ? MoneyInput : DecimalInput
  return (
    <Figure
      aria-label={label}
      value={value}
      width={120}
      {...(suffix ? { suffix } : {})}
      {...(placeholder ? { placeholder } : {})}
      onChange={onChange}
    />
  )
}
