/** What a scheme's inspection source reads: the average of an outlet's sheets over a window, and the sheets behind it. */
import type { ReadDb } from '../../data/handles.ts'
import { type Exact, fromText } from '../../domain/exact.ts'
import { meanScore } from '../../domain/inspection.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import { listSheets, type SheetRow } from './sheets.ts'

/** Whether there is a template that ever was in use under this code or title. */
export function hasTemplate(db: ReadDb, sheet: string): boolean {
  const found = db.get(
    "SELECT 1 FROM inspection_templates WHERE status <> 'draft' AND (code = ?1 OR title = ?1)",
    sheet,
  )
  return found !== undefined
}

/** Versions of the template that the name means, the latest first; drafts too. */
export function templatesOf(
  db: ReadDb,
  sheet: string,
): { id: number; title: string; version: number; status: 'draft' | 'inUse' | 'retired' }[] {
  return db.all(
    `SELECT id, title, version, status FROM inspection_templates
     WHERE code IN (SELECT code FROM inspection_templates WHERE code = ?1 OR title = ?1) ORDER BY version DESC`,
    sheet,
  )
}

/** All versions of the template that the name means: a template renamed by a later version stays the same sheet. */
const OF_SHEET =
  'template IN (SELECT id FROM inspection_templates WHERE code IN (SELECT code FROM inspection_templates WHERE code = ?1 OR title = ?1))'

/**
 * By outlet id, the exact mean over all its sheets of the window that count, each sheet alike; missing without a sheet.
 * Null where there is no template of the name: imported indicator values named like the sheet are then read instead.
 */
export function inspectionScores(db: ReadDb, sheet: string, window: readonly Month[]): Map<number, Exact> | null {
  if (!hasTemplate(db, sheet)) return null
  const scores = new Map<number, Exact[]>()
  for (const { outlet, score } of db.all<{ outlet: number; score: string }>(
    `SELECT outlet, score FROM inspection_sheets WHERE counts = 1 AND ${OF_SHEET} AND period BETWEEN ?2 AND ?3 ORDER BY id`,
    sheet,
    monthNumber(window[0]!),
    monthNumber(window.at(-1)!),
  )) {
    const known = scores.get(outlet) ?? []
    known.push(fromText(score))
    scores.set(outlet, known)
  }
  return new Map([...scores].map(([outlet, all]) => [outlet, meanScore(all)!]))
}

/** The sheets behind an outlet's score, oldest first. */
export function inspectionRows(db: ReadDb, sheet: string, outlet: string, window: readonly Month[]): SheetRow[] {
  const ids = new Set(
    db
      .all<{ id: number }>(
        `SELECT s.id FROM inspection_sheets s JOIN outlets o ON o.id = s.outlet
         WHERE counts = 1 AND ${OF_SHEET} AND period BETWEEN ?2 AND ?3 AND o.code = ?4`,
        sheet,
        monthNumber(window[0]!),
        monthNumber(window.at(-1)!),
        outlet,
      )
      .map(({ id }) => id),
  )
  return listSheets({ db }, { outlet })
    .filter(({ id }) => ids.has(id))
    .toReversed()
}
