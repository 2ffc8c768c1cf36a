/** 渠道 › 网络概况: the network of outlets without a map, in charts whose every value opens the outlets behind it. */

import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Link, useNavigate } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import { useSession } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { Chart } from '../../ui/Chart.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { countText } from '../../ui/figures.ts'
import { useOfferedActs } from '../../ui/status-line.ts'
import { useKeys } from '../../ui/useKeys.ts'
import { networkCharts, outletsDoor, type Picture } from './network-charts.ts'
import { printPicture } from './network-print.ts'
import './network.css'

export function NetworkPage() {
  const { period } = useMonth()
  const { county } = useSession()
  const navigate = useNavigate()
  const place = useRef<HTMLDivElement>(null)
  const asked = useQuery(trpc.network.picture.queryOptions({ period }, { staleTime: 60_000 }))
  const title = `${monthWords(asked.data?.period ?? period)}网络概况`
  const print: Act = {
    key: 'print',
    label: '打印',
    shortcut: 'Ctrl+P',
    disabled: asked.data ? undefined : '还在读取',
    run: () => place.current && asked.data && printPicture(county?.name ?? '', title, asked.data, place.current),
  }
  useOfferedActs([print])
  const { refetch } = asked
  const refresh = () => void refetch()
  const onPaper = () => void print.run()
  useKeys({ 'Ctrl+P': onPaper, F5: refresh })
  if (asked.error) return <Trouble error={asked.error} again={refresh} />
  if (!asked.data) return <p className="entrance-waiting">正在按月回看网点的历史……</p>
  const picture = asked.data
  const isEmpty = picture.statuses.length === 0
  return (
    <section className="list-page" aria-label={title}>
      <header className="page-head">
        <h1>{title}</h1>
        <Acts acts={[print]} />
      </header>
      {isEmpty ? (
        <EmptyState
          title="还没有网点"
          text="导入网点以后，这里按乡镇、类型、状态和核心级别看全县的网点，按月看新增、退出和签约率；点任何一个数打开名单。"
          act={{ key: 'import', label: '导入网点', run: () => navigate('/ledgers/import/outlets') }}
        />
      ) : (
        <>
          <Facts picture={picture} />
          <div className="network-charts" ref={place}>
            {networkCharts(picture).map(({ key, door, ...chart }) => (
              <Chart
                key={key}
                {...chart}
                height={
                  chart.lying
                    ? Math.max(200, 56 + chart.categories.length * (chart.categories.length > 8 ? 20 : 28))
                    : 214
                }
                onOpen={(category, series) => navigate(door(category, series))}
              />
            ))}
          </div>
        </>
      )}
    </section>
  )
}

/** The month in numbers, each the door to its outlets. */
function Facts({ picture }: { readonly picture: Picture }) {
  const { period, day } = picture
  const now = picture.growth.at(-1)
  const signing = picture.signing.at(-1)
  const fact = (label: string, value: string, what: string) => (
    <div key={label}>
      <dt>{label}</dt>
      <dd>
        <Link to={outletsDoor({ month: period, what })}>{value}</Link>
      </dd>
    </div>
  )
  return (
    <dl className="facts" aria-label="本月">
      {fact(`${day} 在网`, countText(now?.closing ?? 0), 'inside')}
      {fact('本月新增', countText(now?.added ?? 0), 'added')}
      {fact('本月退出', countText(now?.exited ?? 0), 'exited')}
      {fact('签约率', signing?.rate ? `${signing.rate} %（${signing.signed} / ${signing.active}）` : '—', 'signed')}
      {fact('未签约', countText((signing?.active ?? 0) - (signing?.signed ?? 0)), 'unsigned')}
      {fact(
        '长期专营签约率',
        signing?.longTermRate ? `${signing.longTermRate} %（${signing.longTerm} / ${signing.exclusiveStores}）` : '—',
        'longTerm',
      )}
    </dl>
  )
}
