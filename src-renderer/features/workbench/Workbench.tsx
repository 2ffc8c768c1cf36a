/** 工作台: the month told as a list of what is to be done next, by me and by others, with the money so far. */

import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { monthWords, stateWords } from '../../../src-main/domain/said/terms.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useSession } from '../../app/session.tsx'
import { useMonthOverview } from '../../app/useMonthOverview.ts'
import { Count, Money } from '../../ui/Figure.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import { differenceOf } from './month-difference.ts'
import { todoWords } from './todo-words.ts'

interface Todo {
  readonly key: string
  readonly who: 'me' | 'other'
  readonly urgency: 1 | 2 | 3
  readonly count: number
  readonly to: string
}

export function Workbench() {
  const { period } = useMonth()
  const { county } = useSession()
  const { data, error, refetch } = useMonthOverview()
  if (error)
    return (
      <div className="screen-trouble" role="alert">
        <p>{errorWords(error)}</p>
        <Button onClick={() => void refetch()}>再试一次</Button>
      </div>
    )
  if (!data) return <p className="entrance-waiting">正在读取……</p>
  const mine = data.todo.filter((todo) => todo.who === 'me')
  const others = data.todo.filter((todo) => todo.who === 'other')
  return (
    <section className="workbench" aria-label="工作台">
      <header className="page-head">
        <div className="thing-name">
          <h1>{monthWords(period)}</h1>
          <StateTag label={stateWords(data.status)} tone={data.closed ? 'done' : 'now'} />
          {county?.sample ? <StateTag label="样例县" /> : null}
        </div>
      </header>
      {data.sentBackReason ? (
        <p className="late" role="status">
          已退回：{data.sentBackReason}
        </p>
      ) : null}
      <div className="workbench-columns">
        <div>
          <TodoList title="我要办的" todos={mine} empty="没有要您办的事。" />
          <TodoList title="等别人办的" todos={others} empty="没有要等别人的事。" />
        </div>
        <aside aria-label="本月数字">
          <MoneyTable money={data.money} />
          <Counts counts={data.counts} />
        </aside>
      </div>
    </section>
  )
}

function TodoList({ title, todos, empty }: { title: string; todos: readonly Todo[]; empty: string }) {
  const navigate = useNavigate()
  return (
    <section className="section">
      <h2>{title}</h2>
      {todos.length === 0 ? <p className="quiet">{empty}</p> : null}
      <ul className="todos">
        {todos.map((todo, at) => {
          const said = todoWords(todo.key)
          return (
            <li key={todo.key} className={todo.urgency === 1 ? 'todo-item urgent' : 'todo-item'}>
              <div>
                <div className="todo-title">{said.title(todo.count)}</div>
                <div className="quiet">{said.why}</div>
              </div>
              {todo.who === 'me' ? (
                <Button type={at === 0 ? 'primary' : 'default'} onClick={() => navigate(todo.to)}>
                  {said.act}
                </Button>
              ) : (
                <span className="todo-by">
                  等{said.by}
                  <Button type="link" onClick={() => navigate(todo.to)}>
                    看看
                  </Button>
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

interface MoneyProps {
  readonly gross: string | null
  readonly payable: string | null
  readonly lastGross: string | null
  readonly lastPayable: string | null
}

function MoneyTable({ money }: { money: MoneyProps }) {
  const rows = [
    { label: '酬金合计', now: money.gross, last: money.lastGross },
    { label: '应付金额', now: money.payable, last: money.lastPayable },
  ]
  return (
    <section className="section">
      <h2>金额（元）</h2>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">本月</th>
            <th scope="col">上月</th>
            <th scope="col">增减</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, now, last }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <Money value={now} />
              </td>
              <td>
                <Money value={last} />
              </td>
              <td>
                <Money value={differenceOf(now, last)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface CountsProps {
  readonly agents: number
  readonly outlets: number
  readonly entries: number
  readonly subscriberMonths: number
}

function Counts({ counts }: { counts: CountsProps }) {
  const rows = [
    ['代理商', counts.agents, '家'],
    ['网点', counts.outlets, '个'],
    ['本月业务明细', counts.entries, '行'],
    ['本月用户月度', counts.subscriberMonths, '行'],
  ] as const
  return (
    <section className="section">
      <h2>数据</h2>
      <table className="plain">
        <tbody>
          {rows.map(([label, count, unit]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <Count value={count} /> {unit}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
