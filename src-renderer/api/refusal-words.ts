/** The words for every refusal: what is wrong, where, and what to do next, in the office's own Chinese. */

import type { RefusalCode } from '../../src-main/domain/refusal.ts'
import { type Details, list, number, text } from './detail-words.ts'
import { monthWords, roleWords, stateWords, thingWords } from './terms.ts'

type Words = (details: Details) => string

/** `当前是“待复核”` where the details name a state, else nothing. */
const stateNow = (d: Details): string => {
  const state = text(d.state ?? d.status)
  return state ? `，现在是“${stateWords(state)}”` : ''
}

const period = (d: Details): string => (text(d.period) ? monthWords(text(d.period)) : '这个月')

const locks: Record<string, string> = {
  import: '导入',
  calculate: '试算',
  settlement: '结算',
  backup: '备份',
  close: '结账',
}

const lockWords = (lock: string): string => locks[lock] ?? ''

const fileName = (d: Details): string => {
  const name = text(d.file ?? d.fileName ?? d.path)
  return name ? `“${name}”` : '这个文件'
}

const because = (d: Details): string => {
  const cause = text(d.message ?? d.cause ?? d.where)
  return cause ? `（${cause}）` : ''
}

/** The field at fault of INVALID_INPUT, from {field, problem} or from the first of zod's issues. */
const inputFault: Words = (d) => {
  if (d.reason === 'lastAdmin') return '至少要留一个有“系统管理”角色的用户。请先给别人加上这个角色。'
  const issues = Array.isArray(d.issues) ? (d.issues as Record<string, unknown>[]) : []
  const first = issues[0]
  const path = first && Array.isArray(first.path) ? first.path.join(' › ') : ''
  const field = text(d.field ?? d.column) || path
  const reason = text(d.problem ?? d.reason) || (first ? text(first.message) : '')
  return `${field ? `“${field}”` : '有一项'}填得不对${reason ? `：${reason}` : ''}。请改正后再保存。`
}

const findings = (value: unknown): string => {
  const found = Array.isArray(value) ? value : []
  return found
    .slice(0, 5)
    .map((one) =>
      typeof one === 'object' && one !== null ? text((one as Details).text ?? (one as Details).code) : text(one),
    )
    .filter(Boolean)
    .join('；')
}

const words: Record<RefusalCode, Words> = {
  NOT_SIGNED_IN: () => '还没有登录，或登录已经过期。请重新登录。',
  WRONG_PASSWORD: () => '用户名或密码不对。请重新输入；忘了密码请找管理员重设。',
  TOO_MANY_TRIES: (d) => {
    const seconds = number(d.seconds ?? d.retryAfter ?? d.wait)
    return `输错密码的次数太多。请${seconds ? ` ${Math.max(1, Math.ceil(seconds / 60))} 分钟` : '过几分钟'}后再试。`
  },
  WEAK_PASSWORD: (d) => `密码太简单。请至少用 ${number(d.least ?? d.min ?? d.length) || 6} 个字符，不要与用户名相同。`,
  ROLE_MISSING: (d) => {
    const roles = list(d.roles ?? d.needed ?? d.role)
      .map(roleWords)
      .join('或')
    return `这一步要由有${roles ? `“${roles}”` : '相应'}角色的人来做。请转给他，或请管理员在“系统 › 用户”里给您加上。`
  },
  SAME_PERSON: (d) => {
    const who = text(d.name ?? d.user ?? d.by)
    return `这件事是${who ? `${who}（您）` : '您自己'}提交或计算的，按规定要由另一个人来办。请交给同事。`
  },
  ALREADY_SET_UP: () => '本县已经建立过了。请直接登录。',
  NOT_SET_UP: () => '本县还没有建立。请先完成首次设置。',
  USER_EXISTS: (d) => `用户名${text(d.name ?? d.user) ? `“${text(d.name ?? d.user)}”` : ''}已经有人用了。请换一个。`,
  INVALID_INPUT: inputFault,
  NOT_FOUND: (d) => {
    const kind = thingWords(text(d.what))
    const what = text(d.name ?? d.code ?? d.id)
    return `没有找到${kind}${what ? `“${what}”` : kind ? '' : '要找的内容'}。它可能已被撤销或改了编码，请刷新后再看。`
  },
  REASON_MISSING: () => '请写明原因，再继续。',
  STORE_IN_USE: (d) => {
    const owner = text(d.owner ?? d.host ?? d.pid)
    return `数据正被另一个渠道台账程序使用${owner ? `（${owner}）` : ''}。请先关掉那一个，再打开。`
  },
  STORE_NEWER: () => '数据是更新版本的程序写的，这个版本不能打开，以免损坏。请先升级程序。数据没有改动。',
  STORE_CORRUPT: (d) => `数据文件已损坏${because(d)}。请用“系统 › 备份”里最近的备份恢复；原文件没有改动。`,
  STORE_FOREIGN: () => '这个文件夹里的数据不是渠道台账的数据。请选择别的文件夹。',
  STORE_CHANGED_MIGRATION: () =>
    '数据的升级记录与程序不一致，已停止打开，数据没有改动。请安装正式版本，或联系上级支持人员。',
  STORE_NETWORK_PATH: () => '数据不能放在网络盘上，断网时会损坏。请放到本机的硬盘里。',
  DISK_FULL: () => '磁盘满了，刚才的操作没有生效，已有的数据没有丢。请清理磁盘后再做一次。',
  FILE_NOT_FOUND: (d) => `找不到${fileName(d)}。请确认它没有被移动或改名。`,
  FILE_LOCKED: (d) => `${fileName(d)}正被 Excel 或 WPS 打开。请先在那边关闭，再试一次。`,
  FILE_EXISTS: (d) => `${fileName(d)}已经存在，没有覆盖它。请换一个名字。`,
  WRITE_FAILED: (d) => `${fileName(d)}没有写成${because(d)}。请检查文件夹是否可写、磁盘是否有空间。`,
  NOT_A_WORKBOOK: (d) => `${fileName(d)}不是表格文件。请选 .xlsx、.xls、.et 或 .csv 文件。`,
  WORKBOOK_ENCRYPTED: (d) => `${fileName(d)}有打开密码。请在 Excel 或 WPS 里去掉密码，另存后再导入。`,
  WORKBOOK_BROKEN: (d) => `${fileName(d)}已损坏，读不下去${because(d)}。请在 Excel 或 WPS 里打开并另存一份再导入。`,
  WORKBOOK_TOO_LARGE: (d) => `${fileName(d)}太大${because(d)}。请按月或按业务类型拆成几个文件再导入。`,
  WORKBOOK_TIMEOUT: (d) => `读${fileName(d)}用的时间太长，已停下，什么都没有导入。请另存一份再试，或拆成几个文件。`,
  WORKBOOK_MEMORY: (d) => `${fileName(d)}展开后占的内存太多，已停下，什么都没有导入。请拆成几个文件再导入。`,
  SHEET_NOT_FOUND: (d) => {
    const sheets = list(d.sheets)
    return `文件里没有${text(d.sheet) ? `工作表“${text(d.sheet)}”` : '这个工作表'}。${sheets.length ? `它有：${sheets.join('、')}。` : ''}请选其中一个。`
  },
  SHEET_EMPTY: (d) => `工作表${text(d.sheet) ? `“${text(d.sheet)}”` : ''}是空的。请换一个工作表，或检查导出是否完整。`,
  COLUMNS_MISSING: (d) => {
    const found = list(d.found)
    return `表里缺少列：${list(d.missing).join('、')}。${found.length ? `现有的列是：${found.slice(0, 12).join('、')}${found.length > 12 ? '……' : ''}。` : ''}请补上表头，或下载模板对照。`
  },
  IMPORT_REJECTED: (d) => {
    const rows = (d.rows ?? {}) as Details
    const rejected = number(rows.rejected) || (Array.isArray(d.errors) ? d.errors.length : 0)
    return `有 ${rejected} 行不对，整个文件都没有导入。请按下面的清单改好再导入，或选择“只导入正确的行”。`
  },
  SAME_FILE: (d) => {
    const batch = text(d.batch)
    return `${fileName(d)}已经导入过${batch ? `（第 ${batch} 批）` : ''}，不会重复导入。要重新导入，请先撤销那一批。`
  },
  WRONG_STATE: (d) => `现在还不能做这一步${stateNow(d)}。请看上方月份条里走到了哪一步。`,
  PERIOD_CLOSED: (d) => `${period(d)}已经结账，不能再改。要更正，请在未结账的月份里做调整。`,
  EARLIER_PERIOD_OPEN: (d) => {
    const earlier = text(d.earlier ?? d.open)
    return `${earlier ? monthWords(earlier) : '前面的月份'}还没有结账。月份要按顺序结，请先结前面的。`
  },
  LATER_PERIOD_CLOSED: (d) => `${period(d)}之后的月份已经结账，这个月不能再反结账。请在未结账的月份里做调整。`,
  DATA_CHANGED: () => '数据在您看的时候被改过了。请刷新，看清楚再做一次。',
  BUSY: (d) => {
    const job = lockWords(text(d.lock))
    return `正在${job ? `进行“${job}”` : '做另一项工作'}，请等它完成（看下方状态栏），或先取消它。`
  },
  CANCELLED: () => '已取消，什么都没有改。',
  CLOSING_BLOCKED: (d) => {
    const found = findings(d.findings ?? d.problems ?? d.blockers ?? d.errors)
    return `还不能结账${found ? `：${found}` : '，有未了的事'}。请逐项处理后再结账。`
  },
  BATCH_USED: (d) =>
    `这一批数据已用于${text(d.period) ? monthWords(text(d.period)) : '已结账月份'}的结算，不能撤销。要更正，请在未结账的月份里做调整。`,
  POLICY_INVALID: (d) => {
    const found = findings(d.problems ?? d.findings)
    return `政策里有填得不对的地方${found ? `：${found}` : ''}。请按标红的提示改好再保存。`
  },
  POLICY_OVERLAP: (d) => {
    const other = text(d.other ?? d.version)
    return `执行月份与${other ? `版本 ${other}` : '同一政策的另一个版本'}重叠。请改起止月份，使每个月只有一个版本。`
  },
  EXAMPLES_FAILED: (d) => {
    const failed = findings(d.examples ?? d.failed)
    return `政策所附的算例没有算对${failed ? `：${failed}` : ''}。请核对条款或算例，全部算对后再提交。`
  },
  PORT_IN_USE: (d) => `端口${text(d.port) ? ` ${text(d.port)} ` : ''}正被别的程序使用。请换一个端口，或不指定端口。`,
  NO_PRINTER: () => '这台电脑上没有找到 Chrome、Edge 或 Chromium，不能生成 PDF。请安装其中一个，或先导出 Excel。',
  PRINT_FAILED: (d) => `没有打印成${because(d)}。请再试一次；还不行就先导出 Excel。`,
  NOT_DONE_YET: () => '这项功能还没有开放。',
}

/**
 * Says a refusal in plain Chinese: what, where and what to do next.
 * An unknown code (a newer back office) still gets a sentence, never the bare code.
 */
export function refusalWords(code: string, details: Details = {}): string {
  const say = (words as Partial<Record<string, Words>>)[code]
  return say ? say(details) : '程序没有照办，也没有改动任何数据。请刷新后再试；还不行就把刚才的步骤告诉管理员。'
}

/** Every code that has words; the test holds it against the union. */
export const knownRefusals: readonly string[] = Object.keys(words)
