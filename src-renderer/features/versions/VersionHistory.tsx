/** 历史 of a document: who saved, submitted, approved or rejected which version. */

import { type Done, DoneLines } from '../../ui/DoneLines.tsx'
import type { Version } from './version.ts'

interface VersionHistoryProps {
  readonly versions: readonly Version[]
  /** What else was done with it. */
  readonly more?: readonly Done[]
}

export function VersionHistory({ versions, more = [] }: VersionHistoryProps) {
  return <DoneLines done={[...versions.flatMap(doneWith), ...more]} />
}

function doneWith({ version, reason, ...people }: Version): Done[] {
  return [
    { at: people.savedAt, by: people.savedBy, what: `保存第 ${version} 版` },
    { at: people.submittedAt, by: people.submittedBy, what: `提交第 ${version} 版` },
    {
      at: people.decidedAt,
      by: people.decidedBy,
      what: reason ? `驳回第 ${version} 版：${reason}` : `批准第 ${version} 版`,
    },
  ]
}
