/** Names of sheets as Excel and WPS accept them: at most 31 characters, none of []:*?/\, all different. */

const LONGEST = 31

/**
 * The nearest allowed sheet name that is not in `taken`, which it joins.
 * Excel compares names without regard to case, refuses apostrophes at the ends and keeps "History" for itself.
 */
export function sheetName(wanted: string, taken: Set<string>): string {
  const clean = wanted
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
    .replace(/[[\]:*?/\\\u0000-\u001f\u007f\ufffe\uffff]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s']+|[\s']+$/g, '')
  const base = clean === '' ? 'Sheet' : clean.toLowerCase() === 'history' ? `${clean}_` : clean
  for (let copy = 1; ; copy++) {
    const suffix = copy === 1 ? '' : `(${copy})`
    const name = cut(base, LONGEST - suffix.length).trimEnd() + suffix
    const key = name.toLowerCase()
    if (!taken.has(key)) {
      taken.add(key)
      return name
    }
  }
}

/** The first `length` UTF-16 units of a text, never half of a surrogate pair. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const last = text.charCodeAt(length - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length)
}

/** Column letters from a number counted from 0: 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(index: number): string {
  let letters = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) {
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  }
  return letters
}
