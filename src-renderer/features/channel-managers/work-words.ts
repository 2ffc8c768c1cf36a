/** The words of what is to be done about outlets. */

import type { client } from '../../api/client.ts'

export type WorkItem = Awaited<ReturnType<typeof client.channelManagers.planTransfer.query>>['work'][number]
type Kind = WorkItem['kind']

const kinds: Readonly<Record<Kind, string>> = {
  agreement: '协议到期',
  dispute: '申诉',
  file: '档案',
  request: '申请',
}

export const workKind = (kind: Kind): string => kinds[kind]

/** 协议 X-1 到期；档案缺 3 项. */
export function workSaid({ kind, said }: Pick<WorkItem, 'kind' | 'said'>): string {
  switch (kind) {
    case 'agreement':
      return `协议 ${said} 快到期，要续签或说明`
    case 'dispute':
      return `申诉：${said}`
    case 'file':
      return said === '0' ? '档案要核对' : `档案缺 ${said} 项`
    case 'request':
      return `申请 ${said} 等着办`
  }
}

/** 协议到期 2 件、档案 5 件. */
export function workCounts(items: readonly Pick<WorkItem, 'kind'>[]): string {
  const counts = new Map<Kind, number>()
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => `${workKind(kind)} ${count} 件`).join('、')
}
