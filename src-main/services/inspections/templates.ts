/** Templates of inspection sheets (检查表样表): drafts, versions, put to use by a second person. */
import type { ReadDb } from '../../data/handles.ts'
import { type InspectionTemplate, templateProblems } from '../../domain/inspection.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'

export interface TemplateRecord {
  readonly id: number
  readonly code: string
  readonly version: number
  readonly status: 'draft' | 'inUse' | 'retired'
  readonly title: string
  readonly template: InspectionTemplate
  readonly savedBy: string
  readonly savedAt: string
  readonly releasedBy: string | null
  readonly releasedAt: string | null
  /** Sheets filled with this version. */
  readonly sheets: number
}

type TemplateRow = Omit<TemplateRecord, 'template'> & { document: string }

const SELECT = `SELECT t.id, t.code, t.version, t.status, t.title, t.document, t.saved_by AS savedBy, t.saved_at AS savedAt,
  t.released_by AS releasedBy, t.released_at AS releasedAt,
  (SELECT count(*) FROM inspection_sheets s WHERE s.template = t.id) AS sheets FROM inspection_templates t`

const recordOf = ({ document, ...row }: TemplateRow): TemplateRecord => ({
  ...row,
  template: JSON.parse(document) as InspectionTemplate,
})

/** Every version, newest of each code first. */
export function listTemplates({ db }: Pick<Query, 'db'>): TemplateRecord[] {
  return db.all<TemplateRow>(`${SELECT} ORDER BY t.code, t.version DESC`).map(recordOf)
}

/** @throws Refusal NOT_FOUND */
export function templateOf(db: ReadDb, id: number): TemplateRecord {
  const row = db.get<TemplateRow>(`${SELECT} WHERE t.id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'inspectionTemplate', name: String(id) })
  return recordOf(row)
}

/** Saves over the code's draft, else as its next version. @throws Refusal INSPECTION_INVALID */
export function saveTemplate(cx: Command, template: InspectionTemplate): { id: number; version: number } {
  const problems = templateProblems(template)
  if (problems.length > 0) throw new Refusal('INSPECTION_INVALID', { problems, what: 'template' })
  refuseTitleOfOther(cx.db, template)
  const document = JSON.stringify(template)
  const last = cx.db.get<{ id: number; version: number; status: string }>(
    'SELECT id, version, status FROM inspection_templates WHERE code = ? ORDER BY version DESC LIMIT 1',
    template.code,
  )
  if (last?.status === 'draft') {
    cx.db.run(
      'UPDATE inspection_templates SET title = ?, document = ?, saved_by = ?, saved_at = ? WHERE id = ?',
      template.title,
      document,
      cx.user,
      cx.now,
      last.id,
    )
    return { id: last.id, version: last.version }
  }
  const version = (last?.version ?? 0) + 1
  const { lastInsertRowid: id } = cx.db.run(
    "INSERT INTO inspection_templates (code, version, status, title, document, saved_by, saved_at) VALUES (?, ?, 'draft', ?, ?, ?, ?)",
    template.code,
    version,
    template.title,
    document,
    cx.user,
    cx.now,
  )
  return { id, version }
}

/** A scheme names a sheet by code or title: no two sheets may answer to the same name. */
function refuseTitleOfOther(db: ReadDb, { code, title }: InspectionTemplate): void {
  const other = db.get<{ code: string }>(
    'SELECT code FROM inspection_templates WHERE code <> ?1 AND (title IN (?1, ?2) OR code = ?2) LIMIT 1',
    code,
    title,
  )
  if (other) throw new Refusal('INSPECTION_INVALID', { problems: ['nameTaken'], what: 'template', name: other.code })
}

/** Puts a draft to use in place of the version before; not by who saved it. @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON */
export function releaseTemplate(cx: Command, id: number): { id: number; code: string; version: number } {
  const { code, version, savedBy, title } = stateOf(cx.db, id, 'draft')
  if (savedBy === cx.user) throw new Refusal('SAME_PERSON', { did: 'saveTemplate', user: cx.user, name: title })
  cx.db.run("UPDATE inspection_templates SET status = 'retired' WHERE code = ? AND status = 'inUse'", code)
  cx.db.run(
    "UPDATE inspection_templates SET status = 'inUse', released_by = ?, released_at = ? WHERE id = ?",
    cx.user,
    cx.now,
    id,
  )
  return { id, code, version }
}

/** No more sheets are filled with it; those that are filled keep counting. @throws Refusal NOT_FOUND, WRONG_STATE */
export function retireTemplate(cx: Command, { id }: { id: number; reason: string }): { id: number } {
  stateOf(cx.db, id, 'inUse')
  cx.db.run("UPDATE inspection_templates SET status = 'retired' WHERE id = ?", id)
  return { id }
}

/** @throws Refusal NOT_FOUND, WRONG_STATE */
export function stateOf(db: ReadDb, id: number, wanted: TemplateRecord['status']): TemplateRecord {
  const found = templateOf(db, id)
  if (found.status !== wanted)
    throw new Refusal('WRONG_STATE', {
      what: 'inspectionTemplate',
      name: found.title,
      state: found.status,
      wanted: [wanted],
    })
  return found
}
