/** The first step of a grading: which scheme, which period; scoring it makes the draft, and its own steps go on. */

import { useQuery } from '@tanstack/react-query'
import { Alert, Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { scopeSentence } from '../../../src-main/domain/grading/scheme-sentence.ts'
import type { Month } from '../../../src-main/domain/month.ts'
import { spanWords } from '../../../src-main/domain/said/grading-words.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { StepsPage } from '../../ui/StepsPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNameOf } from '../policies/useTermChoices.ts'
import { gradingState, stepTitles } from './grading-state.ts'
import { useSchemes } from './useSchemes.ts'
import './gradings.css'

/** /gradings/new, with the scheme chosen by a door (`?scheme=CODE`). */
export function NewGrading() {
  const [params] = useSearchParams()
  const { period: worked } = useMonth()
  const navigate = useNavigate()
  const change = useChange()
  const nameOf = useNameOf()
  const notClerk = useMissingRole(['clerk'])
  const schemes = useSchemes()
  const approved = (schemes.data ?? []).filter(({ status }) => status === 'approved')
  const [chosen, setChosen] = useState(params.get('scheme') ?? undefined)
  const [period, setPeriod] = useState<Month>(worked)
  const [overrule, setOverrule] = useState('')
  const record = approved.find(({ code }) => code === chosen) ?? (approved.length === 1 ? approved[0] : undefined)
  const standing = useQuery(
    trpc.gradings.list.queryOptions(
      { scheme: record?.code ?? '', standing: true },
      { enabled: record !== undefined, staleTime: 0 },
    ),
  )
  const same = (standing.data ?? []).filter(({ months: [first, last] }) => first <= period && period <= last)
  const inWork = same.find(({ from, status }) => from === null || status === 'notice')
  const inEffect = same.find(({ from }) => from !== null)
  const leave = () => navigate('/gradings')
  if (schemes.error) return <p className="wrong screen-trouble">{errorWords(schemes.error)}</p>
  if (!schemes.data) return <p className="entrance-waiting">正在读取……</p>
  const fault = () => {
    if (notClerk) return notClerk
    if (!record) return '请先选方案'
    if (inWork && inWork.status !== 'scored') return '这一期正在评定，请打开它接着办'
    if (!inWork && inEffect && overrule.trim() === '') return '这一期已经评定过，重评请写理由'
    return undefined
  }
  return (
    <StepsPage
      title="评定"
      at="choose"
      onGo={() => undefined}
      onLeave={leave}
      steps={stepTitles.map(([key, title]) => ({
        key,
        title,
        content:
          approved.length === 0 ? (
            <EmptyState
              title="还没有批准的方案"
              text="评定照批准的方案来。先建一份方案，试好了提交，由另一个人批准。"
              act={{ key: 'schemes', label: '去分级方案', run: () => navigate('/gradings/schemes') }}
            />
          ) : (
            <div className="told">
              <FormGrid single>
                <Field label="方案" required>
                  <Select
                    placeholder="选方案"
                    options={approved.map(({ code, title: name, version }) => ({
                      value: code,
                      label: `${name}（第 ${version} 版）`,
                    }))}
                    {...(record ? { value: record.code } : {})}
                    onChange={setChosen}
                  />
                </Field>
                <Field label="评哪一期" required hint="按季、半年、年评的，选其中任何一个月">
                  <MonthPicker value={period} onChange={(month) => month && setPeriod(month)} />
                </Field>
                {!inWork && inEffect ? (
                  <Field label="重评理由" required hint="定稿后代替原来的那次，原来的留作记录">
                    <Input maxLength={500} value={overrule} onChange={(event) => setOverrule(event.target.value)} />
                  </Field>
                ) : null}
              </FormGrid>
              {record ? <p className="said">{scopeSentence(record.scheme as Scheme, nameOf)}。</p> : null}
              {same.map((one) => (
                <Alert
                  key={one.id}
                  type="info"
                  showIcon
                  title={
                    <>
                      {spanWords(one.months)}已有评定：{gradingState(one.status).label}。
                      <Link to={`/gradings/${one.id}/steps`}>打开</Link>
                    </>
                  }
                />
              ))}
            </div>
          ),
        next: {
          label: inWork ? '重新打分' : '打分',
          disabled: fault(),
          before: '打出的分先存成草稿，可以反复打；复核、公示、定稿以后才算数，现在的等级不变。',
          run: async () => {
            if (!record) return false
            const why = !inWork && inEffect ? { overrule: overrule.trim() } : {}
            const made = await change(client.gradings.start.mutate({ scheme: record.code, period, ...why }))
            navigate(`/gradings/${made.id}/steps?at=values`)
            return false
          },
        },
      }))}
    />
  )
}
