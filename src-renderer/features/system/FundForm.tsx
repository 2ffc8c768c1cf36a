/** The fund's rates from a month on, and what becomes of the company's match when an agent leaves. */

import { Radio } from 'antd'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { DecimalInput } from '../../ui/NumberField.tsx'
import { fundExitWords } from '../settings/setting-words.ts'
import { FromMonthForm } from './FromMonthForm.tsx'

interface FundFormProps {
  readonly last: { readonly rate: string; readonly match: string } | undefined
  readonly missing: string | undefined
}

export function FundForm({ last, missing }: FundFormProps) {
  const [rate, setRate] = useState('')
  const [match, setMatch] = useState('')
  return (
    <FromMonthForm
      label="基金比例"
      missing={missing}
      begin={() => {
        setRate(last?.rate ?? '10')
        setMatch(last?.match ?? '100')
      }}
      fault={
        rate === '' || match === '' || rate.startsWith('-') || match.startsWith('-')
          ? '请填两个不小于 0 的比例'
          : undefined
      }
      save={(from) => client.settings.fund.mutate({ from, rate, match })}
    >
      <div className="factor-row">
        缴存
        <DecimalInput aria-label="缴存比例" width={90} suffix="%" value={rate} onChange={setRate} />
        匹配
        <DecimalInput aria-label="匹配比例" width={90} suffix="%" value={match} onChange={setMatch} />
      </div>
    </FromMonthForm>
  )
}

interface FundExitFormProps {
  /** Whether the match is forfeited by what was set last. */
  readonly forfeits: boolean
  readonly missing: string | undefined
}

export function FundExitForm({ forfeits, missing }: FundExitFormProps) {
  const [forfeitMatch, setForfeitMatch] = useState(forfeits)
  return (
    <FromMonthForm
      label="退出时基金处理"
      missing={missing}
      begin={() => setForfeitMatch(forfeits)}
      save={(from) => client.fund.setExit.mutate({ from, forfeitMatch })}
    >
      <div className="factor-row">
        <Radio.Group
          aria-label="公司匹配部分"
          value={forfeitMatch}
          options={[true, false].map((value) => ({ value, label: fundExitWords(value) }))}
          onChange={(event) => setForfeitMatch(event.target.value as boolean)}
        />
      </div>
    </FromMonthForm>
  )
}
