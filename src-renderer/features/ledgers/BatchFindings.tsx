/** What was found when a batch was imported: its wrong rows as their file had them, cells mended on the screen, how to bring the rest. */

import { useQuery } from '@tanstack/react-query'
import { trpc } from '../../api/client.ts'
import { countText } from '../../ui/figures.ts'
import { MendedCells } from './MendedCells.tsx'
import { Mending } from './Mending.tsx'
import { Mistakes } from './Mistakes.tsx'
import type { Batch } from './shapes.ts'

export function BatchFindings({ batch }: { readonly batch: Batch }) {
  const { problems } = batch.report
  const some = problems.errors + problems.warnings > 0
  // batches of before their rows were kept have the list alone
  const kept = useQuery(
    trpc.ledgers.wrongRows.queryOptions({ batch: batch.id, limit: 1 }, { enabled: some, retry: false }),
  )
  return (
    <>
      {batch.rows.rejected > 0 ? (
        <p className="wrong">
          有 {countText(batch.rows.rejected)} 行不对，没有导入。
          {kept.data ? '下载待改的表，改好后直接导入，只会补进这些行。' : ''}
        </p>
      ) : null}
      {kept.data ? (
        <Mending
          found={{ batch: batch.id }}
          problems={problems.kept}
          counts={problems}
          fileName={batch.file}
          rejected={batch.rows.rejected > 0}
        />
      ) : kept.isLoading ? null : (
        <Mistakes
          title="没有导入或要留意的"
          tone="late"
          problems={problems.kept}
          total={problems.errors + problems.warnings}
          fileName={batch.file}
        />
      )}
      <MendedCells report={batch.report} />
    </>
  )
}
