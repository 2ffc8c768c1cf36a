/** All versions of all schemes, and one of them by its id. */

import { useQuery } from '@tanstack/react-query'
import { trpc } from '../../api/client.ts'

/** Read again whenever a screen opens: another person may have approved one meanwhile. */
export function useSchemes() {
  return useQuery(trpc.gradings.schemes.queryOptions(undefined, { staleTime: 0 }))
}

/** A version and its sister versions, newest first; undefined while they are read or where there is none. */
export function useScheme(id: number) {
  const asked = useSchemes()
  const record = asked.data?.find((one) => one.id === id)
  const versions = record ? (asked.data ?? []).filter(({ code }) => code === record.code) : []
  return { record, versions, error: asked.error, isMissing: asked.data !== undefined && record === undefined }
}
