/** 台账: the batches, newest first; importing, templates, exports, the door to the reconciliation. */

import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Month } from '../../../src-main/domain/month.ts'
import { kindWords, monthWords, stateWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { sumTexts } from '../../ui/figures.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import { momentWords } from '../../ui/moments.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { ExportDialog, TemplateDialog } from './LedgerDialogs.tsx'
import { isRegisterKind, kindNotes, type LedgerKind } from './ledger-kind.ts'
import type { BatchRow } from './shapes.ts'

/** The state of a batch in words: 有效 rather than an outlet's 在营. */
export const batchStateWords = (state: string): string => (state === 'active' ? '有效' : stateWords(state))

const counted = (kind: LedgerKind) => !isRegisterKind(kind) && kind !== 'indicators'

const columns: readonly Column<BatchRow>[] = [
  { key: 'id', title: '批次', width: 64, value: (row) => `第 ${row.id} 批` },
  { key: 'kind', title: '台账', width: 92, value: (row) => kindWords(row.kind) },
  { key: 'file', title: '文件', width: 220, value: (row) => row.file },
  {
    key: 'periods',
    title: '账期',
    width: 100,
    value: (row) => row.periods.map(({ period }) => monthWords(period)).join('、'),
  },
  {
    key: 'state',
    title: '状态',
    width: 74,
    value: (row) => batchStateWords(row.state),
    show: (row) => <StateTag label={batchStateWords(row.state)} tone={row.state === 'undone' ? 'late' : 'plain'} />,
  },
  { key: 'added', title: '新增', width: 72, kind: 'count', value: (row) => row.rows.added },
  { key: 'updated', title: '改动', width: 54, kind: 'count', value: (row) => row.rows.updated },
  { key: 'skipped', title: '跳过', width: 54, kind: 'count', value: (row) => row.rows.skipped },
  { key: 'rejected', title: '不对', width: 54, kind: 'count', value: (row) => row.rows.rejected },
  {
    key: 'quantity',
    title: '数量',
    width: 72,
    kind: 'count',
    value: (row) =>
      counted(row.kind) && row.kind !== 'subscriberMonths'
        ? sumTexts(row.periods.map(({ quantity }) => quantity))
        : null,
  },
  {
    key: 'amount',
    title: '金额',
    width: 110,
    kind: 'money',
    value: (row) => (counted(row.kind) ? sumTexts(row.periods.map(({ amount }) => amount)) : null),
  },
  { key: 'user', title: '谁导入', width: 72, value: (row) => row.user },
  { key: 'at', title: '时间', width: 130, kind: 'date', value: (row) => momentWords(row.at) },
  { key: 'sheet', title: '工作表', width: 110, hidden: true, value: (row) => row.sheet },
  { key: 'read', title: '读到', width: 82, kind: 'count', hidden: true, value: (row) => row.rows.read },
]

const filters: readonly Filter[] = [
  {
    key: 'kind',
    label: '台账',
    kind: 'choice',
    width: 120,
    options: kindNotes.map(({ kind }) => ({ value: kind, label: kindWords(kind) })),
  },
  { key: 'period', label: '账期', kind: 'month', width: 130 },
]

const source: ListSource<BatchRow> = {
  queryKey: trpc.ledgers.batches.pathKey(),
  fetch: async ({ offset, limit, filter }, signal) => {
    const { q, kind, period } = filter
    const asked = {
      offset,
      limit,
      ...(q ? { text: String(q) } : {}),
      ...(kind ? { kind: kind as LedgerKind } : {}),
      ...(period ? { period: period as Month } : {}),
    }
    return { ...(await client.ledgers.batches.query(asked, { signal })), sums: {} }
  },
}

export function BatchList() {
  const missing = useMissingRole(['clerk'])
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<'template' | 'export'>()
  const acts = useMemo(
    (): Act[] => [
      {
        key: 'import',
        label: '导入',
        shortcut: 'Ctrl+I',
        tone: 'primary',
        disabled: missing,
        run: () => navigate('/ledgers/import'),
      },
      { key: 'reconcile', label: '对账', run: () => navigate('/ledgers/reconcile') },
      { key: 'templates', label: '下载模板', run: () => setDialog('template') },
      { key: 'export-ledger', label: '导出台账', run: () => setDialog('export') },
    ],
    [missing, navigate],
  )
  return (
    <>
      <ListPage<BatchRow>
        list="batches"
        title="台账"
        columns={columns}
        filters={filters}
        searchHint="文件名、谁导入"
        rowKey={(row) => String(row.id)}
        source={source}
        onOpen={(row) => navigate(`/ledgers/batches/${row.id}`)}
        acts={acts}
        empty={
          <EmptyState
            title="还没有导入过台账"
            text="台账是 BOSS 每月导出的 Excel：业务明细、用户月度、汇总数、指标、酬金清单、对账数。每导入一个文件是一批，可以整批撤销。"
            source="先有代理商和网点，再导入台账。表头和模板不一样也没关系，导入时会自己认。"
            act={{ key: 'first-import', label: '导入', disabled: missing, run: () => navigate('/ledgers/import') }}
            also={[{ key: 'first-template', label: '下载模板', run: () => setDialog('template') }]}
          />
        }
      />
      {dialog === 'template' ? <TemplateDialog onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'export' ? <ExportDialog onClose={() => setDialog(undefined)} /> : null}
    </>
  )
}
