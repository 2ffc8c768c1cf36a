/** How a field of an agent or an outlet is asked for, shown and sent; forms hold every value as text, "" for none. */

export interface FieldChoice {
  readonly value: string
  readonly label: string
}

export interface RegisterField {
  readonly key: string
  readonly label: string
  readonly kind?: 'text' | 'choice' | 'open' | 'day' | 'long'
  readonly required?: boolean
  /** A change of it is asked for its reason: money or contracts hang on it (DOMAIN.md §2, core fields). */
  readonly core?: boolean
  readonly hint?: string
  /** What history says where there is no value. */
  readonly none?: string
  readonly choices?: readonly FieldChoice[]
  /** What a stored value says in history where it is not a choice's. */
  readonly say?: (value: string) => string
}

/** 助记码: kept once it is written; the name's initials otherwise. */
export const mnemonicField: RegisterField = {
  key: 'mnemonic',
  label: '助记码',
  hint: '字母和数字；不填就用名称的拼音首字母。',
  none: '按名称的拼音首字母',
}

export type FormValues = Readonly<Record<string, string>>

/** What a value says to people: a choice's label, a day, the text itself. */
export function sayField(field: RegisterField | undefined, value: string | null): string {
  if (value === null || value === '') return field?.none ?? '—'
  return field?.choices?.find((choice) => choice.value === value)?.label ?? field?.say?.(value) ?? value
}

/** The keys whose values differ, blanks at the ends aside. */
export function changedKeys(before: FormValues, after: FormValues): string[] {
  return Object.keys(after).filter((key) => (after[key] ?? '').trim() !== (before[key] ?? ''))
}

/** Why a form cannot be saved: fields that must be filled; undefined when it can. */
export function missingWords(fields: readonly RegisterField[], values: FormValues): string | undefined {
  const empty = fields.filter((field) => field.required && !(values[field.key] ?? '').trim())
  return empty.length > 0 ? `请填${empty.map((field) => field.label).join('、')}` : undefined
}
