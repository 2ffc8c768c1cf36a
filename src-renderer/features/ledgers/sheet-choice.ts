/** Which sheets of a file an import reads: by itself the first that fits of each workbook, or those that were named. */

import { missingIn } from './column-choice.ts'
import type { ImportChoices } from './import-choices.ts'
import type { Inspected, InspectedSheet } from './shapes.ts'

/** Whether a sheet has everything needed as the choices are, some of it in columns. */
export const isFitting = (inspected: Inspected, sheet: InspectedSheet, choices: ImportChoices): boolean =>
  !sheet.hidden &&
  (sheet.saved !== null ||
    (sheet.header !== null && sheet.header.headings.length > 1 && missingIn(inspected, sheet, choices).length === 0))

/** A member of a .zip stands before its sheet. */
export const memberOf = (label: string): string => label.slice(0, label.lastIndexOf('/') + 1)

/** The first sheet that fits of each workbook (a .zip has several). */
export function autoSheets(inspected: Inspected, choices: ImportChoices): string[] {
  const found = new Map<string, string>()
  for (const one of inspected.sheets) {
    const member = memberOf(one.sheet)
    if (!found.has(member) && isFitting(inspected, one, choices)) found.set(member, one.sheet)
  }
  return [...found.values()]
}

/** A sheet's name in a request: with its file where there are several. */
export const sheetName = (files: readonly string[], file: number, label: string): string =>
  files.length > 1 ? `${files[file] ?? ''}/${label}` : label

/** The sheets of this file that are read as the choices are. */
export function shownSheets(inspected: Inspected, choices: ImportChoices): string[] {
  const labels = inspected.sheets.map(({ sheet }) => sheet)
  if (choices.allSheets)
    return inspected.sheets.filter((one) => isFitting(inspected, one, choices)).map(({ sheet }) => sheet)
  const asked = labels.filter((label) =>
    choices.sheets?.some((name) => name === label || name === `${inspected.file}/${label}`),
  )
  return asked.length > 0 ? asked : autoSheets(inspected, choices)
}

/** The sheet that is looked at: the one asked for, else the first that is read, else the first with anything in it. */
export function sheetInView(
  inspected: Inspected,
  choices: ImportChoices,
  asked: string | undefined,
): InspectedSheet | undefined {
  const { sheets } = inspected
  const byName = (label: string | undefined) => sheets.find(({ sheet }) => sheet === label)
  return (
    byName(asked) ??
    byName(shownSheets(inspected, choices)[0]) ??
    sheets.find((one) => !one.hidden && (one.header?.columns.length ?? 0) > 0) ??
    sheets.find((one) => !one.hidden && one.rows.length > 0) ??
    sheets[0]
  )
}

/** Sheets whose headings fit too and that are not read: easily forgotten where a system splits at 65,536 rows. */
export function notRead(inspected: Inspected, choices: ImportChoices): string[] {
  const shown = shownSheets(inspected, choices)
  return inspected.sheets
    .filter((one) => isFitting(inspected, one, choices) && !shown.includes(one.sheet))
    .map(({ sheet }) => sheet)
}

/** Workbooks of a .zip of which no sheet is read. */
export function membersNotRead(inspected: Inspected, choices: ImportChoices): string[] {
  const read = new Set(shownSheets(inspected, choices).map(memberOf))
  const members = new Set(inspected.sheets.map(({ sheet }) => memberOf(sheet)))
  return [...members].filter((member) => !read.has(member)).map((member) => member.replace(/\/$/, ''))
}
