/** 调整 of the month: those that wait first; asked with a reason, confirmed or refused by a second person. */

import { Drawer } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Money } from '../../ui/Figure.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { momentWords } from '../../ui/moments.ts'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useKeys } from '../../ui/useKeys.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { Attachments } from '../attachments/Attachments.tsx'
import { AdjustmentForm } from './AdjustmentForm.tsx'
import { addingFault, decidingFault } from './adjustment-rules.ts'
import { SectionLinks } from './SectionLinks.tsx'
import { adjustmentKindChoices, adjustmentKindWords, adjustmentState } from './settlement-words.ts'
import type { Adjustment } from './shapes.ts'
import { useSettlement } from './useSettlement.ts'
import './settlements.css'

const columns: readonly Column<Adjustment>[] = [
  { key: 'outlet', title: '网点编码', width: 104, value: (row) => row.outlet, sortable: true },
  { key: 'name', title: '网点名称', width: 180, value: (row) => row.name, sortable: true },
  { key: 'kind', title: '类别', width: 64, value: (row) => adjustmentKindWords(row.kind), sortable: true },
  { key: 'amount', title: '金额', width: 100, kind: 'money', value: (row) => row.amount, sortable: true },
  { key: 'reason', title: '原因', width: 240, value: (row) => row.reason },
  {
    key: 'state',
    title: '状态',
    width: 84,
    value: (row) => adjustmentState(row.state).label,
    show: (row) => <StateTag {...adjustmentState(row.state)} />,
    sortable: true,
  },
  {
    key: 'attachments',
    title: '附件',
    width: 56,
    kind: 'count',
    value: (row) => (row.attachments > 0 ? row.attachments : null),
    sortable: true,
  },
  { key: 'author', title: '登记人', width: 80, value: (row) => row.author, sortable: true },
  { key: 'at', title: '登记时间', width: 128, kind: 'date', value: (row) => momentWords(row.at), sortable: true },
  { key: 'decidedBy', title: '确认人', width: 80, value: (row) => row.decidedBy, sortable: true },
  { key: 'decision', title: '驳回原因', width: 160, value: (row) => row.decision, hidden: true },
]

const filters: readonly Filter[] = [
  {
    key: 'state',
    label: '状态',
    kind: 'choice',
    width: 110,
    options: ['waiting', 'confirmed', 'refused'].map((value) => ({ value, label: adjustmentState(value).label })),
  },
  { key: 'kind', label: '类别', kind: 'choice', width: 100, options: adjustmentKindChoices },
]

export function AdjustmentList() {
  const { period } = useMonth()
  const { state } = useSettlement(period)
  const notClerk = useMissingRole(['clerk'])
  const [adding, setAdding] = useState(false)
  const [opened, setOpened] = useState<Adjustment>()
  const [refusing, setRefusing] = useState<readonly Adjustment[]>()
  const change = useChange()
  const notice = useNotice()
  const deciding = useDeciding(setRefusing, () => setOpened(undefined))
  const source = useMemo(
    (): ListSource<Adjustment> => ({
      queryKey: [...trpc.settlements.adjustments.pathKey(), period],
      fetch: async (asked, signal) =>
        answerFromRows(await client.settlements.adjustments.query({ period }, { signal }), asked, {
          columns,
          sums: ['amount'],
          found: (row, typed) =>
            [row.outlet, row.name, row.reason, row.author].some((text) => text.toLowerCase().includes(typed)),
          passes: (row, filter) =>
            (!filter.state || row.state === filter.state) && (!filter.kind || row.kind === filter.kind),
        }),
    }),
    [period],
  )
  const add: Act = {
    key: 'add',
    label: '登记调整',
    tone: 'primary',
    disabled: notClerk ?? addingFault(state?.status ?? 'open'),
    run: () => setAdding(true),
  }
  return (
    <>
      <ListPage<Adjustment>
        list="adjustments"
        title={`${monthWords(period)}调整`}
        columns={columns}
        filters={filters}
        searchHint="网点、原因、登记人"
        rowKey={(row) => String(row.id)}
        source={source}
        acts={[add]}
        batchActs={(rows) => deciding(rows)}
        onOpen={setOpened}
        above={<SectionLinks />}
        empty={
          <EmptyState
            title="本月没有调整"
            text="调整是算不出来的奖励、处罚、更正和申诉结果：要写原因，由另一个人确认后才计入结算单。"
            act={add}
          />
        }
      />
      {opened ? <AdjustmentDrawer one={opened} acts={deciding([opened])} onClose={() => setOpened(undefined)} /> : null}
      {adding ? <AdjustmentForm period={period} onClose={() => setAdding(false)} /> : null}
      {refusing ? (
        <AskReason
          title={`驳回 ${refusing.length} 笔调整`}
          label="驳回原因"
          ok="驳回"
          text="驳回的不计入结算单；登记人可以改好后重新登记。"
          onClose={() => setRefusing(undefined)}
          run={async ({ reason }) => {
            for (const { id } of refusing) await change(client.settlements.refuseAdjustment.mutate({ id, reason }))
            notice.done(`已驳回 ${refusing.length} 笔调整。`)
            setOpened(undefined)
          }}
        />
      ) : null}
    </>
  )
}

/** Confirming and refusing some adjustments; the first reason why not counts for all. */
function useDeciding(refuse: (rows: readonly Adjustment[]) => void, onDone: () => void) {
  const person = usePerson()
  const change = useChange()
  const notReviewer = useMissingRole(['reviewer'])
  return (rows: readonly Adjustment[]): Act[] => {
    const disabled = notReviewer ?? rows.map((one) => decidingFault(one, person.name)).find((fault) => fault)
    return [
      {
        key: 'confirm',
        label: rows.length > 1 ? `确认 ${rows.length} 笔` : '确认',
        tone: 'primary',
        disabled,
        done: `已确认 ${rows.length} 笔调整，计入结算单。`,
        run: async () => {
          for (const { id } of rows) await change(client.settlements.confirmAdjustment.mutate({ id }))
          onDone()
        },
      },
      { key: 'refuse', label: '驳回', disabled, run: () => refuse(rows) },
    ]
  }
}

function AdjustmentDrawer({ one, acts, onClose }: { one: Adjustment; acts: readonly Act[]; onClose: () => void }) {
  useKeys({ Esc: onClose })
  return (
    <Drawer open onClose={onClose} keyboard={false} size={460} title={`调整 ${one.id}`} extra={<Acts acts={acts} />}>
      <dl className="facts tall">
        <Fact label="网点">
          <Link to={`/settlements/statements/${encodeURIComponent(one.outlet)}`}>
            {one.name} {one.outlet}
          </Link>
        </Fact>
        <Fact label="类别">{adjustmentKindWords(one.kind)}</Fact>
        <Fact label="金额">
          <Money value={one.amount} /> 元
        </Fact>
        <Fact label="原因">{one.reason}</Fact>
        <Fact label="状态">
          <StateTag {...adjustmentState(one.state)} />
        </Fact>
        <Fact label="登记">
          {one.author} {momentWords(one.at)}
        </Fact>
        {one.decidedBy ? (
          <Fact label={one.state === 'refused' ? '驳回' : '确认'}>
            {one.decidedBy} {momentWords(one.decidedAt)} {one.decision ?? ''}
          </Fact>
        ) : null}
      </dl>
      <h3 className="evidence-head">依据</h3>
      <Attachments subject={`adjustment:${one.id}`} canAdd empty="没有附件。" />
    </Drawer>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
