/** The nine places of the left navigation, in the order of Ctrl+1…9; a place appears once something in it works. */

export interface Place {
  readonly path: string
  readonly label: string
  /** Further doors inside the place, shown under it. */
  readonly parts?: readonly { readonly path: string; readonly label: string }[]
}

export const places: readonly Place[] = [
  { path: '/', label: '工作台' },
  {
    path: '/outlets',
    label: '渠道',
    parts: [
      { path: '/outlets', label: '网点' },
      { path: '/agents', label: '代理商' },
      { path: '/requests', label: '申请' },
      { path: '/agreements', label: '协议' },
      { path: '/deposits', label: '保证金' },
      { path: '/core-tiers', label: '核心级别' },
      { path: '/agent-moves', label: '变更合并' },
      { path: '/regions', label: '区域' },
      { path: '/channel-managers', label: '渠道经理' },
      { path: '/network', label: '网络概况' },
      { path: '/completeness', label: '完整性' },
      { path: '/checks', label: '稽核' },
    ],
  },
  { path: '/ledgers', label: '台账' },
  { path: '/policies', label: '政策' },
  { path: '/settlements', label: '结算' },
  {
    path: '/gradings',
    label: '分级',
    parts: [
      { path: '/gradings', label: '评定' },
      { path: '/indicators', label: '指标录入' },
      { path: '/inspections', label: '检查表' },
      { path: '/staff', label: '店员' },
      { path: '/rankings', label: '门店排名' },
    ],
  },
  { path: '/reports', label: '报表' },
  { path: '/uploads', label: '上报' },
  { path: '/system', label: '系统' },
]

/** The first part of a path: /outlets/W001 belongs to /outlets. */
const root = (path: string): string => `/${path.split('/')[1] ?? ''}`

/** The places whose paths have a screen; `paths` are the first parts of all routes. */
export function openPlaces(paths: ReadonlySet<string>): readonly (Place & { readonly open: boolean })[] {
  return places.map((place) => {
    const parts = place.parts?.filter((part) => paths.has(part.path))
    return { ...place, ...(parts ? { parts } : {}), open: paths.has(place.path) || (parts?.length ?? 0) > 0 }
  })
}

/** Whether an address lies in a place. */
export const liesIn = (place: Place, path: string): boolean =>
  root(path) === place.path || (place.parts?.some((part) => root(path) === part.path) ?? false)
