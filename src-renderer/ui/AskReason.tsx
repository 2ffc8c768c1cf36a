/**
 * Asking why before something is sent back, refused or opened again: a reason, where needed a password, then the act.
 *
 *   {asking ? <AskReason title="退回 2026年9月结算" ok="退回" label="退回原因" text="……" onClose={…}
 *     run={({ reason }) => client.settlements.sendBack.mutate({ period, reason })} /> : null}
 *
 * A refusal is said inside the dialog, and what was typed stays.
 */

import { Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { Field } from './Field.tsx'
import { FormDialog } from './FormDialog.tsx'

interface AskReasonProps {
  readonly title: string
  readonly ok: string
  readonly label: string
  /** What will happen. */
  readonly text?: ReactNode
  /** Label of a password that is asked too. */
  readonly password?: string
  readonly danger?: boolean
  readonly run: (answer: { reason: string; password: string }) => Promise<unknown>
  readonly onClose: () => void
}

export function AskReason({ title, ok, label, text, password, danger, run, onClose }: AskReasonProps) {
  const [reason, setReason] = useState('')
  const [secret, setSecret] = useState('')
  return (
    <FormDialog
      title={title}
      ok={ok}
      text={text}
      danger={danger ?? false}
      onClose={onClose}
      run={async () => {
        if (reason.trim() === '') return `请写${label}`
        if (password && secret === '') return `请填${password}`
        await run({ reason: reason.trim(), password: secret })
        return undefined
      }}
    >
      <Field label={label} required>
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      {password ? (
        <Field label={password} required>
          <Input.Password autoComplete="off" value={secret} onChange={(event) => setSecret(event.target.value)} />
        </Field>
      ) : null}
    </FormDialog>
  )
}
