/**
 * Asking for many at once, as a batch change or an import does: the same requests as asked one by one (ask.ts, a test holds both
 * together), but read and written many a statement, so that thousands do not hold the process.
 */
import { dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { mannerOf, type RequestSubject } from '../../domain/request.ts'
import type { Command } from '../office.ts'
import { asHistory, type Stored } from '../register/fields.ts'
import { checkEffectiveDay, rowsAt } from '../register/history.ts'
import { insertRows } from '../register/insert-rows.ts'
import { checkAfter } from './apply.ts'
import { changesAsked, type MadeRequest, nextNumbers } from './ask.ts'
import { askCore } from './direct.ts'
import { type AskedChange, openRequestsOn } from './kept.ts'
import { requestSettings } from './settings.ts'

export interface ManyAsked {
  readonly subject: RequestSubject
  readonly from: IsoDate
  readonly reason: string
  readonly batch: number | null
  /** Core fields by key, as the store keeps them. */
  readonly each: readonly {
    readonly id: number
    readonly code: string
    readonly fields: Readonly<Record<string, Stored>>
  }[]
}

/** A request that waits for its decision, not yet written. */
interface Waiting {
  readonly id: number
  readonly code: string
  readonly changes: readonly AskedChange[]
}

/** Asks in the order given; steps of an outlet's life and 报备, which do more than wait, are asked one by one. @throws Refusal as askFields and askLife */
export function askMany(cx: Command, asked: ManyAsked): MadeRequest[] {
  const { subject, from, batch, each } = asked
  if (each.length === 0) return []
  const reason = asked.reason.trim()
  if (!reason) throw new Refusal('REASON_MISSING', { what: 'request' })
  checkEffectiveDay(cx.db, from)
  const ids = each.map(({ id }) => id)
  const rows = rowsAt(cx.db, subject, from, ids)
  const open = openRequestsOn(cx.db, subject, ids)
  const { manners } = requestSettings(cx.db)
  const [made, seen]: [MadeRequest[], Set<number>] = [[], new Set()]
  let waiting: Waiting[] = []
  const write = () => {
    made.push(...writeWaiting(cx, { ...asked, reason }, waiting))
    waiting = []
  }
  for (const { id, code, fields } of each) {
    const row = rows.get(id)
    const isNotice = mannerOf({ kind: 'change', subject, fields: Object.keys(fields) }, manners) === 'notice'
    if (!row || isNotice || 'status' in fields || seen.has(id)) {
      write()
      made.push(...askCore(cx, { subject, id, code, fields, from, reason }, batch))
      seen.add(id)
      continue
    }
    seen.add(id)
    const changes = changesAsked(subject, row, fields)
    if (changes.length === 0) throw new Refusal('NOTHING_ASKED', { code, day: from })
    checkAfter(subject, row, changes)
    for (const { field } of changes) {
      const other = open.get(`${id} ${field}`)
      if (other) throw new Refusal('REQUEST_OPEN', { subject, code, number: other.number, id: other.id, field })
    }
    waiting.push({ id, code, changes })
  }
  write()
  return made
}

const COLUMNS = [
  'number',
  'kind',
  'outlet',
  'agent',
  'manner',
  'from_day',
  'reason',
  'document',
  'batch',
  'state',
  'author',
  'at',
]

function writeWaiting(
  cx: Command,
  { subject, from, reason, batch }: ManyAsked,
  waiting: readonly Waiting[],
): MadeRequest[] {
  const numbers = nextNumbers(cx, waiting.length)
  const rows = waiting.map(({ id }, at): Stored[] => [
    ...[numbers[at]!, 'change', subject === 'outlet' ? id : null, subject === 'agent' ? id : null, 'approval'],
    ...[dateNumber(from), reason, '{}', batch, 'asked', cx.user, cx.now],
  ])
  const first = insertRows(cx.db, 'requests', COLUMNS, rows) - waiting.length + 1
  const changes = waiting.flatMap((one, at) =>
    one.changes.map(({ field, was, becomes }) => [first + at, field, asHistory(was), asHistory(becomes)]),
  )
  insertRows(cx.db, 'request_changes', ['request', 'field', 'was', 'becomes'], changes)
  return waiting.map(({ code }, at) => ({
    ...{ id: first + at, number: numbers[at]!, kind: 'change' as const, subject, code },
    ...{ manner: 'approval' as const, state: 'asked' as const },
  }))
}
