/** 各版 of a scheme, and what changed from one to another, indicator by indicator. */

import { schemeDifferences } from '../../../src-main/domain/grading/scheme-differences.ts'
import { useNameOf } from '../policies/useTermChoices.ts'
import { PartCompared } from '../versions/PartCompared.tsx'
import { VersionsTab } from '../versions/VersionsTab.tsx'
import { schemeVersions } from './scheme-versions.ts'
import type { SchemeRecord } from './shapes.ts'

interface SchemeVersionsProps {
  readonly record: SchemeRecord
  readonly versions: readonly SchemeRecord[]
}

export function SchemeVersions({ record, versions }: SchemeVersionsProps) {
  const nameOf = useNameOf()
  return (
    <VersionsTab
      path={schemeVersions.path}
      shown={record}
      versions={versions}
      partWord="项"
      compare={(other) =>
        schemeDifferences(other.scheme, record.scheme, nameOf)
          .filter(({ was, now }) => was !== null || now !== null)
          .map((difference) => (
            <PartCompared
              key={difference.key}
              label={`${difference.title} 对比`}
              difference={difference}
              code={difference.key === difference.title ? null : difference.key}
              was={other.version}
              now={record.version}
            />
          ))
      }
    />
  )
}
