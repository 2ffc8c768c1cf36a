/** The grading of a period in steps: values, scores, preview, review, public notice, objections, final; what happens is said before and after. */

import { Alert, Input } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { addMonths, type Month } from '../../../src-main/domain/month.ts'
import { spanWords } from '../../../src-main/domain/said/grading-words.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole, usePerson, useSession } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { countText } from '../../ui/figures.ts'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { momentWords } from '../../ui/moments.ts'
import { type Step, StepsPage } from '../../ui/StepsPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import { decideFault, finishFault, stageFault } from './grading-rules.ts'
import { gradingState, type StepKey, stepOf, stepTitles } from './grading-state.ts'
import { resultWords } from './grading-words.ts'
import { missingLines } from './missing-values.ts'
import { NoticeShown } from './NoticeShown.tsx'
import { ObjectionList } from './ObjectionList.tsx'
import { PreviewTab } from './PreviewTab.tsx'
import { ResultList } from './ResultList.tsx'
import { StepValues } from './StepValues.tsx'
import type { GradingDetail, GradingResult } from './shapes.ts'
import { useGrading } from './useGrading.ts'
import { useWhyResult } from './useWhyResult.tsx'
import '../policies/policies.css'
import './gradings.css'

/** /gradings/:id/steps, at the step where it waits or at one that was asked for (`?at=scores`). */
export function GradingSteps() {
  const { id = '' } = useParams()
  const { grading, results, error } = useGrading(Number(id))
  if (error) return <p className="wrong screen-trouble">{errorWords(error)}</p>
  if (!grading || !results) return <p className="entrance-waiting">正在读取……</p>
  return <Steps grading={grading} results={results} />
}

interface StepsProps {
  readonly grading: GradingDetail
  readonly results: readonly GradingResult[]
}

function Steps({ grading, results }: StepsProps) {
  const navigate = useNavigate()
  const change = useChange()
  const person = usePerson()
  const { today } = useSession()
  const [params, setParams] = useSearchParams()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  const notEither = useMissingRole(['clerk', 'reviewer'])
  const { ask, drawer } = useWhyResult(grading)
  const [notice, setNotice] = useState({ from: today, to: '', text: '' })
  const [from, setFrom] = useState<Month>(grading.from ?? addMonths(grading.months[1], 1))
  const { id, document: scheme } = grading
  const page = `/gradings/${id}`
  const listAt = (filter: Readonly<Record<string, string>>) =>
    `${page}?${new URLSearchParams({ tab: 'list', ...filter }).toString()}`
  const rescore: Act = {
    key: 'rescore',
    label: '重新打分',
    disabled: notClerk ?? stageFault(grading, 'rescore'),
    done: '已重新打分。',
    run: () => change(client.gradings.start.mutate({ scheme: grading.scheme, period: grading.period })),
  }
  const missing = missingLines(grading, results, grading.left).reduce((sum, { outlets }) => sum + outlets, 0)
  const rank = (key: StepKey) => stepTitles.findIndex(([one]) => one === key)
  const isPast = (key: StepKey) => rank(stepOf(grading.status)) > rank(key)
  const past = (key: StepKey, label: string, next: NonNullable<Step['next']>): NonNullable<Step['next']> =>
    isPast(key) ? { label, before: '这一步已经办过。' } : next
  const parts: Readonly<Record<StepKey, Omit<Step, 'key' | 'title'>>> = {
    choose: {
      content: (
        <p className="told">
          {grading.title} 第 {grading.version} 版，{spanWords(grading.months)}。
        </p>
      ),
      next: { label: '下一步' },
    },
    values: {
      content: <StepValues grading={grading} results={results} rescore={rescore} listAt={listAt} />,
      next: {
        label: '看得分',
        before: missing > 0 ? `还缺 ${countText(missing)} 个数，可以先补；不补就照方案处理。` : '数都齐了。',
      },
    },
    scores: {
      content: (
        <div className="steps-list">
          <ResultList
            title={`${grading.title}-${grading.period}`}
            scheme={scheme}
            results={results}
            onWhy={ask}
            acts={[rescore]}
          />
        </div>
      ),
      next: { label: '看预览', before: '点任何一个分、名次、等级，看它是怎么来的。' },
    },
    preview: {
      content: <PreviewTab grading={grading} listAt={listAt} />,
      next: { label: '去复核', disabled: grading.stale ? '得分已经旧了，请先重新打分' : undefined },
    },
    review: {
      content: <ReviewSaid grading={grading} />,
      next: past('review', '下一步', {
        label: '复核通过',
        disabled: notReviewer ?? decideFault(grading, 'review', person.name),
        before: '复核后得分不再变；要改只能退回重新打分。',
        run: () => change(client.gradings.review.mutate({ id })),
      }),
    },
    notice: {
      content:
        grading.notice === null ? (
          <div className="told">
            <FormGrid single>
              <Field label="公示从" required>
                <DayPicker value={notice.from} onChange={(day) => setNotice({ ...notice, from: day })} />
              </Field>
              <Field label="到" hint="这一天以前（含当天）提出的异议才受理；不填就是 5 个工作日">
                <DayPicker
                  value={notice.to}
                  allowClear
                  placeholder="5 个工作日"
                  onChange={(day) => setNotice({ ...notice, to: day })}
                />
              </Field>
              <Field label="公示的话" hint="不写就用通行的写法：依据、评的哪一期、到哪天、向谁提异议">
                <Input.TextArea
                  rows={4}
                  maxLength={1000}
                  value={notice.text}
                  onChange={(event) => setNotice({ ...notice, text: event.target.value })}
                />
              </Field>
            </FormGrid>
          </div>
        ) : (
          <NoticeShown grading={grading} results={results} />
        ),
      next: past('notice', '看异议', {
        label: '开始公示',
        disabled: notEither ?? stageFault(grading, 'startNotice'),
        before: '公示后可以打印张贴，登记异议；到期并答复完才能定稿。',
        run: async () => {
          const to = notice.to ? { to: notice.to as never } : {}
          const text = notice.text.trim() ? { text: notice.text.trim() } : {}
          await change(client.gradings.notice.mutate({ id, from: notice.from as never, ...to, ...text }))
          return false
        },
      }),
    },
    objections: {
      content: (
        <>
          {grading.notice ? (
            <p className="quiet">
              公示 {grading.notice.from} 至 {grading.notice.to}。{grading.notice.open ? '现在可以提异议。' : ''}
            </p>
          ) : null}
          <ObjectionList grading={grading} results={results} />
        </>
      ),
      next: past('objections', '下一步', {
        label: '去定稿',
        before: grading.objections.open > 0 ? `还有 ${grading.objections.open} 件没有答复。` : '没有未答复的异议。',
      }),
    },
    final: {
      content: <FinalSaid grading={grading} from={from} onFrom={setFrom} />,
      next: past('final', '下一步', {
        label: '定稿',
        disabled: notReviewer ?? finishFault(grading, person.name, today),
        before: `${monthWords(from)}起按新的${resultWords(scheme.result)}执行，${countText(grading.changed)} 家有变化。`,
        run: () => change(client.gradings.finish.mutate({ id, from })),
      }),
    },
    done: { content: <DoneSaid grading={grading} />, last: true },
  }
  const asked = params.get('at')
  const at = stepTitles.some(([key]) => key === asked) ? (asked ?? '') : stepOf(grading.status)
  return (
    <>
      <StepsPage
        title={`评定：${grading.title}　${spanWords(grading.months)}`}
        at={at}
        onGo={(key) => setParams({ at: key }, { replace: true })}
        onLeave={() => navigate(page)}
        leave="先放着"
        steps={stepTitles.map(([key, title]) => ({ key, title, ...parts[key] }))}
      />
      {drawer}
    </>
  )
}

function ReviewSaid({ grading }: { readonly grading: GradingDetail }) {
  return (
    <div className="told">
      {grading.stale ? (
        <Alert type="warning" showIcon title="打分之后数又变了，请先回到“数齐不齐”重新打分，再复核。" />
      ) : null}
      <p>
        {grading.scoredBy} {momentWords(grading.scoredAt)} 打分：{countText(grading.outlets)} 家，
        {countText(grading.changed)} 家{resultWords(grading.document.result)}有变化
        {grading.excluded > 0 ? `，${countText(grading.excluded)} 家缺数没有评` : ''}。
      </p>
      {grading.reviewedBy ? (
        <p>
          {grading.reviewedBy} {momentWords(grading.reviewedAt)} 复核通过。
        </p>
      ) : (
        <p>由另一个人看过得分和预览，没有问题就复核通过；有问题告诉打分的人改数、重新打分。</p>
      )}
    </div>
  )
}

interface FinalSaidProps {
  readonly grading: GradingDetail
  readonly from: Month
  readonly onFrom: (from: Month) => void
}

function FinalSaid({ grading, from, onFrom }: FinalSaidProps) {
  return (
    <div className="told">
      <FormGrid single>
        <Field
          label="从哪个月起"
          required
          hint="从这个月起，网点资料里就是新的等级，试算按它的系数；已结账的月份不能选"
        >
          <MonthPicker value={from} onChange={(month) => month && onFrom(month)} />
        </Field>
      </FormGrid>
      <p>定稿后：</p>
      <ul>
        <li>
          {countText(grading.outlets)} 家网点的{resultWords(grading.document.result)}按这次结果，
          {countText(grading.changed)} 家与原来不同；每家的历史里都有记录。
        </li>
        <li>名单、得分、异议的答复永久保存，不能再改。要改只能再评一次，写明理由，代替这一次。</li>
      </ul>
      <p>
        <Link to={`/gradings/${grading.id}?tab=preview`}>再看一遍升降和酬金影响</Link>
      </p>
    </div>
  )
}

function DoneSaid({ grading }: { readonly grading: GradingDetail }) {
  if (grading.withdrawn)
    return (
      <div className="told">
        <p>
          这次评定{gradingState(grading.status).label}：{grading.withdrawn.by} {momentWords(grading.withdrawn.at)}，
          {grading.withdrawn.reason}。
        </p>
      </div>
    )
  if (grading.from === null)
    return (
      <div className="told">
        <p>还没有定稿。现在是“{gradingState(grading.status).label}”。</p>
      </div>
    )
  return (
    <div className="told">
      <p>
        {monthWords(grading.from)}起执行，{countText(grading.changed)} 家有变化。
        {grading.finalBy ? `${grading.finalBy} ${momentWords(grading.finalAt)} 定稿。` : ''}
      </p>
      <p>接下来：试算会用新的等级系数；要改结果，再评一次并写明理由。</p>
      <p>
        <Link to={`/gradings/${grading.id}`}>看名单、图和公示</Link>
      </p>
    </div>
  )
}
