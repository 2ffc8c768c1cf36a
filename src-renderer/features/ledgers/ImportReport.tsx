/** How a file was read: sheet, headings, columns, what was tidied, what was left out, its totals against ours, what it made known. */

import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { requestKindWords } from '../../../src-main/domain/said/request-words.ts'
import { leftOutWords } from '../../api/import-words.ts'
import { countText } from '../../ui/figures.ts'
import { Differences } from './Differences.tsx'
import { sizeWords, sumWords } from './import-words.ts'
import { columnWords, createdWords, kindColumns, type LedgerKind } from './ledger-kind.ts'
import { Notes } from './Notes.tsx'
import type { ImportReport as Report } from './shapes.ts'
import './ledgers.css'

interface ImportReportProps {
  readonly kind: LedgerKind
  readonly report: Report
  /** False where what was tidied is told beside the mistakes. */
  readonly tidied?: boolean
}

/** Rows of a long list that are shown; the rest are counted. */
const shownRows = 100

export function ImportReport({ kind, report, tidied = true }: ImportReportProps) {
  return (
    <div className="import-report">
      <Sources report={report} />
      <Totals kind={kind} report={report} />
      <Columns kind={kind} report={report} />
      <Differences kind={kind} report={report} />
      <Asked report={report} />
      <Created report={report} />
      <LeftOut report={report} />
      {tidied ? <Tidied report={report} /> : null}
    </div>
  )
}

function Part({ title, children, open }: { title: string; children: ReactNode; open?: boolean }) {
  return (
    <details className="report-part" open={open ?? false}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}

function Sources({ report }: { report: Report }) {
  const { sources } = report
  const files = report.files ?? [report.file]
  // The bare name of a .zip member's sheet stands behind its member's.
  const read = new Set(sources.map(({ source, sheet }) => `${source} ${sheet.slice(sheet.lastIndexOf('/') + 1)}`))
  return (
    <dl className="facts">
      {files.map((file) => (
        <div key={file.sha256}>
          <dt>文件</dt>
          <dd>
            {file.name}（{sizeWords(file.bytes)}）
          </dd>
        </div>
      ))}
      {sources.map((source) => (
        <div key={`${source.source} ${source.sheet}`}>
          <dt>读的</dt>
          <dd>
            {files.length > 1 ? `${source.fileName} ` : ''}工作表“{source.sheet}”，表头在第 {source.headerRow} 行
            {leftAside(source, read)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function leftAside({ source, otherSheets }: Report['sources'][number], read: ReadonlySet<string>): string {
  const left = otherSheets.filter((sheet) => !read.has(`${source} ${sheet}`))
  return left.length > 0 ? `；没有读：${left.join('、')}` : ''
}

function Totals({ kind, report }: { kind: LedgerKind; report: Report }) {
  if (report.totalsRows.length === 0) return null
  const differ = report.totalsRows.some((row) => !row.agrees)
  return (
    <Part title={differ ? '合计行与各行相加不一致' : '合计行与各行相加一致'} open={differ}>
      <table className="plain-table">
        <thead>
          <tr>
            <th className="figure">行号</th>
            <th>列</th>
            <th className="figure">表里的合计</th>
            <th className="figure">各行相加</th>
            <th>结果</th>
          </tr>
        </thead>
        <tbody>
          {report.totalsRows.flatMap((row) =>
            row.sums.map(({ key, theirs, ours }) => (
              <tr key={`${row.sheet} ${row.row} ${key}`}>
                <td className="figure">{row.row}</td>
                <td>{columnWords(kind, key)}</td>
                <td className="figure">{sumWords(key, theirs)}</td>
                <td className="figure">{sumWords(key, ours)}</td>
                <td className={theirs === ours ? '' : 'wrong'}>
                  {theirs === ours ? '一致' : `差 ${sumWords(key, ours - theirs)}`}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </Part>
  )
}

const hows: Readonly<Record<string, string>> = { mapping: '您指定', exact: '同名', alias: '认得的别名' }

function Columns({ kind, report }: ImportReportProps) {
  const source = report.sources[0]
  if (!source) return null
  const taken = new Map(source.columns.map((column) => [column.key, column]))
  const left = source.unmatched.length
  const saved = report.mapping ? `，按存下的“${report.mapping.name}”` : ''
  const keys = Object.keys(kindColumns[kind]).filter((key) => taken.has(key))
  return (
    <Part
      title={`认出 ${source.columns.length} 列${saved}${left > 0 ? `，${left} 列没有用：${source.unmatched.join('、')}` : ''}`}
    >
      <table className="plain-table">
        <thead>
          <tr>
            <th>系统的列</th>
            <th>文件里的列</th>
            <th>怎么认的</th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => {
            const column = taken.get(key)
            return (
              <tr key={key}>
                <td>{columnWords(kind, key)}</td>
                <td>{column?.heading}</td>
                <td>
                  {column ? (hows[column.how] ?? '') : '—'}
                  {column && column.shift !== 0 ? '，按表头的单位换算成元' : ''}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Part>
  )
}

/** What the office asks for instead of doing it, while it works by requests. */
function Asked({ report }: { report: Report }) {
  const { requests = [] } = report
  if (requests.length === 0) return null
  const told = requests.slice(0, shownRows)
  return (
    <Part title={`要先申请的 ${requests.length} 件，批准后才生效`} open>
      <ul>
        {told.map(({ id, number, kind, code }) => (
          <li key={`${kind} ${code} ${number}`}>
            {id === null ? '' : <Link to={`/requests/${id}`}>{number}</Link>} {requestKindWords(kind)} {code}
          </li>
        ))}
      </ul>
      {requests.length > told.length ? <p className="quiet">还有 {requests.length - told.length} 件。</p> : null}
    </Part>
  )
}

function Created({ report }: { report: Report }) {
  if (report.created.length === 0) return null
  const byKind = new Map<string, string[]>()
  for (const { kind, name } of report.created) byKind.set(kind, [...(byKind.get(kind) ?? []), name])
  return (
    <Part title={`新出现的名称 ${report.created.length} 个，随导入建立`} open>
      <dl className="facts tall">
        {[...byKind].map(([kind, names]) => (
          <div key={kind}>
            <dt>{createdWords(kind)}</dt>
            <dd>{names.join('、')}</dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}

function LeftOut({ report }: { report: Report }) {
  const { counts, rows } = report.leftOut
  const said = Object.entries(counts).filter(([, count]) => count > 0)
  if (said.length === 0) return null
  const words = said.map(([reason, count]) => `${leftOutWords(reason)} ${countText(count)}`).join('，')
  return (
    <Part title={`不算数据的行：${words}`}>
      <table className="plain-table">
        <thead>
          <tr>
            <th className="figure">行号</th>
            <th>为什么</th>
            <th>内容</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shownRows).map((row) => (
            <tr key={`${row.sheet} ${row.row}`}>
              <td className="figure">{row.row}</td>
              <td>{leftOutWords(row.reason)}</td>
              <td>{row.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

function Tidied({ report }: { report: Report }) {
  if (report.notes.length === 0) return null
  const cells = report.notes.reduce((sum, note) => sum + note.count, 0)
  return (
    <Part title={`整理过的格子 ${countText(cells)} 个`}>
      <Notes notes={report.notes} />
    </Part>
  )
}
