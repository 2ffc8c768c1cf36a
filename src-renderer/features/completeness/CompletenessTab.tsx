/** 完整性 of one file: what is there, what is missing, who asks for it, its confirmations and what changed since the last one. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type FileSubject, fileItem, halfWords } from '../../../src-main/domain/completeness.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { localTime } from '../../ui/moments.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { agentFields } from '../agents/agent-fields.ts'
import { outletFields, outletHistoryFields } from '../outlets/outlet-fields.ts'
import { ConfirmForm } from './ConfirmForm.tsx'
import { confirmedState, itemLabel, itemLabels } from './file-words.ts'
import './completeness.css'

interface CompletenessTabProps {
  readonly subject: FileSubject
  readonly code: string
}

export function CompletenessTab({ subject, code }: CompletenessTabProps) {
  const notClerk = useMissingRole(['clerk'])
  const [confirming, setConfirming] = useState(false)
  const asked = useQuery(trpc.completeness.file.queryOptions({ subject, code }))
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="quiet">正在读取……</p>
  const { file, needs, round, confirmations, changes } = asked.data
  if (file === null)
    return <p className="quiet">这份档案不在核对之列：规划中或已退出的网点、网点都已退出的代理商不核对。</p>
  const state = confirmedState(file.confirmed)
  const noRound = round ? undefined : '现在没有在进行的核对'
  return (
    <div className="completeness-tab">
      <section aria-label="缺什么">
        <h2>
          {file.missing.length === 0 ? '档案齐全' : `缺 ${file.missing.length} 项`}
          <span className="quiet">（必备 {file.required} 项）</span>
        </h2>
        <table className="plain-table">
          <thead>
            <tr>
              <th>项目</th>
              <th>要求</th>
              <th>现状</th>
              <th>怎样补</th>
            </tr>
          </thead>
          <tbody>
            {[...file.missing, ...file.wanted].map((item) => {
              const { kind, words = [] } = fileItem(subject, item)
              const required = file.missing.includes(item)
              return (
                <tr key={item}>
                  <td>{itemLabel(subject, item)}</td>
                  <td>{required ? '必备' : '可有可无'}</td>
                  <td>
                    <StateTag label="没有" tone={required ? 'late' : 'plain'} />
                  </td>
                  <td>
                    {kind === 'paper'
                      ? `在“附件”里上传，文件名要含“${words.join('”或“')}”`
                      : kind === 'agreement'
                        ? '到“协议”里登记有效的协议'
                        : '在“档案”里填写'}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
        {file.missing.length > 0 ? (
          <p>
            由 <b>{file.asker ?? '（没有渠道经理）'}</b> 去要
            {file.asker !== file.manager && file.manager ? `（代 ${file.manager}）` : ''}。
          </p>
        ) : null}
        <p className="quiet">
          共有 {needs.filter(({ need }) => need !== 'none').length} 项要求，可在“完整性 › 档案要求”里调整。
        </p>
      </section>
      <section aria-label="定期核对">
        <h2>定期核对 {round ? <StateTag {...state} /> : null}</h2>
        {round ? (
          <p className="quiet">
            {halfWords(round.half)}核对，{round.due} 前做完。
          </p>
        ) : null}
        <Acts
          acts={[
            {
              key: 'confirm',
              label: '已核对',
              tone: 'primary',
              disabled: notClerk ?? noRound,
              run: () => setConfirming(true),
            },
          ]}
        />
        {confirmations.length > 0 ? (
          <ul className="confirmations">
            {confirmations.map(({ at, half, checkedBy, user, note, missing }) => (
              <li key={at}>
                {halfWords(half)}　{checkedBy} 核对，{user} 于 {localTime(at)} 登记
                {missing.length > 0 ? `，当时缺 ${itemLabels(subject, missing)}` : ''}
                {note ? `：${note}` : ''}
              </li>
            ))}
          </ul>
        ) : (
          <p className="quiet">还没有核对过。</p>
        )}
        <h3>{confirmations.length > 0 ? '核对以后的变更' : '历来的变更'}</h3>
        {changes.length === 0 ? (
          <p className="quiet">没有变更。</p>
        ) : (
          <ul className="confirmations">
            {changes.map(({ field, value, from, user, at }) => (
              <li key={`${field} ${at} ${from}`}>
                {changeWords(subject, field, value)}，{from} 起，{user} 于 {localTime(at)}
              </li>
            ))}
          </ul>
        )}
      </section>
      {confirming ? <ConfirmForm files={[file]} onClose={() => setConfirming(false)} /> : null}
    </div>
  )
}

const noChoices = { types: [], agents: [], centres: [], townships: [], managers: [] }

/** The fields of the register by what their pages call them. */
const fieldsOf = {
  agent: agentFields,
  outlet: outletHistoryFields(outletFields(noChoices)),
}

function changeWords(subject: FileSubject, field: string, value: string | null): string {
  const found = fieldsOf[subject].find(({ key }) => key === field)
  const said = value === null ? '（空）' : (found?.say?.(value) ?? value)
  return `${found?.label ?? '其他'} → ${said}`
}
