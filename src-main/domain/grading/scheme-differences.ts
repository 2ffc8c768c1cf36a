/** What changed from one version of a scheme to another: its head, and indicator by indicator both sentences with what differs. */
import type { NameOf } from '../clause-sentence.ts'
import { changedPieces, type Piece } from '../policy-differences.ts'
import type { Indicator, Scheme } from './scheme.ts'
import {
  bonusSentence,
  gradesSentence,
  indicatorSentence,
  levelSentence,
  missingSentence,
  scopeSentence,
  vetoSentence,
} from './scheme-sentence.ts'

export interface SchemeDifference {
  /** The indicator's code, or the part of the scheme. */
  readonly key: string
  readonly title: string
  readonly change: 'same' | 'changed' | 'added' | 'removed'
  /** What the earlier version says, in pieces; null where it says nothing about it. */
  readonly was: readonly Piece[] | null
  readonly now: readonly Piece[] | null
}

/** Compares two versions; indicators are told apart by their codes. The texts must be well formed. */
export function schemeDifferences(was: Scheme, now: Scheme, nameOf?: NameOf): SchemeDifference[] {
  const before = new Map(was.indicators.map((indicator) => [indicator.code, indicator]))
  const after = new Set(now.indicators.map(({ code }) => code))
  const said = (scheme: Scheme, indicator: Indicator | undefined) =>
    indicator && indicatorSentence(indicator, scheme, nameOf)
  return [
    ...partsOf(was, nameOf).map(([title, old], at) => difference(title, title, old, partsOf(now, nameOf)[at]![1])),
    ...now.indicators.map((indicator) =>
      difference(indicator.code, indicator.title, said(was, before.get(indicator.code)), said(now, indicator)),
    ),
    ...was.indicators
      .filter(({ code }) => !after.has(code))
      .map((indicator) => difference(indicator.code, indicator.title, said(was, indicator), undefined)),
  ]
}

/** The parts that every scheme has, with what it says about them; undefined where it says nothing. */
function partsOf(scheme: Scheme, nameOf: NameOf | undefined): (readonly [title: string, said: string | undefined])[] {
  const listed = (list: readonly string[] | undefined) => (list?.length ? list.join('；') : undefined)
  return [
    ['名称', scheme.title],
    ['评谁', scopeSentence(scheme, nameOf)],
    ['总分', levelSentence(scheme)],
    ['缺数', missingSentence(scheme)],
    ['加分', listed(scheme.bonuses?.map(bonusSentence))],
    ['一票否决', listed(scheme.vetoes?.map((veto) => vetoSentence(veto, scheme.result)))],
    ['等级', gradesSentence(scheme.grades, scheme.result)],
  ]
}

function difference(key: string, title: string, was: string | undefined, now: string | undefined): SchemeDifference {
  const whole = (text: string | undefined): Piece[] | null => (text === undefined ? null : [{ text, changed: false }])
  if (was === now) return { key, title, change: 'same', was: whole(was), now: whole(now) }
  if (was === undefined) return { key, title, change: 'added', was: null, now: whole(now) }
  if (now === undefined) return { key, title, change: 'removed', was: whole(was), now: null }
  const [before, after] = changedPieces(was, now)
  return { key, title, change: 'changed', was: before, now: after }
}
