/** Checks of what was earned: business after exit, adjustments in small pieces, commission out of an outlet's own range. */
import { businessAfterExit, type ExitedOutlet, exitedBusiness } from '../../domain/checks/exited-business.ts'
import { grossOutOfRange, grossRange, type OutletGross } from '../../domain/checks/gross-range.ts'
import { type AskedAdjustment, adjustmentsSplit, splitAdjustments } from '../../domain/checks/split-adjustments.ts'
import { asFen, type Fen } from '../../domain/money.ts'
import { addMonths, dateFromNumber, dateNumber, firstDay, monthNumber, monthsFrom } from '../../domain/month.ts'
import { grossOf } from '../settlements/list.ts'
import { visibleRows } from '../settlements/sums.ts'
import { type Check, dayOf, type Look } from './look.ts'

const OUTLETS_A_STEP = 100

export const exitedBusinessCheck: Check = {
  words: exitedBusiness,
  *find(look) {
    const { db, period } = look
    const visible = visibleRows(db)
    const found: ExitedOutlet[] = []
    for (const [at, { id, code, name, exit }] of exitedOutlets(look).entries()) {
      const sums = db.get<{ rows: number; amount: number | null }>(
        `SELECT count(*) AS rows, sum(amount) AS amount FROM entries INDEXED BY entries_sums
         WHERE period = ?1 AND outlet = ?2 AND ${visible} AND (date > ?3 OR (date IS NULL AND ?3 < ?4))`,
        monthNumber(period),
        id,
        exit,
        dateNumber(firstDay(period)),
      )
      found.push({
        ...{ outlet: code, name, exitedOn: exit === 0 ? null : dateFromNumber(exit) },
        rows: sums?.rows ?? 0,
        amount: asFen(sums?.amount ?? 0),
      })
      if (at % OUTLETS_A_STEP === OUTLETS_A_STEP - 1) yield null
    }
    yield* businessAfterExit(found)
  },
}

/** Outlets that were exited at the month's end, with the day from which they are; 0: since ever. */
function exitedOutlets({ db, end }: Look): { id: number; code: string; name: string; exit: number }[] {
  return db.all(
    `SELECT o.id, o.code, o.name, coalesce(h.from_day, 0) AS exit FROM outlets o
     LEFT JOIN history h ON h.id = (SELECT l.id FROM history l WHERE l.subject = 'outlet' AND l.subject_id = o.id
       AND l.field = 'status' AND l.from_day <= ?1 ORDER BY l.from_day DESC, l.id DESC LIMIT 1)
     WHERE coalesce(h.value, CASE WHEN h.id IS NULL THEN o.status END) = 'exited' ORDER BY o.code`,
    dateNumber(end),
  )
}

export const splitAdjustmentsCheck: Check = {
  words: splitAdjustments,
  *find({ db, period }) {
    const adjustments = db
      .all<Omit<AskedAdjustment, 'on' | 'amount'> & { at: string; amount: number }>(
        `SELECT a.id, o.code AS outlet, o.name, a.amount, a.author, a.at, a.reason, a.decided_by AS decidedBy
         FROM adjustments a JOIN outlets o ON o.id = a.outlet WHERE a.period = ? AND a.state <> 'refused' ORDER BY a.id`,
        monthNumber(period),
      )
      .map(({ at, amount, ...row }) => ({ ...row, amount: asFen(amount), on: dayOf(at) }))
    yield* adjustmentsSplit(adjustments)
  },
}

export const grossRangeCheck: Check = {
  words: grossRange,
  *find({ db, period }) {
    const now = grossOf(db, period)
    yield null
    const earlier = new Map<number, Fen[]>()
    for (const month of monthsFrom(addMonths(period, -12), addMonths(period, -1))) {
      for (const [outlet, gross] of grossOf(db, month)) {
        const known = earlier.get(outlet)
        if (known) known.push(asFen(gross))
        else earlier.set(outlet, [asFen(gross)])
      }
      yield null
    }
    const outlets = db.all<{ id: number; code: string; name: string }>(
      'SELECT id, code, name FROM outlets ORDER BY code',
    )
    const compared = outlets.flatMap(({ id, code, name }): OutletGross[] => {
      const gross = now.get(id)
      return gross === undefined ? [] : [{ outlet: code, name, gross: asFen(gross), earlier: earlier.get(id) ?? [] }]
    })
    yield* grossOutOfRange(compared)
  },
}
