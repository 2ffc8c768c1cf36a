/** 协议 › 到期提醒: agreements whose end is to be dealt with, the most urgent first; late ones in orange. */

import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Field } from '../../ui/Field.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { AgreementLinks } from './AgreementLinks.tsx'
import { daysLeftWords, exclusiveWords } from './agreement-words.ts'
import { HandleForm } from './HandleForm.tsx'

type Reminder = Awaited<ReturnType<typeof client.agreements.reminders.query>>[number]

const columns: readonly Column<Reminder>[] = [
  { key: 'number', title: '协议编号', width: 150, value: (row) => row.number, sortable: true },
  {
    key: 'due',
    title: '处理期限',
    width: 140,
    value: (row) => row.due,
    show: (row) => (row.late ? <StateTag label={`${row.due} 已超期`} tone="late" /> : row.due),
    sortable: true,
  },
  { key: 'days', title: '提醒', width: 104, value: (row) => `到期前 ${row.days} 天`, sortable: true },
  { key: 'to', title: '到期', width: 94, kind: 'date', value: (row) => row.to, sortable: true },
  { key: 'daysLeft', title: '剩余', width: 92, value: (row) => daysLeftWords(row.daysLeft) },
  { key: 'agentName', title: '代理商', width: 190, value: (row) => row.agentName, sortable: true },
  { key: 'exclusive', title: '性质', width: 68, value: (row) => exclusiveWords(row.exclusive), sortable: true },
  { key: 'outlets', title: '网点', width: 180, value: (row) => row.outlets.join('、') },
  { key: 'managers', title: '渠道经理', width: 96, value: (row) => row.managers.join('、'), sortable: true },
  { key: 'since', title: '提醒日', width: 94, kind: 'date', value: (row) => row.since, sortable: true },
  { key: 'agent', title: '代理商编码', width: 100, value: (row) => row.agent, sortable: true, hidden: true },
]

const filters: readonly Filter[] = [
  { key: 'what', label: '期限', kind: 'choice', width: 110, options: [{ value: 'late', label: '已超期' }] },
  { key: 'manager', label: '渠道经理', kind: 'text', width: 110 },
]

const source: ListSource<Reminder> = {
  queryKey: [...trpc.agreements.reminders.pathKey()],
  fetch: async (asked, signal) =>
    answerFromRows(await client.agreements.reminders.query(undefined, { signal }), asked, {
      columns,
      sums: [],
      found: (row, typed) =>
        [row.number, row.agent, ...row.outlets].some((text) => text.toLowerCase().includes(typed)) ||
        matchesName(row.agentName, typed),
      passes: (row, filter) =>
        (filter.what !== 'late' || row.late) &&
        (typeof filter.manager !== 'string' || row.managers.some((name) => name.includes(String(filter.manager)))),
    }),
}

export function ReminderList() {
  const navigate = useNavigate()
  const missing = useMissingRole(['clerk'])
  const notAdmin = useMissingRole(['admin'])
  const [handling, setHandling] = useState<Reminder>()
  const [setting, setSetting] = useState(false)
  const acts = useMemo(
    (): Act[] => [{ key: 'rule', label: '提醒设置', disabled: notAdmin, run: () => setSetting(true) }],
    [notAdmin],
  )
  const batch = (rows: readonly Reminder[]): Act[] => {
    const [one] = rows
    if (!one || rows.length > 1) return []
    return [
      { key: 'handle', label: '处理', tone: 'primary', disabled: missing, run: () => setHandling(one) },
      { key: 'open', label: '打开续签', run: () => navigate(`/agreements/${one.agreement}`) },
    ]
  }
  return (
    <>
      <ListPage<Reminder>
        list="agreement-reminders"
        title="到期提醒"
        columns={columns}
        filters={filters}
        searchHint="编号、代理商、网点编码"
        rowKey={(row) => String(row.agreement)}
        source={source}
        acts={acts}
        batchActs={batch}
        onOpen={(row) => navigate(`/agreements/${row.agreement}`)}
        above={<AgreementLinks />}
        empty={
          <EmptyState
            title="没有要处理的到期协议"
            text="协议到期前 60、30、10 天在这里提醒，三个工作日内处理：续签、到期终止，或写明情况。天数可以在“提醒设置”里改。"
          />
        }
      />
      {handling ? <HandleForm {...handling} onClose={() => setHandling(undefined)} /> : null}
      {setting ? <RuleForm onClose={() => setSetting(false)} /> : null}
    </>
  )
}

function RuleForm({ onClose }: { readonly onClose: () => void }) {
  const rule = useQuery(trpc.agreements.reminderRule.queryOptions(undefined)).data
  return rule ? <RuleFields rule={rule} onClose={onClose} /> : null
}

function RuleFields({ rule, onClose }: { rule: { days: readonly number[]; within: number }; onClose: () => void }) {
  const change = useChange()
  const notice = useNotice()
  const [days, setDays] = useState(rule.days.join('、'))
  const [within, setWithin] = useState(String(rule.within))
  return (
    <FormDialog
      title="到期提醒设置"
      ok="保存"
      text="改后马上按新的天数算；已经处理过的不变。"
      run={async () => {
        const numbers = days
          .normalize('NFKC')
          .split(/[^\d]+/)
          .filter(Boolean)
          .map(Number)
        const limit = Number(within.normalize('NFKC'))
        if (numbers.length === 0 || numbers.some((each) => each < 1 || each > 365))
          return '提前天数填 1 到 365，最多六个'
        if (!Number.isInteger(limit) || limit < 1 || limit > 30) return '处理期限填 1 到 30 个工作日'
        await change(client.agreements.setReminderRule.mutate({ days: numbers, within: limit }))
        notice.done('已保存。')
        return undefined
      }}
      onClose={onClose}
    >
      <Field label="到期前几天提醒" required hint="几个天数用顿号隔开。">
        <Input value={days} onChange={(event) => setDays(event.target.value)} />
      </Field>
      <Field label="几个工作日内处理" required>
        <Input value={within} onChange={(event) => setWithin(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
