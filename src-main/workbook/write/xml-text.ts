/** Text into XML as spreadsheets want it: entities, _xHHHH_ for what XML cannot hold, at most 32,767 characters. */
import { cut } from './sheet-name.ts'

/** Excel's longest cell text. */
const LONGEST = 32_767

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const SPECIAL = /[<>&"\u0000-\u001f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|[\ud800-\udfff]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const EACH = /[<>&"]|[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g
const EDGE_BLANK = /^[\s]|[\s]$|\n|\t| {2}/

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' }

/** Escaped text for element content or a double-quoted attribute; what XML cannot hold becomes _xHHHH_ (ECMA-376 ST_Xstring). */
export function escapeXml(text: string): string {
  if (text.length > LONGEST) return escapeXml(`${cut(text, LONGEST - 1)}…`)
  if (!SPECIAL.test(text)) return text
  return text
    .toWellFormed()
    .replace(
      EACH,
      (found) => ENTITIES[found] ?? `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
}

/** A `<t>` element that keeps leading and trailing blanks and line breaks. */
export function textElement(text: string): string {
  return `${EDGE_BLANK.test(text) ? '<t xml:space="preserve">' : '<t>'}${escapeXml(text)}</t>`
}

/** Whether a spreadsheet that re-reads this text as typed input would take it for a formula (OWASP's list). */
export function looksLikeFormula(text: string): boolean {
  switch (text.charCodeAt(0)) {
    case 0x3d: // =
    case 0x2b: // +
    case 0x2d: // -
    case 0x40: // @
    case 0x09:
    case 0x0d:
    case 0xff1d: // full-width ＝, ＋, －, ＠: East Asian versions of Excel take them too
    case 0xff0b:
    case 0xff0d:
    case 0xff20:
      return true
    default:
      return false
  }
}
