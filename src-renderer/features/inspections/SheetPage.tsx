/** One inspection sheet: marks item by item with remarks and evidence; submitted, confirmed by another, never changed after. */

import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { toDecimalText } from '../../../src-main/domain/exact.ts'
import {
  type FilledSheet,
  itemsOf,
  NOT_APPLICABLE,
  sheetProblems,
  sheetScore,
} from '../../../src-main/domain/inspection.ts'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole, usePerson, useSession } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { typedDecimal } from '../../ui/figures.ts'
import { momentWords } from '../../ui/moments.ts'
import { printHtml } from '../../ui/printing.ts'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { Attachments } from '../attachments/Attachments.tsx'
import { sheetState } from './inspection-words.ts'
import { sheetPaper, sheetStyle } from './sheet-paper.ts'
import './inspections.css'

type Sheet = Awaited<ReturnType<typeof client.inspections.get.query>>

interface Filling {
  readonly date: string
  readonly inspector: string
  readonly sheet: FilledSheet
}

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
        acts={[
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
        ]}
        tabs={[
          {
            key: 'marks',
            label: '打分',
            content: (
              <Marks one={one} filling={filling} disabled={!isDraft || notClerk !== undefined} onChange={draft.set} />
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

interface MarksProps {
  readonly one: Sheet
  readonly filling: Filling
  readonly disabled: boolean
  readonly onChange: (part: Partial<Filling>) => void
}

function Marks({ one, filling, disabled, onChange }: MarksProps) {
  const { sheet } = filling
  const items = itemsOf(one.form)
  const wrong = new Map(sheetProblems(one.form, sheet).map(({ item, reason }) => [item, reason]))
  const setSheet = (part: Partial<FilledSheet>) => onChange({ sheet: { ...sheet, ...part } })
  const setMark = (at: number, part: Partial<FilledSheet['marks'][number]>) =>
    setSheet({ marks: items.map((_, index) => ({ mark: null, ...sheet.marks[index], ...(index === at ? part : {}) })) })
  let at = -1
  return (
    <div className="inspection-form">
      {disabled ? null : (
        <div className="inspection-line">
          <span className="inline">
            检查日期
            <DayPicker aria-label="检查日期" value={filling.date} onChange={(date) => onChange({ date })} />
          </span>
          <div className="inline">
            检查人{' '}
            <Input
              aria-label="检查人"
              style={{ width: 120 }}
              maxLength={100}
              value={filling.inspector}
              onChange={(event) => onChange({ inspector: event.target.value })}
            />
          </div>
        </div>
      )}
      <table className="plain-table inspection-marks" aria-label="打分">
        <thead>
          <tr>
            <th>检查项目</th>
            <th>以什么为凭</th>
            <th className="figure">满分</th>
            <th>得分</th>
            <th>说明</th>
          </tr>
        </thead>
        <tbody>
          {one.form.groups.map((group) => [
            <tr key={`group ${group.title}`} className="inspection-head">
              <td colSpan={5}>{group.title}</td>
            </tr>,
            ...group.items.map((item) => {
              at += 1
              const place = at
              const { mark = null, remark = '' } = sheet.marks[place] ?? {}
              const reason = wrong.get(place)
              return (
                <tr key={item.title}>
                  <td>{item.title}</td>
                  <td className="quiet">{item.evidence}</td>
                  <td className="figure">{item.full}</td>
                  <td>
                    {disabled ? (
                      <span className="figure">{mark === NOT_APPLICABLE ? '不适用' : (mark ?? '—')}</span>
                    ) : (
                      <span className="inline">
                        <Input
                          aria-label={`${item.title} 得分`}
                          style={{ width: 76 }}
                          disabled={mark === NOT_APPLICABLE}
                          {...(reason && reason !== 'notMarked'
                            ? { status: 'error' as const, title: faultWords(reason) }
                            : {})}
                          value={mark === NOT_APPLICABLE ? '' : (mark ?? '')}
                          onChange={(event) => {
                            const typed = event.target.value
                            setMark(place, { mark: typed.trim() === '' ? null : (typedDecimal(typed) ?? typed) })
                          }}
                          onKeyDown={(event) => nextMark(event)}
                        />
                        {item.optional ? (
                          <Button
                            size="small"
                            aria-pressed={mark === NOT_APPLICABLE}
                            onClick={() => setMark(place, { mark: mark === NOT_APPLICABLE ? null : NOT_APPLICABLE })}
                          >
                            {mark === NOT_APPLICABLE ? '改为打分' : '不适用'}
                          </Button>
                        ) : null}
                      </span>
                    )}
                  </td>
                  <td>
                    {disabled ? (
                      remark
                    ) : (
                      <Input
                        aria-label={`${item.title} 说明`}
                        style={{ width: 240 }}
                        maxLength={1000}
                        value={remark}
                        onChange={(event) => setMark(place, { remark: event.target.value })}
                      />
                    )}
                  </td>
                </tr>
              )
            }),
          ])}
        </tbody>
      </table>
      {one.form.deductions.length > 0 ? (
        <table className="plain-table" aria-label="扣分">
          <thead>
            <tr>
              <th>扣分项</th>
              <th>怎样扣</th>
              <th>次数</th>
            </tr>
          </thead>
          <tbody>
            {one.form.deductions.map((each, place) => (
              <tr key={each.title}>
                <td>{each.title}</td>
                <td className="quiet">
                  每次 {each.each} 分{each.most ? `，最多 ${each.most} 分` : ''}
                </td>
                <td>
                  <Input
                    aria-label={`${each.title} 次数`}
                    style={{ width: 64 }}
                    disabled={disabled}
                    inputMode="numeric"
                    value={String(sheet.occurrences[place] ?? 0)}
                    onChange={(event) => {
                      const times = Number(event.target.value.normalize('NFKC').replace(/\D/g, '').slice(0, 4))
                      setSheet({
                        occurrences: one.form.deductions.map((_, index) =>
                          index === place ? times : (sheet.occurrences[index] ?? 0),
                        ),
                      })
                    }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <div className="inline">
        总的说明
        <Input.TextArea
          aria-label="总的说明"
          rows={2}
          maxLength={1000}
          disabled={disabled}
          value={sheet.remark ?? ''}
          onChange={(event) => setSheet({ remark: event.target.value })}
        />
      </div>
    </div>
  )
}

const faultWords = (reason: string): string =>
  reason === 'aboveFull' ? '超过满分' : reason === 'belowZero' ? '小于零' : '不是数字'

/** Enter goes to the next mark, as on paper. */
function nextMark(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  event.preventDefault()
  const all = [
    ...(event.currentTarget.closest('table')?.querySelectorAll<HTMLInputElement>('input[aria-label$="得分"]') ?? []),
  ]
  all[all.indexOf(event.currentTarget) + 1]?.focus()
}

function History({ one }: { readonly one: Sheet }) {
  const rows = [
    ['新填', one.user, one.at, ''],
    ['提交', one.submittedBy, one.submittedAt, ''],
    ['确认', one.confirmedBy, one.confirmedAt, ''],
    ['撤回', one.withdrawn?.by, one.withdrawn?.at, one.withdrawn?.reason ?? ''],
  ].filter(([, , moment]) => moment)
  return (
    <table className="plain-table" aria-label="历史">
      <tbody>
        {rows.map(([act, user, moment, why]) => (
          <tr key={act}>
            <td>{act}</td>
            <td>{user}</td>
            <td>{momentWords(moment)}</td>
            <td>{why}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
