/** Filling pages with rows of known height: table heads repeat, and what ends the table never stands alone. */
import type { Html } from './html.ts'

/** One row of a table, its height in mm. */
export interface Row {
  readonly height: number
  readonly html: Html
}

export interface FilledPage {
  /** From 1. */
  readonly number: number
  readonly last: boolean
  readonly rows: readonly Html[]
}

/**
 * Lays rows on pages that hold `first` and `next` mm of them; the last page must also hold `tail` mm and, where there
 * are rows, at least one. A row higher than a page gets one for itself. At least one page.
 */
export function fillPages(rows: readonly Row[], room: { first: number; next: number; tail: number }): FilledPage[] {
  const pages: Row[][] = [[]]
  let left = room.first
  for (const row of rows) {
    if (row.height > left && pages.at(-1)!.length > 0) {
      pages.push([])
      left = room.next
    }
    pages.at(-1)!.push(row)
    left -= row.height
  }
  if (room.tail > left) {
    const before = pages.at(-1)!
    const moved: Row[] = before.length > 1 ? [before.pop()!] : []
    pages.push(moved)
  }
  return pages.map((page, at) => ({
    number: at + 1,
    last: at === pages.length - 1,
    rows: page.map((row) => row.html),
  }))
}
