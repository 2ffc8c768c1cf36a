/** Finding by name: text, full pinyin or its initials. */

import { pinyin } from 'pinyin-pro'
import type { Act } from '../ui/act.ts'

/** Something the Ctrl+K box found. */
export interface Found {
  readonly key: string
  readonly label: string
  /** What it is: 网点, 政策, 操作. */
  readonly kind: string
  readonly note?: string
  readonly to?: string
  readonly act?: Act
}

const known = new Map<string, readonly string[]>()

function spellings(name: string): readonly string[] {
  const before = known.get(name)
  if (before) return before
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  const made = [
    name.toLowerCase(),
    syllables.join('').toLowerCase(),
    syllables
      .map((one) => one[0] ?? '')
      .join('')
      .toLowerCase(),
  ]
  known.set(name, made)
  return made
}

/** Whether a name contains what was typed, as text, pinyin or initials; nothing typed matches all. */
export function matchesName(name: string, typed: string): boolean {
  const wanted = typed.normalize('NFKC').trim().toLowerCase()
  if (name.toLowerCase().includes(wanted)) return true
  // only letters can be pinyin, whose spelling of thousands of names takes a moment
  return /[a-z]/.test(wanted) && spellings(name).some((spelling) => spelling.includes(wanted))
}
