/** 代理商付款表: whom to pay how much to which account; the same figures for paper and workbook (DOMAIN.md §5). */
import { fen, sumFen } from '../../domain/money.ts'
import { paymentStateWords } from '../../domain/said/paying-words.ts'
import { amountInWords } from '../../domain/words.ts'
import type { Sheet, SheetRow } from '../../workbook/write/sheet-stream.ts'
import type { Payment } from '../settlements/payments.ts'
import { type ListCell, type ListColumn, type ListReport, moneyWidth } from './list-pages.ts'
import type { MonthHead } from './month-books.ts'
import { LANDSCAPE } from './paper.ts'
import { closingLines, sheetTitle } from './sheet-heading.ts'

export const PAYMENTS_TITLE = '代理商付款表'

const AMOUNTS = [
  { title: '酬金合计', pick: (payment: Payment) => payment.gross },
  { title: '基金缴存', pick: (payment: Payment) => payment.fund },
  { title: '代扣个税', pick: (payment: Payment) => payment.tax },
  { title: '上月结转', pick: (payment: Payment) => payment.carriedIn },
  { title: '应付金额', pick: (payment: Payment) => payment.payable },
  { title: '结转下月', pick: (payment: Payment) => payment.carriedOut },
] as const

/** mm: an account of 24 digits on one line. */
const ACCOUNT = 38

/** Nothing payable needs no paying. */
function stateOf({ payable, state }: Payment): string {
  return fen(payable) === 0 ? '—' : paymentStateWords(state)
}

function total(payments: readonly Payment[], pick: (payment: Payment) => string) {
  return sumFen(payments.map((payment) => fen(pick(payment))))
}

export function paymentList(payments: readonly Payment[]): ListReport {
  const state = 12
  const number = 9
  const amounts = AMOUNTS.map(({ title, pick }) => ({
    title,
    width: Math.max(18, moneyWidth([...payments.map((payment) => fen(pick(payment))), total(payments, pick)])),
    align: 'right' as const,
  }))
  const left = LANDSCAPE.width - number - state - amounts.reduce((sum, { width }) => sum + width, 0)
  const columns: ListColumn[] = [
    { title: '序号', width: number, align: 'center' },
    { title: '代理商', width: (left - ACCOUNT) / 2, align: 'left' },
    { title: '收款户名／开户行', width: (left - ACCOUNT) / 2, align: 'left' },
    { title: '银行账号', width: ACCOUNT, align: 'left' },
    ...amounts,
    { title: '状态', width: state, align: 'center' },
  ]
  const paid = payments.filter(({ payable }) => fen(payable) > 0).length
  return {
    title: PAYMENTS_TITLE,
    note: `代理商 ${payments.length} 家，其中应付 ${paid} 家`,
    columns,
    rows: payments.map((payment, at) => {
      const { payee } = payment
      const cells: ListCell[] = [
        String(at + 1),
        { main: payment.name, under: payment.agent },
        { main: payee.name ?? '—', under: payee.bank ?? '—' },
        payee.account ?? '—',
        ...AMOUNTS.map(({ pick }) => fen(pick(payment))),
        stateOf(payment),
      ]
      return { kind: 'plain', cells }
    }),
    sums: ['', '合　计', '', '', ...AMOUNTS.map(({ pick }) => total(payments, pick)), ''],
    closing: [{ label: '应付合计大写', text: amountInWords(total(payments, ({ payable }) => payable)) }],
  }
}

export function paymentSheets(payments: readonly Payment[], head: MonthHead): Sheet[] {
  const rows = payments.map(
    (payment): SheetRow => [
      payment.agent,
      payment.name,
      payment.outlets.length,
      payment.payee.name,
      payment.payee.bank,
      payment.payee.account,
      ...AMOUNTS.map(({ pick }) => fen(pick(payment))),
      payment.inWords,
      stateOf(payment),
    ],
  )
  return [
    {
      name: PAYMENTS_TITLE,
      title: sheetTitle(head, PAYMENTS_TITLE),
      columns: [
        { heading: '代理商编码', type: 'text' },
        { heading: '代理商名称', type: 'text' },
        { heading: '网点数', type: 'integer', sum: true },
        { heading: '收款户名', type: 'text' },
        { heading: '开户行', type: 'text' },
        { heading: '银行账号', type: 'text' },
        ...AMOUNTS.map(({ title }) => ({ heading: title, type: 'money' as const, sum: true })),
        { heading: '应付大写', type: 'text' },
        { heading: '状态', type: 'text' },
      ],
      rows,
      totals: '合计',
      closing: [[`应付合计大写：${amountInWords(total(payments, ({ payable }) => payable))}`], ...closingLines(head)],
    },
  ]
}
