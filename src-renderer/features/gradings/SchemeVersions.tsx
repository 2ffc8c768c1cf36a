/** 各版: all versions of a scheme with their people, and what changed from one to another, indicator by indicator. */

import { Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { type SchemeDifference, schemeDifferences } from '../../../src-main/domain/grading/scheme-differences.ts'
import { momentWords } from '../../ui/moments.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { policyState } from '../policies/policy-words.ts'
import { useNameOf } from '../policies/useTermChoices.ts'
import { changeTags, SaidPieces } from '../policies/VersionsTab.tsx'
import type { SchemeRecord } from './shapes.ts'

interface SchemeVersionsProps {
  readonly record: SchemeRecord
  readonly versions: readonly SchemeRecord[]
}

export function SchemeVersions({ record, versions }: SchemeVersionsProps) {
  return (
    <div className="versions-tab">
      <table className="versions" aria-label="各版">
        <thead>
          <tr>
            <th scope="col">版</th>
            <th scope="col">状态</th>
            <th scope="col">录入</th>
            <th scope="col">提交</th>
            <th scope="col">审批</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <tr key={version.id}>
              <td>
                {version.id === record.id ? (
                  <strong>第 {version.version} 版</strong>
                ) : (
                  <Link to={`/gradings/schemes/${version.id}`}>第 {version.version} 版</Link>
                )}
              </td>
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
      <Comparison record={record} versions={versions} />
    </div>
  )
}

function Comparison({ record, versions }: SchemeVersionsProps) {
  const nameOf = useNameOf()
  const others = versions.filter(({ id }) => id !== record.id)
  const before = others.find(({ version }) => version < record.version) ?? others[0]
  const [chosen, setChosen] = useState<number>()
  const other = others.find(({ id }) => id === chosen) ?? before
  if (!other) return <p className="quiet">只有这一版，没有可以对比的。改版后这里逐项列出改了什么。</p>
  const found = schemeDifferences(other.scheme as Scheme, record.scheme as Scheme, nameOf)
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
      {found
        .filter(({ was, now }) => was !== null || now !== null)
        .map((difference) => (
          <Compared key={difference.key} difference={difference} was={other.version} now={record.version} />
        ))}
    </section>
  )
}

function Compared({ difference, was, now }: { difference: SchemeDifference; was: number; now: number }) {
  const { key, title, change } = difference
  return (
    <article className="clause-told" aria-label={`${title} 对比`}>
      <header>
        <strong>{title}</strong>
        {key === title ? null : <span className="code quiet">{key}</span>}
        <StateTag {...changeTags[change]} />
      </header>
      {change === 'same' ? (
        <p className="quiet said-compared">{difference.now?.map(({ text }) => text).join('')}。</p>
      ) : (
        <>
          {difference.was ? <SaidPieces label={`第 ${was} 版`} pieces={difference.was} as="del" /> : null}
          {difference.now ? <SaidPieces label={`第 ${now} 版`} pieces={difference.now} as="ins" /> : null}
        </>
      )}
    </article>
  )
}
