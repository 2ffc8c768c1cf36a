/** The button of an act; when it cannot be done it stays in sight, reachable, and says why. */

import { Button, Space, Tooltip } from 'antd'
import { useId } from 'react'
import type { Act } from './act.ts'
import { useActKeys } from './useKeys.ts'
import { useRunAct } from './useRunAct.ts'

interface ActButtonProps {
  readonly act: Act
  readonly busy?: boolean
  readonly onPress: (act: Act) => void
}

/** One button. Not natively disabled: the keyboard must reach the reason. */
export function ActButton({ act, busy = false, onPress }: ActButtonProps) {
  const reasonId = useId()
  const tone = act.disabled ? {} : toneProps(act.tone)
  const button = (
    <Button
      {...tone}
      loading={busy}
      className={act.disabled ? 'act-off' : ''}
      aria-disabled={act.disabled ? true : undefined}
      aria-describedby={act.disabled ? reasonId : undefined}
      aria-keyshortcuts={act.shortcut}
      onClick={() => onPress(act)}
    >
      {act.label}
    </Button>
  )
  if (act.disabled)
    return (
      <Tooltip title={act.disabled}>
        <span className="act-holder">
          {button}
          <span id={reasonId} className="unseen">
            {act.disabled}
          </span>
        </span>
      </Tooltip>
    )
  return act.shortcut ? <Tooltip title={act.shortcut}>{button}</Tooltip> : button
}

function toneProps(tone: Act['tone']) {
  if (tone === 'primary') return { type: 'primary' as const }
  if (tone === 'danger') return { danger: true }
  return {}
}

/** A row of acts with their keys and questions: `<Acts acts={[save, submit]} />`. */
export function Acts({ acts }: { readonly acts: readonly Act[] }) {
  const { run, running } = useRunAct()
  useActKeys(acts, run)
  return (
    <div className="acts">
      {acts.map((act) =>
        act.more ? (
          <Space.Compact key={act.key}>
            {[act, ...act.more].map((one) => (
              <ActButton key={one.key} act={one} busy={running === one.key} onPress={run} />
            ))}
          </Space.Compact>
        ) : (
          <ActButton key={act.key} act={act} busy={running === act.key} onPress={run} />
        ),
      )}
    </div>
  )
}
