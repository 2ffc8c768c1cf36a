/** The outlets of a grading that have no value of an indicator, and what has to be brought in for them: where a door leads to. */
import type { ReadDb } from '../../data/handles.ts'
import { type Need, needOf } from '../../domain/grading/need.ts'
import type { Month } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { hasTemplate, templatesOf } from '../inspections/scores.ts'
import type { Query } from '../office.ts'
import { getGrading, gradingBase } from './gradings.ts'
import { windowOf } from './window.ts'

export interface Lacking {
  readonly id: number
  /** The grading's scheme and its version's id. */
  readonly title: string
  readonly scheme: number
  readonly indicator: { readonly code: string; readonly title: string }
  /** The months that the grading looks at; a value of any of them is enough. */
  readonly months: readonly Month[]
  readonly need: Need
  /** Versions of the sheet's template, the latest first; none where the name is that of typed values. */
  readonly templates: ReturnType<typeof templatesOf>
  /** By code; those that the scheme left out for it, too. */
  readonly outlets: readonly { readonly outlet: string; readonly name: string }[]
}

/** @throws Refusal NOT_FOUND for the grading or the indicator */
export function lackingOf(cx: Pick<Query, 'db' | 'today'>, asked: { id: number; indicator: string }): Lacking {
  const { title, months } = getGrading(cx, asked.id)
  const { version, scheme, round, excluded } = gradingBase(cx.db, asked.id)
  const place = scheme.indicators.findIndex(({ code }) => code === asked.indicator)
  const indicator = scheme.indicators[place]
  if (!indicator) throw new Refusal('NOT_FOUND', { what: 'indicator', name: asked.indicator })
  const need = needOf(scheme, indicator.source)
  const left = excluded.filter(({ missing }) => missing.includes(asked.indicator))
  const graded = cx.db.all<{ outlet: string; name: string }>(
    `SELECT document ->> '$.outlet' AS outlet, document ->> '$.name' AS name FROM grading_results
     WHERE round = ? AND document ->> '$.indicators[${place}].value' IS NULL`,
    round ?? -1,
  )
  return {
    id: asked.id,
    title,
    scheme: version,
    indicator: { code: indicator.code, title: indicator.title },
    months: windowOf(scheme.period, months[1]),
    need: need.kind === 'sheet' ? typedOrSheet(cx.db, need.sheet) : need,
    templates: need.kind === 'sheet' ? templatesOf(cx.db, need.sheet) : [],
    outlets: [...graded, ...left.map(({ outlet, name }) => ({ outlet, name }))].toSorted((a, b) =>
      a.outlet < b.outlet ? -1 : 1,
    ),
  }
}

/** Values typed under the sheet's name stand in while no template of that name ever was in use (inspections/scores.ts). */
function typedOrSheet(db: ReadDb, sheet: string): Need {
  const typed = db.get("SELECT 1 FROM terms WHERE kind = 'indicator' AND name = ?", sheet) !== undefined
  return typed && !hasTemplate(db, sheet) ? { kind: 'value', indicator: sheet } : { kind: 'sheet', sheet }
}
