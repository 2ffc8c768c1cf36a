/** What each member brought to a line, kept with the line, so that it is found again when the member leaves. */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import type { Store } from '../../data/store.ts'
import type { MemberParts, Taking } from './scope.ts'

const LINES_A_STEP = 2000
const BYTES_A_MEMBER = 16

/** Writes the members of a stored line. */
export function insertMembers(db: WriteDb, line: number, members: MemberParts): void {
  db.run('INSERT INTO member_parts (line, members) VALUES (?, ?)', line, packed(members))
}

function packed({ activations, months, parts }: MemberParts): Uint8Array {
  const count = activations.length
  const order = Array.from({ length: count }, (_, at) => at).sort((a, b) => activations[a]! - activations[b]!)
  const bytes = new Uint8Array(count * BYTES_A_MEMBER)
  const { keptParts, keptActivations, keptMonths } = columnsOf(bytes)
  for (let at = 0; at < count; at++) {
    const from = order[at]!
    keptParts[at] = parts[from]!
    keptActivations[at] = activations[from]!
    keptMonths[at] = months[from]!
  }
  return bytes
}

function columnsOf(bytes: Uint8Array) {
  const count = bytes.byteLength / BYTES_A_MEMBER
  return {
    keptParts: new Float64Array(bytes.buffer, 0, count),
    keptActivations: new Int32Array(bytes.buffer, count * 8, count),
    keptMonths: new Int32Array(bytes.buffer, count * 12, count),
  }
}

/** The kept members of a line. */
export class LineMembers {
  readonly activations: Int32Array
  /** subscriber_months.id, 0 where it was missing */
  readonly months: Int32Array
  private readonly parts: Float64Array

  constructor(kept: Uint8Array) {
    // a copy begins at the start of its own buffer, as the wider numbers need it
    const { keptParts, keptActivations, keptMonths } = columnsOf(new Uint8Array(kept))
    this.parts = keptParts
    this.activations = keptActivations
    this.months = keptMonths
  }

  /** What the member of this activation brought, in fen; 0 for one that the line does not have. */
  partOf(activation: number): number {
    const at = this.placeOf(activation)
    return at < 0 ? 0 : this.parts[at]!
  }

  has(activation: number): boolean {
    return this.placeOf(activation) >= 0
  }

  private bySubscriber: Map<number, number> | null = null

  /** The activation that the line has of a subscriber; the subscribers are looked up once for all questions. */
  ofSubscriber(
    subscriber: number | undefined,
    subscriberOf: (activation: number) => number | undefined,
  ): number | undefined {
    if (subscriber === undefined) return undefined
    if (this.bySubscriber === null) {
      this.bySubscriber = new Map()
      for (const activation of this.activations) {
        const own = subscriberOf(activation)
        if (own !== undefined) this.bySubscriber.set(own, activation)
      }
    }
    return this.bySubscriber.get(subscriber)
  }

  private placeOf(activation: number): number {
    let low = 0
    let high = this.activations.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = this.activations[middle]!
      if (found === activation) return middle
      if (found < activation) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}

/** The members of a stored line; none for a line that is not about members. */
export function lineMembers(db: ReadDb, line: number): LineMembers {
  const kept = db.get<{ members: Uint8Array }>('SELECT members FROM member_parts WHERE line = ?', line)
  return new LineMembers(kept?.members ?? new Uint8Array(0))
}

/** Records the members that a run takes back from a source line. */
export function insertTakings(db: WriteDb, run: number, source: number, takings: readonly Taking[]): void {
  for (const { activation, cause, evidence } of takings) {
    db.run(
      'INSERT INTO member_takings (run, source, activation, cause, evidence) VALUES (?, ?, ?, ?, ?)',
      run,
      source,
      activation,
      cause,
      evidence,
    )
  }
}

/** Removes, in steps, what a run that is not the month's kept of members; its lines can go afterwards. */
export async function sweepMembers(store: Store, run: number, breathe: () => Promise<unknown>): Promise<void> {
  for (;;) {
    const { changes } = store.step((db) =>
      db.run(
        `DELETE FROM member_takings WHERE (source, activation, run) IN
         (SELECT source, activation, run FROM member_takings WHERE run = ? LIMIT ?)`,
        run,
        LINES_A_STEP,
      ),
    )
    await breathe()
    if (changes < LINES_A_STEP) break
  }
  let after = 0
  for (;;) {
    const lines = store.read.all<{ id: number }>(
      'SELECT id FROM settlement_lines WHERE run = ? AND id > ? ORDER BY id LIMIT ?',
      run,
      after,
      LINES_A_STEP,
    )
    const last = lines.at(-1)
    if (!last) return
    store.step((db) => {
      for (const { id } of lines) db.run('DELETE FROM member_parts WHERE line = ?', id)
    })
    after = last.id
    await breathe()
  }
}
