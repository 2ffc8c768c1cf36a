/** The source rows of lines about members: the entry that activated each, its subscriber-month row, or what ended it. */
import type { ReadDb } from '../../data/handles.ts'
import type { LineKind } from '../../data/schema.ts'
import type { ClawbackBreakdown, MembersBreakdown } from '../../domain/line.ts'
import { chineseMonth } from '../../domain/month.ts'
import type { ExplainStep } from './explain.ts'
import { lineMembers } from './member-parts.ts'

/** A stored row of either ledger, as the list of source rows takes it. */
export interface StoredRow {
  readonly ledger: 'entries' | 'volumes' | 'subscriberMonths' | 'assignedLines'
  readonly file: string
  readonly sheet: string
  readonly row: number
  readonly batch: number
  readonly period: number
  readonly date: number | null
  readonly type: string
  readonly brand: string | null
  readonly plan: string | null
  readonly subscriber: string | null
  readonly quantity: number
  readonly amount: number
  readonly external_id: string | null
  readonly status?: 'onNet' | 'suspended' | 'terminated' | null
  readonly billed?: number | null
  readonly arrears?: number | null
  readonly minutes?: string | null
}

const ENTRY = `'entries' AS ledger, f.name AS file, f.sheet, e.row, e.batch, e.period, e.date, t.name AS type, b.name AS brand,
  p.name AS plan, coalesce(e.subscriber, e.subscriber_id) AS subscriber, e.quantity, e.amount, e.external_id,
  NULL AS status, NULL AS billed, NULL AS arrears, NULL AS minutes`
const ENTRY_JOINS = `JOIN terms t ON t.id = e.type LEFT JOIN terms b ON b.id = e.brand LEFT JOIN terms p ON p.id = e.plan
  LEFT JOIN batch_files f ON f.batch = e.batch AND f.number = e.file`
const MONTH = `'subscriberMonths', f.name, f.sheet, m.row, m.batch, m.period, NULL, '用户月度', b.name, p.name, m.subscriber, 1,
  m.billed - m.arrears, NULL, m.status, m.billed, m.arrears, m.minutes`
const MONTH_JOINS = `LEFT JOIN terms b ON b.id = m.brand LEFT JOIN terms p ON p.id = m.plan
  LEFT JOIN batch_files f ON f.batch = m.batch AND f.number = m.file`

// the members of a line are bound as JSON: [[activation, month], …]
const PAID = `WITH x AS (SELECT value ->> 0 AS activation, value ->> 1 AS month FROM json_each(?1))
  SELECT x.activation AS member, 1 AS place, ${ENTRY} FROM x JOIN entries e ON e.id = x.activation ${ENTRY_JOINS}
  UNION ALL SELECT x.activation, 2, ${MONTH} FROM x JOIN subscriber_months m ON m.id = x.month ${MONTH_JOINS}`
const TAKEN = `SELECT x.activation AS member, 1 AS place, ${ENTRY} FROM member_takings x JOIN entries e ON e.id = x.activation ${ENTRY_JOINS}
  WHERE x.source = ?1 AND x.run = ?2
  UNION ALL SELECT x.activation, 2, ${ENTRY} FROM member_takings x JOIN entries e ON e.id = x.evidence ${ENTRY_JOINS}
  WHERE x.source = ?1 AND x.run = ?2 AND x.cause = 'reversed'
  UNION ALL SELECT x.activation, 2, ${MONTH} FROM member_takings x JOIN subscriber_months m ON m.id = x.evidence ${MONTH_JOINS}
  WHERE x.source = ?1 AND x.run = ?2 AND x.cause = 'terminated'`

/** Says whether a line's source rows are those of its members. */
export function isAboutMembers(kind: LineKind): boolean {
  return kind === 'instalment' || kind === 'residual' || kind === 'clawback'
}

/** The rows of members given as pairs of entries.id and subscriber_months.id (0: none), member by member. */
export function pairRows(
  db: ReadDb,
  pairs: readonly (readonly [activation: number, month: number])[],
  { offset, limit }: { offset: number; limit: number },
): StoredRow[] {
  return db.all<StoredRow>(`${PAID} ORDER BY member, place LIMIT ?2 OFFSET ?3`, JSON.stringify(pairs), limit, offset)
}

/** The rows of a stored line, member by member: first the activation, then what it was paid or taken by. */
export function memberRows(
  db: ReadDb,
  asked: { run: number | null; outlet: number; line: string; offset: number; limit: number },
): StoredRow[] {
  const line = db.get<{ id: number; kind: LineKind; source: string | null }>(
    'SELECT id, kind, source FROM settlement_lines WHERE run = ? AND outlet = ? AND line = ?',
    asked.run,
    asked.outlet,
    asked.line,
  )
  if (!line) return []
  if (line.kind !== 'clawback') {
    const { activations, months } = lineMembers(db, line.id)
    const pairs = [...activations].map((activation, at): [number, number] => [activation, months[at] ?? 0])
    return pairRows(db, pairs, asked)
  }
  const source = db.get<{ id: number }>(
    `SELECT l.id FROM settlement_lines l JOIN settlements s ON s.run = l.run WHERE l.outlet = ? AND l.line = ?`,
    asked.outlet,
    line.source,
  )
  if (!source) return []
  return db.all<StoredRow>(
    `${TAKEN} ORDER BY member, place LIMIT ?3 OFFSET ?4`,
    source.id,
    asked.run,
    asked.limit,
    asked.offset,
  )
}

/** The arithmetic of a line about members, cohort by cohort. */
export function memberSteps(breakdown: MembersBreakdown | ClawbackBreakdown): ExplainStep[] {
  if (breakdown.kind === 'clawback') {
    const { source, parts, takenBefore } = breakdown
    return [
      { kind: 'measure', text: `${chineseMonth(source.period)}已付酬金`, value: source.amount },
      { kind: 'measure', text: '其中各户合计（系数、封顶之前）', value: source.sum },
      { kind: 'tier', text: '累计退出各户', value: parts },
      { kind: 'tier', text: '此前已扣回', value: takenBefore },
    ]
  }
  return breakdown.cohorts.flatMap((cohort): ExplainStep[] => [
    {
      kind: 'measure',
      text: `${chineseMonth(cohort.month)}入网第 ${cohort.index} 个月（${cohort.members} 户，付 ${cohort.paid} 户）`,
      value: cohort.sum,
    },
    ...cohort.bands.map(({ from, rate, unit, members, base, sum }): ExplainStep => {
      const since = from === undefined ? '' : `（净收入自 ${from} 起）`
      const text = unit === 'percent' ? `${members} 户净收入 ${base ?? '0'} × ${rate} %` : `${members} 户 × ${rate}`
      return { kind: 'tier', text: `${text}${since}`, value: sum }
    }),
    ...cohort.unpaid.map(
      ({ reason, members }): ExplainStep => ({ kind: 'tier', text: `${members} 户${UNPAID[reason]}`, value: '0.00' }),
    ),
  ])
}

/** Why a member got nothing, as people say it. */
export const UNPAID: Readonly<Record<MembersBreakdown['cohorts'][number]['unpaid'][number]['reason'], string>> = {
  missingData: '没有当月用户月度',
  notOnNet: '月末不在网',
  tooFewMinutes: '通话分钟不够',
  baseTooLow: '净收入不够',
  belowFirstBand: '净收入低于最低档',
  noBase: '净收入不大于零',
}
