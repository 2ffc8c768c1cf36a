/** The month bar: the period worked on and its stages, each a door; a closed month shows a lock and tints the bar. */

import { LeftOutlined, LockOutlined, RightOutlined } from '@ant-design/icons'
import { Button, DatePicker } from 'antd'
import { type ComponentRef, type ReactNode, useRef, useState } from 'react'
import { NavLink } from 'react-router'
import { addMonths, asMonth } from '../../src-main/domain/month.ts'
import { monthWords } from '../../src-main/domain/said/terms.ts'
import { useKeys } from '../ui/useKeys.ts'
import { usePickedDay } from '../ui/usePickedDay.ts'
import { useMonth } from './month.tsx'
import { type Stage, stageLabel, stageMark, stageWords } from './stages.ts'

interface MonthBarProps {
  readonly stages: readonly Stage[]
  readonly closed: boolean
  readonly opens: (to: string) => boolean
  readonly right: ReactNode
}

export function MonthBar({ stages, closed, opens, right }: MonthBarProps) {
  const { period, choose } = useMonth()
  const picked = usePickedDay(period)
  const [open, setOpen] = useState(false)
  const picker = useRef<ComponentRef<typeof DatePicker>>(null)
  useKeys({
    'Ctrl+M': () => {
      setOpen(true)
      picker.current?.focus()
    },
  })
  return (
    <header className={`month-bar${closed ? ' closed' : ''}`}>
      <div className="month-choice">
        <Button type="text" icon={<LeftOutlined />} aria-label="上个月" onClick={() => choose(addMonths(period, -1))} />
        <DatePicker
          ref={picker}
          picker="month"
          variant="borderless"
          className="month-picker"
          aria-label="账期"
          allowClear={false}
          inputReadOnly={false}
          suffixIcon={null}
          title={closed ? `${monthWords(period)}已结账` : 'Ctrl+M'}
          format={['YYYY年M月', 'YYYY-MM', 'YYYYMM']}
          open={open}
          onOpenChange={setOpen}
          value={picked}
          onChange={(month) => month && !Array.isArray(month) && choose(asMonth(month.format('YYYY-MM')))}
        />
        <Button type="text" icon={<RightOutlined />} aria-label="下个月" onClick={() => choose(addMonths(period, 1))} />
        {closed ? (
          <span className="closed-word">
            <LockOutlined aria-hidden="true" /> 已结账
          </span>
        ) : null}
      </div>
      <nav className="stages" aria-label="本月各步">
        <ol>
          {stages.map((stage) => (
            <li key={stage.key} className={`stage ${stage.state}`}>
              <StageDoor stage={stage} opens={opens(stage.to)} />
            </li>
          ))}
        </ol>
      </nav>
      {right}
    </header>
  )
}

function StageDoor({ stage, opens }: { stage: Stage; opens: boolean }) {
  const shown = (
    <>
      <span className="stage-mark" aria-hidden="true">
        {stageMark(stage)}
      </span>
      {stageLabel(stage.key)}
      {stage.open > 0 ? <span className="stage-open">{stage.open > 999 ? '999+' : stage.open}</span> : null}
    </>
  )
  const named = { title: stageWords(stage), 'aria-label': stageWords(stage) }
  if (!opens)
    return (
      <span className="stage-door off" {...named} title={`${stageWords(stage)}（尚未开放）`}>
        {shown}
      </span>
    )
  return (
    <NavLink
      to={stage.to}
      className="stage-door"
      {...named}
      aria-current={stage.state === 'current' ? 'step' : undefined}
    >
      {shown}
    </NavLink>
  )
}
