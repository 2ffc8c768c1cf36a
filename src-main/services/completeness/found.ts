/** Which files the search box finds. */
import { initialsOf } from '../register/initials.ts'
import type { FileRow } from './files.ts'

/** Initials are letters and digits: nothing else is looked for in them. */
const INITIALS = /^[a-z0-9]+$/
const contactInitials = new WeakMap<FileRow, string>()

/** Whether a row is found by a search: code, name, initials of its pinyin, phone, contact. */
export function isFound(row: FileRow, typed: string): boolean {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return true
  const has = (text: string | null) => (text ?? '').toLowerCase().includes(wanted)
  if (has(row.code) || has(row.name) || has(row.pinyin) || has(row.phone) || has(row.contact)) return true
  if (row.contact === null || !INITIALS.test(wanted)) return false
  const initials = contactInitials.get(row) ?? initialsOf(row.contact)
  contactInitials.set(row, initials)
  return has(initials)
}
