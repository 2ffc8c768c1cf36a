/** A grading scheme as a document in versions. */

import { client } from '../../api/client.ts'
import type { VersionedKind } from '../versions/version.ts'

export const schemeVersions: VersionedKind = {
  noun: '方案',
  path: '/gradings/schemes',
  submit: client.gradings.submitScheme.mutate,
  approve: client.gradings.approveScheme.mutate,
  reject: client.gradings.rejectScheme.mutate,
  withdraw: client.gradings.withdrawScheme.mutate,
}
