/** One box that finds any outlet, agent, policy, grading scheme or grading by code, name, pinyin initials or phone. */
import { chineseMonth, monthFromNumber } from '../domain/month.ts'
import type { Query } from './office.ts'
import { initialsOf } from './register/initials.ts'
import { likeOf } from './register/list-filter.ts'

export interface Found {
  readonly kind: 'outlet' | 'agent' | 'policy' | 'scheme' | 'grading'
  readonly code: string
  readonly name: string
  /** The id of the newest version of a policy or scheme, or of a grading; null for others. */
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

/** Of each scheme found the latest gradings: older ones are in their list. */
const LATEST = 4

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
    .flatMap((scheme) => [scheme, ...gradingsOf(cx, scheme.code)])
}

function gradingsOf(cx: Query, scheme: string): Found[] {
  return cx.db
    .all<{ id: number; code: string; title: string; period: number }>(
      `SELECT g.id, g.code, s.title, g.period FROM gradings g JOIN grading_schemes s ON s.id = g.scheme
       WHERE g.code = ? AND g.status <> 'withdrawn' ORDER BY g.period DESC, g.edition DESC LIMIT ${LATEST}`,
      scheme,
    )
    .map(({ id, code, title, period }) => ({
      ...{ kind: 'grading' as const, code, id },
      name: `${title} ${chineseMonth(monthFromNumber(period))}`,
    }))
}
