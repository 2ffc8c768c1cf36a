/** Rounds: one scoring of a grading, written in steps under nobody's name, then made a grading's by one row (migrations/0018). */
import type { WriteDb } from '../../data/handles.ts'
import type { Office } from '../office.ts'
import { insertRows } from '../register/insert-rows.ts'
import type { MemberPairs } from './member-values.ts'
import type { Pace, Scored } from './scoring.ts'

const RESULTS_A_STEP = 250

/** Writes a round that belongs to no grading yet. */
export async function writeRound(
  office: Office,
  job: Pace,
  user: string,
  revision: number,
  found: Scored,
): Promise<number> {
  const { store } = office
  // in order of the outlets, as the tables keep them: each page is written once
  const results = found.results.toSorted((a, b) => a.id - b.id)
  const round = store.step((db) =>
    db.run(
      `INSERT INTO grading_rounds (grading, number, revision, user, at, figures, excluded, outlets, changed)
       VALUES (NULL, 0, ?, ?, ?, ?, ?, ?, ?)`,
      revision,
      user,
      office.clock.now().toISOString(),
      JSON.stringify(found.figures),
      JSON.stringify(found.excluded),
      results.length,
      results.filter(({ result: { before, grade } }) => before !== grade).length,
    ),
  ).lastInsertRowid
  for (let at = 0; at < results.length; at += RESULTS_A_STEP) {
    const rows = results
      .slice(at, at + RESULTS_A_STEP)
      .map(({ id, result }) => [round, id, result.grade, JSON.stringify(result)])
    store.step((db) => insertRows(db, 'grading_results', ['round', 'outlet', 'grade', 'document'], rows))
    await job.breathe()
  }
  const outlets = [...new Set([...found.members.values()].flatMap((byOutlet) => [...byOutlet.keys()]))]
  outlets.sort((a, b) => a - b)
  for (let at = 0; at < outlets.length; at += RESULTS_A_STEP) {
    store.step((db) => {
      for (const outlet of outlets.slice(at, at + RESULTS_A_STEP)) insertMembers(db, round, outlet, found.members)
    })
    await job.breathe()
  }
  return round
}

function insertMembers(db: WriteDb, round: number, outlet: number, members: MemberPairs): void {
  for (const source of ['arpu', 'retention'] as const) {
    const pairs = members.get(source)?.get(outlet)
    if (!pairs) continue
    db.run(
      'INSERT INTO grading_members (round, outlet, source, members) VALUES (?, ?, ?, ?)',
      round,
      outlet,
      source,
      packed(pairs),
    )
  }
}

const packed = (pairs: readonly number[]) => new Uint8Array(Int32Array.from(pairs).buffer)

/** The members that a round kept, as pairs of entries.id and subscriber_months.id (0: none). */
export function unpacked(kept: Uint8Array): [entry: number, month: number][] {
  const numbers = new Int32Array(new Uint8Array(kept).buffer)
  return Array.from({ length: numbers.length / 2 }, (_, at) => [numbers[2 * at]!, numbers[2 * at + 1]!])
}

/** Makes a written round the grading's; answers the one that stood before. */
export function adoptRound(db: WriteDb, grading: number, round: number, kept: boolean): number | null {
  const before = db.get<{ round: number | null }>('SELECT round FROM gradings WHERE id = ?', grading)?.round ?? null
  const last = db.get<{ n: number | null }>('SELECT max(number) AS n FROM grading_rounds WHERE grading = ?', grading)
  db.run('UPDATE gradings SET round = ? WHERE id = ?', round, grading)
  db.run(
    'UPDATE grading_rounds SET grading = ?, number = ?, kept = ? WHERE id = ?',
    grading,
    (last?.n ?? 0) + 1,
    kept ? 1 : 0,
    round,
  )
  return before
}

/** From now on the results of the round never change. */
export function keepRound(db: WriteDb, round: number): void {
  db.run('UPDATE grading_rounds SET kept = 1 WHERE id = ? AND kept = 0', round)
}

/** Removes a round that nobody keeps, in steps. */
export async function sweepRound(office: Pick<Office, 'store'>, round: number, breathe: () => Promise<unknown>) {
  const { store } = office
  if (store.read.get('SELECT 1 FROM grading_rounds WHERE id = ? AND kept = 1', round)) return
  for (const table of ['grading_results', 'grading_members']) {
    for (;;) {
      const { changes } = store.step((db) =>
        db.run(
          `DELETE FROM ${table} WHERE round = ?1 AND outlet IN (SELECT outlet FROM ${table} WHERE round = ?1 LIMIT ?2)`,
          round,
          RESULTS_A_STEP,
        ),
      )
      await breathe()
      if (changes === 0) break
    }
  }
  store.step((db) => db.run('DELETE FROM grading_rounds WHERE id = ?', round))
}

/** Rounds that a kill left unfinished, or that were replaced and not yet removed. */
export function strayRounds({ store }: Pick<Office, 'store'>): number[] {
  return store.read
    .all<{ id: number }>(
      `SELECT r.id FROM grading_rounds r WHERE r.kept = 0 AND NOT EXISTS (SELECT 1 FROM gradings g WHERE g.round = r.id)`,
    )
    .map(({ id }) => id)
}
