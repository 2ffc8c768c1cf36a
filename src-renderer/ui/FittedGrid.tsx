/** A grid inside a page that is as tall as its rows, up to `mostRows`; more rows scroll. */

import { Grid, type GridProps } from './Grid.tsx'
import { rowHeight } from './grid-measures.ts'

interface FittedGridProps<Row> extends GridProps<Row> {
  readonly mostRows?: number
}

/** Head, borders, and room for the bar that scrolls sideways. */
const beside = rowHeight + 18

export function FittedGrid<Row>({ mostRows = 10, ...props }: FittedGridProps<Row>) {
  const rows = props.total === 0 ? 3 : Math.min(mostRows, props.total)
  return (
    <div className="fitted-grid" style={{ height: rows * rowHeight + beside }}>
      <Grid {...props} />
    </div>
  )
}
