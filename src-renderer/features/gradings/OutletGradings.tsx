/** 分级: an outlet's grades and stars by date, every grading with its scores, and the outlet beside its group. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { gradeWords } from '../../../src-main/domain/grading/scheme-sentence.ts'
import { chineseMonth } from '../../../src-main/domain/month.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { Missing } from '../../ui/Figure.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import { gradingState } from './grading-state.ts'
import { OutletAgainstGroup } from './ResultCharts.tsx'
import { useGrading } from './useGrading.ts'
import { useWhyResult } from './useWhyResult.tsx'
import './gradings.css'

export function OutletGradings({ code }: { readonly code: string }) {
  return (
    <div className="register-money outlet-gradings">
      <Held code={code} />
      <Gradings code={code} />
    </div>
  )
}

/** The grades and stars that it had, from when, and why. */
function Held({ code }: { readonly code: string }) {
  const grades = useQuery(trpc.outlets.history.queryOptions({ code, field: 'grade' }))
  const stars = useQuery(trpc.outlets.history.queryOptions({ code, field: 'star' }))
  const now = useQuery(trpc.outlets.get.queryOptions({ code })).data
  const error = grades.error ?? stars.error
  if (error) return <p className="wrong">{errorWords(error)}</p>
  const lines = [
    ...(grades.data ?? []).map((one) => ({
      ...one,
      what: '分级',
      said: one.value ? gradeWords(one.value, 'grade') : '',
    })),
    ...(stars.data ?? []).map((one) => ({
      ...one,
      what: '星级',
      said: one.value ? gradeWords(one.value, 'star') : '',
    })),
    // what never changed has no history: it has held since ever
    ...unchanged(grades.data, '分级', now?.grade ? gradeWords(now.grade, 'grade') : ''),
    ...unchanged(stars.data, '星级', now?.star ? gradeWords(String(now.star), 'star') : ''),
  ].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1))
  return (
    <section aria-label="等级的历史">
      <h2>等级的历史</h2>
      {lines.length === 0 ? (
        <p className="quiet">还没有等级。评定定稿以后，或在档案里填写以后，这里按日期列出。</p>
      ) : null}
      {lines.length > 0 ? (
        <table className="plain-table" aria-label="等级的历史">
          <thead>
            <tr>
              <th>从哪天起</th>
              <th>哪一种</th>
              <th>等级</th>
              <th>原因</th>
              <th>谁</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((one) => (
              <tr key={`${one.what} ${one.from} ${one.at}`}>
                <td className="tabular">{one.from ?? '最初'}</td>
                <td>{one.what}</td>
                <td>{one.said || <Missing />}</td>
                <td>{one.reason ?? <Missing />}</td>
                <td>{one.user ?? <Missing />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}

const unchanged = (known: readonly unknown[] | undefined, what: string, said: string) =>
  said && known?.length === 0 ? [{ from: null, at: '', reason: null, user: null, what, said }] : []

function Gradings({ code }: { readonly code: string }) {
  const asked = useQuery(trpc.gradings.ofOutlet.queryOptions({ outlet: code }))
  const [chosen, setChosen] = useState<number>()
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="quiet">正在读取……</p>
  if (asked.data.length === 0) return <p className="quiet">这个网点还没有参加过评定。</p>
  const open = chosen ?? asked.data[0]?.id
  return (
    <section aria-label="各次评定">
      <h2>各次评定</h2>
      <table className="plain-table" aria-label="各次评定">
        <thead>
          <tr>
            <th>评哪一期</th>
            <th>方案</th>
            <th>状态</th>
            <th className="figure">总分</th>
            <th className="figure">名次</th>
            <th>等级</th>
            <th>原来</th>
            <th>从哪月起</th>
            <th>各项得分</th>
          </tr>
        </thead>
        <tbody>
          {asked.data.map((one) => (
            <tr key={one.id} className={one.id === open ? 'chosen' : ''}>
              <td>{chineseMonth(one.period)}</td>
              <td>
                <Link to={`/gradings/${one.id}?${new URLSearchParams({ tab: 'list', q: code }).toString()}`}>
                  {one.title}
                </Link>
              </td>
              <td>
                <StateTag {...gradingState(one.status)} />
              </td>
              <td className="figure">{one.total}</td>
              <td className="figure">
                {one.rank}
                {one.group ? <span className="quiet">（{one.group}）</span> : null}
              </td>
              <td>{gradeWords(one.grade, one.result)}</td>
              <td>{one.before ? gradeWords(one.before, one.result) : <Missing />}</td>
              <td>{one.from ? chineseMonth(one.from) : <Missing />}</td>
              <td>
                <button type="button" className="why" aria-pressed={one.id === open} onClick={() => setChosen(one.id)}>
                  {one.id === open ? '见下' : '看'}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open === undefined ? null : <OneGrading key={open} id={open} code={code} />}
    </section>
  )
}

/** The scores of the outlet in one grading, each opening its reason, and the outlet beside its group. */
function OneGrading({ id, code }: { readonly id: number; readonly code: string }) {
  const { grading, results, error } = useGrading(id)
  const why = useWhyResult(grading)
  if (error) return <p className="wrong">{errorWords(error)}</p>
  const result = results?.find(({ outlet }) => outlet === code)
  if (!grading || !results || !result) return <p className="quiet">正在读取……</p>
  const scheme = grading.document
  return (
    <div className="one-grading">
      <table className="plain-table" aria-label="各项得分">
        <thead>
          <tr>
            <th>指标</th>
            <th className="figure">权重</th>
            <th className="figure">值</th>
            <th className="figure">得分</th>
          </tr>
        </thead>
        <tbody>
          {scheme.indicators.map(({ code: indicator, title, weight }) => {
            const found = result.indicators.find((one) => one.code === indicator)
            return (
              <tr key={indicator}>
                <td>{title}</td>
                <td className="figure">{weight}</td>
                <td className="figure">{found?.value ?? '缺数'}</td>
                <td className="figure">
                  <button
                    type="button"
                    className="why"
                    title="为什么是这个分"
                    onClick={() => why.ask({ result, indicator })}
                  >
                    {found?.score ?? '—'}
                  </button>
                </td>
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={3}>总分</td>
            <td className="figure">
              <button type="button" className="why" title="为什么是这个分" onClick={() => why.ask({ result })}>
                {result.total}
              </button>
            </td>
          </tr>
        </tfoot>
      </table>
      <OutletAgainstGroup
        scheme={scheme}
        results={results}
        outlet={code}
        onOpen={(indicator) => why.ask({ result, indicator })}
      />
      {why.drawer}
    </div>
  )
}
