/** Choosing the columns of a list and their order, remembered for this person. */

import { Button, Checkbox, Popover } from 'antd'
import type { Column } from './column.ts'
import type { ColumnLayout } from './column-layout.ts'

interface ColumnChoiceProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly layout: ColumnLayout
  readonly onChange: (alter: (before: ColumnLayout) => ColumnLayout) => void
  readonly onReset: () => void
}

export function ColumnChoice<Row>({ columns, layout, onChange, onReset }: ColumnChoiceProps<Row>) {
  const byKey = new Map(columns.map((column) => [column.key, column]))
  const first = columns[0]?.key
  const ordered = layout.order.map((key) => byKey.get(key)).filter((column) => column !== undefined)
  const move = (key: string, by: number) =>
    onChange((before) => {
      const order = before.order.filter((one) => byKey.has(one))
      const from = order.indexOf(key)
      const to = from + by
      if (from < 0 || to < 0 || to >= order.length) return before
      order.splice(to, 0, ...order.splice(from, 1))
      return { ...before, order }
    })
  const show = (key: string, on: boolean) =>
    onChange((before) => ({
      ...before,
      hidden: on ? before.hidden.filter((one) => one !== key) : [...before.hidden, key],
    }))
  const content = (
    <div className="column-choice">
      {ordered.map((column) => (
        <div key={column.key} className="column-choice-row">
          <Checkbox
            checked={column.key === first || !layout.hidden.includes(column.key)}
            disabled={column.key === first}
            onChange={(event) => show(column.key, event.target.checked)}
          >
            {column.title}
          </Checkbox>
          <span>
            <Button type="text" aria-label={`${column.title}上移`} onClick={() => move(column.key, -1)}>
              ↑
            </Button>
            <Button type="text" aria-label={`${column.title}下移`} onClick={() => move(column.key, 1)}>
              ↓
            </Button>
          </span>
        </div>
      ))}
      <Button type="link" onClick={onReset}>
        恢复原样
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" content={content}>
      <Button>列</Button>
    </Popover>
  )
}
