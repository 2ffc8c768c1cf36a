/** 渠道 › 完整性: what is missing in which file, who asks for it, and where each file stands in the open round. */

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { FILE_ITEMS, type FileSubject, halfWords } from '../../../src-main/domain/completeness.ts'
import { client, trpc } from '../../api/client.ts'
import { useMissingRole, useSession } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { shownRows } from '../../ui/shown-rows.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListFilter, ListSource } from '../../ui/useListRows.ts'
import { CompletenessLinks } from './CompletenessLinks.tsx'
import { ConfirmForm } from './ConfirmForm.tsx'
import {
  confirmedState,
  confirmedWords,
  type FileRow,
  itemLabels,
  itemWords,
  kindLabel,
  subjectLabel,
} from './file-words.ts'
import { printTakeAlong } from './take-along.ts'

const columns: readonly Column<FileRow>[] = [
  { key: 'code', title: '编码', width: 104, value: (row) => row.code, sortable: true },
  { key: 'name', title: '名称', width: 180, value: (row) => row.name, sortable: true },
  { key: 'subject', title: '档案', width: 64, value: (row) => subjectLabel(row.subject) },
  { key: 'kind', title: '类型', width: 96, value: kindLabel, sortable: true },
  { key: 'missing', title: '缺项', width: 60, kind: 'count', value: (row) => row.missing.length, sortable: true },
  {
    key: 'items',
    title: '缺什么',
    width: 250,
    value: (row) => itemLabels(row.subject, row.missing) || '齐全',
  },
  { key: 'asker', title: '谁去要', width: 84, value: (row) => row.asker, sortable: true },
  {
    key: 'state',
    title: '本次核对',
    width: 118,
    value: (row) => confirmedState(row.confirmed).label,
    show: (row) => <StateTag {...confirmedState(row.confirmed)} />,
  },
  { key: 'confirmedAt', title: '核对人、日期', width: 140, value: confirmedWords, sortable: true },
  { key: 'township', title: '乡镇', width: 90, value: (row) => row.township, sortable: true },
  { key: 'wanted', title: '可补的', width: 160, value: (row) => itemLabels(row.subject, row.wanted) },
  { key: 'centre', title: '营销中心', width: 100, value: (row) => row.centre, hidden: true },
  { key: 'manager', title: '渠道经理', width: 84, value: (row) => row.manager, hidden: true },
  { key: 'contact', title: '联系人', width: 84, value: (row) => row.contact, hidden: true },
  { key: 'phone', title: '电话', width: 110, value: (row) => row.phone, hidden: true },
  { key: 'address', title: '地址', width: 180, value: (row) => row.address, hidden: true },
]

const states = [
  { value: 'incomplete', label: '有缺项' },
  { value: 'complete', label: '齐全' },
  { value: 'unconfirmed', label: '本次未核对' },
  { value: 'confirmed', label: '本次已核对' },
  { value: 'changed', label: '核对后改过' },
]

type Asked = NonNullable<Parameters<typeof client.completeness.files.query>[0]>

function askedOf(filter: ListFilter): NonNullable<Asked['filter']> {
  const text = (key: string) => (typeof filter[key] === 'string' ? filter[key] : undefined)
  const given = {
    text: text('q'),
    subject: text('subject') as FileSubject | undefined,
    asker: text('asker'),
    township: text('township'),
    item: text('item'),
    state: text('state') as NonNullable<Asked['filter']>['state'],
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

const source: ListSource<FileRow> = {
  queryKey: trpc.completeness.files.pathKey(),
  fetch: async ({ offset, limit, sort, filter }, signal) => {
    const answer = await client.completeness.files.query(
      { offset, limit, ...(sort ? { sort } : {}), filter: askedOf(filter) },
      { signal },
    )
    return { rows: answer.rows, total: answer.total, sums: { missing: answer.missing } }
  },
}

export function FileList() {
  const navigate = useNavigate()
  const { county } = useSession()
  const notClerk = useMissingRole(['clerk'])
  const [confirming, setConfirming] = useState<readonly FileRow[]>()
  const rounds = useQuery(trpc.completeness.rounds.queryOptions(undefined)).data
  const round = rounds?.find(({ closedBy }) => closedBy === null)
  const regions = useQuery(trpc.outlets.regions.queryOptions(undefined)).data
  const filters = useMemo((): Filter[] => {
    const askers = (round ?? rounds?.[0])?.report.askers.flatMap(({ asker }) => asker ?? []) ?? []
    const townships = [...new Set((regions ?? []).filter(({ level }) => level === 'township').map(({ name }) => name))]
    const choice = (value: string) => ({ value, label: value })
    return [
      { key: 'state', label: '状态', kind: 'choice', width: 120, options: states },
      {
        ...{ key: 'subject', label: '档案', kind: 'choice', width: 96 },
        options: [
          { value: 'outlet', label: '网点' },
          { value: 'agent', label: '代理商' },
        ],
      },
      askers.length > 0
        ? { key: 'asker', label: '谁去要', kind: 'choice', width: 110, options: askers.map(choice) }
        : { key: 'asker', label: '谁去要', kind: 'text', width: 110 },
      {
        ...{ key: 'item', label: '缺哪一项', kind: 'choice', width: 150 },
        options: FILE_ITEMS.map(({ subject, item }) => {
          const value = `${subject}.${item}`
          return { value, label: itemWords(value) }
        }),
      },
      { key: 'township', label: '乡镇', kind: 'choice', more: true, options: townships.map(choice) },
    ]
  }, [round, rounds, regions])
  const takeAlong = async (rows?: readonly FileRow[]) =>
    printTakeAlong(
      county?.name ?? '',
      rows ?? (await shownRows(source, { filter: { state: 'incomplete' }, sort: undefined })),
    )
  const noRound = round ? undefined : '现在没有在进行的核对，请先到“定期核对”开始'
  const confirmAct = (rows: readonly FileRow[]): Act => ({
    key: 'confirm',
    label: '已核对',
    tone: 'primary',
    disabled: notClerk ?? noRound,
    run: () => setConfirming(rows),
  })
  return (
    <>
      <ListPage<FileRow>
        list="completeness"
        title="档案完整性"
        columns={columns}
        filters={filters}
        rowKey={(row) => `${row.subject}:${row.code}`}
        source={source}
        signed={county?.name ?? ''}
        sort={{ by: 'missing', descending: true }}
        onOpen={(row) => navigate(`/${row.subject}s/${encodeURIComponent(row.code)}?tab=completeness`)}
        acts={[{ key: 'along', label: '打印补齐清单', run: () => takeAlong() }]}
        batchActs={(rows) => [
          confirmAct(rows),
          { key: 'along-some', label: '打印补齐清单', run: () => takeAlong(rows) },
        ]}
        above={
          <>
            <CompletenessLinks />
            {round ? (
              <p className={round.late ? 'late' : 'quiet'}>
                {halfWords(round.half)}核对：{round.report.confirmed} / {round.report.files} 份已核对，
                {round.late ? `已过截止日 ${round.due}` : `${round.due} 前做完`}。
              </p>
            ) : null}
          </>
        }
        empty={
          <EmptyState
            title="还没有档案"
            text="网点和代理商导入以后，这里列出每份档案缺什么、由谁去要。"
            act={{ key: 'import', label: '导入网点', run: () => navigate('/ledgers/import/outlets') }}
          />
        }
      />
      {confirming ? <ConfirmForm files={confirming} onClose={() => setConfirming(undefined)} /> : null}
    </>
  )
}
