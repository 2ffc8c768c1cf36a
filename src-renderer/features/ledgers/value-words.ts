/** The file's words beside ours: which are not known, as files are read (half-width, without blanks, case apart). */

/** The form in which words are compared. */
export const wordKey = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()

/** Our word that was chosen for a word of the file. */
export function chosenWord(words: Readonly<Record<string, string>>, text: string): string | undefined {
  const key = wordKey(text)
  return Object.entries(words).find(([theirs, ours]) => ours !== '' && wordKey(theirs) === key)?.[1]
}

/** Words that are neither known nor chosen for. */
export const unknownWords = (
  found: readonly { readonly text: string; readonly count: number }[],
  known: Readonly<Record<string, string>>,
  words: Readonly<Record<string, string>>,
): readonly { readonly text: string; readonly count: number }[] =>
  found.filter(({ text }) => known[text] === undefined && chosenWord(words, text) === undefined)
