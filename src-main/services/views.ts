/** Saved views of lists: a named set of filters, order and columns; one's own, or shared with the office; one as the default. */
import { Refusal } from '../domain/refusal.ts'
import type { Command, Query } from './office.ts'

/** As the screens write it: filter values as texts, as in the address. */
export interface ListViewState {
  readonly filter: Readonly<Record<string, string | readonly string[]>>
  readonly sort?: { readonly by: string; readonly descending: boolean } | undefined
  readonly columns?:
    | {
        readonly order: readonly string[]
        readonly hidden: readonly string[]
        readonly widths: Readonly<Record<string, number>>
      }
    | undefined
}

export interface SavedView {
  readonly id: number
  readonly name: string
  readonly owner: string
  readonly shared: boolean
  /** The list opens with it for who asks. */
  readonly isDefault: boolean
  readonly view: ListViewState
}

/** Of one person and list; more are not found again. */
const MOST_VIEWS = 50

interface ViewRow {
  readonly id: number
  readonly list: string
  readonly owner: string
  readonly name: string
  readonly shared: number
}

/** One's own views of a list and those that others share, by name; one's own first. */
export function savedViews(cx: Query, list: string): SavedView[] {
  return cx.db
    .all<ViewRow & { view: string; chosen: number }>(
      `SELECT v.id, v.list, v.owner, v.name, v.shared, v.view, d.view IS NOT NULL AS chosen FROM saved_views v
       LEFT JOIN saved_view_defaults d ON d.view = v.id AND d.user = ?2
       WHERE v.list = ?1 AND (v.owner = ?2 OR v.shared = 1) ORDER BY v.owner <> ?2, v.name, v.id`,
      list,
      cx.user,
    )
    .map(({ id, name, owner, shared, view, chosen }) => ({
      ...{ id, name, owner, shared: shared === 1, isDefault: chosen === 1 },
      view: JSON.parse(view) as ListViewState,
    }))
}

/** Keeps a view under a name; one's own of the same name becomes it. @throws Refusal INVALID_INPUT when there are too many */
export function saveView(
  cx: Command,
  { list, name, shared, view }: { list: string; name: string; shared: boolean; view: ListViewState },
): { id: number } {
  const text = JSON.stringify(view)
  const known = cx.db.get<{ id: number }>(
    'SELECT id FROM saved_views WHERE list = ? AND owner = ? AND name = ?',
    list,
    cx.user,
    name,
  )
  if (known) {
    cx.db.run(
      'UPDATE saved_views SET view = ?, shared = ?, at = ? WHERE id = ?',
      text,
      Number(shared),
      cx.now,
      known.id,
    )
    if (!shared) forgetOthers(cx, known.id)
    return known
  }
  const held = cx.db.get<{ n: number }>(
    'SELECT count(*) AS n FROM saved_views WHERE list = ? AND owner = ?',
    list,
    cx.user,
  )
  if ((held?.n ?? 0) >= MOST_VIEWS) throw new Refusal('TOO_MANY_VIEWS', { limit: MOST_VIEWS })
  const { lastInsertRowid: id } = cx.db.run(
    'INSERT INTO saved_views (list, owner, name, shared, view, at) VALUES (?, ?, ?, ?, ?, ?)',
    ...[list, cx.user, name, Number(shared), text, cx.now],
  )
  return { id }
}

/** @throws Refusal NOT_FOUND, NOT_YOURS, INVALID_INPUT where another of one's views has the name */
export function renameView(
  cx: Command,
  { id, name, shared }: { id: number; name: string; shared: boolean },
): { list: string; name: string } {
  const view = ownView(cx, id)
  const taken = cx.db.get(
    'SELECT 1 FROM saved_views WHERE list = ? AND owner = ? AND name = ? AND id <> ?',
    ...[view.list, cx.user, name, id],
  )
  if (taken) throw new Refusal('INVALID_INPUT', { field: 'name', reason: 'taken', value: name })
  cx.db.run('UPDATE saved_views SET name = ?, shared = ? WHERE id = ?', name, Number(shared), id)
  if (!shared) forgetOthers(cx, id)
  return { list: view.list, name }
}

/** @throws Refusal NOT_FOUND, NOT_YOURS */
export function removeView(cx: Command, id: number): { list: string; name: string } {
  const { list, name } = ownView(cx, id)
  cx.db.run('DELETE FROM saved_view_defaults WHERE view = ?', id)
  cx.db.run('DELETE FROM saved_views WHERE id = ?', id)
  return { list, name }
}

/** Opens a list with a view from now on for who asks; null: as it is made. @throws Refusal NOT_FOUND */
export function setDefaultView(cx: Command, { list, id }: { list: string; id: number | null }): { id: number | null } {
  cx.db.run('DELETE FROM saved_view_defaults WHERE list = ? AND user = ?', list, cx.user)
  if (id === null) return { id }
  const view = viewRow(cx, id)
  if (view.list !== list) throw new Refusal('NOT_FOUND', { what: 'view', name: view.name })
  cx.db.run('INSERT INTO saved_view_defaults (list, user, view) VALUES (?, ?, ?)', list, cx.user, id)
  return { id }
}

/** A view that is shared no more opens for nobody else. */
function forgetOthers(cx: Command, id: number): void {
  cx.db.run('DELETE FROM saved_view_defaults WHERE view = ? AND user <> ?', id, cx.user)
}

/** A view that who asks may open. */
function viewRow(cx: Query, id: number): ViewRow {
  const found = cx.db.get<ViewRow>('SELECT id, list, owner, name, shared FROM saved_views WHERE id = ?', id)
  if (!found || (found.shared === 0 && found.owner !== cx.user))
    throw new Refusal('NOT_FOUND', { what: 'view', name: String(id) })
  return found
}

function ownView(cx: Command, id: number): ViewRow {
  const found = viewRow(cx, id)
  if (found.owner !== cx.user) throw new Refusal('NOT_YOURS', { what: 'view', name: found.name, user: found.owner })
  return found
}
