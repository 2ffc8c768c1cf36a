/** The register's day: lists show agents and outlets as of today, so dated values take effect when their day comes. */
import { dateNumber, type IsoDate } from '../../domain/month.ts'
import { applyTransfers } from '../channel-managers/transfers.ts'
import { runCommand } from '../command.ts'
import type { Office } from '../office.ts'
import { applyDue } from './history.ts'

/** Brings the register to `today`; does nothing when it is there already or the clock went back. */
export function reachDay(office: Office, today: IsoDate): void {
  const since = office.store.read.get<{ day: number }>('SELECT day FROM register_day')?.day ?? 0
  const day = dateNumber(today)
  if (day <= since) return
  const due = office.store.read.get('SELECT 1 FROM history WHERE from_day > ? AND from_day <= ? LIMIT 1', since, day)
  if (!due) {
    office.store.write((db) => db.run('UPDATE register_day SET day = ?', day))
    return
  }
  runCommand(office, { user: '系统', roles: [] }, 'register.reachDay', (cx) => {
    const fields = applyDue(cx, since, day)
    applyTransfers(cx.db, since, day)
    cx.db.run('UPDATE register_day SET day = ?', day)
    return { result: undefined, detail: { day: today, fields } }
  })
}
