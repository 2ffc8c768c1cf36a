/** 谁提供: which department or person delivers an indicator's values. */

import { Input } from 'antd'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'

interface DelivererDialogProps {
  readonly indicators: readonly string[]
  readonly known: Readonly<Record<string, string>>
  readonly onClose: () => void
}

export function DelivererDialog({ indicators, known, onClose }: DelivererDialogProps) {
  const [said, setSaid] = useState<Readonly<Record<string, string>>>(known)
  return (
    <FormDialog
      title="各项指标由谁提供"
      ok="保存"
      text="写部门或人，显示在列头；缺哪些值就知道向谁要。"
      onClose={onClose}
      run={async () => {
        for (const indicator of indicators) {
          const deliverer = (said[indicator] ?? '').trim()
          if (deliverer !== (known[indicator] ?? ''))
            await client.indicators.setDeliverer.mutate({ indicator, deliverer })
        }
        return undefined
      }}
    >
      {indicators.map((indicator) => (
        <Field key={indicator} label={indicator}>
          <Input
            maxLength={100}
            value={said[indicator] ?? ''}
            onChange={(event) => setSaid({ ...said, [indicator]: event.target.value })}
          />
        </Field>
      ))}
    </FormDialog>
  )
}
