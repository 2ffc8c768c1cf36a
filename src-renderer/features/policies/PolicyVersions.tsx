/** 各版 of a policy with their months, and what changed from one to another: its head, then clause by clause. */

import { useQuery } from '@tanstack/react-query'
import type { HeadDifference } from '../../../src-main/domain/policy-differences.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { PartCompared } from '../versions/PartCompared.tsx'
import { VersionsTab } from '../versions/VersionsTab.tsx'
import type { Version } from '../versions/version.ts'
import { policyVersions } from './policy-versions.ts'
import { monthsWords, originWords, policyKindWords } from './policy-words.ts'
import type { PolicyView } from './shapes.ts'

export function PolicyVersions({ record }: { readonly record: PolicyView }) {
  return (
    <VersionsTab
      path={policyVersions.path}
      shown={record}
      versions={record.versions}
      column={{ title: '执行月份', value: ({ from, to }) => monthsWords(from, to) }}
      partWord="条"
      compare={(other) => <Differences was={other} now={record} />}
    />
  )
}

function Differences({ was, now }: { readonly was: Version; readonly now: Version }) {
  const found = useQuery(trpc.policies.compare.queryOptions({ id: now.id, with: was.id }))
  if (found.error) return <p className="wrong">{errorWords(found.error)}</p>
  return (
    <>
      {found.data?.head.map((head) => (
        <p key={head.field}>
          {headWords[head.field]}：<del>{headValue(head.field, head.was)}</del> →{' '}
          <ins>{headValue(head.field, head.now)}</ins>
        </p>
      ))}
      {found.data?.clauses.map((clause) => (
        <PartCompared
          key={clause.clause}
          label={`条款 ${clause.clause}`}
          difference={clause}
          code={clause.clause}
          was={was.version}
          now={now.version}
        />
      ))}
    </>
  )
}

const headWords: Readonly<Record<HeadDifference['field'], string>> = {
  title: '名称',
  documentNumber: '文号',
  origin: '来源',
  kind: '类别',
  months: '执行月份',
  examples: '算例个数',
}

function headValue(field: HeadDifference['field'], value: string): string {
  if (field === 'origin') return originWords(value)
  if (field === 'kind') return policyKindWords(value)
  return value === '' ? '（空）' : value
}
