/**
 * The page of a thing (outlet, policy, statement, batch): head with name, code, state and the acts its state allows; tabs.
 *
 *   <ThingPage kind="网点" name="城关专营店" code="W0012" state={{ label: '在营', tone: 'done' }} acts={[edit, suspend]}
 *     facts={[['代理商', <Link …/>], ['分级', 'A']]} tabs={[{ key: 'file', label: '档案', content: … }, …]}
 *     history={<ChangeList … />} back={{ to: '/outlets', label: '网点' }} />
 *
 * The history tab always comes last. The open tab is in the address (`?tab=…`). Acts' shortcuts work (F2 修改, Ctrl+S 保存).
 */

import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { Acts } from './ActButton.tsx'
import type { Act } from './act.ts'
import { useOfferedActs } from './status-line.ts'
import { useKeys } from './useKeys.ts'

export type Tone = 'plain' | 'now' | 'late' | 'wrong' | 'done'

/** A state as a small tag: blue for what is under way, orange for late, red for wrong, green only for finished. */
export function StateTag({ label, tone = 'plain' }: { readonly label: string; readonly tone?: Tone }) {
  return <span className={`state ${tone}`}>{label}</span>
}

export interface ThingTab {
  readonly key: string
  readonly label: string
  readonly content: ReactNode
  /** Shown beside the label. */
  readonly count?: number
}

export interface ThingPageProps {
  readonly kind: string
  readonly name: string
  readonly code?: string
  readonly state?: { readonly label: string; readonly tone?: Tone }
  readonly acts?: readonly Act[]
  readonly facts?: readonly (readonly [label: string, value: ReactNode])[]
  readonly tabs: readonly ThingTab[]
  /** Content of the history tab: who changed what and when. */
  readonly history?: ReactNode
  readonly back?: { readonly to: string; readonly label: string }
}

const noActs: readonly Act[] = []

export function ThingPage({ kind, name, code, state, acts = noActs, facts, tabs, history, back }: ThingPageProps) {
  const [params, setParams] = useSearchParams()
  const navigate = useNavigate()
  useOfferedActs(acts)
  const goBack = () => (back ? navigate(back.to) : false)
  useKeys({ Esc: goBack })
  const all = history === undefined ? tabs : [...tabs, { key: 'history', label: '历史', content: history }]
  const open = params.get('tab') ?? all[0]?.key ?? ''
  return (
    <section className="thing-page" aria-label={`${kind} ${name}`}>
      <header className="page-head">
        <div className="thing-name">
          {back ? (
            <Link to={back.to} className="back" title="Esc">
              {back.label}
            </Link>
          ) : null}
          <h1>{name}</h1>
          {code ? <span className="code">{code}</span> : null}
          {state ? <StateTag {...state} /> : null}
        </div>
        <Acts acts={acts} />
      </header>
      {facts && facts.length > 0 ? (
        <dl className="facts">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <Tabs
        className="thing-tabs"
        activeKey={open}
        onChange={(key) =>
          setParams(
            (before) => {
              before.set('tab', key)
              return before
            },
            { replace: true },
          )
        }
        items={all.map(({ key, label, content, count }) => ({
          key,
          label: count === undefined ? label : `${label}（${count}）`,
          children: content,
        }))}
      />
    </section>
  )
}
