/** 协议 › 签约率: as of a day, by region and outlet type; every figure opens the outlets behind it. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { type IsoDate, isDate } from '../../../src-main/domain/month.ts'
import { type client, trpc } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { AgreementLinks } from './AgreementLinks.tsx'

import '../ledgers/ledgers.css'
import './agreements.css'

type Rates = Awaited<ReturnType<typeof client.agreements.signing.query>>
type Rate = Rates['total'] & { readonly centre?: string | null }

export function SigningPage() {
  const { today } = useSession()
  const [params, setParams] = useSearchParams()
  const given = params.get('day') ?? ''
  const day = (isDate(given) ? given : today) as IsoDate
  const asked = useQuery({ ...trpc.agreements.signing.queryOptions({ day }), placeholderData: keepPreviousData })
  const rates = asked.data
  return (
    <section className="list-page" aria-label="签约率">
      <header className="page-head">
        <h1>签约率</h1>
        <DayPicker
          aria-label="截至日期"
          value={day}
          onChange={(next) => setParams(next === today ? {} : { day: next }, { replace: true })}
        />
      </header>
      <AgreementLinks />
      {asked.error && !rates ? <Trouble error={asked.error} again={() => void asked.refetch()} /> : null}
      {rates ? (
        <div className="batch-tab signing-rates">
          <p className="quiet">
            截至 {day}：签约率 = 有生效协议的在营社会网点 ÷ 在营社会网点；长期专营签约率 =
            有一年及以上专营协议的在营专营店 ÷ 在营专营店。协议的代理商与网点当天的代理商不一致的，不算签约。
          </p>
          <RateTable day={day} head="合计" of="" rates={[rates.total]} />
          <RateTable day={day} head="区域营销中心" of="centre" rates={rates.byCentre} />
          <RateTable day={day} head="乡镇" of="township" rates={rates.byTownship} />
          <RateTable day={day} head="网点类型" of="type" rates={rates.byType} />
        </div>
      ) : null}
    </section>
  )
}

function RateTable({ day, head, of, rates }: { day: string; head: string; of: string; rates: readonly Rate[] }) {
  if (rates.length === 0) return null
  return (
    <table className="plain-table fitted-table" aria-label={`签约率：${head}`}>
      <thead>
        <tr>
          <th>{head}</th>
          <th className="figure">在营社会网点</th>
          <th className="figure">已签约</th>
          <th className="figure">签约率</th>
          <th className="figure">在营专营店</th>
          <th className="figure">长期专营</th>
          <th className="figure">长期专营签约率</th>
        </tr>
      </thead>
      <tbody>
        {rates.map((rate) => {
          const to = (what: string) => {
            const asked = new URLSearchParams({ day, ...(what ? { what } : {}) })
            if (of) asked.set(of, rate.name ?? 'none')
            if (rate.centre) asked.set('centre', rate.centre)
            return `/agreements/signing/outlets?${asked}`
          }
          return (
            <tr key={`${rate.centre ?? ''} ${rate.name ?? ''}`}>
              <td>{of === '' ? '全县' : [rate.centre, rate.name ?? '没有填'].filter(Boolean).join(' / ')}</td>
              <Figure to={to('')} value={rate.active} />
              <Figure to={to('signed')} value={rate.signed} />
              <Figure to={to('unsigned')} value={rate.rate === null ? null : `${rate.rate}%`} hint="看没有签约的" />
              <Figure to={to('stores')} value={rate.exclusiveStores} />
              <Figure to={to('longTerm')} value={rate.longTerm} />
              <Figure
                to={to('notLongTerm')}
                value={rate.longTermRate === null ? null : `${rate.longTermRate}%`}
                hint="看没有长期专营的"
              />
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Figure({ to, value, hint }: { to: string; value: string | number | null; hint?: string }) {
  return (
    <td className="figure">
      {value === null ? (
        <span className="missing">—</span>
      ) : (
        <Link to={to} title={hint}>
          {value}
        </Link>
      )}
    </td>
  )
}
