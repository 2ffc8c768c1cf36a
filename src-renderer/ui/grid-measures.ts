/** Sizes of the grid, px; the styles in ui.css rely on them. */

export const rowHeight = 28
/** Width of the column of tick boxes. */
export const checkWidth = 36
