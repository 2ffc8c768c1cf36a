/** Reproducible chance: the same keys give the same numbers on every machine; no clock, no Math.random. */

/** Mixes two 32-bit integers into one (murmur3's finish). */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A number in [0, 1) that depends only on its keys; for traits that several ledgers must agree on. */
export function trait(seed: number, index: number, salt: number): number {
  return mix(mix(seed, index), salt) / 4_294_967_296
}

/** A stream of chance (mulberry32), started from keys such as seed, month and outlet. */
export class Random {
  #state: number

  constructor(...keys: readonly number[]) {
    this.#state = keys.reduce(mix, 0x2545f491)
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** An integer from 0 to n − 1. */
  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  /** An integer from `from` to `to`, both possible. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  /** One of the values, each as likely as its weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    return weightedAt(choices, this.next())
  }

  /** Log-normally distributed around the median. */
  logNormal(median: number, sigma: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()))
    return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.next()))
  }
}

/** The value at a place between 0 and 1 along the weights. */
export function weightedAt<T>(choices: readonly (readonly [T, number])[], place: number): T {
  let sum = 0
  for (const choice of choices) sum += choice[1]
  let left = place * sum
  for (const choice of choices) {
    left -= choice[1]
    if (left < 0) return choice[0]
  }
  return choices.at(-1)![0]
}
