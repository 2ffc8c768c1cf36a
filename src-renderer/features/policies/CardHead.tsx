/** The head of a card in an editor, of a clause or an indicator: its number, code and name, and what can be done with it whole. */

import { Button, Input } from 'antd'
import type { ReactNode } from 'react'
import { type Faults, faultAt } from './faults.ts'

interface CardHeadProps {
  /** 条款, 指标. */
  readonly noun: string
  readonly number: number
  readonly code: string
  readonly title: string
  /** What a name looks like: 放号酬金. */
  readonly example: string
  /** px of the code's and the name's box. */
  readonly widths: readonly [number, number]
  readonly faults: Faults
  readonly onChange: (part: { code: string } | { title: string }) => void
  readonly onCopy: () => void
  readonly onDrop: (() => void) | undefined
  readonly onUp: (() => void) | undefined
  /** What stands between the name and the acts. */
  readonly children: ReactNode
}

export function CardHead(props: CardHeadProps) {
  const { noun, number, code, title, widths, faults, onChange } = props
  const [wrongCode, wrongTitle] = [faultAt(faults, 'code'), faultAt(faults, 'title')]
  return (
    <header className="clause-head">
      <span className="clause-number">{number}</span>
      <Input
        aria-label={`${noun}编码`}
        style={{ width: widths[0] }}
        maxLength={64}
        value={code}
        {...(wrongCode ? { status: 'error' as const, title: wrongCode } : {})}
        onChange={(event) => onChange({ code: event.target.value.trim() })}
      />
      <Input
        aria-label={`${noun}名称`}
        placeholder={`${noun}名称，如 ${props.example}`}
        style={{ width: widths[1] }}
        maxLength={100}
        value={title}
        {...(wrongTitle ? { status: 'error' as const } : {})}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      {props.children}
      <span className="clause-acts">
        {props.onUp ? (
          <Button type="text" onClick={props.onUp}>
            上移
          </Button>
        ) : null}
        <Button type="text" onClick={props.onCopy}>
          复制
        </Button>
        {props.onDrop ? (
          <Button type="text" danger onClick={props.onDrop}>
            删除
          </Button>
        ) : null}
      </span>
    </header>
  )
}
