/** How the sheets of a batch are named when some of them are asked for: alone, or with the file and the .zip's member before them. */

/** A sheet's name for findings and rows: a member of a .zip goes before it. */
export const sheetLabel = (member: string | undefined, sheet: string): string =>
  member === undefined ? sheet : `${member}/${sheet}`

/** Every name by which a sheet can be asked for, the shortest first: 工作表, 成员/工作表, 文件/工作表, 文件/成员/工作表. */
export function sheetNames(fileName: string, member: string | undefined, sheet: string): string[] {
  const label = sheetLabel(member, sheet)
  return [...new Set([sheet, label, `${fileName}/${sheet}`, `${fileName}/${label}`])]
}

/** Which of the names asked for have met a sheet; one that met none is a mistake of the request. */
export interface AskedSheets {
  /**
   * The sheets of one workbook that were asked for, in its order; empty where the names speak of other files.
   * A bare name that the workbook does not have is answered too, so that reading it is refused.
   */
  of(fileName: string, member: string | undefined, sheets: readonly string[]): string[]
  /** Whether a sheet, labelled with its member, was asked for. */
  has(fileName: string, label: string): boolean
  /** Names that met no sheet of any workbook. */
  unmet(): string[]
}

/** A spreadsheet's sheet never has a slash in its name: what has one names the file or member too. */
const isBare = (name: string): boolean => !name.includes('/')

export function askedSheets(asked: readonly string[]): AskedSheets {
  const wanted = new Set(asked)
  const met = new Set<string>()
  return {
    of(fileName, member, sheets) {
      const found: string[] = []
      for (const sheet of sheets) {
        const names = sheetNames(fileName, member, sheet).filter((name) => wanted.has(name))
        for (const name of names) met.add(name)
        if (names.length > 0) found.push(sheet)
      }
      const absent = asked.filter((name) => isBare(name) && !sheets.includes(name))
      return [...found, ...absent]
    },
    has: (fileName, label) => {
      const bare = label.slice(label.lastIndexOf('/') + 1)
      return [label, bare, `${fileName}/${label}`, `${fileName}/${bare}`].some((name) => wanted.has(name))
    },
    unmet: () => asked.filter((name) => !isBare(name) && !met.has(name)),
  }
}
