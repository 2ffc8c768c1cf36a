/**
 * The mnemonic (助记码) by which people call an agent or outlet: what they wrote, else the initials of the name, which
 * follow it. Both find it.
 */
import type { WriteDb } from '../../data/handles.ts'
import type { Stored, Subject } from './fields.ts'
import { initialsOf } from './initials.ts'

/** What is kept of a mnemonic as it was typed: none where it is what the name gives anyway. */
export function ownMnemonic(given: Stored | undefined, name: string): string | null {
  const written = String(given ?? '')
    .normalize('NFKC')
    .toUpperCase()
  return written === '' || written === initialsOf(name) ? null : written
}

/** The SQL of the mnemonic of a row. */
export const mnemonicSql = (row: string): string => `coalesce(${row}.mnemonic, ${row}.pinyin)`

/** Brings the initials up to the name that the register has now. */
export function followName(db: WriteDb, subject: Subject, id: number): void {
  const table = subject === 'agent' ? 'agents' : 'outlets'
  const name = db.get<{ name: string }>(`SELECT name FROM ${table} WHERE id = ?`, id)?.name ?? ''
  db.run(`UPDATE ${table} SET pinyin = ? WHERE id = ?`, initialsOf(name), id)
}
