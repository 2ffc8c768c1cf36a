/** What finance does to payments by hand: hold, release, record as paid or returned, re-issue (DOMAIN.md §5, Paying). */
import type { IsoDate } from '../../domain/month.ts'
import type { PaymentState } from '../../domain/paying.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'
import { type BankLine, itemsOf, openLineOf, payingLineOf, refuseInFile, resolveLine } from './bank-lines.ts'
import { accountOf, returnedAccount } from './payees.ts'
import { distinctKeys, move, type PaymentKey, settle, standingOf } from './standing.ts'

export interface Done {
  readonly payments: readonly (PaymentKey & { readonly state: PaymentState })[]
}

function done(cx: Command, keys: readonly PaymentKey[]): Done {
  settle(
    cx.db,
    keys.map(({ period }) => period),
  )
  return {
    payments: keys.map(({ period, agent }) => ({ period, agent, state: standingOf(cx.db, { period, agent }).state })),
  }
}

/** Holds payments back. @throws Refusal PAYMENT_STATE, IN_PAYMENT_FILE */
export function hold(cx: Command, { payments, reason }: { payments: readonly PaymentKey[]; reason: string }): Done {
  const keys = distinctKeys(payments)
  for (const key of keys) {
    refuseInFile(cx.db, key)
    move(cx, key, 'hold', { reason })
  }
  return done(cx, keys)
}

/** Lets held payments go back to where they were. @throws Refusal PAYMENT_STATE */
export function release(cx: Command, { payments, reason }: { payments: readonly PaymentKey[]; reason: string }): Done {
  const keys = distinctKeys(payments)
  for (const key of keys) move(cx, key, 'release', { reason })
  return done(cx, keys)
}

/**
 * Records payments as paid. One that is at the bank is paid with the whole transfer that it is part of.
 * @throws Refusal PAYMENT_STATE, INVALID_INPUT for a day that has not come
 */
export function markPaid(
  cx: Command,
  { payments, paidOn, reference }: { payments: readonly PaymentKey[]; paidOn: IsoDate; reference?: string | undefined },
): Done {
  if (paidOn > cx.today) throw new Refusal('INVALID_INPUT', { field: 'date', value: paidOn })
  return eachLineOrPayment(
    cx,
    payments,
    (key) => openLineOf(cx.db, key),
    (line) => resolveLine(cx, line, { state: 'paid', paidOn }),
    (key) => move(cx, key, 'pay', { paidOn, document: reference ?? null }),
  )
}

/** Records payments as sent back, also after they had been paid; a transfer comes back whole. @throws Refusal PAYMENT_STATE */
export function markReturned(
  cx: Command,
  { payments, reason }: { payments: readonly PaymentKey[]; reason: string },
): Done {
  return eachLineOrPayment(
    cx,
    payments,
    (key) => openLineOf(cx.db, key) ?? (standingOf(cx.db, key).state === 'paid' ? payingLineOf(cx.db, key) : undefined),
    (line) => resolveLine(cx, line, { state: 'returned', reason }),
    (key) => move(cx, key, 'return', { reason }),
  )
}

function eachLineOrPayment(
  cx: Command,
  payments: readonly PaymentKey[],
  lineOf: (key: PaymentKey) => BankLine | undefined,
  onLine: (line: BankLine) => readonly PaymentKey[],
  onPayment: (key: PaymentKey) => void,
): Done {
  const keys = distinctKeys(payments)
  const lines = new Map<number, BankLine>()
  const alone: PaymentKey[] = []
  for (const key of keys) {
    const line = lineOf(key)
    if (line) lines.set(line.id, line)
    else alone.push(key)
  }
  const touched = [...alone]
  for (const line of lines.values()) touched.push(...itemsOf(cx.db, line.id), ...onLine(line))
  for (const key of alone) onPayment(key)
  return done(cx, distinctKeys(touched))
}

export interface Reissued extends Done {
  /** Agents whose account is still the one that the bank sent back. */
  readonly unchanged: readonly string[]
}

/** Makes returned payments ready for another payment file, to the account that the register now says. @throws Refusal PAYMENT_STATE */
export function reissue(
  cx: Command,
  { payments, reason }: { payments: readonly PaymentKey[]; reason?: string | undefined },
): Reissued {
  const keys = distinctKeys(payments)
  const unchanged = keys.filter((key) => {
    const before = returnedAccount(cx.db, key)
    return before !== null && before === accountOf(cx.db, key.agent)?.account
  })
  for (const key of keys)
    move(cx, key, 'reissue', { reason: reason ?? null, document: accountOf(cx.db, key.agent)?.account ?? null })
  return { ...done(cx, keys), unchanged: [...new Set(unchanged.map(({ agent }) => agent))] }
}
