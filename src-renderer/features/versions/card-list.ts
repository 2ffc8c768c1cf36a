/** The cards of an editor, one below the other (clauses, indicators): what a card can do with itself among the others. */

export interface CardActs<Item> {
  readonly onChange: (changed: Item) => void
  readonly onCopy: () => void
  /** Undefined for the only card: one must be left. */
  readonly onDrop: (() => void) | undefined
  /** Undefined for the first card. */
  readonly onUp: (() => void) | undefined
}

/** The acts of the card at a place; `copyOf` makes the copy that then stands below it, `put` takes the new list. */
export function cardActs<Item>(
  items: readonly Item[],
  at: number,
  copyOf: (item: Item) => Item,
  put: (next: Item[]) => void,
): CardActs<Item> {
  return {
    onChange: (changed) => put(items.with(at, changed)),
    onCopy: () => put(items.toSpliced(at + 1, 0, copyOf(items[at]!))),
    onDrop: items.length > 1 ? () => put(items.toSpliced(at, 1)) : undefined,
    onUp: at > 0 ? () => put(items.toSpliced(at - 1, 2, items[at]!, items[at - 1]!)) : undefined,
  }
}
