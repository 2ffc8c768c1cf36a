/** The agents' workbook (代理商; DOMAIN.md §2). */

import { isAccount } from '../../domain/contact.ts'
import type { Kind, RowCheck } from './column.ts'
import { checkContact, contactColumn, mnemonicColumn, phoneColumn, remarkColumn } from './shared-columns.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** A resident's id number of 18 places carries its own check digit (GB 11643). */
function isResidentId(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (weights[i] ?? 0) * (text.charCodeAt(i) - 48)
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase()
}

const check: RowCheck = (values, at, report) => {
  const account = values[at.account!]
  if (typeof account === 'string') {
    if (!isAccount(account)) report('account', 'ACCOUNT_SIGNS', 'error')
    else if (account.length < 6) report('account', 'BAD_ACCOUNT', 'warning')
  }
  checkContact(values, at, report)
  const id = values[at.idNumber!]
  if (typeof id === 'string' && values[at.payerKind!] === 'person' && !isResidentId(id)) {
    report('idNumber', 'BAD_ID_NUMBER', 'warning')
  }
}

export const agents: Kind = {
  key: 'agents',
  title: '代理商',
  oneOf: [],
  identities: [{ needs: [], keys: ['code'], level: 'error' }],
  sums: [],
  check,
  columns: [
    {
      key: 'code',
      heading: '代理商编码',
      aliases: [
        '代理商代码',
        '代理商编号',
        '代理商ID',
        '代理编码',
        '合作商编码',
        '合作伙伴编码',
        '编码',
        '代码',
        '编号',
      ],
      required: true,
      type: 'text',
      id: true,
      example: 'DL001',
    },
    {
      key: 'name',
      heading: '代理商名称',
      aliases: ['代理商', '代理商全称', '代理名称', '合作商名称', '合作伙伴名称', '单位名称', '名称'],
      required: true,
      type: 'text',
      example: '城关通达通讯有限公司',
    },
    {
      key: 'payerKind',
      heading: '纳税人类型',
      aliases: ['纳税人性质', '纳税类型', '代理商类型', '代理商性质', '主体类型', '单位性质', '类型'],
      required: false,
      type: 'choice',
      choices: [
        { value: 'enterprise', word: '企业', aliases: ['公司', '企业法人', '企业单位', '单位', '有限公司'] },
        { value: 'soleTrader', word: '个体工商户', aliases: ['个体', '个体户', '个体工商'] },
        { value: 'person', word: '自然人', aliases: ['个人'] },
      ],
      example: '企业',
    },
    {
      key: 'idNumber',
      heading: '证件号码',
      aliases: [
        '证件号',
        '身份证号',
        '身份证号码',
        '身份证',
        '统一社会信用代码',
        '社会信用代码',
        '营业执照号',
        '税号',
        '纳税人识别号',
      ],
      required: false,
      type: 'text',
      id: true,
      note: '按文本填写，避免末位变成 0',
    },
    {
      key: 'coreTier',
      heading: '核心级别',
      aliases: ['核心等级', '核心渠道级别', '代理商级别', '级别', '核心代理商级别'],
      required: false,
      type: 'choice',
      choices: [
        { value: '省级核心', word: '省级核心', aliases: ['省核心', '省级', '省'] },
        { value: '市级核心', word: '市级核心', aliases: ['市核心', '市级', '市'] },
        { value: '县级重点', word: '县级重点', aliases: ['县重点', '县级', '县'] },
        { value: '普通', word: '普通', aliases: ['一般', '非核心'] },
      ],
      example: '普通',
    },
    {
      key: 'payeeName',
      heading: '收款户名',
      aliases: ['户名', '开户名', '账户名', '账户名称', '收款人', '收款人名称', '收款单位', '开户名称'],
      required: false,
      type: 'text',
      example: '城关通达通讯有限公司',
    },
    {
      key: 'bank',
      heading: '开户行',
      aliases: ['开户银行', '银行', '银行名称', '收款银行', '开户行名称', '收款人开户行'],
      required: false,
      type: 'text',
      example: '中国农业银行城关支行',
    },
    {
      key: 'account',
      heading: '银行账号',
      aliases: ['银行帐号', '账号', '帐号', '银行卡号', '卡号', '收款账号', '收款帐号', '银行账户', '开户账号'],
      required: false,
      type: 'text',
      id: true,
      note: '按文本填写，避免末位变成 0',
      example: '6228480000000000001',
    },
    {
      key: 'fundMember',
      heading: '参加基金',
      aliases: ['是否参加基金', '基金成员', '业务发展基金', '是否参加业务发展基金', '参加业务发展基金'],
      required: false,
      type: 'choice',
      choices: [
        { value: 1, word: '是', aliases: ['有', '参加', 'Y', 'YES', 'TRUE', '1', '√'] },
        { value: 0, word: '否', aliases: ['不', '未', '不参加', '未参加', 'N', 'NO', 'FALSE', '0', '×'] },
      ],
      example: '是',
    },
    contactColumn(['联系人姓名', '负责人', '法人', '法定代表人', '法人代表']),
    phoneColumn,
    remarkColumn,
    mnemonicColumn,
  ],
}
