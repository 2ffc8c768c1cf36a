/** 渠道 › 区域: the tree of regions on a day with the outlets in each; renaming, moving, closing, two spellings taken together. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { trpc } from '../../api/client.ts'
import { useMissingRole, useSession } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import { RegionForm, type RegionFormAsked } from './RegionForm.tsx'
import { RegionHistory } from './RegionHistory.tsx'
import type { Region } from './shapes.ts'
import '../ledgers/ledgers.css'
import './regions.css'

/** Each region before those that lie in it. */
export function inOrder(regions: readonly Region[]): Region[] {
  const below = (parent: number | null): Region[] =>
    regions.filter((region) => region.parent === parent).flatMap((region) => [region, ...below(region.id)])
  return below(null)
}

const depth: Readonly<Record<Region['level'], number>> = { county: 0, centre: 1, township: 2 }
const levels: Readonly<Record<Region['level'], string>> = { county: '县', centre: '区域营销中心', township: '乡镇' }

export function RegionsPage() {
  const { today } = useSession()
  const navigate = useNavigate()
  const missing = useMissingRole(['clerk'])
  const [on, setOn] = useState(today)
  const [asked, setAsked] = useState<RegionFormAsked>()
  const [looked, setLooked] = useState<Region>()
  const [shown, setShown] = useState<'open' | 'all'>('open')
  const tree = useQuery({ ...trpc.regions.tree.queryOptions({ on: on as IsoDate }), placeholderData: keepPreviousData })
  const regions = tree.data
  const rows = useMemo(
    () => inOrder(regions ?? []).filter(({ closed }) => shown === 'all' || !closed),
    [regions, shown],
  )
  const past = on === today ? undefined : '看的不是今天，回到今天再改'
  const acts: Act[] = [
    {
      key: 'centre',
      label: '新增营销中心',
      disabled: missing ?? past,
      run: () => setAsked({ act: 'add', level: 'centre' }),
    },
    {
      key: 'township',
      label: '新增乡镇',
      disabled: missing ?? past,
      run: () => setAsked({ act: 'add', level: 'township' }),
    },
    { key: 'national', label: '从全国名录添加', tone: 'primary', run: () => navigate('/regions/national') },
  ]
  if (tree.error && !regions) return <Trouble error={tree.error} again={() => void tree.refetch()} />
  return (
    <section className={`list-page${past ? ' other-day' : ''}`} aria-label="区域">
      <header className="page-head">
        <h1>区域</h1>
        <Acts acts={acts} />
      </header>
      <div className="inline">
        看
        <DayPicker aria-label="看哪一天的区域" value={on} onChange={(next) => setOn(next === '' ? today : next)} />
        的区域
        <Select
          aria-label="显示哪些区域"
          style={{ width: 130 }}
          value={shown}
          onChange={setShown}
          options={[
            { value: 'open', label: '在用的' },
            { value: 'all', label: '连撤销的' },
          ]}
        />
        {past ? <span className="late">这是 {on} 的区域和网点数，不是今天的。</span> : null}
      </div>
      {regions && regions.length <= 1 ? (
        <EmptyState
          title="还没有营销中心和乡镇"
          text="县下面是区域营销中心，营销中心下面是乡镇、街道；网点按所在乡镇归属。政策和报表可以按区域选网点。"
          source="从全国名录添加本县的乡镇；导入网点时第一次出现的区域也会自动加上。"
          act={{ key: 'national', label: '从全国名录添加', run: () => navigate('/regions/national') }}
        />
      ) : (
        <div className="batch-tab scrolled">
          <table className="plain-table region-table" aria-label="区域和网点数">
            <thead>
              <tr>
                <th>区域</th>
                <th>级别</th>
                <th>区划代码</th>
                <th className="figure">在营社会网点</th>
                <th className="figure">在营自有厅</th>
                <th className="figure">全部网点</th>
                <th>状态</th>
                <th>可做的事</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((region) => (
                <tr key={region.id}>
                  <td>
                    <span style={{ paddingLeft: depth[region.level] * 18 }}>{region.name}</span>
                  </td>
                  <td>{levels[region.level]}</td>
                  <td className="tabular">{region.code ?? '—'}</td>
                  <Counted
                    region={region}
                    count={region.partner}
                    more="&status=active&category=partner"
                    on={past ? null : on}
                  />
                  <Counted
                    region={region}
                    count={region.own}
                    more="&status=active&category=own"
                    on={past ? null : on}
                  />
                  <Counted
                    region={region}
                    count={region.outlets}
                    more="&status=planned,active,suspended"
                    on={past ? null : on}
                  />
                  <td>
                    <RegionState region={region} all={regions ?? []} />
                  </td>
                  <td>
                    <Acts acts={regionActs(region, missing ?? past, setAsked, setLooked)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asked ? <RegionForm asked={asked} regions={regions ?? []} onClose={() => setAsked(undefined)} /> : null}
      {looked ? <RegionHistory id={looked.id} name={looked.name} onClose={() => setLooked(undefined)} /> : null}
    </section>
  )
}

/** A count leads to its outlets; of another day the list could not show the same. */
function Counted({ region, count, more, on }: { region: Region; count: number; more: string; on: string | null }) {
  const county = region.level === 'county'
  return (
    <td className="figure">
      {on === null || count === 0 ? (
        count
      ) : (
        <Link to={`/outlets?${county ? '' : `region=${region.id}`}${more}`}>{count}</Link>
      )}
    </td>
  )
}

function RegionState({ region, all }: { region: Region; all: readonly Region[] }) {
  if (!region.closed) return <>在用</>
  const into = all.find(({ id }) => id === region.mergedInto)
  return <StateTag label={into ? `并入${into.name}` : '已撤销'} tone="plain" />
}

function regionActs(
  region: Region,
  disabled: string | undefined,
  ask: (asked: RegionFormAsked) => void,
  look: (region: Region) => void,
): Act[] {
  if (region.level === 'county') return []
  const act = (key: Exclude<RegionFormAsked['act'], 'add'>, label: string): Act => ({
    ...{ key, label, disabled },
    run: () => ask({ act: key, region }),
  })
  const history: Act = { key: 'history', label: '历史', run: () => look(region) }
  if (region.closed) return [act('reopen', '恢复'), history]
  const township = region.level === 'township' ? [act('move', '移动'), act('merge', '并入')] : []
  return [act('rename', '改名'), ...township, act('close', '撤销'), history]
}
