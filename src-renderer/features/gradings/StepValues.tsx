/** 数齐不齐: what is missing and where it is brought in; what the city gave; scoring again when something has changed. */

import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { countText } from '../../ui/figures.ts'
import { DecimalInput } from '../../ui/NumberField.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { missingDoor, missingLines, referenceKinds } from './missing-values.ts'
import type { GradingDetail, GradingResult } from './shapes.ts'

interface StepValuesProps {
  readonly grading: GradingDetail
  readonly results: readonly GradingResult[]
  readonly rescore: Act
  /** The address of the list of outlets with these filters. */
  readonly listAt: (filter: Readonly<Record<string, string>>) => string
}

export function StepValues({ grading, results, rescore, listAt }: StepValuesProps) {
  const scheme = grading.document
  const lines = missingLines(grading, results, grading.left)
  return (
    <div className="told grading-values">
      {grading.sentBackReason ? (
        <Alert type="warning" showIcon title={`${grading.sentBackBy ?? ''}退回：${grading.sentBackReason}`} />
      ) : null}
      {grading.stale ? (
        <Alert
          type="warning"
          showIcon
          title="打分之后台账、指标或资料又变了，现在的得分已经旧了。"
          action={<Acts acts={[rescore]} />}
        />
      ) : null}
      <h2>缺的数</h2>
      {lines.length === 0 ? <p>每个网点的每项指标都有数。</p> : null}
      {lines.length > 0 ? (
        <table className="plain-table" aria-label="缺的数">
          <thead>
            <tr>
              <th>指标</th>
              <th className="figure">缺多少家</th>
              <th>为什么</th>
              <th>去哪里补</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ code, title, outlets, from, door }) => (
              <tr key={code}>
                <td>{title}</td>
                <td className="figure">
                  {scheme.missing === 'exclude' ? (
                    countText(outlets)
                  ) : (
                    <Link to={listAt({ missing: code })} title="看名单">
                      {countText(outlets)}
                    </Link>
                  )}
                </td>
                <td>{from}</td>
                <td>{door ? <Link to={door.to}>{door.label}</Link> : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {lines.length > 0 ? (
        <p className="quiet">
          {scheme.missing === 'zero'
            ? '方案规定：缺数的指标记 0 分。补好数后回来重新打分。'
            : '方案规定：缺数的网点这一次不评。补好数后回来重新打分。'}
        </p>
      ) : null}
      <LeftOut grading={grading} />
      <References grading={grading} />
      <div>
        <Acts acts={[rescore]} />
      </div>
    </div>
  )
}

const LEFT_LISTED = 20

/** The outlets that the scheme left out, with what each lacks: each a door to where it is brought in, at that outlet. */
function LeftOut({ grading }: { readonly grading: GradingDetail }) {
  const [all, setAll] = useState(false)
  const { left, document: scheme } = grading
  if (left.length === 0) return null
  const titleOf = (code: string) => scheme.indicators.find((indicator) => indicator.code === code)?.title ?? code
  return (
    <>
      <h2>因缺数没有参加评定的 {countText(left.length)} 家</h2>
      <table className="plain-table left-outlets" aria-label="没有参加评定的网点">
        <thead>
          <tr>
            <th>网点编码</th>
            <th>网点名称</th>
            <th>缺什么（点开去补）</th>
          </tr>
        </thead>
        <tbody>
          {left.slice(0, all ? left.length : LEFT_LISTED).map(({ outlet, name, missing }) => (
            <tr key={outlet}>
              <td>{outlet}</td>
              <td>{name}</td>
              <td>
                <span className="inline">
                  {missing.map((code) => {
                    const door = missingDoor(grading, code, outlet)
                    return door ? (
                      <Link key={code} to={door.to}>
                        {titleOf(code)}
                      </Link>
                    ) : (
                      <span key={code}>{titleOf(code)}</span>
                    )
                  })}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {left.length > LEFT_LISTED && !all ? (
        <div>
          <Button onClick={() => setAll(true)}>列出全部 {countText(left.length)} 家</Button>
        </div>
      ) : null}
    </>
  )
}

/** What the city gave for the period, for the indicators that compare outlets with each other. */
function References({ grading }: { readonly grading: GradingDetail }) {
  const asked = useQuery(trpc.gradings.references.queryOptions({ scheme: grading.scheme }))
  const compared = grading.document.indicators.filter((indicator) => referenceKinds(indicator).length > 0)
  if (compared.length === 0) return null
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="quiet">正在读取……</p>
  return (
    <>
      <h2>市公司给的参考值</h2>
      <p className="quiet">市里在各县之间比的指标，最好值、平均值、合计由市公司下发；不填就用本县同组的。</p>
      <table className="plain-table" aria-label="市公司给的参考值">
        <thead>
          <tr>
            <th>指标</th>
            <th>参考值</th>
            <th>录入</th>
          </tr>
        </thead>
        <tbody>
          {compared.map((indicator) => {
            const known = asked.data.find(
              ({ indicator: code, period }) => code === indicator.code && period === grading.months[1],
            )
            return (
              <Reference
                key={`${indicator.code} ${known?.at ?? ''}`}
                grading={grading}
                indicator={indicator}
                known={known}
              />
            )
          })}
        </tbody>
      </table>
    </>
  )
}

const kindWords = { best: '最好', mean: '平均', total: '合计' } as const

interface ReferenceProps {
  readonly grading: GradingDetail
  readonly indicator: Scheme['indicators'][number]
  readonly known:
    | {
        readonly best: string | null
        readonly mean: string | null
        readonly total: string | null
        readonly user: string
      }
    | undefined
}

function Reference({ grading, indicator, known }: ReferenceProps) {
  const change = useChange()
  const notice = useNotice()
  const notClerk = useMissingRole(['clerk'])
  const kind = referenceKinds(indicator)[0] ?? 'best'
  const [value, setValue] = useState(known?.[kind] ?? '')
  const isChanged = value !== (known?.[kind] ?? '')
  const blocked = notClerk ?? (grading.status === 'scored' ? undefined : '已经复核，不能再改')
  const save = async () => {
    try {
      const cell = { indicator: indicator.code, kind, value: value === '' ? null : value, was: known?.[kind] ?? null }
      const { scheme, period } = grading
      await change(client.gradings.setReferences.mutate({ scheme, period, cells: [cell] }))
      notice.done('已记下，请重新打分。')
    } catch (error) {
      notice.refused(error)
    }
  }
  return (
    <tr>
      <td>{indicator.title}</td>
      <td>
        <span className="inline">
          {kindWords[kind]}
          <DecimalInput
            aria-label={`${indicator.title}的${kindWords[kind]}值`}
            width={120}
            value={value}
            placeholder="用本县的"
            disabled={blocked !== undefined}
            onChange={setValue}
          />
          {isChanged ? (
            <Button disabled={blocked !== undefined} onClick={() => void save()}>
              记下
            </Button>
          ) : null}
        </span>
      </td>
      <td>{known?.user ?? '—'}</td>
    </tr>
  )
}
