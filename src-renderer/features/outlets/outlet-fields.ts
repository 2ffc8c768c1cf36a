/** The fields of an outlet as forms and history show them, and how a form's texts become the API's fields. */

import type { z } from 'zod'
import type { outletFields as outletSchema } from '../../../src-main/api/schemas/register.ts'
import { dateFromNumber, type IsoDate } from '../../../src-main/domain/month.ts'
import { stateWords } from '../../../src-main/domain/said/terms.ts'
import type { client } from '../../api/client.ts'
import { type FieldChoice, type FormValues, mnemonicField, type RegisterField } from '../register/field.ts'

export type Outlet = Awaited<ReturnType<typeof client.outlets.get.query>>
export type OutletRow = Awaited<ReturnType<typeof client.outlets.list.query>>['rows'][number]
type OutletFields = Partial<z.input<typeof outletSchema>>

export const categoryChoices: readonly FieldChoice[] = [
  { value: 'partner', label: '社会' },
  { value: 'own', label: '自有' },
]

export const statusChoices: readonly FieldChoice[] = ['planned', 'active', 'suspended', 'exited'].map((value) => ({
  value,
  label: stateWords(value),
}))

export const starChoices: readonly FieldChoice[] = ['1', '2', '3', '4', '5'].map((value) => ({
  value,
  label: `${value} 星`,
}))

/** 自有 or 社会 (DOMAIN.md §2). */
export const categoryWords = (category: string): string =>
  categoryChoices.find((choice) => choice.value === category)?.label ?? category

/** What can be chosen in an office: its types, agents, places and managers. */
export interface OutletChoices {
  readonly types: readonly FieldChoice[]
  readonly agents: readonly FieldChoice[]
  readonly centres: readonly FieldChoice[]
  readonly townships: readonly FieldChoice[]
  readonly managers: readonly FieldChoice[]
}

/** The fields in the order of the workbook (CONTRACT.md, outlets). */
export const outletFields = (choices: OutletChoices): readonly RegisterField[] => [
  { key: 'name', label: '网点名称', required: true, core: true },
  mnemonicField,
  { key: 'status', label: '状态', kind: 'choice', required: true, core: true, choices: statusChoices },
  { key: 'category', label: '渠道类别', kind: 'choice', required: true, core: true, choices: categoryChoices },
  { key: 'type', label: '网点类型', kind: 'choice', core: true, choices: choices.types },
  { key: 'agent', label: '代理商', kind: 'choice', core: true, choices: choices.agents },
  { key: 'manager', label: '渠道经理', kind: 'open', choices: choices.managers },
  { key: 'grade', label: '分级' },
  { key: 'star', label: '星级', kind: 'choice', choices: starChoices },
  { key: 'centre', label: '区域营销中心', kind: 'open', choices: choices.centres },
  { key: 'township', label: '乡镇', kind: 'open', choices: choices.townships },
  { key: 'address', label: '地址' },
  { key: 'joinedOn', label: '入网日期', kind: 'day' },
  { key: 'contact', label: '负责人' },
  { key: 'phone', label: '联系电话' },
  { key: 'remark', label: '备注', kind: 'long' },
]

/** History names the region as one field and keeps the day of joining as yyyymmdd. */
export const outletHistoryFields = (fields: readonly RegisterField[]): readonly RegisterField[] => [
  ...fields
    .filter(({ key }) => key !== 'centre' && key !== 'township')
    .map((field) =>
      field.key === 'joinedOn'
        ? { ...field, say: (value: string) => (/^\d{8}$/.test(value) ? dateFromNumber(Number(value)) : value) }
        : field,
    ),
  { key: 'region', label: '区域' },
]

/** A new outlet's form. */
export const blankOutlet: FormValues = {
  code: '',
  name: '',
  mnemonic: '',
  status: 'active',
  category: 'partner',
  type: '',
  agent: '',
  manager: '',
  grade: '',
  star: '',
  centre: '',
  township: '',
  address: '',
  joinedOn: '',
  contact: '',
  phone: '',
  remark: '',
}

/** An outlet as the form holds it. */
export const outletValues = (outlet: Outlet): FormValues => ({
  name: outlet.name,
  mnemonic: outlet.mnemonic,
  status: outlet.status,
  category: outlet.category,
  type: outlet.type ?? '',
  agent: outlet.agent ?? '',
  manager: outlet.manager ?? '',
  grade: outlet.grade ?? '',
  star: outlet.star === null ? '' : String(outlet.star),
  centre: outlet.centre ?? '',
  township: outlet.township ?? '',
  address: outlet.address ?? '',
  joinedOn: outlet.joinedOn ?? '',
  contact: outlet.contact ?? '',
  phone: outlet.phone ?? '',
  remark: outlet.remark ?? '',
})

/**
 * The form's texts as the API takes them: an empty text clears, except where a field must not be empty.
 * A place is sent whole: the centre without its township would move the outlet out of it.
 */
export function asOutletFields(values: FormValues, whole: FormValues): OutletFields {
  const fields: Record<string, string | number | null> = {}
  for (const [key, value] of Object.entries(values)) {
    if (key === 'star') fields.star = value === '' ? null : Number(value)
    else if (key === 'joinedOn') fields.joinedOn = value === '' ? null : (value as IsoDate)
    else fields[key] = value === '' ? null : value
  }
  if ('centre' in fields || 'township' in fields) {
    fields.centre = values.centre ?? whole.centre ?? null
    fields.township = values.township ?? whole.township ?? null
  }
  return fields as OutletFields
}
