/** States of payments, sheets and transfers as tags, and what may be done to the rows that are selected. */

import { paymentStateWords } from '../../../src-main/domain/said/paying-words.ts'
import type { Tone } from '../../ui/ThingPage.tsx'
import type { PayingRow } from './shapes.ts'

const tones: Record<string, Tone> = {
  awaitingInvoice: 'plain',
  claimed: 'now',
  paid: 'done',
  held: 'late',
  returned: 'wrong',
}

/** A payment's state as a tag. */
export const paymentState = (state: string): { label: string; tone: Tone } => ({
  label: paymentStateWords(state),
  tone: tones[state] ?? 'plain',
})

const lineTones: Record<string, Tone> = { open: 'now', paid: 'done', returned: 'wrong', cancelled: 'plain' }

/** The tone of a transfer in a payment file. */
export const lineTone = (state: string): Tone => lineTones[state] ?? 'plain'

export type RowAct = 'claim' | 'file' | 'pay' | 'return' | 'reissue' | 'hold' | 'release'

const from: Readonly<Record<RowAct, readonly string[]>> = {
  claim: ['awaitingInvoice'],
  file: ['claimed'],
  pay: ['claimed'],
  return: ['claimed', 'paid'],
  reissue: ['returned'],
  hold: ['awaitingInvoice', 'claimed', 'returned'],
  release: ['held'],
}

/** Why an act cannot be done to these rows together; nothing where it can. */
export function rowsFault(
  act: RowAct,
  rows: readonly (Pick<PayingRow, 'state' | 'agent'> & Partial<Pick<PayingRow, 'file'>>)[],
): string | undefined {
  const wanted = from[act]
  const other = rows.find(({ state }) => !wanted.includes(state))
  if (other)
    return `只对${wanted.map((state) => `“${paymentStateWords(state)}”`).join('')}的做；${other.agent} 是“${paymentStateWords(other.state)}”`
  const atBank = (act === 'file' || act === 'hold') && rows.find(({ state, file }) => file && state === 'claimed')
  if (atBank) return `${atBank.agent} 已在付款文件 ${atBank.file?.number} 里，等银行回盘`
  return undefined
}
