/** The reason drawer over any figure of a month: a statement's line with its source rows, or a sum with its parts. */

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { addMonths, type Month } from '../../../src-main/domain/month.ts'
import { fundRatesOf } from '../../../src-main/domain/statement.ts'
import { taxTableOf } from '../../../src-main/domain/tax.ts'
import { client, trpc } from '../../api/client.ts'
import type { Column } from '../../ui/column.ts'
import { countText, moneyText } from '../../ui/figures.ts'
import { type Reason, ReasonDrawer } from '../../ui/ReasonDrawer.tsx'
import { type ListSource, useListRows } from '../../ui/useListRows.ts'
import { differenceReason, fundReason, grossReason, outletsReason, payableReason, taxReason } from './reasons.ts'
import type { Payment, SourceRow, Statement } from './shapes.ts'

/** The figure that is asked about. */
export type Why =
  | { readonly kind: 'line'; readonly outlet: string; readonly line: string; readonly title: string }
  | { readonly kind: 'gross' | 'fund' | 'difference'; readonly outlet: string }
  | { readonly kind: 'payable' | 'agentGross' | 'agentFund' | 'tax'; readonly agent: string }

/** `const { ask, drawer } = useWhy(period)`: `ask(why)` opens the drawer, which stands anywhere on the page. */
export function useWhy(period: Month): { readonly ask: (why: Why) => void; readonly drawer: ReactNode } {
  const [why, setWhy] = useState<Why>()
  const close = useCallback(() => setWhy(undefined), [])
  return { ask: setWhy, drawer: why ? <WhyDrawer period={period} why={why} onClose={close} /> : null }
}

interface WhyDrawerProps {
  readonly period: Month
  readonly why: Why
  readonly onClose: () => void
}

function WhyDrawer({ period, why, onClose }: WhyDrawerProps) {
  switch (why.kind) {
    case 'line':
      return <LineReason period={period} why={why} onClose={onClose} />
    case 'gross':
    case 'fund':
    case 'difference':
      return <StatementReason period={period} why={why} onClose={onClose} />
    default:
      return <PaymentReason period={period} why={why} onClose={onClose} />
  }
}

const rowColumns: readonly Column<SourceRow>[] = [
  { key: 'date', title: '日期', width: 92, kind: 'date', value: (row) => row.date },
  { key: 'type', title: '业务类型', width: 84, value: (row) => row.businessType },
  { key: 'subscriber', title: '用户', width: 108, value: (row) => row.subscriber },
  { key: 'quantity', title: '数量', width: 56, kind: 'count', value: (row) => row.quantity },
  { key: 'amount', title: '金额', width: 84, kind: 'money', value: (row) => row.amount },
]

const stepLabels = {
  measure: '计量',
  tier: '计酬',
  sum: '小计',
  factor: '系数',
  cap: '封顶',
  floor: '保底',
  amount: '金额',
} as const

const mostPrinted = 20_000

function LineReason({ period, why, onClose }: WhyDrawerProps & { readonly why: Extract<Why, { kind: 'line' }> }) {
  const asked = { period, outlet: why.outlet, line: why.line }
  const told = useQuery(trpc.settlements.explain.queryOptions({ ...asked, limit: 0 }))
  const [window, setWindow] = useState({ first: 0, last: 40 })
  const onWindow = useCallback((first: number, last: number) => setWindow({ first, last }), [])
  const source = useMemo(
    (): ListSource<SourceRow> => ({
      queryKey: [...trpc.settlements.explain.pathKey(), period, why.outlet, why.line],
      fetch: ({ offset, limit }, signal) =>
        client.settlements.explain.query({ period, outlet: why.outlet, line: why.line, offset, limit }, { signal }),
    }),
    [period, why.outlet, why.line],
  )
  const rows = useListRows(source, { sort: undefined, filter: {} }, window)
  const reason: Reason<SourceRow> | undefined = told.data && {
    text: `${told.data.text}。`,
    steps: told.data.steps.map(({ text, value, kind }) => ({
      label: stepLabels[kind],
      ...(text === stepLabels[kind] ? {} : { arithmetic: text }),
      result: kind === 'measure' ? countText(value) : moneyText(value),
    })),
    rows: [],
  }
  return (
    <ReasonDrawer<SourceRow>
      open
      onClose={onClose}
      title={`${why.title}　${why.outlet}`}
      reason={reason}
      loading={told.isPending}
      error={told.error ?? rows.error}
      rowColumns={rowColumns}
      paged={{
        total: rows.total,
        rowAt: rows.rowAt,
        onWindow,
        all: async () => (await client.settlements.explain.query({ ...asked, limit: mostPrinted })).rows,
      }}
    />
  )
}

const statementTitles = { gross: '酬金合计', fund: '基金缴存', difference: '与上月的差异' } as const

function StatementReason({
  period,
  why,
  onClose,
}: WhyDrawerProps & { readonly why: Extract<Why, { kind: 'gross' | 'fund' | 'difference' }> }) {
  const { outlet, kind } = why
  const now = useQuery(trpc.settlements.statements.queryOptions({ period, outlets: [outlet] }))
  const last = useQuery(
    trpc.settlements.statements.queryOptions(
      { period: addMonths(period, -1), outlets: [outlet] },
      { enabled: kind === 'difference' },
    ),
  )
  const settings = useQuery(trpc.settings.get.queryOptions(undefined, { enabled: kind === 'fund' }))
  const statement = now.data?.[0]
  const reason = (): Reason | undefined => {
    if (kind === 'difference')
      return now.data && last.data && differenceReason(statement as Statement | undefined, last.data[0])
    if (!statement) return undefined
    if (kind === 'gross') return grossReason(statement)
    return settings.data && fundReason(statement, fundRatesOf(settings.data.fund, period))
  }
  return (
    <ReasonDrawer
      open
      onClose={onClose}
      title={`${statementTitles[kind]}　${statement?.name ?? outlet}`}
      reason={reason()}
      loading={now.isPending || (kind === 'difference' && last.isPending) || (kind === 'fund' && settings.isPending)}
      error={now.error ?? last.error ?? settings.error}
      also={
        <p>
          <Link to={`/settlements/statements/${encodeURIComponent(outlet)}`}>打开结算单，看每一项的来源行</Link>
        </p>
      }
    />
  )
}

const paymentTitles = { payable: '应付', agentGross: '酬金合计', agentFund: '基金缴存', tax: '代扣个税' } as const

function PaymentReason({ period, why, onClose }: WhyDrawerProps & { readonly why: Extract<Why, { agent: string }> }) {
  const { agent, kind } = why
  const payments = useQuery(trpc.settlements.payments.queryOptions({ period }))
  const isTax = kind === 'tax'
  const file = useQuery(trpc.agents.get.queryOptions({ code: agent }, { enabled: isTax }))
  const settings = useQuery(trpc.settings.get.queryOptions(undefined, { enabled: isTax }))
  const payment = payments.data?.find((one) => one.agent === agent)
  const reason = (of: Payment): Reason | undefined => {
    if (kind === 'payable') return payableReason(of)
    if (kind === 'agentGross') return outletsReason(of, 'gross')
    if (kind === 'agentFund') return outletsReason(of, 'fund')
    return file.data && settings.data && taxReason(of, file.data.payerKind, taxTableOf(settings.data.tax, period))
  }
  return (
    <ReasonDrawer
      open
      onClose={onClose}
      title={`${paymentTitles[kind]}　${payment?.name ?? agent}`}
      reason={payment && reason(payment)}
      loading={payments.isPending || (isTax && (file.isPending || settings.isPending))}
      error={payments.error ?? file.error ?? settings.error}
      also={
        <p>
          <Link to={`/settlements/payments/${encodeURIComponent(agent)}`}>打开代理商付款，看各网点</Link>
        </p>
      }
    />
  )
}
