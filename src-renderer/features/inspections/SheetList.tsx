/** 检查表: the sheets of visits, newest first; what waits for whom. */

import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { Link, Navigate, useNavigate } from 'react-router'
import { type IsoDate, lastDay, type Month, monthOf } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
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
import { type Lacking, LackingLine, useLacking } from '../gradings/Lacking.tsx'
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

/** All sheets, or those of the template and months that a grading asks for. */
const sourceFor = (lacking: Lacking | undefined): ListSource<SheetRow> => ({
  queryKey: [...trpc.inspections.list.pathKey(), lacking?.id, lacking?.indicator.code],
  fetch: async (asked, signal) =>
    answerFromRows((await client.inspections.list.query({}, { signal })).filter(isOf(lacking)), asked, {
      columns,
      found: (row, typed) =>
        row.outlet.toLowerCase().includes(typed) ||
        matchesName(row.name, typed) ||
        matchesName(row.title, typed) ||
        row.inspector.includes(typed),
      passes: (row, filter) =>
        (!filter.state || sheetState(row).label === filter.state) && (!filter.month || row.period === filter.month),
    }),
})
const source = sourceFor(undefined)

const isOf =
  (lacking: Lacking | undefined) =>
  ({ template, period }: SheetRow): boolean =>
    !lacking || (lacking.months.includes(period) && lacking.templates.some(({ id }) => id === template))

export function SheetList() {
  const { asked, lacking, error, outlet } = useLacking()
  if (error) return <p className="wrong screen-trouble">{errorWords(error)}</p>
  if (asked && !lacking) return <p className="entrance-waiting">正在读取……</p>
  // no template ever had the name: its values are typed in the grid
  if (lacking && lacking.need.kind !== 'sheet')
    return <Navigate to={missingAt('/indicators', lacking, outlet)} replace />
  return <Sheets lacking={lacking} outlet={outlet} />
}

interface SheetsProps {
  /** What a grading lacks, and the outlet that was looked at there. */
  readonly lacking: Lacking | undefined
  readonly outlet: string | undefined
}

function Sheets({ lacking, outlet }: SheetsProps) {
  const navigate = useNavigate()
  const notClerk = useMissingRole(['clerk'])
  const [adding, setAdding] = useState<string | undefined>(outlet)
  const [only, setOnly] = useState(lacking !== undefined)
  const shown = useMemo(() => (lacking && only ? sourceFor(lacking) : source), [lacking, only])
  const acts = useMemo(
    (): Act[] => [
      { key: 'add', label: '新填检查表', tone: 'primary', disabled: notClerk, run: () => setAdding('') },
      { key: 'templates', label: '样表', run: () => navigate('/inspections/templates') },
    ],
    [navigate, notClerk],
  )
  return (
    <>
      <ListPage<SheetRow>
        list="inspections"
        title="检查表"
        above={
          <>
            <SectionLinks />
            {lacking ? (
              <LackingSheets lacking={lacking} only={only} onOnly={setOnly} disabled={notClerk} onFill={setAdding} />
            ) : null}
          </>
        }
        columns={columns}
        filters={filters}
        searchHint="网点、检查表、检查人"
        rowKey={(row) => String(row.id)}
        source={shown}
        acts={acts}
        onOpen={(row) => navigate(lacking ? missingAt(`/inspections/${row.id}`, lacking) : `/inspections/${row.id}`)}
        empty={
          lacking && only ? (
            <p className="quiet">这些网点还没有这张检查表。</p>
          ) : (
            <EmptyState
              title="还没有检查表"
              text="先做一张样表：检查哪些项目、满分多少、凭什么，由另一个人启用；下网点后按样表逐项打分、附照片。分级方案里来源为“检查表”的指标，就取同一网点同一期各张检查表得分的平均。"
              act={acts[1]!}
              also={[acts[0]!]}
            />
          )
        }
      />
      {adding === undefined ? null : <BeginSheet at={adding} lacking={lacking} onClose={() => setAdding(undefined)} />}
    </>
  )
}

/** The day of a sheet that is to count for the months: today, else the last day of the last of them. */
const dayWithin = (months: readonly Month[], today: IsoDate): IsoDate =>
  months.includes(monthOf(today)) ? today : lastDay(months.at(-1)!)

/** An address that still knows which grading led there. */
const missingAt = (path: string, { id, indicator }: Lacking, outlet?: string): string =>
  `${path}?${new URLSearchParams({
    grading: String(id),
    lacks: indicator.code,
    ...(outlet === undefined ? {} : { outlet }),
  }).toString()}`

interface LackingSheetsProps {
  readonly lacking: Lacking
  readonly only: boolean
  readonly onOnly: (only: boolean) => void
  readonly disabled: string | undefined
  readonly onFill: (outlet: string) => void
}

/** Many outlets are found by their code in the dialog; a list of thousands helps nobody. */
const OUTLETS_LISTED = 200

/** The outlets without a sheet, each with the door to fill one; or what keeps sheets from being filled. */
function LackingSheets({ lacking, only, onOnly, disabled, onFill }: LackingSheetsProps) {
  const { templates, outlets, months, need } = lacking
  const sheet = need.kind === 'sheet' ? need.sheet : ''
  const [latest] = templates
  const isFilled = templates.some(({ status }) => status === 'inUse')
  const sheets = useQuery(trpc.inspections.list.queryOptions({}))
  const begun = new Set(
    (sheets.data ?? []).filter((sheet) => isOf(lacking)(sheet) && !sheet.withdrawn).map(({ outlet }) => outlet),
  )
  const left = outlets.filter(({ outlet }) => !begun.has(outlet))
  return (
    <>
      <LackingLine lacking={lacking} only={only} onOnly={onOnly} period={months.at(-1)!} />
      {isFilled ? (
        <p className="lacking-outlets">
          {left.slice(0, OUTLETS_LISTED).map(({ outlet, name }) => (
            <Button
              key={outlet}
              size="small"
              disabled={disabled !== undefined}
              {...(disabled ? { title: disabled } : {})}
              onClick={() => onFill(outlet)}
            >
              填 {name}
            </Button>
          ))}
          {left.length > OUTLETS_LISTED ? <span className="quiet">……其余的点“新填检查表”，按编码找</span> : null}
          {left.length === 0 ? <span>都填了；提交（要确认的，确认）后回评定重新打分。</span> : null}
        </p>
      ) : (
        <p className="late">
          “{sheet}”还没有启用的样表，不能填。
          <Link to={latest ? `/inspections/templates/${latest.id}` : '/inspections/templates/new'}>
            {latest ? `去看样表第 ${latest.version} 版` : '去做样表（名称要一样）'}
          </Link>
        </p>
      )}
    </>
  )
}

interface BeginSheetProps {
  /** The outlet to begin with; '' for none. */
  readonly at: string
  readonly lacking: Lacking | undefined
  readonly onClose: () => void
}

function BeginSheet({ at, lacking, onClose }: BeginSheetProps) {
  const navigate = useNavigate()
  const { today } = useSession()
  const person = usePerson()
  const templates = useQuery(trpc.inspections.templates.queryOptions())
  const inUse = (templates.data ?? []).filter(({ status }) => status === 'inUse')
  const [template, setTemplate] = useState(lacking?.templates.find(({ status }) => status === 'inUse')?.id)
  const [outlet, setOutlet] = useState(at)
  const [date, setDate] = useState(() => (lacking ? dayWithin(lacking.months, today as IsoDate) : today))
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
        navigate(lacking ? missingAt(`/inspections/${id}`, lacking) : `/inspections/${id}`)
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
