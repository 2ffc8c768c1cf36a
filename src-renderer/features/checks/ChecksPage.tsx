/** 渠道 › 稽核: what an auditor would ask about in the month, with reasons and evidence, and what was made of it. */

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole, useSession } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { countText } from '../../ui/figures.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import { localTime } from '../../ui/moments.ts'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { evidenceText, type Finding, findingState, lookWords, type MonthFindings } from './check-words.ts'
import { FindingDrawer } from './FindingDrawer.tsx'
import { LookForm } from './LookForm.tsx'
import './checks.css'

const columns: readonly Column<Finding>[] = [
  { key: 'title', title: '检查', width: 200, value: (row) => row.title, sortable: true },
  { key: 'name', title: '对象', width: 170, value: (row) => row.name, sortable: true },
  { key: 'said', title: '发现', width: 380, value: (row) => row.said },
  {
    key: 'state',
    title: '结论',
    width: 112,
    value: (row) => findingState(row).label,
    show: (row) => <StateTag {...findingState(row)} />,
    sortable: true,
  },
  { key: 'look', title: '谁看的、说明', width: 200, value: lookWords },
  { key: 'evidence', title: '依据', width: 320, value: (row) => evidenceText(row.evidence), hidden: true },
  {
    key: 'foundAt',
    title: '发现日期',
    width: 96,
    kind: 'date',
    value: (row) => localTime(row.foundAt).slice(0, 10),
    sortable: true,
  },
]

export function ChecksPage() {
  const { period } = useMonth()
  const { county } = useSession()
  const noHand = useMissingRole(['clerk', 'reviewer', 'finance', 'admin'])
  const notReviewer = useMissingRole(['reviewer'])
  const [opened, setOpened] = useState<number>()
  const [looking, setLooking] = useState<readonly Finding[]>()
  const asked = useQuery(trpc.checks.findings.queryOptions({ period }))
  const { data, dataUpdatedAt } = asked
  const source = useMemo(
    (): ListSource<Finding> => ({
      queryKey: ['check findings', period, dataUpdatedAt],
      fetch: async (request) =>
        answerFromRows(data?.findings ?? [], request, {
          columns,
          found: (row, typed) =>
            [row.title, row.name, row.said, evidenceText(row.evidence), row.subject].some((text) =>
              text.toLowerCase().includes(typed),
            ),
          passes: (row, filter) =>
            (!filter.check || row.code === filter.check) && (!filter.state || stateKey(row) === filter.state),
        }),
    }),
    [period, data, dataUpdatedAt],
  )
  const filters = useMemo(
    (): Filter[] => [
      {
        ...{ key: 'check', label: '检查', kind: 'choice', width: 220 },
        options: (data?.checks ?? []).map(({ code, title }) => ({ value: code, label: title })),
      },
      {
        ...{ key: 'state', label: '结论', kind: 'choice', width: 120 },
        options: [
          { value: 'open', label: '要看的' },
          { value: 'fine', label: '正常，有依据' },
          { value: 'mended', label: '已纠正' },
          { value: 'pursued', label: '继续追查' },
        ],
      },
    ],
    [data],
  )
  const run: Act = {
    key: 'run',
    label: data?.run ? '重新检查' : '检查本月',
    tone: 'primary',
    disabled: noHand,
    run: () => client.checks.run.mutate({ period }),
  }
  const title = `${monthWords(period)}稽核`
  if (asked.error) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (!data) return <p className="entrance-waiting">正在读取……</p>
  const finding = data.findings.find(({ id }) => id === opened)
  return (
    <>
      <ListPage<Finding>
        list="checks"
        title={title}
        columns={columns}
        filters={filters}
        searchHint="检查、对象、发现"
        rowKey={(row) => String(row.id)}
        source={source}
        signed={county?.name ?? ''}
        onOpen={(row) => setOpened(row.id)}
        acts={[run]}
        batchActs={(rows) => [
          { key: 'look', label: '登记结论', tone: 'primary', disabled: notReviewer, run: () => setLooking(rows) },
        ]}
        above={<Counts data={data} />}
        empty={
          data.run ? (
            <EmptyState title="没有发现" text={`${countText(data.checks.length)} 项检查都没有查出可疑之处。`} />
          ) : (
            <EmptyState
              title="本月还没有检查"
              text="按审计会查的逐项检查：付款前改账户、共用账户、没有协议却付款、一台电脑上一人经办又复核等。查出的由复核人逐条看过、写明结论。"
              act={run}
            />
          )
        }
      />
      {finding ? (
        <FindingDrawer
          finding={finding}
          check={data.checks.find(({ code }) => code === finding.code)}
          onLook={() => setLooking([finding])}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
      {looking ? <LookForm findings={looking} onClose={() => setLooking(undefined)} /> : null}
    </>
  )
}

const stateKey = ({ looked }: Finding): string => looked?.result ?? 'open'

/** Every check with how many it found; those that found something lead to their findings. */
function Counts({ data }: { readonly data: MonthFindings }) {
  const [params, setParams] = useSearchParams()
  const chosen = params.get('check')
  const choose = (code: string) =>
    setParams(
      (before) => {
        if (before.get('check') === code) before.delete('check')
        else before.set('check', code)
        return before
      },
      { replace: true },
    )
  const { run } = data
  if (!run) return null
  const more = data.checks.filter(
    ({ code, found }) => found > data.findings.filter((each) => each.code === code).length,
  )
  return (
    <div className="check-counts">
      <p className={run.stale ? 'late' : 'quiet'}>
        {run.user} 于 {localTime(run.at)} 检查{run.stale ? '；之后数据又改过，请重新检查' : ''}。
        {more.map(({ title, found }) => `“${title}”共 ${countText(found)} 条，只列前 500 条。`)}
      </p>
      <ul aria-label="各项检查">
        {data.checks.map(({ code, title, why, found, open }) => (
          <li key={code}>
            <button
              type="button"
              className={code === chosen ? 'here' : ''}
              aria-pressed={code === chosen}
              disabled={found === 0}
              title={why}
              onClick={() => choose(code)}
            >
              {title} <b className={open > 0 ? 'late' : ''}>{countText(found)}</b>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
