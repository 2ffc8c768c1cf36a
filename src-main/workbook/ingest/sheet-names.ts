/** How the sheets of a batch are named when some of them are asked for: alone, or with the file and the .zip's member before them. */

/** A sheet's name for findings and rows: a member of a .zip goes before it. */
export const sheetLabel = (member: string | undefined, sheet: string): string =>
  member === undefined ? sheet : `${member}/${sheet}`

/** Every name by which a sheet can be asked for, the shortest first: 工作表, 成员/工作表, 文件/工作表, 文件/成员/工作表. */
export function sheetNames(fileName: string, member: string | undefined, sheet: string): string[] {
  const label = sheetLabel(member, sheet)
  return [...new Set([sheet, label, `${fileName}/${sheet}`, `${fileName}/${label}`])]
}

/** Whether a name speaks of the sheet with this label. */
export const isMeant = (name: string, fileName: string, label: string): boolean =>
  [label, label.slice(label.lastIndexOf('/') + 1), `${fileName}/${label}`].includes(name)

/** What was asked for, met by the workbooks one after the other; a name that met no sheet is a mistake of the request. */
export interface AskedSheets {
  /**
   * The sheets of one workbook that were asked for, in its order; empty where only others of the same .zip were;
   * undefined where all names speak of other files, so that this one is read as if nothing had been asked.
   * A bare name that the workbook does not have is answered too, so that reading it is refused.
   */
  of(fileName: string, member: string | undefined, sheets: readonly string[]): string[] | undefined
  /** Names that met no sheet of any workbook. */
  unmet(): string[]
}

/** @param fileNames all files of the batch: what begins with one of them and a slash speaks of that file alone */
export function askedSheets(asked: readonly string[], fileNames: readonly string[]): AskedSheets {
  const met = new Set<string>()
  const isOf = (name: string, fileName: string): boolean => name.startsWith(`${fileName}/`)
  return {
    of(fileName, member, sheets) {
      const wanted = asked.filter(
        (name) => isOf(name, fileName) || !fileNames.some((other) => other !== fileName && isOf(name, other)),
      )
      if (wanted.length === 0) return undefined
      const found = sheets.filter((sheet) => {
        const names = sheetNames(fileName, member, sheet).filter((name) => wanted.includes(name))
        for (const name of names) met.add(name)
        return names.length > 0
      })
      // A spreadsheet's sheet never has a slash in its name: what has one names the file or the member too.
      return [...found, ...wanted.filter((name) => !name.includes('/') && !sheets.includes(name))]
    },
    unmet: () => asked.filter((name) => name.includes('/') && !met.has(name)),
  }
}
