/** The reason drawer over a line of a statement: sentence, arithmetic, source rows (settlements.explain). */

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Month } from '../../../src-main/domain/month.ts'
import { type client, trpc } from '../../api/client.ts'
import type { Column } from '../../ui/column.ts'
import { type Reason, ReasonDrawer } from '../../ui/ReasonDrawer.tsx'

type SourceRow = Awaited<ReturnType<typeof client.settlements.explain.query>>['rows'][number]

const rowColumns: readonly Column<SourceRow>[] = [
  { key: 'date', title: '日期', width: 92, kind: 'date', value: (row) => row.date ?? row.period },
  { key: 'businessType', title: '业务类型', width: 84, value: (row) => row.businessType },
  { key: 'brand', title: '品牌', width: 76, value: (row) => row.brand },
  { key: 'plan', title: '套餐', width: 110, value: (row) => row.plan },
  { key: 'subscriber', title: '用户', width: 106, value: (row) => row.subscriber },
  { key: 'quantity', title: '数量', width: 52, kind: 'count', value: (row) => row.quantity },
  { key: 'amount', title: '金额', width: 84, kind: 'money', value: (row) => row.amount },
  { key: 'externalId', title: '流水号', width: 150, value: (row) => row.externalId },
]

interface LineReasonProps {
  readonly period: Month
  readonly outlet: string
  readonly line: { readonly id: string; readonly clauseTitle: string } | undefined
  readonly onClose: () => void
}

/** Source rows shown at once; the rest are counted. */
const shownRows = 5000

export function LineReason({ period, outlet, line, onClose }: LineReasonProps) {
  const asked = useQuery(
    trpc.settlements.explain.queryOptions(
      { period, outlet, line: line?.id ?? '', limit: shownRows },
      { enabled: line !== undefined },
    ),
  )
  const found = line ? asked.data : undefined
  const reason = useMemo(
    (): Reason<SourceRow> | undefined =>
      found && {
        text: found.text,
        steps: found.steps.map((step) => ({ label: step.text, result: step.value })),
        rows: found.rows,
        rowsTotal: found.total,
      },
    [found],
  )
  return (
    <ReasonDrawer<SourceRow>
      open={line !== undefined}
      onClose={onClose}
      title={line?.clauseTitle ?? ''}
      reason={reason}
      loading={line !== undefined && asked.isPending}
      error={line ? asked.error : undefined}
      rowColumns={rowColumns}
    />
  )
}
