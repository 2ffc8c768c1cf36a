/** 期初: going live in steps: what to bring in, the first month, the proof of sums, the confirmation by a second person. */

import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { addMonths, type Month } from '../../../src-main/domain/month.ts'
import { openingControls, openingProblemWords } from '../../../src-main/domain/said/opening-words.ts'
import { kindWords, monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { Money } from '../../ui/Figure.tsx'
import { countText } from '../../ui/figures.ts'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { momentWords } from '../../ui/moments.ts'
import { MoneyInput } from '../../ui/NumberField.tsx'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import '../ledgers/ledgers.css'
import '../settlements/settlements.css'

type Proof = Awaited<ReturnType<typeof client.opening.proof.mutate>>
type Opening = NonNullable<Awaited<ReturnType<typeof client.opening.get.query>>>
type Controls = Record<(typeof openingControls)[number]['name'], string>

const noControls: Controls = { paid: '', fundOwn: '', fundMatched: '', carried: '', deposits: '' }

export function OpeningPage() {
  const asked = useQuery(trpc.opening.get.queryOptions())
  const [withdrawing, setWithdrawing] = useState(false)
  const notReviewer = useMissingRole(['reviewer'])
  const person = usePerson()
  const change = useChange()
  const notice = useNotice()
  if (asked.error) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (asked.isPending) return <p className="entrance-waiting">正在读取……</p>
  const opening = asked.data
  const own = opening?.author === person.name ? '这是您提交的，要由另一个人确认' : undefined
  const acts: Act[] = [
    ...(opening?.state === 'asked'
      ? [
          {
            key: 'confirm',
            label: '确认启用',
            tone: 'primary' as const,
            disabled: notReviewer ?? own,
            confirm: {
              title: `从${monthWords(opening.from)}起在这里结算？`,
              text: `${monthWords(addMonths(opening.from, -1))}及以前是历史，不再结算；期初已付、基金、结转从此生效。`,
              ok: '确认启用',
            },
            done: '已启用。',
            run: () => change(client.opening.confirm.mutate()),
          },
        ]
      : []),
    ...(opening ? [{ key: 'withdraw', label: '撤回', disabled: notReviewer, run: () => setWithdrawing(true) }] : []),
  ]
  return (
    <>
      <ThingPage
        kind="期初"
        name="期初启用"
        {...(opening
          ? {
              state:
                opening.state === 'confirmed'
                  ? { label: `已从${monthWords(opening.from)}启用`, tone: 'done' as const }
                  : { label: '待确认', tone: 'now' as const },
            }
          : {})}
        acts={acts}
        facts={
          opening
            ? [
                ['启用账期', monthWords(opening.from)],
                ['提交', `${opening.author}，${momentWords(opening.at)}`],
                ...(opening.decidedBy
                  ? ([['确认', `${opening.decidedBy}，${momentWords(opening.decidedAt)}`]] as const)
                  : []),
              ]
            : []
        }
        tabs={[
          {
            key: 'opening',
            label: '核对',
            content: opening ? <Proven opening={opening} /> : <Asking onAsked={() => void asked.refetch()} />,
          },
        ]}
        back={{ to: '/system', label: '系统' }}
      />
      {withdrawing ? (
        <AskReason
          title="撤回期初启用"
          ok="撤回"
          label="撤回原因"
          text="导入的期初数据还在，改正后可以重新提交。启用后已经试算过的，要先处理后面的月份。"
          danger
          onClose={() => setWithdrawing(false)}
          run={async ({ reason }) => {
            await change(client.opening.withdraw.mutate({ reason }))
            notice.done('已撤回。')
          }}
        />
      ) : null}
    </>
  )
}

/** Bringing in, proving and asking. */
function Asking({ onAsked }: { readonly onAsked: () => void }) {
  const { period } = useMonth()
  const [from, setFrom] = useState<Month>(period)
  const [controls, setControls] = useState(noControls)
  const change = useChange()
  const notClerk = useMissingRole(['clerk'])
  const prove = useMutation({ mutationFn: () => client.opening.proof.mutate({ from }) })
  const ask = useMutation({
    mutationFn: () => {
      const given = Object.fromEntries(Object.entries(controls).map(([name, sum]) => [name, sum === '' ? '0' : sum]))
      return change(client.opening.ask.mutate({ from, controls: given as Controls }))
    },
    onSuccess: onAsked,
  })
  const trouble = prove.error ?? ask.error
  return (
    <div className="batch-tab">
      <p>
        以前在 Excel 里结算、现在换到这里的，先把历史带进来：以前各月的
        <Link to="/ledgers/import/entries">业务明细</Link>和<Link to="/ledgers/import/subscriberMonths">用户月度</Link>
        （分期、分成要知道用户什么时候入网），再导入
        {(['openingPaid', 'openingFund', 'openingCarried', 'openingDeposits'] as const).map((kind, at) => (
          <span key={kind}>
            {at > 0 ? '、' : ''}
            <Link to={`/ledgers/import/${kind}`}>{kindWords(kind)}</Link>
          </span>
        ))}
        。没有历史的，不用做这一步。
      </p>
      <FormGrid>
        <Field label="启用账期" required hint="第一个在这里结算的月份；以前的月份不再结算。">
          <MonthPicker
            value={from}
            onChange={(month) => {
              if (month) setFrom(month)
              prove.reset()
            }}
          />
        </Field>
      </FormGrid>
      <div className="inline">
        <Button type="primary" loading={prove.isPending} onClick={() => prove.mutate()}>
          核对期初
        </Button>
        <span className="quiet">核对只是看一看，什么都不会改。</span>
      </div>
      {trouble ? (
        <p className="wrong" role="alert">
          {errorWords(trouble)}
        </p>
      ) : null}
      {prove.data ? (
        <>
          <Sums proof={prove.data} controls={null} />
          <Problems proof={prove.data} />
          <h2>控制数</h2>
          <p className="quiet">照旧账上的合计填，要和导入的一分不差；没有的不填。</p>
          <FormGrid>
            {openingControls.map(({ name, label }) => (
              <Field key={name} label={label}>
                <MoneyInput
                  value={controls[name]}
                  suffix="元"
                  onChange={(sum) => setControls((before) => ({ ...before, [name]: sum }))}
                />
              </Field>
            ))}
          </FormGrid>
          <div className="inline">
            <Button
              type="primary"
              loading={ask.isPending}
              disabled={notClerk !== undefined || prove.data.errors > 0}
              title={notClerk ?? (prove.data.errors > 0 ? '请先改正对不上的行' : '')}
              onClick={() => ask.mutate()}
            >
              提交，等另一个人确认
            </Button>
          </div>
        </>
      ) : null}
    </div>
  )
}

function Proven({ opening }: { readonly opening: Opening }) {
  return (
    <div className="batch-tab">
      <Sums proof={opening.proof} controls={opening.controls} />
      <Problems proof={opening.proof} />
    </div>
  )
}

const counts: Record<string, keyof Proof['counts']> = {
  paid: 'paid',
  fundOwn: 'fund',
  fundMatched: 'fund',
  carried: 'carried',
  deposits: 'deposits',
}

function Sums({ proof, controls }: { readonly proof: Proof; readonly controls: Controls | null }) {
  return (
    <>
      <table className="plain-table fitted-table" aria-label="期初合计">
        <thead>
          <tr>
            <th>项目</th>
            <th className="figure">行</th>
            <th className="figure">导入合计</th>
            {controls ? <th className="figure">控制数</th> : null}
          </tr>
        </thead>
        <tbody>
          {openingControls.map(({ name, label }) => (
            <tr key={name}>
              <td>{label}</td>
              <td className="figure">{countText(proof.counts[counts[name] ?? 'paid'])}</td>
              <td className="figure">
                <Money value={proof.sums[name]} />
              </td>
              {controls ? (
                <td className="figure">
                  <Money value={controls[name]} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">历史台账 {countText(proof.counts.historyEntries)} 行。</p>
      {proof.paidByClause.length > 0 ? (
        <p className="quiet">
          期初已付按条款：
          {proof.paidByClause
            .map(({ policy, clause, rows, amount }) => `${policy}/${clause} ${rows} 行 ${amount} 元`)
            .join('；')}
        </p>
      ) : null}
      {proof.fundByMonth.length > 0 ? (
        <p className="quiet">
          期初基金按账期：
          {proof.fundByMonth
            .map(({ period, own, matched }) => `${monthWords(period)} 自缴 ${own} 匹配 ${matched}`)
            .join('；')}
        </p>
      ) : null}
    </>
  )
}

function Problems({ proof }: { readonly proof: Proof }) {
  if (proof.errors + proof.warnings === 0) return <Alert type="success" showIcon title="每一行都对得上。" />
  return (
    <>
      <Alert
        type={proof.errors > 0 ? 'error' : 'warning'}
        showIcon
        title={`${countText(proof.errors)} 行对不上，${countText(proof.warnings)} 行不计入。`}
      />
      <table className="plain-table" aria-label="对不上的行">
        <thead>
          <tr>
            <th>数据</th>
            <th>批次</th>
            <th>行</th>
            <th>用户或代理商</th>
            <th>怎么了</th>
          </tr>
        </thead>
        <tbody>
          {proof.problems.slice(0, 200).map((problem) => (
            <tr key={`${problem.kind}${problem.batch}${problem.row}${problem.code}`}>
              <td>{problem.kind ? kindWords(problem.kind) : '—'}</td>
              <td>
                {problem.batch ? <Link to={`/ledgers/batches/${problem.batch}`}>第 {problem.batch} 批</Link> : '—'}
              </td>
              <td>{problem.row ?? '—'}</td>
              <td>{problem.about || '—'}</td>
              <td className={problem.level === 'error' ? 'wrong' : ''}>{openingProblemWords(problem.code)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
