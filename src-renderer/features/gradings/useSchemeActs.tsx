/** What can be done with a version of a scheme: as with every version, and copying while it waits. */

import type { ReactNode } from 'react'
import { usePerson } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import { useCopyAct, useVersionActs } from '../versions/useVersionActs.tsx'
import { decisionFault } from '../versions/version.ts'
import { schemeVersions } from './scheme-versions.ts'
import type { SchemeRecord } from './shapes.ts'

export function useSchemeActs(record: SchemeRecord): { readonly acts: readonly Act[]; readonly question: ReactNode } {
  const person = usePerson()
  const copy = useCopyAct(schemeVersions, record.id)
  return useVersionActs({
    kind: schemeVersions,
    record,
    approval: {
      label: '批准',
      question: `批准 ${record.title} 第 ${record.version} 版？`,
      meaning: '批准后就照这一版评定，以前的版停用；以后不能改，只能出新版。',
      done: '已批准，可以用来评定。',
      fault: decisionFault(record, person.name),
    },
    more: { submitted: [copy] },
  })
}
