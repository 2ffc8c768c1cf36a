/** How this office pays: the least amount, when payments fall due, the bank's columns and the texts (DOMAIN.md §5, Paying). */
import type { ReadDb } from '../../data/handles.ts'
import { type Fen, fen } from '../../domain/money.ts'
import { type BankColumn, NOTICE_FIELDS, PURPOSE_FIELDS, unknownFields } from '../../domain/paying.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'

/** A payment falls due so many working days after closing, or on a day of the month after its own. */
export type DueRule =
  | { readonly kind: 'workingDays'; readonly days: number }
  | { readonly kind: 'dayOfNextMonth'; readonly day: number }

export interface PayingSettings {
  /** Yuan; "0.00" for none. */
  readonly leastAmount: string
  readonly due: DueRule
  readonly bank: {
    readonly columns: readonly BankColumn[]
    /** 用途 of a transfer, with {账期} and other fields. */
    readonly purpose: string
    readonly format: 'xlsx' | 'csv'
  }
  readonly notice: { readonly template: string; readonly phoneHeading: string; readonly textHeading: string }
}

export const STANDARD_SETTINGS: PayingSettings = {
  leastAmount: '0.00',
  due: { kind: 'workingDays', days: 10 },
  bank: {
    columns: [
      { field: 'number', heading: '序号' },
      { field: 'reference', heading: '业务参考号' },
      { field: 'payee', heading: '收款户名' },
      { field: 'account', heading: '收款账号' },
      { field: 'bank', heading: '开户行' },
      { field: 'amount', heading: '金额' },
      { field: 'purpose', heading: '用途' },
    ],
    purpose: '{账期}渠道酬金',
    format: 'xlsx',
  },
  notice: {
    template: '{代理商}：您{账期}的酬金合计 {酬金} 元，应付 {应付} 元。请核对，有疑问请联系渠道经理。',
    phoneHeading: '手机号码',
    textHeading: '短信内容',
  },
}

export type SettingName = keyof PayingSettings

/** The settings in force; what was never set is as standard. */
export function payingSettings(db: ReadDb): PayingSettings {
  const rows = db.all<{ name: string; value: string }>('SELECT name, value FROM paying_settings')
  const set = Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown]))
  return { ...STANDARD_SETTINGS, ...(set as Partial<PayingSettings>) }
}

export function leastAmount(db: ReadDb): Fen {
  return fen(payingSettings(db).leastAmount)
}

/** Sets what is given. @throws Refusal UNKNOWN_FIELD {fields}, INVALID_INPUT for columns that no bank could pay by */
export function setPayingSettings(
  cx: Command,
  given: { readonly [Name in SettingName]?: PayingSettings[Name] | undefined },
): PayingSettings {
  if (given.bank) {
    refuseUnknown(given.bank.purpose, PURPOSE_FIELDS)
    const fields = given.bank.columns.map(({ field }) => field)
    for (const needed of ['account', 'amount'] as const)
      if (!fields.includes(needed)) throw new Refusal('INVALID_INPUT', { field: needed, reason: 'empty' })
    const headings = given.bank.columns.map(({ heading }) => heading)
    const twice = headings.find((heading, at) => headings.indexOf(heading) !== at)
    if (twice !== undefined) throw new Refusal('INVALID_INPUT', { field: 'heading', reason: 'taken', value: twice })
  }
  if (given.notice) refuseUnknown(given.notice.template, NOTICE_FIELDS)
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    cx.db.run(
      `INSERT INTO paying_settings (name, value, user, at) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (name) DO UPDATE SET value = ?2, user = ?3, at = ?4`,
      name,
      JSON.stringify(value),
      cx.user,
      cx.now,
    )
  }
  return payingSettings(cx.db)
}

/** @throws Refusal UNKNOWN_FIELD */
export function refuseUnknown(template: string, known: readonly string[]): void {
  const fields = unknownFields(template, known)
  if (fields.length > 0) throw new Refusal('UNKNOWN_FIELD', { fields, known })
}
