/** Which receipts' deposit goes along when only some outlets move: each whole, as the account shows it. */

import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { Field } from '../../ui/Field.tsx'
import { moneyText } from '../../ui/figures.ts'

export interface Receipt {
  readonly kind: string
  readonly day: IsoDate
  readonly receipt: string | null
  readonly amount: string
}

interface ReceiptChoiceProps {
  readonly agent: string
  /** Null: all of them. */
  readonly chosen: readonly Receipt[] | null
  readonly onChange: (chosen: readonly Receipt[] | null) => void
}

export function ReceiptChoice({ agent, chosen, onChange }: ReceiptChoiceProps) {
  const asked = useQuery(trpc.deposits.account.queryOptions({ agent }))
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  const entries = asked.data?.entries ?? []
  const corrected = new Set(entries.flatMap(({ corrects, state }) => (state === 'confirmed' && corrects) || []))
  const receipts = entries
    .filter(({ act, state }) => state === 'confirmed' && ['opening', 'paid', 'movedIn'].includes(act))
    .filter(({ id }) => id === null || !corrected.has(id))
    .map(({ kind, day, receipt, amount }): Receipt => ({ kind, day, receipt, amount }))
  if (receipts.length === 0) return null
  const key = (one: Receipt) => JSON.stringify([one.kind, one.day, one.receipt, one.amount])
  return (
    <Field label="转哪些保证金" hint="一张收据整笔转或整笔留；扣过、退过的，转的不能超过余额。">
      <Checkbox.Group
        value={(chosen ?? receipts).map(key)}
        options={receipts.map((one) => ({
          value: key(one),
          label: `${one.kind} ${moneyText(one.amount)} 元，${one.day}${one.receipt ? `，收据 ${one.receipt}` : ''}`,
        }))}
        onChange={(keys: string[]) => {
          const next = receipts.filter((one) => keys.includes(key(one)))
          onChange(next.length === receipts.length ? null : next)
        }}
      />
    </Field>
  )
}
