/**
 * Breaking text into printed lines by ourselves: so the height of every row is known before it is printed, and each
 * statement can say 第 x 页 共 y 页 (CSS page counters only count the whole document).
 */

/** Millimetres of a typographic point. */
export const POINT = 25.4 / 72

/** A token that stays together: Latin words and numbers, or one character with the signs that may not leave it. */
const TOKEN = /[!-~]+|\s|[“‘（《〈〔【]*[^\s!-~][，。；：、！？）》〉〕】”’…]*/gu

/** Widths are estimated on the wide side of Noto Sans CJK, Microsoft YaHei and SimSun: a line may end early, never late. */
function characterWidth(code: number): number {
  if (code >= 0x80) return 1
  if (code >= 48 && code <= 57) return 0.57
  if (code >= 97 && code <= 122) return code === 109 || code === 119 ? 0.95 : 0.62
  if (code >= 65 && code <= 90) return code === 77 || code === 87 ? 0.98 : 0.74
  if (code === 37 || code === 64) return 0.98
  return code === 32 || code === 44 || code === 46 ? 0.32 : 0.5
}

/** The width of the text in ems. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += characterWidth(character.codePointAt(0)!)
  return width
}

/** The text cut to `width` mm at a size in points, with … where something is missing; for repeated heads only. */
export function fitted(text: string, width: number, points: number): string {
  const most = width / (points * POINT)
  if (textWidth(text) <= most) return text
  let kept = ''
  let filled = 1
  for (const character of text) {
    filled += textWidth(character)
    if (filled > most) break
    kept += character
  }
  return `${kept}…`
}

/**
 * The text in lines of at most `width` mm at a size in points; at least one line. Long words are broken where they must
 * be; line breaks in the text stay.
 */
export function linesOf(text: string, width: number, points: number): string[] {
  const most = width / (points * POINT)
  return text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((paragraph) => broken(paragraph, most))
}

function broken(paragraph: string, most: number): string[] {
  const lines: string[] = []
  let line = ''
  let filled = 0
  const end = () => {
    lines.push(line.trimEnd())
    line = ''
    filled = 0
  }
  for (const [token] of paragraph.matchAll(TOKEN)) {
    const width = textWidth(token)
    if (filled + width <= most) {
      line += token
      filled += width
      continue
    }
    if (line !== '') end()
    if (token.trim() === '') continue
    for (const character of width <= most ? [token] : token) {
      const own = width <= most ? width : textWidth(character)
      if (filled + own > most && line !== '') end()
      line += character
      filled += own
    }
  }
  if (line !== '' || lines.length === 0) end()
  return lines
}
