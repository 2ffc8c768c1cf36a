/** The fields of an agent as forms and history show them, and how a form's texts become the API's fields. */

import type { z } from 'zod'
import type { agentFields as agentSchema } from '../../../src-main/api/schemas/register.ts'
import { CORE_TIERS } from '../../../src-main/domain/core-tier.ts'
import type { client } from '../../api/client.ts'
import { type FieldChoice, type FormValues, mnemonicField, type RegisterField } from '../register/field.ts'

export type Agent = Awaited<ReturnType<typeof client.agents.get.query>>
export type AgentRow = Awaited<ReturnType<typeof client.agents.list.query>>['rows'][number]
type AgentFields = Partial<z.input<typeof agentSchema>>

export const payerChoices: readonly FieldChoice[] = [
  { value: 'enterprise', label: '企业' },
  { value: 'soleTrader', label: '个体工商户' },
  { value: 'person', label: '自然人' },
]

export const tierChoices: readonly FieldChoice[] = CORE_TIERS.map((value) => ({
  value,
  label: value,
}))

/** History keeps the flag as 1 or 0, the form as yes or no. */
const fundChoices: readonly FieldChoice[] = [
  { value: '1', label: '参加' },
  { value: '0', label: '不参加' },
]

/** 企业, 个体工商户 or 自然人 (DOMAIN.md §2). */
export const payerWords = (kind: string): string => payerChoices.find((choice) => choice.value === kind)?.label ?? kind

/** The fields in the order of the workbook (CONTRACT.md, agents). */
export const agentFields: readonly RegisterField[] = [
  { key: 'name', label: '代理商名称', required: true, core: true },
  mnemonicField,
  { key: 'payerKind', label: '纳税人类型', kind: 'choice', required: true, core: true, choices: payerChoices },
  { key: 'idNumber', label: '证件号码', core: true },
  { key: 'coreTier', label: '核心级别', kind: 'open', choices: tierChoices },
  { key: 'payeeName', label: '收款户名', core: true },
  { key: 'bank', label: '开户行', core: true },
  { key: 'account', label: '银行账号', core: true },
  { key: 'fundMember', label: '业务发展基金', kind: 'choice', required: true, core: true, choices: fundChoices },
  { key: 'contact', label: '联系人' },
  { key: 'phone', label: '联系电话' },
  { key: 'remark', label: '备注', kind: 'long' },
]

/** A new agent's form. */
export const blankAgent: FormValues = {
  code: '',
  name: '',
  mnemonic: '',
  payerKind: 'enterprise',
  idNumber: '',
  coreTier: '',
  payeeName: '',
  bank: '',
  account: '',
  fundMember: '0',
  contact: '',
  phone: '',
  remark: '',
}

/** An agent as the form holds it. */
export const agentValues = (agent: Agent): FormValues => ({
  name: agent.name,
  mnemonic: agent.mnemonic,
  payerKind: agent.payerKind,
  idNumber: agent.idNumber ?? '',
  coreTier: agent.coreTier ?? '',
  payeeName: agent.payeeName ?? '',
  bank: agent.bank ?? '',
  account: agent.account ?? '',
  fundMember: agent.fundMember ? '1' : '0',
  contact: agent.contact ?? '',
  phone: agent.phone ?? '',
  remark: agent.remark ?? '',
})

/** The form's texts as the API takes them; an account's blanks go, an empty text clears. */
export function asAgentFields(values: FormValues): AgentFields {
  const fields: Record<string, string | boolean | null> = {}
  for (const [key, value] of Object.entries(values)) {
    if (key === 'fundMember') fields.fundMember = value === '1'
    else if (key === 'account') fields.account = value.normalize('NFKC').replaceAll(/\s/g, '') || null
    else fields[key] = value === '' ? null : value
  }
  return fields as AgentFields
}
