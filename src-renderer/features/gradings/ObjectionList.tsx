/** 异议: objections to a grading with their deadlines; an answer is proposed by one person and agreed to by another. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { gradeWords } from '../../../src-main/domain/grading/scheme-sentence.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { momentWords } from '../../ui/moments.ts'
import { StateTag, type Tone } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import { AnswerDialog, RaiseDialog, ReasonDialog } from './objection-dialogs.tsx'
import type { GradingDetail, GradingResult, Objection } from './shapes.ts'

interface ObjectionListProps {
  readonly grading: GradingDetail
  readonly results: readonly GradingResult[]
}

const states: Readonly<Record<Objection['state'], { readonly label: string; readonly tone: Tone }>> = {
  open: { label: '待答复', tone: 'late' },
  proposed: { label: '答复待确认', tone: 'late' },
  upheld: { label: '成立', tone: 'done' },
  refused: { label: '不成立', tone: 'plain' },
  withdrawn: { label: '已撤回', tone: 'plain' },
}

type Asking = { readonly what: 'answer' | 'return' | 'withdraw'; readonly one: Objection } | { readonly what: 'raise' }

export function ObjectionList({ grading, results }: ObjectionListProps) {
  const asked = useQuery(trpc.gradings.objections.queryOptions({ grading: grading.id }, { staleTime: 0 }))
  const notClerk = useMissingRole(['clerk'])
  const [asking, setAsking] = useState<Asking>()
  const close = () => setAsking(undefined)
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="quiet">正在读取……</p>
  const raise: Act = {
    key: 'raise',
    label: '登记异议',
    disabled: notClerk ?? (grading.status === 'notice' ? undefined : '公示期间才能登记异议'),
    run: () => setAsking({ what: 'raise' }),
  }
  return (
    <div className="told objections">
      <div>
        <Acts acts={[raise]} />
      </div>
      {asked.data.length === 0 ? (
        <p className="quiet">
          还没有异议。网点在公示期内提出的，在这里登记：哪个网点、对哪一项、为什么；一人拟答复，另一人确认。
        </p>
      ) : null}
      {asked.data.map((one) => (
        <ObjectionCard key={one.id} one={one} grading={grading} onAsk={setAsking} />
      ))}
      {asking?.what === 'raise' ? <RaiseDialog grading={grading} results={results} onClose={close} /> : null}
      {asking?.what === 'answer' ? (
        <AnswerDialog
          one={asking.one}
          grading={grading}
          held={results.find(({ outlet }) => outlet === asking.one.outlet)?.grade}
          onClose={close}
        />
      ) : null}
      {asking?.what === 'return' || asking?.what === 'withdraw' ? (
        <ReasonDialog what={asking.what} one={asking.one} onClose={close} />
      ) : null}
    </div>
  )
}

interface ObjectionCardProps {
  readonly one: Objection
  readonly grading: GradingDetail
  readonly onAsk: (asking: Asking) => void
}

function ObjectionCard({ one, grading, onAsk }: ObjectionCardProps) {
  const person = usePerson()
  const change = useChange()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  const own = one.proposedBy === person.name ? '答复是您拟的，要由另一个人确认' : undefined
  const isOpen = one.state === 'open' || one.state === 'proposed'
  const acts: Act[] = [
    ...(one.state === 'proposed'
      ? [
          {
            key: 'agree',
            label: '同意答复',
            tone: 'primary' as const,
            disabled: notReviewer ?? own,
            confirm: {
              title: `同意对${one.name}的答复？`,
              text:
                one.outcome === 'recalculate'
                  ? '同意后这次评定退回重新打分，公示停止；打分、复核后重新公示。'
                  : '同意后不能再改。',
              ok: '同意',
            },
            done: '已答复。',
            run: () => change(client.gradings.decideAnswer.mutate({ id: one.id, agree: true })),
          },
          {
            key: 'return',
            label: '退回重拟',
            disabled: notReviewer ?? own,
            run: () => onAsk({ what: 'return', one }),
          },
        ]
      : []),
    ...(isOpen
      ? [
          {
            key: 'answer',
            label: one.state === 'proposed' ? '改答复' : '拟答复',
            ...(one.state === 'open' ? { tone: 'primary' as const } : {}),
            disabled: notClerk,
            run: () => onAsk({ what: 'answer', one }),
          },
          {
            key: 'withdraw',
            label: '网点撤回',
            disabled: notClerk,
            run: () => onAsk({ what: 'withdraw', one }),
          },
        ]
      : []),
  ]
  return (
    <article className="clause-told" aria-label={`异议 ${one.outlet}`}>
      <header>
        <strong>{one.name}</strong>
        <span className="code quiet">{one.outlet}</span>
        <StateTag {...states[one.state]} />
        {isOpen ? (
          <span className={one.late ? 'wrong' : 'quiet'}>
            {one.late ? '已过期：' : ''}
            {one.due} 前答复
          </span>
        ) : null}
      </header>
      <p>
        对{one.indicatorTitle ? `“${one.indicatorTitle}”` : '评定结果'}：{one.text}
        <span className="quiet">
          　{one.raisedBy} {one.raisedOn} 提出，{one.user}登记
        </span>
      </p>
      {one.returned && one.state === 'open' ? <p className="wrong">上次的答复被退回：{one.returned}</p> : null}
      {one.answer ? (
        <p>
          <strong>{outcomeWords(one, grading)}</strong>　{one.answer}
          <span className="quiet">
            　{one.proposedBy ? `${one.proposedBy} ${momentWords(one.proposedAt)} 拟` : ''}
            {one.decidedBy ? `，${one.decidedBy} ${momentWords(one.decidedAt)} 定` : ''}
          </span>
        </p>
      ) : null}
      <Acts acts={acts} />
    </article>
  )
}

function outcomeWords({ outcome, grade, state }: Objection, grading: GradingDetail): string {
  if (state === 'withdrawn') return '网点撤回：'
  switch (outcome) {
    case 'changed':
      return `改评 ${gradeWords(grade ?? '', grading.document.result)}：`
    case 'recalculate':
      return '重新打分：'
    default:
      return '维持原结果：'
  }
}
