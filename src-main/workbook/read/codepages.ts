/** Code pages of old .xls files: Chinese is 936 there. Lends them to SheetJS too, which does not bring them along. */

import { set_cptable } from '@e965/xlsx'

/** Windows' numbers of code pages and their names for TextDecoder, where the name is not windows-NUMBER. */
const LABELS: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  1200: 'utf-16le',
  1201: 'utf-16be',
  10000: 'macintosh',
  // Excel's own numbers for the Macintosh and for Western European.
  32768: 'macintosh',
  32769: 'windows-1252',
  20936: 'gb18030',
  52936: 'gb18030',
  54936: 'gb18030',
  65001: 'utf-8',
}

const decoders = new Map<number, TextDecoder>()

function decoderOf(codePage: number): TextDecoder {
  let decoder = decoders.get(codePage)
  if (decoder === undefined) {
    decoder = makeDecoder(LABELS[codePage] ?? `windows-${codePage}`)
    decoders.set(codePage, decoder)
  }
  return decoder
}

function makeDecoder(label: string): TextDecoder {
  try {
    return new TextDecoder(label)
  } catch {
    return new TextDecoder('windows-1252')
  }
}

/** Text of an old .xls file in its code page; of an unknown one as Western European. */
export function decodeAnsi(codePage: number, bytes: Uint8Array): string {
  return decoderOf(codePage).decode(bytes)
}

/** Call once before SheetJS reads a file. */
export function lendCodePages(): void {
  set_cptable({
    utils: {
      decode: (codePage: number, bytes: ArrayLike<number>) => decoderOf(codePage).decode(Uint8Array.from(bytes)),
      encode: (codePage: number, text: string) =>
        Buffer.from(text, codePage === 1200 ? 'utf16le' : codePage === 65001 ? 'utf8' : 'latin1'),
    },
  })
}
