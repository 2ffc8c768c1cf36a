/** The report of a round on paper: progress of each manager, what is missing most, what was left. */

import { halfWords } from '../../../src-main/domain/completeness.ts'
import { localTime } from '../../ui/moments.ts'
import { escapeHtml, printHtml } from '../../ui/printing.ts'
import { itemWords, type Round, subjectLabel } from './file-words.ts'

const row = (cells: readonly (string | number)[]) =>
  `<tr>${cells.map((cell) => (typeof cell === 'number' ? `<td class="figure">${cell}</td>` : `<td>${escapeHtml(cell)}</td>`)).join('')}</tr>`
const table = (heads: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  `<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows.map(row).join('')}</tbody></table>`

export function printReport(county: string, round: Round): void {
  const { report } = round
  const title = `${halfWords(round.half)}档案核对报告`
  const head = `<h1>${title}</h1><p>${escapeHtml(county)}　${escapeHtml(round.openedBy)} 于 ${localTime(round.openedAt).slice(0, 10)} 开始，截止 ${round.due}，${
    round.closedBy
      ? `${escapeHtml(round.closedBy)} 于 ${localTime(round.closedAt ?? '').slice(0, 10)} 结束`
      : '尚未结束'
  }${round.closeReason ? `（${escapeHtml(round.closeReason)}）` : ''}</p>`
  const askers = report.askers.map((one): (string | number)[] => [
    one.asker ?? '（没有渠道经理）',
    one.files,
    one.confirmed,
    one.files - one.confirmed,
    one.changed,
    one.incomplete,
  ])
  const sums = [
    '合计',
    report.files,
    report.confirmed,
    report.files - report.confirmed,
    report.changed,
    report.incomplete,
  ]
  const left = report.left.map(({ subject, code, name, asker }) => [subjectLabel(subject), code, name, asker ?? '—'])
  const body = [
    '<h2>各渠道经理</h2>',
    table(['渠道经理', '档案', '已核对', '还差', '核对后改', '有缺项'], [...askers, sums]),
    '<h2>缺的项目</h2>',
    table(
      ['项目', '档案'],
      report.items.map(({ item, files }) => [itemWords(item), files]),
    ),
    report.leftFiles > 0
      ? `<h2>没有核对的 ${report.leftFiles} 份</h2>${table(['档案', '编码', '名称', '渠道经理'], left)}`
      : '',
  ]
  const signed =
    '@page { @bottom-center { content: "制表：　　　　　　审核：　　　　　　负责人：　　　　　"; font-size: 9pt } }'
  printHtml(title, head + body.join(''), false, signed)
}
