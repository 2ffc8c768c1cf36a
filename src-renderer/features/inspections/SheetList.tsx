/** 检查表: the sheets of visits, newest first; what waits for whom. */

import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMissingRole, usePerson, useSession } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Field } from '../../ui/Field.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { SectionLinks } from '../gradings/SectionLinks.tsx'
import { OutletChoice } from '../settlements/OutletChoice.tsx'
import { sheetState } from './inspection-words.ts'

type SheetRow = Awaited<ReturnType<typeof client.inspections.list.query>>[number]

const columns: readonly Column<SheetRow>[] = [
  { key: 'id', title: '编号', width: 56, value: (row) => String(row.id) },
  { key: 'date', title: '检查日期', width: 92, kind: 'date', value: (row) => row.date, sortable: true },
  { key: 'outlet', title: '网点编码', width: 104, value: (row) => row.outlet, sortable: true },
  { key: 'name', title: '网点名称', width: 180, value: (row) => row.name, sortable: true },
  { key: 'title', title: '检查表', width: 170, value: (row) => row.title, sortable: true },
  {
    key: 'state',
    title: '状态',
    width: 92,
    value: (row) => sheetState(row).label,
    show: (row) => <StateTag {...sheetState(row)} />,
    sortable: true,
  },
  { key: 'score', title: '得分', width: 80, kind: 'count', noSum: true, value: (row) => row.score, sortable: true },
  { key: 'inspector', title: '检查人', width: 80, value: (row) => row.inspector, sortable: true },
  { key: 'submittedBy', title: '提交人', width: 80, value: (row) => row.submittedBy, sortable: true },
  { key: 'confirmedBy', title: '确认人', width: 80, value: (row) => row.confirmedBy, sortable: true },
  { key: 'attachments', title: '附件', width: 56, kind: 'count', value: (row) => row.attachments },
]

const filters: readonly Filter[] = [
  {
    key: 'state',
    label: '状态',
    kind: 'choice',
    width: 110,
    options: ['草稿', '待确认', '已提交', '已确认', '已撤回'].map((label) => ({ value: label, label })),
  },
  { key: 'month', label: '月份', kind: 'month', width: 120 },
]

const source: ListSource<SheetRow> = {
  queryKey: [...trpc.inspections.list.pathKey()],
  fetch: async (asked, signal) =>
    answerFromRows(await client.inspections.list.query({}, { signal }), asked, {
      columns,
      found: (row, typed) =>
        row.outlet.toLowerCase().includes(typed) ||
        matchesName(row.name, typed) ||
        matchesName(row.title, typed) ||
        row.inspector.includes(typed),
      passes: (row, filter) =>
        (!filter.state || sheetState(row).label === filter.state) && (!filter.month || row.period === filter.month),
    }),
}

export function SheetList() {
  const navigate = useNavigate()
  const notClerk = useMissingRole(['clerk'])
  const [adding, setAdding] = useState(false)
  const acts = useMemo(
    (): Act[] => [
      { key: 'add', label: '新填检查表', tone: 'primary', disabled: notClerk, run: () => setAdding(true) },
      { key: 'templates', label: '样表', run: () => navigate('/inspections/templates') },
    ],
    [navigate, notClerk],
  )
  return (
    <>
      <ListPage<SheetRow>
        list="inspections"
        title="检查表"
        above={<SectionLinks />}
        columns={columns}
        filters={filters}
        searchHint="网点、检查表、检查人"
        rowKey={(row) => String(row.id)}
        source={source}
        acts={acts}
        onOpen={(row) => navigate(`/inspections/${row.id}`)}
        empty={
          <EmptyState
            title="还没有检查表"
            text="先做一张样表：检查哪些项目、满分多少、凭什么，由另一个人启用；下网点后按样表逐项打分、附照片。分级方案里来源为“检查表”的指标，就取同一网点同一期各张检查表得分的平均。"
            act={acts[1]!}
            also={[acts[0]!]}
          />
        }
      />
      {adding ? <BeginSheet onClose={() => setAdding(false)} /> : null}
    </>
  )
}

function BeginSheet({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate()
  const { today } = useSession()
  const person = usePerson()
  const templates = useQuery(trpc.inspections.templates.queryOptions())
  const inUse = (templates.data ?? []).filter(({ status }) => status === 'inUse')
  const [template, setTemplate] = useState<number>()
  const [outlet, setOutlet] = useState('')
  const [date, setDate] = useState(today)
  const [inspector, setInspector] = useState(person.name)
  const chosen = template ?? inUse[0]?.id
  return (
    <FormDialog
      title="新填检查表"
      ok="开始填写"
      onClose={onClose}
      run={async () => {
        if (chosen === undefined) return '还没有启用的样表。请先到“样表”里做一张，由另一个人启用'
        if (outlet === '') return '请选网点'
        if (date === '') return '请填检查日期'
        if (inspector.trim() === '') return '请填检查人'
        const begun = { template: chosen, outlet, date: date as IsoDate, inspector: inspector.trim() }
        const { id } = await client.inspections.begin.mutate(begun)
        navigate(`/inspections/${id}`)
        return undefined
      }}
    >
      <Field label="样表" required>
        <Select
          value={chosen ?? null}
          options={inUse.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(id: number) => setTemplate(id)}
        />
      </Field>
      <Field label="网点" required>
        <OutletChoice value={outlet} onChange={setOutlet} category="any" />
      </Field>
      <Field label="检查日期" required>
        <DayPicker value={date} onChange={setDate} />
      </Field>
      <Field label="检查人" required>
        <Input value={inspector} maxLength={100} onChange={(event) => setInspector(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
