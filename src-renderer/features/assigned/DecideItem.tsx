/** Deciding an item of the list: paid as assigned, or only checked against an own clause, from the first open month on. */

import { useQuery } from '@tanstack/react-query'
import { Radio, Select } from 'antd'
import { useState } from 'react'
import { client, trpc } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import type { ComparedItem } from './shapes.ts'

export function DecideItem({ item, onClose }: { readonly item: ComparedItem; readonly onClose: () => void }) {
  const is = item.decision?.is
  const [treatment, setTreatment] = useState<'paid' | 'checked'>(is?.treatment ?? 'paid')
  const [clause, setClause] = useState(is?.treatment === 'checked' ? keyOf(is) : undefined)
  const missing = useMissingRole(['clerk', 'reviewer'])
  const change = useChange()
  const notice = useNotice()
  const clauses = useQuery(trpc.assigned.clauses.queryOptions())
  const save = async () => {
    const chosen = clauses.data?.find((each) => keyOf(each) === clause)
    if (missing) return missing
    if (treatment === 'checked' && !chosen) return '请选要核对的条款。'
    const decided =
      treatment === 'checked' && chosen
        ? { treatment, policy: chosen.policy, clause: chosen.clause }
        : { treatment: 'paid' as const }
    await change(client.assigned.decide.mutate({ item: item.code, is: decided }))
    notice.done(`“${item.name}”已改为${treatment === 'paid' ? '照清单付' : '只核对'}，重新试算后生效。`)
    return undefined
  }
  return (
    <FormDialog
      title={`清单项目：${item.name}`}
      ok="确定"
      cancel="取消"
      width={520}
      below={
        <p className="quiet">
          {treatment === 'paid'
            ? '每个社会网点的金额进结算单，不计基金；自有营业厅只列出，不付。'
            : '清单的金额不进结算单。'}
          从最早的未结账月份起执行；已结账的月份不变。
        </p>
      }
      run={save}
      onClose={onClose}
    >
      <Field label="怎样处理" required>
        <Radio.Group
          value={treatment}
          onChange={(event) => setTreatment(event.target.value as 'paid' | 'checked')}
          options={[
            { value: 'paid', label: '照清单付' },
            { value: 'checked', label: '只核对，不付' },
          ]}
        />
      </Field>
      {treatment === 'checked' ? (
        <Field label="核对条款" required hint="这个条款每个网点的金额（含扣回）与清单逐个比较。">
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            value={clause ?? null}
            placeholder="政策或条款的编码、名称"
            notFoundContent="还没有批准的政策"
            options={(clauses.data ?? []).map((each) => ({
              value: keyOf(each),
              label: `${each.policy} ${each.policyTitle} › ${each.clause} ${each.title}`,
            }))}
            onChange={setClause}
          />
        </Field>
      ) : null}
    </FormDialog>
  )
}

const keyOf = ({ policy, clause }: { policy: string; clause: string }): string => JSON.stringify([policy, clause])
