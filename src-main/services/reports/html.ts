/** HTML of reports: a template tag that escapes whatever is put into it, so that no name or reason can become markup. */

/** Markup of our own making; only the tag below makes it. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Put = string | number | Html | readonly Html[] | null

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** The text as HTML shows it; characters that no document may hold are dropped. */
export function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are dropped
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
      .replace(/[&<>"']/g, (sign) => ESCAPES[sign]!)
  )
}

/** html`<td>${name}</td>`: every value is escaped unless it is Html already; null is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Put[]): Html {
  let text = strings[0] ?? ''
  for (let at = 0; at < values.length; at++) text += asText(values[at]!) + strings[at + 1]
  return new Html(text)
}

function asText(value: Put): string {
  if (value === null) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return escaped(String(value))
}

/** Lines of text one under the other. */
export function lined(lines: readonly string[]): Html {
  return new Html(lines.map(escaped).join('<br>'))
}
