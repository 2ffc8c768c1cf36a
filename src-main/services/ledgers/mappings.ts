/** Saved mappings (字段映射): how a layout of workbook is read, kept under a name, found again by its headings. */
import type { ReadDb } from '../../data/handles.ts'
import { Refusal } from '../../domain/refusal.ts'
import { findHeader } from '../../workbook/ingest/header.ts'
import type { SheetView } from '../../workbook/ingest/inspect.ts'
import type { Mapping } from '../../workbook/ingest/request.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import { kinds } from '../../workbook/kinds/kinds.ts'
import type { Command, Query } from '../office.ts'

export interface SavedMapping {
  readonly id: number
  readonly kind: KindKey
  readonly name: string
  /** Of the headings it was made for, as ledgers.inspect answers it; null: used only when named. */
  readonly fingerprint: string | null
  readonly mapping: Mapping
  readonly user: string
  readonly at: string
}

type MappingRow = Omit<SavedMapping, 'mapping'> & { mapping: string }

const SELECT = 'SELECT id, kind, name, fingerprint, mapping, user, at FROM mappings'

const viewOf = (row: MappingRow): SavedMapping => ({ ...row, mapping: JSON.parse(row.mapping) as Mapping })

/** The saved mappings of a kind, or of all, the latest first. */
export function listMappings(cx: Pick<Query, 'db'>, kind?: KindKey): SavedMapping[] {
  return cx.db
    .all<MappingRow>(`${SELECT} WHERE ?1 IS NULL OR kind = ?1 ORDER BY at DESC, id DESC`, kind ?? null)
    .map(viewOf)
}

/** @throws Refusal NOT_FOUND {what: "mapping"} */
export function namedMapping(db: ReadDb, kind: KindKey, name: string): SavedMapping {
  const row = db.get<MappingRow>(`${SELECT} WHERE kind = ? AND name = ?`, kind, name)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'mapping', name })
  return viewOf(row)
}

/** Saves under a name; the same name again takes its place. */
export function saveMapping(
  cx: Command,
  asked: { kind: KindKey; name: string; mapping: Mapping; fingerprint?: string | null | undefined },
): SavedMapping {
  cx.db.run(
    `INSERT INTO mappings (kind, name, fingerprint, mapping, user, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (kind, name) DO UPDATE SET fingerprint = excluded.fingerprint, mapping = excluded.mapping,
       user = excluded.user, at = excluded.at`,
    asked.kind,
    asked.name,
    asked.fingerprint ?? null,
    JSON.stringify(asked.mapping),
    cx.user,
    cx.now,
  )
  return namedMapping(cx.db, asked.kind, asked.name)
}

/** Another name for it; batches say the name that it had. @throws Refusal NOT_FOUND, INVALID_INPUT {field: "to"} where the name is taken */
export function renameMapping(cx: Command, asked: { kind: KindKey; name: string; to: string }): SavedMapping {
  const found = namedMapping(cx.db, asked.kind, asked.name)
  if (asked.to === asked.name) return found
  const taken = cx.db.get('SELECT 1 FROM mappings WHERE kind = ? AND name = ?', asked.kind, asked.to)
  if (taken) throw new Refusal('INVALID_INPUT', { field: 'to', reason: 'taken', value: asked.to })
  cx.db.run('UPDATE mappings SET name = ? WHERE id = ?', asked.to, found.id)
  return namedMapping(cx.db, asked.kind, asked.to)
}

/** Batches that used it keep their own copy. @throws Refusal NOT_FOUND */
export function dropMapping(cx: Command, asked: { kind: KindKey; name: string }): SavedMapping {
  const found = namedMapping(cx.db, asked.kind, asked.name)
  cx.db.run('DELETE FROM mappings WHERE id = ?', found.id)
  return found
}

/**
 * The saved mapping made for this sheet's headings: read as the mapping says, they have the fingerprint it was saved with.
 * The latest wins. `given` are keys that need no column.
 */
export function fittingMapping(
  saved: readonly SavedMapping[],
  kind: KindKey,
  sheet: Pick<SheetView, 'rows'>,
  given: readonly string[],
): SavedMapping | null {
  for (const each of saved) {
    if (each.kind !== kind || each.fingerprint === null) continue
    const keys = new Set([...given, ...Object.keys(each.mapping.constants ?? {})])
    if (each.mapping.periodFromFileName === true) keys.add('period')
    const header = findHeader(kinds[kind], sheet.rows, each.mapping, keys)
    if (header?.fingerprint === each.fingerprint) return each
  }
  return null
}
