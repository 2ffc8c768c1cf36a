/** Whether this office works by requests, which of them are 报批 or 报备, and the checklist of its admissions. */
import type { ReadDb } from '../../data/handles.ts'
import { type ChecklistItem, checklistFault, STANDARD_CHECKLIST } from '../../domain/checklist.ts'
import { Refusal } from '../../domain/refusal.ts'
import { MANNER_ITEMS, type MannerTable } from '../../domain/request.ts'
import type { Command, Query } from '../office.ts'

export interface RequestSettings {
  /** Off until the office switches requests on: imports and edits apply at once (CONTRACT.md). */
  readonly on: boolean
  /** By item of MANNER_ITEMS; what is not named waits for a decision. */
  readonly manners: MannerTable
  readonly checklist: readonly ChecklistItem[]
}

const STANDARD: RequestSettings = { on: false, manners: {}, checklist: STANDARD_CHECKLIST }

/** The settings in force; what was never set is as standard. */
export function requestSettings(db: ReadDb): RequestSettings {
  const rows = db.all<{ name: string; value: string }>('SELECT name, value FROM request_settings')
  return { ...STANDARD, ...Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown])) }
}

/** Whether core fields change by request at all. */
export function requestsOn(db: ReadDb): boolean {
  return requestSettings(db).on
}

/** The settings as screens show them: every item of the table with its manner, and who set what last. */
export function requestSettingsView(cx: Query): RequestSettings & {
  readonly changed: readonly { name: string; user: string; at: string }[]
} {
  const settings = requestSettings(cx.db)
  const manners = Object.fromEntries(MANNER_ITEMS.map((item) => [item, settings.manners[item] ?? 'approval']))
  const changed = cx.db.all<{ name: string; user: string; at: string }>(
    'SELECT name, user, at FROM request_settings ORDER BY at DESC, name',
  )
  return { ...settings, manners, changed }
}

/** Sets what is given. @throws Refusal INVALID_INPUT for an item that the table does not have, or a checklist that is wrong */
export function setRequestSettings(
  cx: Command,
  given: { readonly [Name in keyof RequestSettings]?: RequestSettings[Name] | undefined },
): RequestSettings {
  const unknown = Object.keys(given.manners ?? {}).find((item) => !(MANNER_ITEMS as readonly string[]).includes(item))
  if (unknown !== undefined) throw new Refusal('INVALID_INPUT', { field: 'manners', value: unknown })
  const fault = checklistFault(given.checklist ?? [])
  if (fault) throw new Refusal('INVALID_INPUT', { field: 'checklist', reason: fault.reason, value: fault.label })
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    const whole = name === 'manners' ? { ...requestSettings(cx.db).manners, ...(value as MannerTable) } : value
    cx.db.run(
      `INSERT INTO request_settings (name, value, user, at) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (name) DO UPDATE SET value = ?2, user = ?3, at = ?4`,
      name,
      JSON.stringify(whole),
      cx.user,
      cx.now,
    )
  }
  return requestSettings(cx.db)
}
