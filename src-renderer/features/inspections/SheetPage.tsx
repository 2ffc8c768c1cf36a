/** One inspection sheet: marks item by item with remarks and evidence; submitted, confirmed by another, never changed after. */

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { toDecimalText } from '../../../src-main/domain/exact.ts'
import { sheetProblems, sheetScore } from '../../../src-main/domain/inspection.ts'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole, usePerson, useSession } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import { DoneLines } from '../../ui/DoneLines.tsx'
import { printHtml } from '../../ui/printing.ts'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { Attachments } from '../attachments/Attachments.tsx'
import { sheetState } from './inspection-words.ts'
import { type Filling, type Sheet, SheetMarks } from './SheetMarks.tsx'
import { sheetPaper, sheetStyle } from './sheet-paper.ts'
import './inspections.css'

export function SheetPage() {
  const { id = '' } = useParams()
  const asked = useQuery(trpc.inspections.get.queryOptions({ id: Number(id) }))
  if (asked.error) return <p className="wrong screen-trouble">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="entrance-waiting">正在读取……</p>
  return <Opened key={`${id} ${asked.data.state}`} one={asked.data} />
}

/** Whence a grading led here: its sheets are gone back to. */
function ledBy(params: URLSearchParams): string {
  const [grading, lacks] = [params.get('grading'), params.get('lacks')]
  return grading && lacks ? `?${new URLSearchParams({ grading, lacks }).toString()}` : ''
}

function Opened({ one }: { readonly one: Sheet }) {
  const [params] = useSearchParams()
  const person = usePerson()
  const notice = useNotice()
  const { county } = useSession()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  const notEither = useMissingRole(['clerk', 'reviewer'])
  const [withdrawing, setWithdrawing] = useState(false)
  const saved = useMemo(
    (): Filling => ({ date: one.date, inspector: one.inspector, sheet: one.sheet }),
    [one.date, one.inspector, one.sheet],
  )
  const draft = useDraft<Filling>(`inspection:${one.id}`, saved)
  const isDraft = one.state === 'draft'
  const filling = isDraft ? draft.value : saved
  const save = async () => {
    const { date, inspector, sheet } = filling
    const filled = { id: one.id, date: date as IsoDate, inspector: inspector.trim(), sheet }
    await draft.saving(client.inspections.fill.mutate(filled))
    draft.forget()
  }
  const problems = sheetProblems(one.form, filling.sheet)
  const score = isDraft ? toDecimalText(sheetScore(one.form, filling.sheet), 2, 2) : one.score
  const led = ledBy(params)
  const late = isDraft ? undefined : '已经提交，不能再改；要改请撤回，另填一张'
  const acts: readonly Act[] = [
    {
      key: 'submit',
      label: '提交',
      tone: 'primary',
      disabled: late ?? notClerk ?? (problems.length > 0 ? `还有 ${problems.length} 处没有填好` : undefined),
      confirm: {
        title: '提交检查表',
        text: `得分 ${score}。提交后不能再改${one.needsConfirming ? '，由另一个人确认后算数' : '，立即算数'}；填错了只能写明原因撤回，另填一张。`,
        ok: '提交',
      },
      run: async () => {
        await save()
        await client.inspections.submit.mutate({ id: one.id })
        notice.done('检查表已提交。')
      },
    },
    {
      key: 'save',
      label: '保存',
      shortcut: 'Ctrl+S',
      disabled: late ?? notClerk ?? (draft.changed ? undefined : '没有改过'),
      done: '已保存，还没有提交。',
      run: save,
    },
    ...(one.needsConfirming
      ? [
          {
            key: 'confirm',
            label: '确认',
            disabled:
              one.state !== 'submitted'
                ? '提交以后才能确认'
                : (notReviewer ??
                  (one.submittedBy === person.name || one.user === person.name
                    ? '是您填写或提交的，要由另一个人确认'
                    : undefined)),
            done: '已确认，从现在起算数。',
            run: () => client.inspections.confirm.mutate({ id: one.id }),
          },
        ]
      : []),
    {
      key: 'withdraw',
      label: '撤回',
      tone: 'danger',
      disabled: one.state === 'withdrawn' ? '已经撤回了' : one.state === 'confirmed' ? notReviewer : notEither,
      run: () => setWithdrawing(true),
    },
    {
      key: 'print',
      label: '打印',
      shortcut: 'Ctrl+P',
      run: () =>
        printHtml(
          `${one.title} ${one.id}`,
          sheetPaper(one.form, county?.name ?? '', one, { score, filled: filling.sheet }),
          false,
          sheetStyle,
        ),
    },
  ]
  return (
    <>
      <ThingPage
        kind="检查表"
        name={`${one.title}：${one.name}`}
        code={one.outlet}
        state={sheetState(one)}
        back={{ to: `/inspections${led}`, label: '检查表' }}
        facts={[
          ['检查日期', one.date],
          ['检查人', one.inspector],
          ['得分', <strong key="score">{score}</strong>],
          ['算不算数', one.counts ? '算，计入这个网点的平均分' : one.state === 'submitted' ? '确认后才算' : '不算'],
        ]}
        acts={acts}
        tabs={[
          {
            key: 'marks',
            label: '打分',
            content: (
              <SheetMarks
                one={one}
                filling={filling}
                disabled={!isDraft || notClerk !== undefined}
                onChange={draft.set}
              />
            ),
          },
          {
            key: 'evidence',
            label: '照片和扫描件',
            count: one.attachments,
            content: (
              <Attachments
                subject={`inspection:${one.id}`}
                canAdd={notClerk === undefined}
                empty="还没有照片或扫描件。"
              />
            ),
          },
        ]}
        history={<History one={one} />}
      />
      {withdrawing ? (
        <AskReason
          title={`撤回检查表 ${one.id}`}
          ok="撤回"
          label="撤回原因"
          text="撤回后不算数，记录留着。要重新检查，请另填一张。"
          danger
          onClose={() => setWithdrawing(false)}
          run={({ reason }) => client.inspections.withdraw.mutate({ id: one.id, reason })}
        />
      ) : null}
    </>
  )
}

function History({ one }: { readonly one: Sheet }) {
  const { withdrawn } = one
  return (
    <DoneLines
      done={[
        { at: one.at, by: one.user, what: '新填' },
        { at: one.submittedAt, by: one.submittedBy, what: '提交' },
        { at: one.confirmedAt, by: one.confirmedBy, what: '确认' },
        { at: withdrawn?.at, by: withdrawn?.by, what: `撤回：${withdrawn?.reason ?? ''}` },
      ]}
    />
  )
}
