/** Row ids gathered and put in order in short steps, so that a million of them hold nobody up. */

/** Elements sorted or merged between two breaths: a few milliseconds. */
const RUN = 8192
const MERGED = 65_536

/** Ids (as distances from a first one, below 2³²) with the key that they are ordered by; grows as rows are found. */
export class KeyedIds {
  ids = new Uint32Array(RUN)
  keys: Float64Array
  count = 0

  constructor(keyed: boolean) {
    this.keys = new Float64Array(keyed ? RUN : 0)
  }

  add(id: number, key: number): void {
    if (this.count === this.ids.length) this.grow()
    this.ids[this.count] = id
    if (this.keys.length > 0) this.keys[this.count] = key
    this.count += 1
  }

  private grow(): void {
    const ids = new Uint32Array(this.ids.length * 2)
    ids.set(this.ids)
    this.ids = ids
    if (this.keys.length === 0) return
    const keys = new Float64Array(ids.length)
    keys.set(this.keys)
    this.keys = keys
  }
}

/** The ids by key, equal keys by id; yields every few milliseconds. Missing keys are Infinity and come last. */
export function* sortedIds({ ids, keys, count }: KeyedIds): Generator<void, Uint32Array<ArrayBuffer>> {
  const before = (a: number, b: number): boolean => {
    const [left, right] = [keys[a]!, keys[b]!]
    return left < right || (left === right && ids[a]! <= ids[b]!)
  }
  let order = new Uint32Array(count)
  let other = new Uint32Array(count)
  for (let at = 0; at < count; at++) order[at] = at
  yield
  for (let at = 0; at < count; at += RUN) {
    // Infinity − Infinity is not a number: then the ids decide, as for equal keys
    order.subarray(at, at + RUN).sort((a, b) => keys[a]! - keys[b]! || ids[a]! - ids[b]!)
    yield
  }
  let done = 0
  for (let width = RUN; width < count; width *= 2) {
    for (let from = 0; from < count; from += 2 * width) {
      const middle = Math.min(from + width, count)
      const end = Math.min(from + 2 * width, count)
      let [left, right] = [from, middle]
      for (let to = from; to < end; to++) {
        const takesLeft = right >= end || (left < middle && before(order[left]!, order[right]!))
        other[to] = takesLeft ? order[left++]! : order[right++]!
        if (++done % MERGED === 0) yield
      }
    }
    const merged = other
    other = order
    order = merged
  }
  for (let at = 0; at < count; at++) other[at] = ids[order[at]!]!
  return other
}
