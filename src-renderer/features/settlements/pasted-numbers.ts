/** Subscriber numbers out of pasted text: one a line or cell, quotes and blanks taken off, each once. */

/** As the back office takes them (api/answers.ts). */
export const mostNumbers = 2000

export function pastedNumbers(text: string): string[] {
  const found = text
    .normalize('NFKC')
    .split(/[\s,;、]+/)
    .map((part) => part.replace(/^["'=]+|["']+$/g, ''))
    .filter((part) => part !== '')
  return [...new Set(found)]
}
