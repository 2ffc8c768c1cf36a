/** The words for every refusal: what is wrong, where, and what to do next, in the office's own Chinese. */

import type { RefusalCode } from '../refusal.ts'
import { agreementRefusals } from './agreement-refusals.ts'
import { type Details, list, number, quoted, text } from './detail-words.ts'
import { gradingStateWords } from './grading-words.ts'
import { inspectionWords } from './inspection-words.ts'
import { openingWords } from './opening-words.ts'
import { payingRefusals } from './paying-refusals.ts'
import { placeRefusals } from './place-refusals.ts'
import {
  closingFaults,
  fileName,
  inputFault,
  lockWords,
  missingStep,
  periodOr,
  policyFaults,
  stateNow,
} from './refusal-parts.ts'
import { requestRefusals } from './request-refusals.ts'
import { schemeWords } from './scheme-words.ts'
import { monthWords, roleWords, thingWords } from './terms.ts'

type Words = (details: Details) => string

/** How maker–checker names what the person did. */
const deeds: Record<string, string> = {
  submit: '提交',
  calculate: '试算',
  score: '打分',
  answer: '答复',
  adjust: '登记',
  dispute: '登记',
  review: '复核',
  askPayout: '申请',
  askOpening: '提交',
  saveTemplate: '保存',
  inspect: '填写或提交',
  proposeStars: '提出',
  askDeposit: '申请',
  askMove: '提交',
  askRequest: '提交',
}

/** Why a batch cannot be undone, and what to do instead. */
/** What a table of the store is called where its rows keep something from being taken back. */
const users: Readonly<Record<string, string>> = {
  outlets: '网点',
  outlet_codes: '识别码',
  history: '别的网点',
  entries: '业务明细',
  subscriber_months: '用户月度',
  volumes: '汇总业务量',
  indicator_values: '指标',
  assigned_lines: '酬金清单',
  control_totals: '对账数',
  adjustments: '调整',
  settlement_lines: '结算结果',
  requests: '申请',
}

function batchUsed(d: Details, period: string): string {
  const name = text(d.code) ? `“${text(d.code)}”` : ''
  switch (d.reason) {
    case 'register':
      return '代理商和网点的导入不能整批撤销，以免丢掉后来的修改。请在各自的页面里改正。'
    case 'replaced':
      return `后来的第 ${text(d.batch)} 批改了这一批的行。请先撤销那一批。`
    case 'requests':
      return `这一批提出的申请 ${text(d.code)} 已经批准，不能整批撤销。请在网点或代理商的页面里改正。`
    case 'laterChanges':
      return `${name || '这一批里的内容'}后来又改过，撤销会丢掉后来的修改。请在它自己的页面里改正。`
    case 'inUse':
      return `这一批新增的${name || '内容'}已经有${users[text(d.by)] ?? '数据'}用到，不能撤销。请先撤销用到它的，或在它自己的页面里改正。`
    default:
      return `这一批数据已用于${period}的结算，不能撤销。要更正，请在未结账的月份里做调整。`
  }
}

const words: Record<RefusalCode, Words> = {
  NOT_SIGNED_IN: () => '还没有登录，或登录已经过期。请重新登录。',
  WRONG_PASSWORD: () => '用户名或密码不对。请重新输入；忘了密码请找管理员重设。',
  TOO_MANY_TRIES: (d) => {
    const seconds = number(d.seconds)
    return `输错密码的次数太多。请${seconds ? ` ${Math.max(1, Math.ceil(seconds / 60))} 分钟` : '过几分钟'}后再试。`
  },
  WEAK_PASSWORD: (d) => `密码太短。请至少用 ${number(d.least) || 6} 个字符。`,
  ROLE_MISSING: (d) => {
    const roles = list(d.needed).map(roleWords).join('或')
    return `这一步要由有${roles ? `“${roles}”` : '相应'}角色的人来做。请转给他，或请管理员在“系统 › 用户”里给您加上。`
  },
  SAME_PERSON: (d) =>
    d.did === 'finding'
      ? '这一条说的就是您经办的事，按规定要由另一个人来看。请交给有权限的同事。'
      : d.did === 'decideStep'
        ? `步骤“${text(d.step)}”是您决定的，按规定每一步要由不同的人来办。请交给有权限的同事。`
        : `这件事是您自己${deeds[text(d.did)] ?? '提交或计算'}的，按规定要由另一个人来办。请交给有权限的同事。`,
  SCHEME_INVALID: schemeWords,
  INSPECTION_INVALID: inspectionWords,
  OPENING_WRONG: openingWords,
  OPENING_CONFIRMED: () => '期初已经确认启用了，不能再改。要改，请先由复核人写明原因撤回启用。',
  FUND_NOT_FREE: (d) =>
    text(d.asked)
      ? `基金账户里现在可以支取的只有 ${text(d.free)} 元，不够 ${text(d.asked)} 元：缴存满 12 个月才能支取。请改小金额。`
      : '这个代理商的基金账户里没有钱了。',
  FUND_USED: (d) =>
    `本月缴存的基金已经有支取在用（代理商 ${list(d.agents).join('、')}），不能反结账。请先撤回支取，或改做下月调整。`,
  ALREADY_SET_UP: () => '本县已经建立过了。请直接登录。',
  NOT_SET_UP: () => '本县还没有建立。请先完成首次设置。',
  USER_EXISTS: (d) => `用户名${text(d.name) ? `“${text(d.name)}”` : ''}已经有人用了。请换一个。`,
  LOCAL_ONLY: () => '这一步只能在放着数据的那台电脑上做。请到那台电脑的渠道台账程序里操作。',
  INVALID_INPUT: inputFault,
  NOT_FOUND: (d) => {
    const kind = thingWords(text(d.what))
    const name = kind ? text(d.name) : ''
    return `没有找到${kind || '要找的内容'}${name ? `“${name}”` : ''}。它可能已被撤销或改了编码，请刷新后再看。`
  },
  REASON_MISSING: () => '请写明原因，再继续。',
  STORE_IN_USE: (d) => {
    const host = text((d.owner as Details | undefined)?.host)
    return `数据正被另一个渠道台账程序使用${host ? `（在电脑 ${host} 上）` : ''}。请先关掉那一个，再打开。`
  },
  STORE_NEWER: () => '数据是更新版本的程序写的，这个版本不能打开，以免损坏。请先升级程序。数据没有改动。',
  STORE_CORRUPT: () => '数据文件已损坏。请用最近的备份恢复；原文件没有改动。',
  STORE_FOREIGN: () => '这个文件夹里的数据不是渠道台账的数据。请选择别的文件夹。',
  STORE_CHANGED_MIGRATION: () =>
    '数据的升级记录与程序不一致，已停止打开，数据没有改动。请安装正式版本，或联系上级支持人员。',
  STORE_NETWORK_PATH: () => '数据不能放在网络盘上，断网时会损坏。请放到本机的硬盘里。',
  DISK_FULL: () => '磁盘满了，刚才的操作没有生效，已有的数据没有丢。请清理磁盘后再做一次。',
  FILE_NOT_FOUND: (d) => `找不到${fileName(d)}。请确认它没有被移动或改名。`,
  FILE_LOCKED: (d) => `${fileName(d)}正被 Excel 或 WPS 打开。请先在那边关闭，再试一次。`,
  FILE_EXISTS: (d) => `${fileName(d)}已经存在，没有覆盖它。请换一个名字。`,
  WRITE_FAILED: (d) => `${fileName(d)}没有写成。请检查文件夹是否可写、磁盘是否有空间，再做一次。`,
  NOT_A_WORKBOOK: (d) =>
    `${fileName(d)}${d.reason === 'empty' ? '是空的' : '不是表格文件'}。请选 .xlsx、.xls、.et 或 .csv 文件。`,
  WORKBOOK_ENCRYPTED: (d) => `${fileName(d)}有打开密码。请在 Excel 或 WPS 里去掉密码，另存后再导入。`,
  WORKBOOK_BROKEN: (d) => `${fileName(d)}已损坏，读不下去。请在 Excel 或 WPS 里打开并另存一份再导入。`,
  WORKBOOK_TOO_LARGE: (d) => `${fileName(d)}太大。请按月或按业务类型拆成几个文件再导入。`,
  WORKBOOK_TIMEOUT: (d) => `读${fileName(d)}用的时间太长，已停下，什么都没有导入。请另存一份再试，或拆成几个文件。`,
  WORKBOOK_MEMORY: (d) => `${fileName(d)}展开后占的内存太多，已停下，什么都没有导入。请拆成几个文件再导入。`,
  SHEET_NOT_FOUND: (d) => {
    const sheets = list(d.sheets)
    const named = text(d.sheet) ? `工作表“${text(d.sheet)}”` : '这个工作表'
    return `文件里没有${named}。${sheets.length ? `它有：${sheets.join('、')}。` : ''}请选其中一个。`
  },
  SHEET_EMPTY: (d) =>
    `工作表${text(d.sheet) ? `“${text(d.sheet)}”` : ''}里没有数据。请换一个工作表，或检查导出是否完整。`,
  COLUMNS_MISSING: (d) => {
    const found = list(d.found)
    const shown = `${found.slice(0, 12).join('、')}${found.length > 12 ? '……' : ''}`
    return `表里缺少列：${list(d.missing).join('、')}。${found.length ? `现有的列是：${shown}。` : ''}请补上表头，或下载模板对照。`
  },
  IMPORT_REJECTED: (d) => {
    const rejected =
      number((d.rows as Details | undefined)?.rejected) || (Array.isArray(d.errors) ? d.errors.length : 0)
    return `有 ${rejected} 行不对，整个文件都没有导入。请按清单改好再导入，或选择“只导入正确的行”。`
  },
  SAME_FILE: (d) => {
    if (text(d.twin)) return `${fileName(d)}和“${text(d.twin)}”内容完全一样，没有导入。请去掉其中一个再导入。`
    const batch = text(d.batch)
    return `${fileName(d)}已经导入过${batch ? `（第 ${batch} 批）` : ''}，不会重复导入。要重新导入，请先撤销那一批。`
  },
  EDIT_REFUSED: (d) => {
    const why: Record<string, string> = {
      noColumn: '文件里没有这一列',
      noRow: '文件里没有这一行',
      noFile: '没有说清是哪个文件',
      noFinding: '这一行没有查出问题，只有查出问题的行可以在这里改',
      twice: '同一格改了两次',
    }
    const where = number(d.row) > 0 ? `第 ${number(d.row)} 行${text(d.column) ? `“${text(d.column)}”` : ''}` : '这一格'
    return `${where}不能这样改：${why[text(d.reason)] ?? '它不在要导入的内容里'}。什么都没有导入，请重新核对后再改。`
  },
  TOO_MANY_CHANGES: (d) =>
    `要改的已有行太多（${number(d.rows)} 行，一次最多 ${number(d.limit)} 行），什么都没有改。请先撤销原来的批次，再整个导入。`,
  WRONG_STATE: (d) => {
    const thing = thingWords(text(d.what)) || periodOr(d, '')
    const name = text(d.name)
    const next = text(d.what) === '' ? missingStep(d) : ''
    return `${thing}${name ? `“${name}”` : ''}现在还不能做这一步${stateNow(d)}。${next || '请看它走到了哪一步，先做前面的。'}`
  },
  PERIOD_CLOSED: (d) =>
    d.what === 'agreement'
      ? `${periodOr(d, '这个月')}已经结账，协议在 ${text(d.day)} 是不是有效不能再改。请把日期改到没有结账的月份；纸上的日期可以写在备注里。`
      : `${periodOr(d, '这个月')}已经结账，不能再改。要更正，请在未结账的月份里做调整。`,
  EARLIER_PERIOD_OPEN: (d) => `${periodOr(d, '前面的月份')}还没有结账。月份要按顺序结，请先结前面的。`,
  LATER_PERIOD_CLOSED: (d) => `${periodOr(d, '更晚的月份')}已经结账，它以前的月份不能再改。请在未结账的月份里做调整。`,
  DATA_CHANGED: () => '数据在这期间被改过了，这一步没有做。请刷新，看清楚再做一次。',
  BUSY: (d) => {
    const work = lockWords(text(d.lock))
    return `正在${work ? `进行“${work}”` : '做另一项工作'}，请等它完成（看下方状态栏），或先取消它。`
  },
  CANCELLED: () => '已取消，什么都没有改。',
  CLOSING_BLOCKED: (d) => {
    const found = closingFaults(d.points)
    return `还不能结账${found ? `：${found}` : '，还有未了的事'}。请逐项处理后再结账。`
  },
  BATCH_USED: (d) => batchUsed(d, periodOr(d, '已结账月份')),
  ...agreementRefusals,
  ...placeRefusals,
  ...payingRefusals,
  ...requestRefusals,
  ROUND_OPEN: (d) => `${text(d.name)}的档案核对还没有结束。请先结束它，再开始下一次。`,
  ROUND_NOT_OPEN: () => '现在没有在进行的档案核对。请先在“完整性 › 定期核对”里开始一次。',
  POLICY_INVALID: (d) => {
    const found = policyFaults(d.problems)
    return `政策里有填得不对的地方${found ? `：${found}` : ''}。请按提示改好，再保存或提交。`
  },
  POLICY_OVERLAP: (d) => {
    const others = Array.isArray(d.with)
      ? (d.with as (Details | null)[]).map((one) => text(one?.version))
      : [text(d.with)]
    const said = others.filter(Boolean).join('、')
    return `执行月份与同一政策的${said ? `第 ${said} 版` : '另一个版本'}重叠。请改起止月份，使每个月只有一个版本。`
  },
  EXAMPLES_FAILED: (d) => {
    const [first] = Array.isArray(d.faults) ? (d.faults as Details[]) : []
    const where = first
      ? `：“${text(first.example)}”里网点 ${text(first.outlet)} 的条款 ${text(first.clause)} 应为 ${text(first.expected)} 元，算得 ${text(first.found)} 元`
      : ''
    return `政策所附的算例没有算对${where}。请核对条款或算例，全部算对后再提交。`
  },
  CHECKING_OPEN: (d) => {
    const named = list(d.outlets).slice(0, 5).join('、')
    const more = number(d.count) > 5 ? ' 等' : ''
    if (d.reason === 'changed') return `网点 ${named} 的金额在告知之后变了。请先重新告知，再登记核对结果。`
    const changed = number(d.changed) > 0 ? `，其中 ${number(d.changed)} 个金额变了要重新告知` : ''
    return `网点核对还没有结束：${number(d.count)} 个网点还没有答复${changed}（${named}${more}）。请等到截止日、登记答复，或写明原因不再等待。`
  },
  GRADING_EXISTS: (d) =>
    d.state === 'published' || d.state === 'final'
      ? `${quoted(d.name, '这个方案')}${periodOr(d, '这一期')}已经评定过（${gradingStateWords(d.state)}）。要重新评定，请写明原因，新的一次确定后取代它。`
      : `${quoted(d.name, '这个方案')}${periodOr(d, '这一期')}有一次评定正在办。请在那里继续，或先退回、作废。`,
  NOTICE_OPEN: (d) => `公示到 ${text(d.to)} 为止，过后才能确定。`,
  NOTICE_OVER: (d) => `公示到 ${text(d.to)} 为止，之后提出的异议不再受理。`,
  OBJECTIONS_OPEN: (d) => `还有 ${number(d.count)} 件异议没有答复。请先答复，再确定。`,
  DISPUTES_OPEN: (d) => {
    const named = list(d.outlets).slice(0, 5).join('、')
    return `${periodOr(d, '本月')}还有 ${number(d.count)} 件申诉没有结果（网点 ${named}${number(d.count) > 5 ? ' 等' : ''}）。请先答复，或以调整了结，再审批。`
  },
  ATTACHMENT_TYPE: (d) => {
    if (d.reason === 'empty') return `${fileName(d)}是空的。请检查后重新选择。`
    if (d.reason === 'macros') return `${fileName(d)}带有宏，不能作为附件保存。请另存为不带宏的文件，或打印成 PDF。`
    if (d.reason === 'archive') return `${fileName(d)}是压缩包，不能作为附件保存。请解开后逐个添加。`
    return `${fileName(d)}不是可以保存的附件。请用 PDF、图片、Excel、Word、OFD 或文本文件。`
  },
  ATTACHMENT_TOO_LARGE: (d) => `${fileName(d)}超过 20 MB。请用较低的清晰度重新扫描，或拆成几个文件。`,
  ATTACHMENT_TOO_MANY: (d) => `附件已有 ${number(d.limit)} 个，不能再加。请把同类的合并成一个 PDF。`,
  ATTACHMENT_TWICE: (d) =>
    `${fileName(d)}与已有的附件${text(d.same) ? `“${text(d.same)}”` : ''}内容相同，没有重复保存。`,
  ATTACHMENT_LOCKED: (d) =>
    d.may === 'canAdd'
      ? '这件事已经定了，它的附件不能再增加。'
      : '这件事已经报出或已经定了，它的附件要留存，不能移除。',
  TOO_MANY_VIEWS: (d) => `一张名单最多存 ${number(d.limit)} 个视图。请先移除不用的。`,
  NOT_YOURS: (d) =>
    d.what === 'view'
      ? `这个视图是${text(d.user)}存的，只能由本人改。您可以打开它，再存成自己的。`
      : `这是${text(d.user) || '别人'}添加的，只能由本人移除。`,
  STEPS_OPEN: (d) => `还有审批步骤没有办：${list(d.steps).join('、')}。请在政策的“审批”页里先办完这些步骤，再批准。`,
  STEP_NOT_NEXT: (d) =>
    text(d.next) ? `还没有轮到这一步，请先办“${text(d.next)}”。` : '审批步骤都已经办过了，现在只差批准。',
  END_BEFORE_START: (d) => `停用的月份不能早于开始执行的月份（${monthWords(text(d.from))}）。请改晚一些。`,
  END_NOT_EARLIER: (d) => `这一版本来就到${monthWords(text(d.to))}为止。停用的月份不能比它晚。`,
  PORT_IN_USE: (d) => `端口${text(d.port) ? ` ${text(d.port)} ` : ''}正被别的程序使用。请换一个端口，或不指定端口。`,
  NO_PRINTER: () => '这台电脑上没有找到 Chrome、Edge 或 Chromium，不能生成 PDF。请安装其中一个，或先导出 Excel。',
  PRINT_FAILED: () => '没有打印成。请再试一次；还不行就先导出 Excel。',
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
