/** What may happen to an agent's payment of a closed month (DOMAIN.md §5, Paying), and the texts made for it. */

/** 待票, 已报账, 已付, 缓发, 退回 */
export type PaymentState = 'awaitingInvoice' | 'claimed' | 'paid' | 'held' | 'returned'

export const PAYMENT_STATES: readonly PaymentState[] = ['awaitingInvoice', 'claimed', 'paid', 'held', 'returned']

/** 报账, 撤出报账单, 登记已付, 登记退回, 重发, 缓发, 解除缓发 */
export type PaymentAct = 'claim' | 'unclaim' | 'pay' | 'return' | 'reissue' | 'hold' | 'release'

export const PAYMENT_ACTS: readonly PaymentAct[] = ['claim', 'unclaim', 'pay', 'return', 'reissue', 'hold', 'release']

const NEXT: Readonly<Record<Exclude<PaymentAct, 'release'>, Partial<Record<PaymentState, PaymentState>>>> = {
  claim: { awaitingInvoice: 'claimed' },
  unclaim: { claimed: 'awaitingInvoice' },
  pay: { claimed: 'paid' },
  // the bank may send money back after it said that it was paid
  return: { claimed: 'returned', paid: 'returned' },
  reissue: { returned: 'claimed' },
  hold: { awaitingInvoice: 'held', claimed: 'held', returned: 'held' },
}

/**
 * The state after an act, or null where the act is not allowed in this state.
 * A held payment goes back to where it was: `heldFrom`.
 */
export function stateAfter(
  act: PaymentAct,
  state: PaymentState,
  heldFrom: PaymentState | null = null,
): PaymentState | null {
  if (act === 'release') return state === 'held' ? heldFrom : null
  return NEXT[act][state] ?? null
}

/** The fields of a text template: {账期} stands for its value. */
export type Fields = Readonly<Record<string, string>>

/** The fields that a template names and nobody fills; a lone { counts as one. */
export function unknownFields(template: string, known: readonly string[]): string[] {
  const named = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)
  const unknown = named.filter((name) => !known.includes(name))
  if (/[{}]/.test(template.replaceAll(/\{[^{}]*\}/g, ''))) unknown.push('{')
  return [...new Set(unknown)]
}

/** The template with its fields filled in, once: a value that looks like a field stays what it is. */
export function filled(template: string, fields: Fields): string {
  return template.replaceAll(/\{([^{}]*)\}/g, (whole, name: string) => fields[name] ?? whole)
}

/** What a purpose on a bank transfer may name. */
export const PURPOSE_FIELDS = ['账期', '代理商', '编码', '县', '报账单'] as const

/** What a notice to an agent may name. */
export const NOTICE_FIELDS = [
  '代理商',
  '编码',
  '账期',
  '酬金',
  '基金',
  '个税',
  '上月结转',
  '应付',
  '状态',
  '发放日期',
  '联系人',
  '县',
] as const

/** What a column of the bank's file may hold. */
export const BANK_FIELDS = [
  'number',
  'reference',
  'agent',
  'name',
  'payee',
  'bank',
  'account',
  'amount',
  'words',
  'purpose',
  'periods',
  'text',
] as const

export type BankField = (typeof BANK_FIELDS)[number]

/** One column of the bank's file; `text` is what a column of fixed text says in every row. */
export interface BankColumn {
  readonly field: BankField
  readonly heading: string
  readonly text?: string | undefined
}

/** What a row of the bank's answer says of a transfer. */
export type BankOutcome = 'paid' | 'returned' | 'pending'

const PAID = /成功|已付|已支付|已入账|已完成/
const RETURNED = /失败|退回|退票|退汇|拒绝|错误|异常|不符|未成功|不成功/
const PENDING = /处理中|待处理|待复核|已受理|在途|未处理/

/** Reads the bank's word for how a transfer went; null for a word that says neither. */
export function bankOutcome(word: string): BankOutcome | null {
  const said = word.normalize('NFKC').replaceAll(/\s/g, '')
  if (RETURNED.test(said)) return 'returned'
  if (PENDING.test(said)) return 'pending'
  if (PAID.test(said)) return 'paid'
  return null
}
