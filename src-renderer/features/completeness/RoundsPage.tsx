/** 完整性 › 定期核对: opening a half-year's round, how far everybody is, closing it with a report that is kept and printed. */

import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { halfWords } from '../../../src-main/domain/completeness.ts'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { useMissingRole, useSession } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { localTime } from '../../ui/moments.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { CompletenessLinks } from './CompletenessLinks.tsx'
import { itemWords, type Round, subjectLabel } from './file-words.ts'
import { printReport } from './round-report.ts'
import './completeness.css'

export function RoundsPage() {
  const asked = useQuery(trpc.completeness.rounds.queryOptions(undefined))
  const { county, today } = useSession()
  const [dialog, setDialog] = useState<'open' | 'due' | 'close'>()
  const noHand = useMissingRole(['clerk', 'reviewer'])
  const notReviewer = useMissingRole(['reviewer'])
  if (asked.error) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (!asked.data) return <p className="entrance-waiting">正在读取……</p>
  const rounds = asked.data
  const open = rounds.find(({ closedBy }) => closedBy === null)
  const start: Act = {
    key: 'open',
    label: '开始本半年核对',
    tone: 'primary',
    disabled: noHand,
    run: () => setDialog('open'),
  }
  const shown = open ?? rounds[0]
  const acts: Act[] = [
    ...(open
      ? [
          { key: 'due', label: '改截止日', disabled: noHand, run: () => setDialog('due') },
          {
            key: 'close',
            label: '结束核对',
            tone: 'primary' as const,
            disabled: notReviewer,
            run: () => setDialog('close'),
          },
        ]
      : [start]),
    ...(shown
      ? [{ key: 'print', label: '打印报告', shortcut: 'Ctrl+P', run: () => printReport(county?.name ?? '', shown) }]
      : []),
  ]
  const close = () => setDialog(undefined)
  return (
    <section className="list-page" aria-label="定期核对">
      <header className="page-head">
        <h1>档案定期核对</h1>
        <Acts acts={acts} />
      </header>
      <CompletenessLinks />
      <div className="rounds">
        {rounds.length === 0 ? (
          <EmptyState
            title="还没有核对过"
            text="每半年把网点和代理商的档案逐份核对一次：开始后，渠道经理逐份看过，由渠道管理员登记“已核对”；核对后又改过的会再列出；复核人结束并留下报告。"
            act={start}
          />
        ) : null}
        {shown ? <RoundView round={shown} /> : null}
        {rounds.length > 1 ? (
          <section aria-label="以前的核对">
            <h2>以前的核对</h2>
            <table className="plain-table">
              <thead>
                <tr>
                  <th>半年</th>
                  <th className="figure">档案</th>
                  <th className="figure">已核对</th>
                  <th className="figure">有缺项</th>
                  <th>结束</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {rounds
                  .filter((round) => round !== shown)
                  .map((round) => (
                    <tr key={round.id}>
                      <td>{halfWords(round.half)}</td>
                      <td className="figure">{round.report.files}</td>
                      <td className="figure">{round.report.confirmed}</td>
                      <td className="figure">{round.report.incomplete}</td>
                      <td>{closedWords(round)}</td>
                      <td>
                        <Acts
                          acts={[
                            {
                              key: `print-${round.id}`,
                              label: '打印',
                              run: () => printReport(county?.name ?? '', round),
                            },
                          ]}
                        />
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </section>
        ) : null}
      </div>
      {dialog === 'open' ? <DueForm title="开始本半年核对" ok="开始" today={today as IsoDate} onClose={close} /> : null}
      {dialog === 'due' && open ? (
        <DueForm title="改截止日" ok="改" today={today as IsoDate} due={open.due as IsoDate} onClose={close} />
      ) : null}
      {dialog === 'close' && open ? <CloseForm round={open} onClose={close} /> : null}
    </section>
  )
}

const closedWords = ({ closedBy, closedAt }: Round): string =>
  closedBy ? `${closedBy} ${localTime(closedAt ?? '').slice(0, 10)}` : ''

function RoundView({ round }: { readonly round: Round }) {
  const { report } = round
  const state = round.closedBy
    ? ({ label: '已结束', tone: 'done' } as const)
    : round.late
      ? ({ label: '已超期', tone: 'late' } as const)
      : ({ label: '进行中', tone: 'now' } as const)
  const door = (asker: string | null, more: string) =>
    round.closedBy === null && asker !== null ? `/completeness?asker=${encodeURIComponent(asker)}${more}` : undefined
  return (
    <section aria-label={halfWords(round.half)}>
      <h2>
        {halfWords(round.half)} <StateTag {...state} />
      </h2>
      <p>
        {round.openedBy} 于 {localTime(round.openedAt).slice(0, 10)} 开始，截止 {round.due}
        {round.closedBy ? `；${closedWords(round)} 结束` : ''}
        {round.closeReason ? `（${round.closeReason}）` : ''}。{report.files} 份档案，已核对 {report.confirmed} 份，
        {`核对后又改 ${report.changed} 份`}，有缺项 {report.incomplete} 份。
      </p>
      <div className="round-tables">
        <table className="plain-table" aria-label="各人进度">
          <thead>
            <tr>
              <th>渠道经理</th>
              <th className="figure">档案</th>
              <th className="figure">已核对</th>
              <th className="figure">还差</th>
              <th className="figure">核对后改</th>
              <th className="figure">有缺项</th>
            </tr>
          </thead>
          <tbody>
            {report.askers.map((one) => (
              <tr key={one.asker ?? ''}>
                <td>{one.asker ?? '（没有渠道经理）'}</td>
                <td className="figure">{one.files}</td>
                <td className="figure">{one.confirmed}</td>
                <td className="figure">
                  <Count value={one.files - one.confirmed} to={door(one.asker, '&state=unconfirmed')} />
                </td>
                <td className="figure">
                  <Count value={one.changed} to={door(one.asker, '&state=changed')} />
                </td>
                <td className="figure">
                  <Count value={one.incomplete} to={door(one.asker, '&state=incomplete')} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className="plain-table" aria-label="缺得最多的">
          <thead>
            <tr>
              <th>缺的项目</th>
              <th className="figure">档案</th>
            </tr>
          </thead>
          <tbody>
            {report.items.map(({ item, files }) => (
              <tr key={item}>
                <td>{itemWords(item)}</td>
                <td className="figure">
                  <Count
                    value={files}
                    to={round.closedBy ? undefined : `/completeness?item=${encodeURIComponent(item)}&state=incomplete`}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {round.closedBy && report.leftFiles > 0 ? (
        <details>
          <summary>结束时没有核对的 {report.leftFiles} 份</summary>
          <p>
            {report.left.map(({ subject, code, name }) => (
              <Link key={`${subject}${code}`} to={`/${subject}s/${encodeURIComponent(code)}`} className="left-file">
                {subjectLabel(subject)} {code} {name}
              </Link>
            ))}
          </p>
        </details>
      ) : null}
    </section>
  )
}

function Count({ value, to }: { readonly value: number; readonly to: string | undefined }) {
  return value > 0 && to ? <Link to={to}>{value}</Link> : value
}

interface DueFormProps {
  readonly title: string
  readonly ok: string
  readonly today: IsoDate
  /** Of the open round; absent to open one. */
  readonly due?: IsoDate
  readonly onClose: () => void
}

function DueForm({ title, ok, due, onClose }: DueFormProps) {
  const [day, setDay] = useState<string>(due ?? '')
  return (
    <FormDialog
      title={title}
      ok={ok}
      text={
        due
          ? undefined
          : '开始后，在营和暂停的网点、有这样网点的代理商都要核对一遍。截止日不填就是 20 个工作日后（按工作日历）。'
      }
      onClose={onClose}
      run={async () => {
        if (due) {
          if (day === '') return '请填截止日'
          await client.completeness.setDue.mutate({ due: day as IsoDate })
        } else await client.completeness.openRound.mutate(day === '' ? {} : { due: day as IsoDate })
        return undefined
      }}
    >
      <Field label="截止日" required={due !== undefined}>
        <DayPicker value={day} onChange={setDay} />
      </Field>
    </FormDialog>
  )
}

function CloseForm({ round, onClose }: { readonly round: Round; readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  const left = round.report.leftFiles
  return (
    <FormDialog
      title={`结束${halfWords(round.half)}核对`}
      ok="结束"
      text={
        left === 0
          ? '所有档案都核对过了。结束后报告定稿，不能再改。'
          : `还有 ${left} 份没有核对（或核对后又改过）。结束后报告定稿，不能再改；请写明原因。`
      }
      onClose={onClose}
      run={async () => {
        const why = reason.trim()
        if (left > 0 && why === '') return '请写明为什么没有核对完就结束'
        await client.completeness.closeRound.mutate(why === '' ? {} : { reason: why })
        return undefined
      }}
    >
      <Field label="原因" required={left > 0}>
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </FormDialog>
  )
}
