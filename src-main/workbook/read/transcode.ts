/** Any encoding into UTF-8, piece by piece. */

import type { Pieces } from './pieces.ts'

/** `head` and then `pieces`, both in `encoding`, as UTF-8; passed on untouched when they are UTF-8 already. */
export function transcoded(head: Buffer, pieces: Pieces, encoding: string): Pieces {
  const whole = withHead(head, pieces)
  return encoding === 'utf-8' ? whole : toUtf8(whole, encoding)
}

/** Puts bytes that were read to look at them back in front. */
function withHead(head: Buffer, pieces: Pieces): Pieces {
  let given = 0
  return {
    read(into, offset, length) {
      if (given === head.length) return pieces.read(into, offset, length)
      const count = Math.min(length, head.length - given)
      into.set(head.subarray(given, given + count), offset)
      given += count
      return count
    },
    fraction: () => pieces.fraction(),
  }
}

function toUtf8(pieces: Pieces, encoding: string): Pieces {
  const decoder = new TextDecoder(encoding)
  const raw = Buffer.allocUnsafeSlow(64 * 1024)
  let ready = Buffer.alloc(0)
  let ended = false
  return {
    read(into, offset, length) {
      while (ready.length === 0 && !ended) {
        const count = pieces.read(raw, 0, raw.length)
        ended = count === 0
        ready = Buffer.from(decoder.decode(raw.subarray(0, count), { stream: !ended }), 'utf8')
      }
      const count = Math.min(length, ready.length)
      into.set(ready.subarray(0, count), offset)
      ready = ready.subarray(count)
      return count
    },
    fraction: () => pieces.fraction(),
  }
}
