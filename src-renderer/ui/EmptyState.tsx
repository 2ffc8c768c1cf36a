/**
 * An empty screen that teaches: what this is, where its data come from, a button to the first step, a template.
 *
 *   <EmptyState title="还没有网点" text="网点是……" source="从 BOSS 导出的网点表导入，或逐个新增。"
 *     act={importOutlets} also={[template]} />
 */

import { Acts } from './ActButton.tsx'
import type { Act } from './act.ts'

interface EmptyStateProps {
  readonly title: string
  readonly text?: string
  readonly source?: string
  readonly act?: Act
  /** Further acts: downloading a template, creating one by hand. */
  readonly also?: readonly Act[]
}

export function EmptyState({ title, text, source, act, also }: EmptyStateProps) {
  const acts = [...(act ? [{ tone: 'primary' as const, ...act }] : []), ...(also ?? [])]
  return (
    <div className="empty-state">
      <h2>{title}</h2>
      {text ? <p>{text}</p> : null}
      {source ? <p className="quiet">{source}</p> : null}
      {acts.length > 0 ? <Acts acts={acts} /> : null}
    </div>
  )
}
