/** 渠道 › 网点: the list of outlets. */

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { trpc } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { useRegisterActs } from '../register/useRegisterActs.ts'
import { OutletBatch } from './OutletBatch.tsx'
import { outletColumns, outletFilters, outletSource } from './outlet-columns.tsx'
import type { OutletRow } from './outlet-fields.ts'
import { useOutletChoices } from './useOutletChoices.ts'

/** As services/register/outlet-batch.ts: one command does not hold the office longer. */
const mostChanged = 1000

export function OutletList() {
  const missing = useMissingRole(['clerk'])
  const navigate = useNavigate()
  const { acts, begin } = useRegisterActs('outlets', '网点')
  const choices = useOutletChoices()
  const regions = useQuery(trpc.outlets.regions.queryOptions(undefined)).data
  const grades = useQuery(trpc.outlets.grades.queryOptions(undefined)).data
  const filters = useMemo(() => outletFilters(choices, regions ?? [], grades ?? []), [choices, regions, grades])
  const [chosen, setChosen] = useState<readonly string[]>()
  const batchActs = (rows: readonly OutletRow[]): Act[] => [
    {
      key: 'batch',
      label: '修改选中的',
      disabled: missing ?? (rows.length > mostChanged ? `一次最多改 ${mostChanged} 个，请先筛选` : undefined),
      run: () => setChosen(rows.map(({ code }) => code)),
    },
  ]
  return (
    <>
      <ListPage<OutletRow>
        list="outlets"
        title="网点"
        columns={outletColumns}
        filters={filters}
        rowKey={(row) => row.code}
        source={outletSource}
        onOpen={(row) => navigate(`/outlets/${encodeURIComponent(row.code)}`)}
        acts={acts}
        batchActs={batchActs}
        empty={
          <EmptyState
            title="还没有网点"
            text="网点是卖业务的门店：自有营业厅，和代理商的专营店、代理点。酬金按网点算，按代理商付。"
            source="先导入代理商，再从 BOSS 导出的网点表导入；也可以逐个新增。"
            {...begin}
          />
        }
      />
      {chosen ? <OutletBatch codes={chosen} onClose={() => setChosen(undefined)} /> : null}
    </>
  )
}
