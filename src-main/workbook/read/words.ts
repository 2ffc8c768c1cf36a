/** Markup compared four bytes at a time. */

/** Two or four bytes of ASCII as the number that DataView.getInt16 or getInt32 (little-endian) answers for them. */
export function word(text: string): number {
  const bytes = Buffer.from(text, 'latin1')
  return bytes.length === 2 ? bytes.readInt16LE(0) : bytes.readInt32LE(0)
}
