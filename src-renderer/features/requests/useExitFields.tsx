/** What an exit is asked with besides: what is open, what becomes of the deposit and of the fund. */

import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { DepositEnd, FundEnd } from '../../../src-main/domain/exit-settlement.ts'
import { isMoney } from '../../../src-main/domain/money.ts'
import { depositChoices, fundChoices } from '../../../src-main/domain/said/request-words.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { Field } from '../../ui/Field.tsx'
import { MoneyInput } from '../../ui/NumberField.tsx'
import { OpenWorkTable } from './parts.tsx'

/** Of the outlet with this code; undefined for what is no exit. */
export function useExitFields(code: string | undefined) {
  const work = useQuery(trpc.requests.openWork.queryOptions({ outlet: code ?? '' }, { enabled: code !== undefined }))
  const [chosen, setChosen] = useState<{ deposit?: DepositEnd; fund?: FundEnd }>({})
  const [amounts, setAmounts] = useState<Readonly<Record<string, string>>>({})
  const [note, setNote] = useState('')
  if (code === undefined) return undefined
  const kinds = (work.data?.items ?? []).filter(({ kind }) => kind === 'deposit')
  const has = (kind: string) => (work.data?.items ?? []).some((item) => item.kind === kind)
  // fund and deposit are the agent's: they end with his last outlet
  const last = work.data?.lastOutlet ?? false
  const deposit = chosen.deposit ?? (kinds.length === 0 ? 'none' : last ? 'return' : 'keep')
  // a month that is not closed may still contribute
  const hasFund = has('fund') || has('unsettledMonths')
  const fund = chosen.fund ?? (!hasFund ? 'none' : last ? 'payOut' : 'keep')
  const given = kinds
    .map(({ about }) => ({ kind: about, amount: (amounts[about] ?? '').trim() }))
    .filter(({ amount }) => amount !== '')
  const missing =
    deposit !== 'deduct'
      ? undefined
      : given.length === 0 || given.some(({ amount }) => !isMoney(amount))
        ? '请填抵扣多少'
        : note.trim() === ''
          ? '请在说明里写抵扣的原因'
          : undefined
  return {
    missing: work.data ? missing : '还在查未了的事项',
    settlement: {
      deposit,
      fund,
      ...(deposit === 'deduct' ? { deductions: given } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    },
    fields: (
      <>
        {work.error ? (
          <p className="wrong">{errorWords(work.error)}</p>
        ) : work.data ? (
          <OpenWorkTable work={work.data} />
        ) : (
          <p className="quiet">正在查未了的事项……</p>
        )}
        <Field label="保证金" required hint="批准后由程序登记退还、扣除；要等结账等事项的，等办完再结清。">
          <Select
            value={deposit}
            options={depositChoices}
            onChange={(next: DepositEnd) => setChosen((before) => ({ ...before, deposit: next }))}
          />
        </Field>
        {deposit === 'deduct'
          ? kinds.map(({ about, amount }) => (
              <Field key={about} label={`抵扣：${about}`} hint={`余额 ${amount} 元。`}>
                <MoneyInput
                  value={amounts[about] ?? ''}
                  suffix="元"
                  onChange={(next) => setAmounts((before) => ({ ...before, [about]: next }))}
                />
              </Field>
            ))
          : null}
        <Field label="业务发展基金" required hint="自缴退还；匹配按“退出时基金处理”的设置。批准后由财务付款。">
          <Select
            value={fund}
            options={fundChoices}
            onChange={(next: FundEnd) => setChosen((before) => ({ ...before, fund: next }))}
          />
        </Field>
        <Field label="说明" required={deposit === 'deduct'}>
          <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </>
    ),
  }
}
