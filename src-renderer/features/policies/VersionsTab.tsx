/** 各版: all versions of a policy with their months and people, and what changed from one to another, clause by clause. */

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ClauseDifference, HeadDifference, Piece } from '../../../src-main/domain/policy-differences.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { momentWords } from '../../ui/moments.ts'
import { StateTag, type Tone } from '../../ui/ThingPage.tsx'
import { monthsWords, originWords, policyKindWords, policyState } from './policy-words.ts'
import type { PolicyView } from './shapes.ts'

export function VersionsTab({ record }: { readonly record: PolicyView }) {
  return (
    <div className="versions-tab">
      <table className="versions">
        <thead>
          <tr>
            <th scope="col">版</th>
            <th scope="col">执行月份</th>
            <th scope="col">状态</th>
            <th scope="col">录入</th>
            <th scope="col">提交</th>
            <th scope="col">审批</th>
          </tr>
        </thead>
        <tbody>
          {record.versions.map((version) => (
            <tr key={version.id}>
              <td>
                {version.id === record.id ? (
                  <strong>第 {version.version} 版</strong>
                ) : (
                  <Link to={`/policies/${version.id}`}>第 {version.version} 版</Link>
                )}
              </td>
              <td>{monthsWords(version.from, version.to)}</td>
              <td>
                <StateTag {...policyState(version.status)} />
              </td>
              <td>
                {version.savedBy} {momentWords(version.savedAt)}
              </td>
              <td>{version.submittedBy ? `${version.submittedBy} ${momentWords(version.submittedAt)}` : '—'}</td>
              <td>{version.decidedBy ? `${version.decidedBy} ${momentWords(version.decidedAt)}` : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Comparison record={record} />
    </div>
  )
}

function Comparison({ record }: { readonly record: PolicyView }) {
  const others = record.versions.filter(({ id }) => id !== record.id)
  const before = others.find(({ version }) => version < record.version) ?? others[0]
  const [chosen, setChosen] = useState<number>()
  const other = others.find(({ id }) => id === chosen) ?? before
  const found = useQuery(
    trpc.policies.compare.queryOptions(
      { id: record.id, with: other?.id ?? record.id },
      { enabled: other !== undefined },
    ),
  )
  if (!other) return <p className="quiet">只有这一版，没有可以对比的。改版后这里逐条列出改了什么。</p>
  return (
    <section aria-label="两版对比">
      <div className="compare-head">
        <h2>
          第 {record.version} 版与
          <Select
            aria-label="对比的版"
            value={other.id}
            options={others.map(({ id, version }) => ({ value: id, label: `第 ${version} 版` }))}
            onChange={setChosen}
          />
          相比
        </h2>
      </div>
      {found.error ? <p className="wrong">{errorWords(found.error)}</p> : null}
      {found.data ? (
        <>
          {found.data.head.map((head) => (
            <p key={head.field}>
              {headWords[head.field]}：<del>{headValue(head.field, head.was)}</del> →{' '}
              <ins>{headValue(head.field, head.now)}</ins>
            </p>
          ))}
          {found.data.clauses.map((clause) => (
            <ClauseCompared key={clause.clause} clause={clause} was={other.version} now={record.version} />
          ))}
        </>
      ) : null}
    </section>
  )
}

const headWords: Readonly<Record<HeadDifference['field'], string>> = {
  title: '名称',
  documentNumber: '文号',
  origin: '来源',
  kind: '类别',
  months: '执行月份',
  examples: '算例个数',
}

function headValue(field: HeadDifference['field'], value: string): string {
  if (field === 'origin') return originWords(value)
  if (field === 'kind') return policyKindWords(value)
  return value === '' ? '（空）' : value
}

/** What became of a part of a version, as a tag. */
export const changeTags: Readonly<Record<ClauseDifference['change'], { label: string; tone: Tone }>> = {
  same: { label: '没有改', tone: 'plain' },
  changed: { label: '改了', tone: 'late' },
  added: { label: '新增', tone: 'now' },
  removed: { label: '取消', tone: 'wrong' },
}

function ClauseCompared({ clause, was, now }: { clause: ClauseDifference; was: number; now: number }) {
  return (
    <article className="clause-told" aria-label={`条款 ${clause.clause}`}>
      <header>
        <strong>{clause.title}</strong>
        <span className="code quiet">{clause.clause}</span>
        <StateTag {...changeTags[clause.change]} />
      </header>
      {clause.change === 'same' ? (
        <p className="quiet said-compared">{clause.now?.map(({ text }) => text).join('')}。</p>
      ) : (
        <>
          {clause.was ? <SaidPieces label={`第 ${was} 版`} pieces={clause.was} as="del" /> : null}
          {clause.now ? <SaidPieces label={`第 ${now} 版`} pieces={clause.now} as="ins" /> : null}
        </>
      )}
    </article>
  )
}

/** A sentence of a version, with what the other one has not got marked. */
export function SaidPieces({
  label,
  pieces,
  as: Mark,
}: {
  label: string
  pieces: readonly Piece[]
  as: 'del' | 'ins'
}) {
  return (
    <p className="said-compared">
      <span className="quiet">{label}　</span>
      {pieces.map(({ text, changed }, at) =>
        changed ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence never reorder
          <Mark key={at}>{text}</Mark>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence never reorder
          <span key={at}>{text}</span>
        ),
      )}
      。
    </p>
  )
}
