/** 店员: who is in which own store with which post since when; added one by one or pasted. */

import { Input } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMissingRole, useSession } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Field } from '../../ui/Field.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { SectionLinks } from '../gradings/SectionLinks.tsx'
import { OutletChoice } from '../settlements/OutletChoice.tsx'
import { pastedStaff, staffHeadings } from './pasted-staff.ts'

type StaffRow = Awaited<ReturnType<typeof client.staff.list.query>>[number]

const columns: readonly Column<StaffRow>[] = [
  { key: 'number', title: '工号', width: 100, value: (row) => row.number, sortable: true },
  { key: 'name', title: '姓名', width: 100, value: (row) => row.name, sortable: true },
  { key: 'post', title: '岗位', width: 100, value: (row) => row.post, sortable: true },
  { key: 'outlet', title: '网点编码', width: 104, value: (row) => row.outlet, sortable: true },
  { key: 'outletName', title: '营业厅', width: 200, value: (row) => row.outletName ?? '不在岗', sortable: true },
  { key: 'since', title: '从哪天起', width: 96, kind: 'date', value: (row) => row.since, sortable: true },
  { key: 'joined', title: '到岗日期', width: 96, kind: 'date', value: (row) => row.joined, sortable: true },
  { key: 'phone', title: '电话', width: 120, value: (row) => row.phone },
]

const filters: readonly Filter[] = [
  {
    key: 'there',
    label: '在岗',
    kind: 'choice',
    width: 110,
    options: [
      { value: 'yes', label: '在岗' },
      { value: 'no', label: '不在岗' },
    ],
  },
]

const source: ListSource<StaffRow> = {
  queryKey: [...trpc.staff.list.pathKey()],
  fetch: async (asked, signal) =>
    answerFromRows(await client.staff.list.query({}, { signal }), asked, {
      columns,
      found: (row, typed) =>
        row.number.toLowerCase().includes(typed) ||
        matchesName(row.name, typed) ||
        (row.outlet ?? '').toLowerCase().includes(typed) ||
        matchesName(row.outletName ?? '', typed) ||
        (row.phone ?? '').includes(typed),
      passes: (row, filter) => !filter.there || (row.outlet !== null) === (filter.there === 'yes'),
    }),
}

export function StaffList() {
  const navigate = useNavigate()
  const notClerk = useMissingRole(['clerk'])
  const [asking, setAsking] = useState<'add' | 'paste'>()
  const acts = useMemo(
    (): Act[] => [
      { key: 'add', label: '新增店员', tone: 'primary', disabled: notClerk, run: () => setAsking('add') },
      { key: 'paste', label: '从 Excel 粘贴', disabled: notClerk, run: () => setAsking('paste') },
    ],
    [notClerk],
  )
  return (
    <>
      <ListPage<StaffRow>
        list="staff"
        title="店员"
        above={<SectionLinks />}
        columns={columns}
        filters={filters}
        searchHint="工号、姓名、营业厅、电话"
        rowKey={(row) => row.number}
        source={source}
        acts={acts}
        onOpen={(row) => navigate(`/staff/${encodeURIComponent(row.number)}`)}
        empty={
          <EmptyState
            title="还没有店员"
            text="自有营业厅的店员登记在这里：工号、姓名、岗位、在哪个厅、从哪天起；调动和离开按日期记。各厅每月的在岗人数由此算出（按天平均），分级里的人均指标没有另给“在岗人数”时就用它。"
            act={acts[1]!}
            also={[acts[0]!]}
          />
        }
      />
      {asking === 'add' ? <AddStaff onClose={() => setAsking(undefined)} /> : null}
      {asking === 'paste' ? <PasteStaff onClose={() => setAsking(undefined)} /> : null}
    </>
  )
}

function AddStaff({ onClose }: { readonly onClose: () => void }) {
  const { today } = useSession()
  const [said, setSaid] = useState({ number: '', name: '', post: '', phone: '', outlet: '', from: today })
  const set = (part: Partial<typeof said>) => setSaid({ ...said, ...part })
  return (
    <FormDialog
      title="新增店员"
      ok="新增"
      onClose={onClose}
      run={async () => {
        const { number, name, outlet, from } = said
        if (number.trim() === '' || name.trim() === '') return '请填工号和姓名'
        if (outlet === '') return '请选营业厅'
        if (from === '') return '请填到岗日期'
        await client.staff.add.mutate({ ...said, from: from as IsoDate })
        return undefined
      }}
    >
      <Field label="工号" required>
        <Input value={said.number} maxLength={64} onChange={(event) => set({ number: event.target.value })} />
      </Field>
      <Field label="姓名" required>
        <Input value={said.name} maxLength={100} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label="岗位">
        <Input value={said.post} maxLength={100} onChange={(event) => set({ post: event.target.value })} />
      </Field>
      <Field label="电话">
        <Input value={said.phone} maxLength={100} onChange={(event) => set({ phone: event.target.value })} />
      </Field>
      <Field label="营业厅" required>
        <OutletChoice value={said.outlet} onChange={(outlet) => set({ outlet })} category="own" />
      </Field>
      <Field label="到岗日期" required hint="从这一天起算人数；以前就在的，填实际到岗的日子。">
        <DayPicker value={said.from} onChange={(from) => set({ from })} />
      </Field>
    </FormDialog>
  )
}

function PasteStaff({ onClose }: { readonly onClose: () => void }) {
  const notice = useNotice()
  const [text, setText] = useState('')
  const { rows, faults } = pastedStaff(text)
  return (
    <FormDialog
      title="从 Excel 粘贴店员"
      ok={rows.length > 0 ? `导入 ${rows.length} 人` : '导入'}
      width={640}
      text={`列：${staffHeadings}；可以带表头，带表头时列的次序不限。新工号新增；已有的工号，与现在不同的从那天起变更，相同的不动。要么全部导入，要么一个也不导入。`}
      onClose={onClose}
      run={async () => {
        if (faults.length > 0)
          return `${faults.slice(0, 5).join('；')}${faults.length > 5 ? ` 等 ${faults.length} 行` : ''}。请改好再导入`
        if (rows.length === 0) return '请先粘贴'
        const { added, changed, same } = await client.staff.take.mutate({ rows })
        notice.done(`新增 ${added} 人，变更 ${changed} 人，${same} 人没有变化。`)
        return undefined
      }}
    >
      <Field label="粘贴在这里" required>
        <Input.TextArea autoFocus rows={10} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
