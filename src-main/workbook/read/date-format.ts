/** Does a number format show a date or a time? Decides which numbers of a workbook are dates. */

/** What a format shows: a plain number, a date (with or without a time), or a time of day or a duration alone. */
export type FormatKind = 'number' | 'date' | 'time'

/**
 * The formats that have a number and no text in the file (ECMA-376 18.8.30; 27–36 and 50–58 are those of the
 * Chinese, Japanese and Korean editions, 71–81 those of the Thai one).
 */
export function builtinFormatKind(id: number): FormatKind {
  if (id === 45 || id === 46 || id === 47 || (id >= 18 && id <= 21)) return 'time'
  if ((id >= 32 && id <= 35) || (id >= 55 && id <= 56) || (id >= 75 && id <= 76) || (id >= 79 && id <= 80))
    return 'time'
  if ((id >= 14 && id <= 17) || id === 22) return 'date'
  if ((id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) return 'date'
  if ((id >= 71 && id <= 74) || id === 77 || id === 78 || id === 81) return 'date'
  return 'number'
}

/** Reads a format's text; the first section decides. Literals, colours, locales, conditions and 0.00E+00 do not count. */
export function formatKind(code: string): FormatKind {
  // Excel allows 255 characters; more would only cost time.
  const section = firstSection(code.slice(0, 1024))
  if (/general|常规|g\/通用格式/i.test(section)) return 'number'
  const bare = section.replace(/am\/pm|a\/p|上午\/下午/gi, 'h').toLowerCase()
  const elapsed = /\[(h+|m+|s+)\]/.test(bare)
  const letters = bare.replace(/\[[^\]]*\]/g, '').replace(/e[+-]/g, '')
  // An m beside h or s is minutes; a date needs a day, a year (or an era year, e or g or b) or a month by itself.
  if (/[ydegb]/.test(letters)) return 'date'
  if (elapsed || /[hs]/.test(letters)) return 'time'
  return letters.includes('m') ? 'date' : 'number'
}

/** The text up to the first ; outside literals, without "…", \x, _x and *x. */
function firstSection(code: string): string {
  let section = ''
  for (let at = 0; at < code.length; at++) {
    const sign = code[at]
    if (sign === '"') {
      const end = code.indexOf('"', at + 1)
      if (end < 0) return section
      at = end
    } else if (sign === '\\' || sign === '_' || sign === '*') at++
    else if (sign === '[') {
      const end = code.indexOf(']', at)
      if (end < 0) return section
      section += code.slice(at, end + 1)
      at = end
    } else if (sign === ';') return section
    else section += sign
  }
  return section
}
