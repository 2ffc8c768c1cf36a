/** What stands behind a score beside its source rows, as tables for the drawer and its print: staff, typed values, sheets, the group. */

import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { countText } from '../../ui/figures.ts'
import { escapeHtml } from '../../ui/printing.ts'
import { groupAround } from './result-reason.ts'
import type { ScoreExplanation } from './shapes.ts'

export interface ScoreTable {
  readonly title: string
  readonly heads: readonly { readonly title: string; readonly figure?: true }[]
  readonly rows: readonly {
    readonly key: string
    readonly cells: readonly string[]
    /** Where the row can be looked at. */
    readonly to?: string
    readonly chosen?: boolean
  }[]
  readonly foot?: string
}

const figure = true as const

/** The tables that have something to say. */
export function scoreTables(told: ScoreExplanation): ScoreTable[] {
  return [staffTable(told), valueTable(told), sheetTable(told), groupTable(told)].filter(({ rows }) => rows.length > 0)
}

/** 10/31: days of the month that were counted. */
function staffTable({ staff }: ScoreExplanation): ScoreTable {
  const months = new Set(staff.map(({ month }) => month))
  return {
    title: '在岗的店员',
    heads: [
      { title: '月份' },
      { title: '工号' },
      { title: '姓名' },
      { title: '在店从' },
      { title: '到' },
      { title: '算了几天', figure },
      { title: '折合人数', figure },
    ],
    rows: staff.map(({ month, number, name, from, to, days, of, share }) => ({
      key: `${month} ${number} ${from}`,
      cells: [monthWords(month), number, name, from, to ?? '至今', `${days}/${of}`, share],
      to: `/staff/${encodeURIComponent(number)}`,
    })),
    foot: `${months.size > 1 ? `${months.size} 个月的` : ''}在岗人数是每人在店天数 ÷ 当月天数加起来，照现在的店员资料列出。`,
  }
}

function valueTable({ values }: ScoreExplanation): ScoreTable {
  return {
    title: '指标值',
    heads: [
      { title: '账期' },
      { title: '指标' },
      { title: '值', figure },
      { title: '文件' },
      { title: '工作表' },
      { title: '行', figure },
    ],
    rows: values.map(({ batch, row, period, indicator, value, file, sheet }) => ({
      key: `${batch} ${row} ${indicator}`,
      cells: [monthWords(period), indicator, value, file, sheet, String(row)],
    })),
  }
}

function sheetTable({ sheets }: ScoreExplanation): ScoreTable {
  return {
    title: '检查表',
    heads: [{ title: '检查日期' }, { title: '检查表' }, { title: '检查人' }, { title: '得分', figure }],
    rows: sheets.map(({ id, date, title, inspector, score }) => ({
      key: String(id),
      cells: [date, title, inspector, score],
      to: `/inspections/${id}`,
    })),
  }
}

function groupTable(told: ScoreExplanation): ScoreTable {
  const { name, n, missing } = told.group
  const lacking = missing.length > 0 ? `，${countText(missing.length)} 家缺数` : ''
  return {
    title: '同组名次',
    heads: [{ title: '同组名次', figure }, { title: '网点' }, { title: '值', figure }, { title: '得分', figure }],
    rows: groupAround(told).map((one) => ({
      key: one.outlet,
      cells: [String(one.rank), one.name, one.value, one.score],
      chosen: one.outlet === told.outlet,
    })),
    foot: `${name ? `${name}组` : '同组'} ${countText(n)} 家有数${lacking}`,
  }
}

/** The tables on paper. */
export function scoreTablesHtml(told: ScoreExplanation): string {
  return scoreTables(told)
    .map(({ title, heads, rows, foot }) => {
      const look = (at: number) => (heads[at]?.figure ? ' class="figure"' : '')
      const head = heads.map((one, at) => `<th${look(at)}>${escapeHtml(one.title)}</th>`).join('')
      const body = rows
        .map(({ cells }) => `<tr>${cells.map((cell, at) => `<td${look(at)}>${escapeHtml(cell)}</td>`).join('')}</tr>`)
        .join('')
      const under = foot ? `<p>${escapeHtml(foot)}</p>` : ''
      return `<h2>${escapeHtml(title)}</h2><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>${under}`
    })
    .join('')
}
