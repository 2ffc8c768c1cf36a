/** Pinyin initials (助记码) by which people search: 城关镇东街 → CGZDJ. */
import { pinyin } from 'pinyin-pro'

/** Initials in capitals; letters and digits stay, other signs go. */
export function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .replaceAll(/[^a-zA-Z0-9]/g, '')
    .toUpperCase()
}
