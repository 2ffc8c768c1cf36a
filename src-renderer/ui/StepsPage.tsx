/**
 * Steps (import, closing, restore, first run): numbered, one decision a step, back without loss, what will happen said
 * before it happens, what happened said after, and how to undo it.
 *
 *   const [at, setAt] = useState('file')
 *   <StepsPage title="导入业务明细" at={at} onGo={setAt} steps={[
 *     { key: 'file', title: '选文件', content: <FileDrop … />, next: { label: '下一步', disabled: file ? undefined : '请先选文件' } },
 *     { key: 'check', title: '核对', content: …, next: { label: '导入 5,988 行', before: '将新增 5,988 行，可整批撤销。', run: importIt } },
 *     { key: 'done', title: '完成', content: …, last: true } ]} />
 *
 * The caller keeps the values of all steps, so going back loses nothing. A `run` that throws stays on its step and is said.
 * Ctrl+Enter goes on, Esc leaves through `onLeave`.
 */

import { Button, Steps } from 'antd'
import type { ReactNode } from 'react'
import { ActButton } from './ActButton.tsx'
import type { Act } from './act.ts'
import { useKeys } from './useKeys.ts'
import { useRunAct } from './useRunAct.ts'

export interface Step {
  readonly key: string
  readonly title: string
  readonly content: ReactNode
  readonly next?: {
    readonly label: string
    /** Why one cannot go on yet. */
    readonly disabled?: string | undefined
    /** What will happen, said beside the button. */
    readonly before?: ReactNode
    /** Done before going on; answer false to stay. */
    readonly run?: () => unknown
    readonly tone?: 'primary' | 'danger'
  }
  /** What happened cannot be stepped back from; undoing is said in the content. */
  readonly last?: boolean
}

interface StepsPageProps {
  readonly title: string
  readonly steps: readonly Step[]
  readonly at: string
  readonly onGo: (key: string) => void
  readonly onLeave?: () => void
  /** What leaving is called where what was done stays: 先放着. */
  readonly leave?: string
}

export function StepsPage({ title, steps, at, onGo, onLeave, leave = '不做了' }: StepsPageProps) {
  const { run, running } = useRunAct()
  const index = Math.max(
    0,
    steps.findIndex((step) => step.key === at),
  )
  const step = steps[index]
  const following = steps[index + 1]
  const next: Act | undefined = step?.next && {
    key: 'next',
    label: step.next.label,
    tone: step.next.tone ?? 'primary',
    shortcut: 'Ctrl+Enter',
    disabled: step.next.disabled,
    run: async () => {
      const answer = await step.next?.run?.()
      if (answer !== false && following) onGo(following.key)
    },
  }
  useKeys({
    'Ctrl+Enter': next && running === undefined ? () => run(next) : undefined,
    Esc: onLeave ? () => onLeave() : undefined,
  })
  return (
    <section className="steps-page" aria-label={title}>
      <header className="page-head">
        <h1>{title}</h1>
        {onLeave ? (
          <Button onClick={onLeave} title="Esc">
            {step?.last ? '关闭' : leave}
          </Button>
        ) : null}
      </header>
      <Steps className="steps-line" size="small" current={index} items={steps.map((one) => ({ title: one.title }))} />
      <div className="steps-body" key={step?.key}>
        {step?.content}
      </div>
      <footer className="steps-foot">
        {index > 0 && !step?.last ? (
          <Button disabled={running !== undefined} onClick={() => onGo(steps[index - 1]?.key ?? at)}>
            上一步
          </Button>
        ) : null}
        {step?.next?.before ? <span className="steps-before">{step.next.before}</span> : null}
        {next ? <ActButton act={next} busy={running === 'next'} onPress={run} /> : null}
      </footer>
    </section>
  )
}
