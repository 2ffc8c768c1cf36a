/** Thirteen months of an outlet's commission by kind of line, as a small chart; a month opens its statement. */

import { useQuery } from '@tanstack/react-query'
import type { Month } from '../../../src-main/domain/month.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { Chart } from '../../ui/Chart.tsx'
import { moneyText } from '../../ui/figures.ts'
import { shortMonth } from '../register/short-month.ts'
import { lineKindWords } from '../settlements/settlement-words.ts'

interface OutletCommissionProps {
  readonly code: string
  /** The last of the thirteen. */
  readonly until: Month
  readonly onOpen: (month: Month) => void
}

export function OutletCommission({ code, until, onOpen }: OutletCommissionProps) {
  const asked = useQuery(trpc.outlets.commission.queryOptions({ code, period: until }))
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  if (!asked.data || asked.data.kinds.length === 0) return null
  const { months, kinds } = asked.data
  return (
    <Chart
      title="各月酬金"
      categoryTitle="账期"
      unit="元"
      height={180}
      categories={months.map(shortMonth)}
      series={kinds.map(({ kind, amounts }) => ({
        name: kind === 'adjustment' ? '调整' : lineKindWords(kind),
        kind: 'bar',
        stack: 'month',
        // the picture alone is drawn from numbers; the figures are the store's texts
        values: amounts.map((amount) => (amount === null ? null : Number(amount))),
      }))}
      say={(value) => moneyText(value.toFixed(2))}
      onOpen={(category) => {
        const month = months[category]
        if (month) onOpen(month)
      }}
    />
  )
}
