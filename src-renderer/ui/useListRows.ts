/** The rows of a list, fetched by the pages that are in view; the server sorts, filters and counts. */

import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'

/** Rows fetched at once. */
export const pageRows = 200

/** The shape of the API's sort (api/schemas/common.ts). */
export interface ListSort {
  readonly by: string
  readonly descending: boolean
}

/** Filter values by filter key: a text, or several for a choice of many. */
export type ListFilter = Readonly<Record<string, string | readonly string[]>>

export interface ListRequest {
  readonly offset: number
  readonly limit: number
  readonly sort: ListSort | undefined
  readonly filter: ListFilter
}

export interface ListAnswer<Row> {
  readonly rows: readonly Row[]
  /** Rows that pass the filter, over all pages. */
  readonly total: number
  /** Sums over all rows that pass the filter, by column key, as text. */
  readonly sums?: Readonly<Record<string, string | number>> | undefined
  /** false: the server is still looking; the same question brings more. */
  readonly complete?: boolean
  /** How far it is, 0 to 1. */
  readonly fraction?: number
}

/** Between two questions for more, ms. */
const moreAfter = 30

export interface ListSource<Row> {
  /** Key of the procedure (`trpc.outlets.list.pathKey()`), so that a change refreshes the list. */
  readonly queryKey: readonly unknown[]
  readonly fetch: (request: ListRequest, signal: AbortSignal) => Promise<ListAnswer<Row>>
}

/** Rows by index for a window [first, last); undefined where one has not arrived yet. */
export function useListRows<Row>(
  source: ListSource<Row>,
  view: { sort: ListSort | undefined; filter: ListFilter },
  window: { first: number; last: number },
) {
  const { sort, filter } = view
  const pageQuery = (page: number) => ({
    queryKey: [...source.queryKey, { sort: sort ?? null, filter, page }],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      source.fetch({ offset: page * pageRows, limit: pageRows, sort, filter }, signal),
    // A million rows scrolled through must not stay in memory.
    gcTime: 60_000,
    refetchInterval: (query: { state: { data?: ListAnswer<Row> | undefined } }) =>
      query.state.data?.complete === false ? moreAfter : (false as const),
  })
  const head = useQuery({ ...pageQuery(0), placeholderData: keepPreviousData })
  const total = head.data?.total ?? 0
  const lastPage = Math.max(0, Math.ceil(total / pageRows) - 1)
  // One page more on each side, so that the wheel never meets an empty row.
  const from = Math.min(lastPage, Math.max(0, Math.floor((window.first - pageRows / 2) / pageRows)))
  const to = Math.min(lastPage, Math.floor((window.last + pageRows / 2) / pageRows))
  const pages = useMemo(() => Array.from({ length: to - from + 1 }, (_, i) => from + i), [from, to])
  const others = useQueries({ queries: head.isPlaceholderData ? [] : pages.map(pageQuery) })
  const ready = head.isPlaceholderData
    ? new Map([[0, head.data?.rows]])
    : new Map(pages.map((page, i) => [page, others[i]?.data?.rows]))
  const rowAt = (index: number): Row | undefined => ready.get(Math.floor(index / pageRows))?.[index % pageRows]
  const { refetch } = head
  const refresh = useCallback(() => void refetch(), [refetch])
  return {
    rowAt,
    total,
    sums: head.data?.sums,
    error: head.error,
    /** Nothing has come yet. */
    waiting: head.isPending,
    /** Something newer is on its way. */
    renewing: head.isPlaceholderData || head.isRefetching,
    refresh,
    /** How far the server's looking is, 0 to 1; undefined when it knows all rows. */
    looking: head.data?.complete === false ? (head.data.fraction ?? 0) : undefined,
  }
}
