/** For tests: text in GB18030, which Node can decode and not write. */

const codes = new Map<string, number[]>()

function readCodes(): void {
  const decoder = new TextDecoder('gb18030')
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const sign = decoder.decode(Uint8Array.of(first, second))
      if ([...sign].length === 1 && sign !== '\ufffd') codes.set(sign, [first, second])
    }
  }
  codes.set('😀', [0x94, 0x39, 0xfc, 0x36])
}

/** ASCII, all that has two bytes, and one sign that has four. */
export function gb18030(text: string): Buffer {
  if (codes.size === 0) readCodes()
  const bytes: number[] = []
  for (const sign of text) bytes.push(...(codes.get(sign) ?? [sign.charCodeAt(0)]))
  return Buffer.from(bytes)
}
