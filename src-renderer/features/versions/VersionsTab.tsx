/** 各版 of a document: its versions with their states and people; below, one of the others chosen to compare with. */

import { Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { momentWords } from '../../ui/moments.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { type Version, versionState } from './version.ts'
import './versions.css'

interface VersionsTabProps<One extends Version> {
  /** Where a version is: `${path}/${id}`. */
  readonly path: string
  /** The version that the page shows. */
  readonly shown: Version
  readonly versions: readonly One[]
  /** One more column, after the version's number. */
  readonly column?: { readonly title: string; readonly value: (version: One) => string }
  /** 条, 项: what is compared one by one. */
  readonly partWord: string
  /** What changed from the other version to the one shown. */
  readonly compare: (other: One) => ReactNode
}

export function VersionsTab<One extends Version>(props: VersionsTabProps<One>) {
  const { path, shown, versions, column } = props
  return (
    <div className="versions-tab">
      <table className="versions" aria-label="各版">
        <thead>
          <tr>
            <th scope="col">版</th>
            {column ? <th scope="col">{column.title}</th> : null}
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
                {version.id === shown.id ? (
                  <strong>第 {version.version} 版</strong>
                ) : (
                  <Link to={`${path}/${version.id}`}>第 {version.version} 版</Link>
                )}
              </td>
              {column ? <td>{column.value(version)}</td> : null}
              <td>
                <StateTag {...versionState(version.status)} />
              </td>
              <td>{whoWhen(version.savedBy, version.savedAt)}</td>
              <td>{whoWhen(version.submittedBy, version.submittedAt)}</td>
              <td>{whoWhen(version.decidedBy, version.decidedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Comparison {...props} />
    </div>
  )
}

const whoWhen = (who: string | null, at: string | null): string => (who ? `${who} ${momentWords(at)}` : '—')

/** Against the version before it, or whichever is chosen. */
function Comparison<One extends Version>({ shown, versions, partWord, compare }: VersionsTabProps<One>) {
  const others = versions.filter(({ id }) => id !== shown.id)
  const before = others.find(({ version }) => version < shown.version) ?? others[0]
  const [chosen, setChosen] = useState<number>()
  const other = others.find(({ id }) => id === chosen) ?? before
  if (!other) return <p className="quiet">只有这一版，没有可以对比的。改版后这里逐{partWord}列出改了什么。</p>
  return (
    <section aria-label="两版对比">
      <div className="compare-head">
        <h2>
          第 {shown.version} 版与
          <Select
            aria-label="对比的版"
            value={other.id}
            options={others.map(({ id, version }) => ({ value: id, label: `第 ${version} 版` }))}
            onChange={setChosen}
          />
          相比
        </h2>
      </div>
      {compare(other)}
    </section>
  )
}
