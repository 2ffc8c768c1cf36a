/** What can be done with a version of a policy: as with every version, after the steps of its chain; an approved one is retired. */

import { type ReactNode, useState } from 'react'
import type { Policy } from '../../../src-main/domain/policy.ts'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import { useVersionActs } from '../versions/useVersionActs.tsx'
import { approveFault, retireFault } from './policy-rules.ts'
import { policyVersions } from './policy-versions.ts'
import { approveWords, monthsWords } from './policy-words.ts'
import { RetireQuestion } from './RetireQuestion.tsx'
import type { PolicyView } from './shapes.ts'
import { trialSentence } from './trial-words.ts'

export function usePolicyActs(record: PolicyView): { readonly acts: readonly Act[]; readonly question: ReactNode } {
  const person = usePerson()
  const notReviewer = useMissingRole(['reviewer'])
  const [retiring, setRetiring] = useState(false)
  const { label, meaning } = approveWords(record.policy as Policy)
  const retire: Act = {
    key: 'retire',
    label: '停用',
    disabled: notReviewer ?? retireFault(record, person.name),
    run: () => setRetiring(true),
  }
  const { acts, question } = useVersionActs({
    kind: policyVersions,
    record,
    approval: {
      label,
      question: `${label}：${record.title}？`,
      meaning: [
        meaning,
        `${monthsWords(record.from, record.to)}执行；以后不能改，只能出新版。`,
        trialSentence(record.trial),
      ].join(''),
      done: '已批准，试算时执行。',
      fault: approveFault(record, record.steps, person.name),
    },
    more: { approved: [retire] },
  })
  return {
    acts,
    question: retiring ? <RetireQuestion record={record} onClose={() => setRetiring(false)} /> : question,
  }
}
