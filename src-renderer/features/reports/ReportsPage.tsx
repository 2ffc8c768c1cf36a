/** 报表: what is printed and exported of the month, with the pages as they will come out of the printer. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { addMonths } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { saveExport } from '../../api/files.ts'
import { errorWords, refusalOf } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { countText } from '../../ui/figures.ts'
import { useOfferedActs } from '../../ui/status-line.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { Preview, printDocument } from './Preview.tsx'
import { asked, type ReportChoice, readChoice, reportKinds, writeChoice } from './report-choice.ts'
import { WhoChoice } from './WhoChoice.tsx'
import './reports.css'

/** Pages shown for a look, and the most that go to the printer straight from the screen. */
const LOOK = 20
const MOST_PRINTED = 300

export function ReportsPage() {
  const { period } = useMonth()
  const [params, setParams] = useSearchParams()
  const choice = readChoice(params)
  const choose = (next: ReportChoice) => setParams(writeChoice(next), { replace: true })
  const preview = useQuery(
    trpc.reports.html.queryOptions({ ...asked(period, choice), limit: LOOK }, { placeholderData: keepPreviousData }),
  )
  const notYet = refusalOf(preview.error)?.code === 'WRONG_STATE'
  return (
    <section className="reports-page" aria-label="报表">
      <header className="page-head">
        <h1>{monthWords(period)}报表</h1>
        <ReportActs choice={choice} ready={preview.data} notYet={notYet} />
      </header>
      <div className="reports-body">
        <Kinds choice={choice} choose={choose} />
        <div className="report-view">
          <div className="report-line">
            <WhoChoice period={period} choice={choice} onChange={(who) => choose({ ...choice, ...who })} />
            <PagesWords shown={preview.data} waiting={preview.isFetching} />
          </div>
          {notYet ? (
            <NotCalculated />
          ) : preview.error ? (
            <p className="wrong" role="alert">
              {errorWords(preview.error)}
            </p>
          ) : preview.data ? (
            <Preview title={choice.kind.title} html={preview.data.html} />
          ) : (
            <p className="quiet">正在排版……</p>
          )}
        </div>
      </div>
    </section>
  )
}

interface Shown {
  readonly html: string
  readonly pages: number
  readonly complete: boolean
  readonly statements: number
}

function PagesWords({ shown, waiting }: { shown: Shown | undefined; waiting: boolean }) {
  if (!shown) return null
  const pages = shown.complete ? `共 ${shown.pages} 页` : `预览前 ${shown.pages} 页`
  return (
    <output className="quiet report-pages">
      {pages}，{countText(shown.statements)} 个网点{waiting ? '，正在更新……' : ''}
    </output>
  )
}

function Kinds({ choice, choose }: { choice: ReportChoice; choose: (choice: ReportChoice) => void }) {
  return (
    <ul className="report-kinds" aria-label="报表种类">
      {reportKinds.map((kind) => (
        <li key={kind.name}>
          <button
            type="button"
            className={`report-kind${kind === choice.kind ? ' here' : ''}`}
            aria-pressed={kind === choice.kind}
            onClick={() => choose({ ...choice, kind })}
          >
            <b>{kind.title}</b>
            <span>{kind.about}</span>
            <span className="quiet">{kind.paper}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

interface ReportActsProps {
  readonly choice: ReportChoice
  readonly ready: Shown | undefined
  readonly notYet: boolean
}

function ReportActs({ choice, ready, notYet }: ReportActsProps) {
  const { period } = useMonth()
  const notice = useNotice()
  const making = useRef(false)
  const disabled = notYet ? '本月还没有试算，没有可打印的' : ready ? undefined : '正在排版，请稍等'

  const print = async () => {
    const whole = ready?.complete
      ? ready
      : await client.reports.html.query({ ...asked(period, choice), limit: MOST_PRINTED })
    if (whole.complete) return printDocument(whole.html)
    notice.warn(`超过 ${MOST_PRINTED} 页，不便直接打印。请挑选代理商分批打印，或先导出 PDF。`)
  }
  const make = async (format: 'pdf' | 'xlsx') => {
    if (making.current) return notice.warn('上一份还在生成，请看下方的进度。')
    making.current = true
    try {
      const made = await client.reports.make.mutate({ ...asked(period, choice), format })
      saveExport(made.export, made.name)
    } finally {
      making.current = false
    }
  }
  const acts: Act[] = [
    { key: 'print', label: '打印', shortcut: 'Ctrl+P', tone: 'primary', disabled, run: print },
    { key: 'xlsx', label: '导出 Excel', shortcut: 'Ctrl+E', disabled, run: () => make('xlsx') },
    { key: 'pdf', label: '导出 PDF', disabled, run: () => make('pdf') },
  ]
  useOfferedActs(acts)
  return <Acts acts={acts} />
}

function NotCalculated() {
  const navigate = useNavigate()
  const { period, choose } = useMonth()
  const before = addMonths(period, -1)
  return (
    <EmptyState
      title={`${monthWords(period)}还没有可打印的报表`}
      text="结算单、汇总表和付款表都出自这个月的试算结果。"
      source="先导入业务明细并试算；试算后可打印“试算（未结账）”的样张给网点核对，结账后打印正式的。"
      act={{ key: 'calculate', label: '去试算', run: () => navigate('/settlements') }}
      also={[{ key: 'before', label: `看${monthWords(before)}的报表`, run: () => choose(before) }]}
    />
  )
}
