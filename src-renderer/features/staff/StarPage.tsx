/** 明星店员: a quarter's ranking from the months' scores; proposed, confirmed by another, printed for the wall. */

import { useQuery } from '@tanstack/react-query'
import { InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { addMonths, type Month, quarterStart } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import type { StarRules } from '../../../src-main/domain/staff.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole, usePerson, useSession } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import { printHtml } from '../../ui/printing.ts'
import { useOfferedActs } from '../../ui/status-line.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { SectionLinks } from '../gradings/SectionLinks.tsx'
import { honourRoll, honourStyle } from './honour-roll.ts'
import { quarterWords, rulesWords } from './star-words.ts'
import './staff.css'

const usual: StarRules = { within: 'all', stars: 3, minMonths: 2, by: 'mean' }

export function StarPage() {
  const { period } = useMonth()
  const quarter = quarterStart(period)
  const rounds = useQuery(trpc.staff.rounds.queryOptions())
  if (rounds.error) return <p className="wrong screen-trouble">{errorWords(rounds.error)}</p>
  if (!rounds.data) return <p className="entrance-waiting">正在读取……</p>
  const standing = rounds.data.find((one) => one.quarter === quarter && one.state !== 'withdrawn')
  const last = rounds.data.find((one) => one.state !== 'withdrawn')
  return <Quarter key={quarter} quarter={quarter} standing={standing} begin={last?.rules ?? usual} />
}

type Round = Awaited<ReturnType<typeof client.staff.rounds.query>>[number]

function Quarter({
  quarter,
  standing,
  begin,
}: {
  readonly quarter: Month
  readonly standing: Round | undefined
  readonly begin: StarRules
}) {
  const navigate = useNavigate()
  const notice = useNotice()
  const person = usePerson()
  const { county, today } = useSession()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  const [chosen, setChosen] = useState<StarRules>(begin)
  const [withdrawing, setWithdrawing] = useState(false)
  const rules = standing?.rules ?? chosen
  const asked = useQuery(
    trpc.staff.ranking.queryOptions({ period: quarter, rules }, { enabled: standing === undefined }),
  )
  const rows = standing?.ranking ?? asked.data ?? []
  const stars = rows.filter(({ star }) => star)
  const months = [0, 1, 2].map((at) => addMonths(quarter, at))
  const acts = [
    {
      key: 'propose',
      label: '提出评选',
      tone: 'primary' as const,
      disabled: standing ? '这个季度已经提出了' : (notClerk ?? (stars.length === 0 ? '还没有人符合条件' : undefined)),
      confirm: {
        title: `提出${quarterWords(quarter)}明星店员`,
        text: `${stars.length} 人：${stars.map(({ name }) => name).join('、')}。提出后这个季度的得分不能再改，由另一个人确认；要改，先写明原因撤回。`,
        ok: '提出',
      },
      run: async () => {
        await client.staff.proposeStars.mutate({ period: quarter, rules })
        notice.done('已提出，等另一个人确认。')
      },
    },
    {
      key: 'confirm',
      label: '确认',
      disabled:
        standing?.state !== 'proposed'
          ? '提出以后才能确认'
          : (notReviewer ?? (standing.user === person.name ? '是您提出的，要由另一个人确认' : undefined)),
      done: '已确认，可以打印光荣榜。',
      run: () => client.staff.confirmStars.mutate({ id: standing!.id }),
    },
    {
      key: 'withdraw',
      label: '撤回',
      tone: 'danger' as const,
      disabled: standing ? (standing.state === 'confirmed' ? notReviewer : notClerk && notReviewer) : '还没有提出',
      run: () => setWithdrawing(true),
    },
    {
      key: 'print',
      label: '打印光荣榜',
      shortcut: 'Ctrl+P',
      disabled: standing?.state === 'confirmed' ? undefined : '确认以后才能打印光荣榜',
      run: () =>
        printHtml(
          `${quarterWords(quarter)}明星店员`,
          honourRoll(standing!, county?.name ?? '', today),
          false,
          honourStyle,
        ),
    },
    { key: 'scores', label: '店员得分', run: () => navigate('/staff/scores') },
  ]
  useOfferedActs(acts)
  const set = (part: Partial<StarRules>) => setChosen({ ...chosen, ...part })
  return (
    <section className="list-page" aria-label="明星店员">
      <header className="page-head">
        <div className="thing-name">
          <h1>明星店员　{quarterWords(quarter)}</h1>
          {standing ? (
            <StateTag
              label={standing.state === 'confirmed' ? '已确认' : '待确认'}
              tone={standing.state === 'confirmed' ? 'done' : 'now'}
            />
          ) : null}
        </div>
        <Acts acts={acts} />
      </header>
      <SectionLinks />
      {standing ? (
        <p className="quiet">
          {rulesWords(rules)}。{standing.user} 提出{standing.confirmedBy ? `，${standing.confirmedBy} 确认` : ''}。
        </p>
      ) : (
        <div className="star-rules">
          <Select
            aria-label="在哪个范围里排"
            style={{ width: 130 }}
            value={chosen.within}
            options={[
              { value: 'all', label: '全县一起排' },
              { value: 'store', label: '每个厅各排' },
            ]}
            onChange={(within) => set({ within })}
          />
          前
          <InputNumber
            aria-label="名额"
            min={1}
            max={1000}
            style={{ width: 64 }}
            value={chosen.stars}
            onChange={(stars) => set({ stars: stars ?? 1 })}
          />
          名　按各月得分的
          <Select
            aria-label="怎样算季度得分"
            style={{ width: 84 }}
            value={chosen.by}
            options={[
              { value: 'mean', label: '平均' },
              { value: 'sum', label: '合计' },
            ]}
            onChange={(by) => set({ by })}
          />
          　至少有
          <Select
            aria-label="至少几个月"
            style={{ width: 60 }}
            value={chosen.minMonths}
            options={[1, 2, 3].map((value) => ({ value, label: String(value) }))}
            onChange={(minMonths) => set({ minMonths })}
          />
          个月的得分
        </div>
      )}
      {asked.error ? <p className="wrong">{errorWords(asked.error)}</p> : null}
      {rows.length === 0 ? (
        <p className="quiet">这个季度还没有店员得分。在“店员得分”里按月录入后，这里就有排名。</p>
      ) : (
        <div className="scrolling">
          <table className="plain-table star-table" aria-label="季度排名">
            <thead>
              <tr>
                <th className="figure">名次</th>
                <th>工号</th>
                <th>姓名</th>
                <th>营业厅</th>
                {months.map((month) => (
                  <th key={month} className="figure">
                    {monthWords(month).replace(/^\d+年/, '')}
                  </th>
                ))}
                <th className="figure">季度得分</th>
                <th>结果</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.number} className={row.star ? 'top' : ''}>
                  <td className="figure">{row.rank === null ? '—' : `${row.rank}${row.tied ? '（并列）' : ''}`}</td>
                  <td>{row.number}</td>
                  <td>
                    <button
                      type="button"
                      className="why"
                      onClick={() => navigate(`/staff/${encodeURIComponent(row.number)}`)}
                    >
                      {row.name}
                    </button>
                  </td>
                  <td>{row.outletName ?? '—'}</td>
                  {months.map((month, at) => (
                    <td key={month} className="figure">
                      {row.months[at] ?? '—'}
                    </td>
                  ))}
                  <td className="figure">{row.score ?? '—'}</td>
                  <td>
                    {row.star
                      ? '明星店员'
                      : row.out === 'left'
                        ? '季末不在岗'
                        : row.out === 'tooFewMonths'
                          ? `只有 ${row.present} 个月`
                          : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {withdrawing && standing ? (
        <AskReason
          title={`撤回${quarterWords(quarter)}明星店员`}
          ok="撤回"
          label="撤回原因"
          text="撤回后得分可以再改，改好重新提出。原来的名单留在记录里。"
          danger
          onClose={() => setWithdrawing(false)}
          run={({ reason }) => client.staff.withdrawStars.mutate({ id: standing.id, reason })}
        />
      ) : null}
    </section>
  )
}
