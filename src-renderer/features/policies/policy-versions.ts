/** A policy as a document in versions. */

import { client } from '../../api/client.ts'
import type { VersionedKind } from '../versions/version.ts'

export const policyVersions: VersionedKind = {
  noun: '政策',
  path: '/policies',
  submit: client.policies.submit.mutate,
  approve: client.policies.approve.mutate,
  reject: client.policies.reject.mutate,
  withdraw: client.policies.withdraw.mutate,
}
