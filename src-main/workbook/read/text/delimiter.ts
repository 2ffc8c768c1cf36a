/** Which sign separates the fields of a text file. */

const CANDIDATES = [9, 44, 59, 124] as const
const LINES = 30

/**
 * The delimiter (tab, comma, semicolon or bar, as a byte) that splits the first lines most evenly; comma when none does.
 * `head` is the beginning of the file in an encoding where ASCII is one byte.
 */
export function detectDelimiter(head: Buffer): number {
  const told = /^sep=(.)\r?\n/i.exec(head.toString('latin1', 0, 16))
  if (told !== null) return told[1]!.charCodeAt(0)
  const lines = firstLines(head)
  let best = 44
  let bestScore = 0
  for (const candidate of CANDIDATES) {
    const counts = lines.map((line) => line.get(candidate) ?? 0).filter((count) => count > 0)
    if (counts.length === 0) continue
    const usual = mostFrequent(counts)
    const agreeing = counts.filter((count) => count === usual).length
    // How many lines it splits alike, and then into how many fields.
    const score = (agreeing / lines.length) * 100 + Math.min(usual, 50)
    if (score > bestScore) {
      best = candidate
      bestScore = score
    }
  }
  return best
}

/** Counts of each candidate outside quotes, line by line. */
function firstLines(head: Buffer): Map<number, number>[] {
  const lines: Map<number, number>[] = []
  let line = new Map<number, number>()
  let quoted = false
  let used = false
  for (const byte of head) {
    if (byte === 34) quoted = !quoted
    if (byte === 10 && !quoted) {
      if (used && lines.push(line) === LINES) return lines
      line = new Map()
      used = false
      continue
    }
    if (byte > 32) used = true
    if (quoted) continue
    if (byte === 9 || byte === 44 || byte === 59 || byte === 124) {
      line.set(byte, (line.get(byte) ?? 0) + 1)
      used = true
    }
  }
  // The last line may be cut in the middle: it counts only when it is the only one.
  if (used && lines.length === 0) lines.push(line)
  return lines
}

function mostFrequent(counts: readonly number[]): number {
  const tally = new Map<number, number>()
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1)
  return [...tally].reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}
