/** XML parts as UTF-8, whatever they are in. */

import type { Pieces } from '../pieces.ts'
import { transcoded } from '../transcode.ts'
import { xmlEncoding } from './xml.ts'

/** XML in another encoding than UTF-8 is rare and allowed: it is turned into UTF-8 on the way. */
export function utf8Pieces(pieces: Pieces): Pieces {
  const head = Buffer.alloc(256)
  let length = 0
  for (;;) {
    const count = pieces.read(head, length, head.length - length)
    length += count
    if (count === 0 || length === head.length) break
  }
  const given = head.subarray(0, length)
  return transcoded(given, pieces, xmlEncoding(given))
}
