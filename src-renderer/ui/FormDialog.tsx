/**
 * A small form in a dialog: its fields, one button that does it, and what is wrong said inside; what was typed stays.
 *
 *   <FormDialog title="登记已付" ok="登记" onClose={…} run={async () => {
 *     if (on === '') return '请填付款日期'
 *     await change(client.fund.pay.mutate({ id, on }))
 *   }}><Field …/></FormDialog>
 *
 * `run` answers what is still missing; nothing when it is done, and the dialog closes. A refusal is said in words.
 * Enter goes from field to field and on the last does it, as Ctrl+S does from anywhere; Esc leaves.
 */

import { Modal } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { errorWords } from '../api/refusal.ts'
import { FormGrid } from './Field.tsx'
import { useKeys } from './useKeys.ts'

interface FormDialogProps {
  readonly title: string
  readonly ok: string
  readonly cancel?: string
  /** What will happen. */
  readonly text?: ReactNode
  readonly width?: number
  readonly danger?: boolean
  readonly children?: ReactNode
  /** Below the fields: evidence, what the choice comes to. */
  readonly below?: ReactNode
  readonly run: () => Promise<string | undefined>
  readonly onClose: () => void
}

export function FormDialog({
  title,
  ok,
  cancel = '不做了',
  text,
  width = 480,
  danger,
  children,
  below,
  run,
  onClose,
}: FormDialogProps) {
  const [fault, setFault] = useState<string>()
  const [running, setRunning] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const busy = useRef(false)
  const go = async () => {
    if (busy.current) return
    busy.current = true
    setRunning(true)
    try {
      const missing = await run()
      if (missing === undefined) onClose()
      else setFault(missing)
    } catch (error) {
      setFault(errorWords(error))
    } finally {
      busy.current = false
      setRunning(false)
    }
  }
  useKeys({ 'Ctrl+S': () => void go() })
  return (
    <Modal
      open
      className="form-dialog"
      title={title}
      okText={ok}
      cancelText={cancel}
      okButtonProps={{ danger: danger ?? false }}
      confirmLoading={running}
      onOk={() => void go()}
      onCancel={onClose}
      width={width}
      afterOpenChange={(opened) => {
        // what opened the dialog may still hold the keyboard
        if (opened && !box.current?.contains(document.activeElement))
          box.current?.querySelector<HTMLElement>('input:not([disabled]), textarea:not([disabled])')?.focus()
      }}
    >
      {text ? <p className="quiet">{text}</p> : null}
      <div ref={box}>
        <FormGrid single onSave={() => void go()}>
          {children}
        </FormGrid>
        {below}
      </div>
      {fault ? (
        <p className="wrong" role="alert">
          {fault}
        </p>
      ) : null}
    </Modal>
  )
}
