/** 交接清单: what was handed over, printed for both to sign. */

import { stateWords } from '../../../src-main/domain/said/terms.ts'
import { client } from '../../api/client.ts'
import { escapeHtml, printHtml } from '../../ui/printing.ts'
import { workSaid } from './work-words.ts'

const style = `.sign { margin-top: 12mm; display: flex; justify-content: space-between }
  @page { @top-left { content: "交接清单"; font-size: 9pt } }`

const cells = (values: readonly (string | null)[]) =>
  `<tr>${values.map((value) => `<td>${escapeHtml(value ?? '—')}</td>`).join('')}</tr>`
const table = (heads: readonly string[], rows: readonly string[]) =>
  `<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`

/** Prints a transfer as it was recorded. */
export async function printHandover(county: string, id: number): Promise<void> {
  const { from, to, day, reason, user, outlets, work } = await client.channelManagers.transferred.query({ id })
  const names = new Map(outlets.map(({ code, name }) => [code, name]))
  const html = `<h1>渠道经理工作交接清单</h1>
    <p>${escapeHtml(county)}　移交人：${escapeHtml(from)}　接收人：${escapeHtml(to)}　从 ${day} 起　经办：${escapeHtml(user)}</p>
    <p>原因：${escapeHtml(reason)}</p>
    <h2>一、网点 ${outlets.length} 个</h2>
    ${table(
      ['网点编码', '网点名称', '状态', '负责人', '联系电话'],
      outlets.map(({ code, name, status, contact, phone }) => cells([code, name, stateWords(status), contact, phone])),
    )}
    <h2>二、没办完的事 ${work.length} 件</h2>
    ${
      work.length === 0
        ? '<p>没有。</p>'
        : table(
            ['网点', '事项', '期限'],
            work.map((item) => cells([`${item.outlet} ${names.get(item.outlet) ?? ''}`, workSaid(item), item.due])),
          )
    }
    <div class="sign"><span>移交人：　　　　　　　　</span><span>接收人：　　　　　　　　</span><span>监交人：　　　　　　　　</span><span>日期：　　　　　　</span></div>`
  printHtml('渠道经理工作交接清单', html, false, style)
}
