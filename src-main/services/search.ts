/** One box that finds any outlet, agent, policy or grading scheme by code, name, pinyin initials or phone. */
import type { Query } from './office.ts'
import { initialsOf } from './register/initials.ts'
import { likeOf } from './register/list-filter.ts'

export interface Found {
  readonly kind: 'outlet' | 'agent' | 'policy' | 'scheme'
  readonly code: string
  readonly name: string
  /** The id of the newest version of a policy or scheme; null for others. */
  readonly id: number | null
}

const MOST = 20

/** At most twenty of each kind, those whose code or initials begin with the text first. */
export function searchEverything(cx: Query, text: string): Found[] {
  const like = likeOf(text)
  if (like === null) return []
  const begins = like.slice(1)
  const byRegister = (kind: 'outlet' | 'agent', table: string) =>
    cx.db.all<Found>(
      `SELECT '${kind}' AS kind, code, name, NULL AS id FROM ${table}
       WHERE code LIKE ?1 ESCAPE '\\' OR name LIKE ?1 ESCAPE '\\' OR pinyin LIKE ?1 ESCAPE '\\'
         OR mnemonic LIKE ?1 ESCAPE '\\' OR phone LIKE ?1 ESCAPE '\\'
       ORDER BY (code LIKE ?2 ESCAPE '\\' OR pinyin LIKE ?2 ESCAPE '\\' OR mnemonic LIKE ?2 ESCAPE '\\') DESC, code LIMIT ${MOST}`,
      like,
      begins,
    )
  const policies = cx.db.all<Found>(
    `SELECT 'policy' AS kind, code, title AS name, max(id) AS id FROM policies
     WHERE code LIKE ?1 ESCAPE '\\' OR title LIKE ?1 ESCAPE '\\' GROUP BY code ORDER BY code LIMIT ${MOST}`,
    like,
  )
  return [...byRegister('outlet', 'outlets'), ...byRegister('agent', 'agents'), ...policies, ...schemesFound(cx, text)]
}

/** Schemes are few, and have no initials kept beside them: they are made here. */
function schemesFound(cx: Query, text: string): Found[] {
  const wanted = text.normalize('NFKC').trim().toLowerCase()
  return cx.db
    .all<Found>(
      "SELECT 'scheme' AS kind, code, title AS name, max(id) AS id FROM grading_schemes GROUP BY code ORDER BY code",
    )
    .filter(({ code, name }) =>
      [code, name, initialsOf(name)].some((spelling) => spelling.toLowerCase().includes(wanted)),
    )
    .slice(0, MOST)
}
