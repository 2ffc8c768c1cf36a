/** Where rows lie while a list scrolls: which are in view, and how a million rows fit into a scroll bar of limited height. */

/** Chromium lays out at most 33 million physical pixels; a 125 % screen and some air leave this. */
export const tallestBody = 8_000_000

/** A position in the list: what the browser scrolled, and how far the rows are shifted from it. */
export interface GridScroll {
  /** The scroll bar's own position, px. */
  readonly top: number
  /** Virtual position minus the scroll bar's, px; 0 while the list fits. */
  readonly shift: number
}

export interface GridSize {
  readonly rows: number
  readonly rowHeight: number
  /** Height of the part that shows rows, px. */
  readonly view: number
}

/** Height of the scrolled body, px. */
export const bodyHeight = (size: GridSize): number => Math.min(size.rows * size.rowHeight, tallestBody)

/**
 * The position after the browser scrolled to `top`.
 * Small moves (wheel, arrows) are exact to the pixel; long ones (the bar dragged) go in proportion.
 */
export function scrolledTo(before: GridScroll, top: number, size: GridSize): GridScroll {
  const whole = size.rows * size.rowHeight
  const body = bodyHeight(size)
  if (whole <= body) return { top, shift: 0 }
  const lastTop = body - size.view
  if (top <= 0) return { top, shift: 0 }
  if (top >= lastTop) return { top, shift: whole - body }
  if (Math.abs(top - before.top) <= 2 * size.view) {
    const shift = Math.min(Math.max(before.shift, 0), whole - body)
    return { top, shift }
  }
  const virtual = (top / lastTop) * (whole - size.view)
  return { top, shift: virtual - top }
}

/** First and last row in view (last exclusive), with `over` rows to spare on both sides. */
export function rowsInView(scroll: GridScroll, size: GridSize, over = 6): { first: number; last: number } {
  const from = scroll.top + scroll.shift
  const first = Math.max(0, Math.floor(from / size.rowHeight) - over)
  const last = Math.min(size.rows, Math.ceil((from + size.view) / size.rowHeight) + over)
  return { first: Math.min(first, last), last }
}

/** The scroll position that brings `row` into view with the least movement. */
export function scrollFor(row: number, scroll: GridScroll, size: GridSize): number {
  const whole = size.rows * size.rowHeight
  const from = scroll.top + scroll.shift
  const rowTop = row * size.rowHeight
  const wanted =
    rowTop < from ? rowTop : rowTop + size.rowHeight > from + size.view ? rowTop + size.rowHeight - size.view : from
  if (whole <= tallestBody) return wanted
  const near = wanted - scroll.shift
  const lastTop = tallestBody - size.view
  if (Math.abs(near - scroll.top) <= 2 * size.view && near > 0 && near < lastTop) return near
  return (wanted / (whole - size.view)) * lastTop
}
