/**
 * The kept entries of members: a copy of the few entries that can activate a subscriber, so that a calculation does not
 * read the years of recharges between them. Brought up to date before each calculation, batch by batch.
 */
import type { ReadDb } from '../../data/handles.ts'
import type { Store } from '../../data/store.ts'
import type { Job } from '../jobs.ts'
import type { MemberTerms } from './member-terms.ts'

const IDS_A_STEP = 20_000

/** What the ledger has of a batch between two ids, in the columns of the copy. */
const LEDGER = `SELECT id, batch, coalesce(date, period * 100), period, outlet, type, brand, plan, subscriber, subscriber_id, quantity
  FROM entries NOT INDEXED WHERE id BETWEEN ?1 AND ?2 AND batch = ?3 AND (subscriber IS NOT NULL OR subscriber_id IS NOT NULL)`

/** The ids of the business types that make members under any of the terms, ascending. */
export function memberTypes(db: ReadDb, terms: readonly Pick<MemberTerms, 'filter'>[]): number[] {
  const names = new Set(terms.flatMap(({ filter }) => filter.businessTypes ?? []))
  return db
    .all<{ id: number; code: string; name: string }>(
      "SELECT id, code, name FROM terms WHERE kind = 'businessType' ORDER BY id",
    )
    .filter(({ code, name }) => names.has(code) || names.has(name))
    .map(({ id }) => id)
}

/** Copies what is missing of the types and drops what was undone; afterwards the copy is complete for these types. */
export async function keepMemberEntries(
  store: Store,
  types: readonly number[],
  job: Pick<Job, 'breathe'>,
): Promise<void> {
  await dropUndone(store, job)
  const missing = store.read.all<{ batch: number; first: number; last: number; types: string }>(
    `SELECT b.id AS batch, r.first_row AS first, r.last_row AS last, group_concat(t.id) AS types
     FROM batches b JOIN batch_ranges r ON r.batch = b.id JOIN terms t ON t.id IN (${types.join(', ')})
     WHERE b.kind = 'entries' AND b.state = 'active'
     AND NOT EXISTS (SELECT 1 FROM member_entry_batches k WHERE k.batch = b.id AND k.type = t.id)
     GROUP BY b.id ORDER BY b.id`,
  )
  for (const { batch, first, last, types: added } of missing) {
    for (let at = first; at <= last; at += IDS_A_STEP) {
      const end = Math.min(at + IDS_A_STEP - 1, last)
      store.step((db) => {
        // a calculation that was killed may have left rows of a batch that was undone afterwards
        db.run('DELETE FROM member_entries WHERE entry BETWEEN ? AND ? AND batch <> ?', at, end, batch)
        db.run(`INSERT OR IGNORE INTO member_entries ${LEDGER} AND type IN (${added})`, at, end, batch)
      })
      await job.breathe()
    }
    store.step((db) => {
      for (const type of added.split(',')) {
        db.run('INSERT OR IGNORE INTO member_entry_batches (batch, type) VALUES (?, ?)', batch, Number(type))
      }
    })
  }
}

async function dropUndone(store: Store, job: Pick<Job, 'breathe'>): Promise<void> {
  const gone = store.read.all<{ batch: number; first: number; last: number }>(
    `SELECT DISTINCT k.batch, coalesce(r.first_row, 0) AS first, coalesce(r.last_row, -1) AS last FROM member_entry_batches k
     LEFT JOIN batch_ranges r ON r.batch = k.batch
     WHERE NOT EXISTS (SELECT 1 FROM batches b WHERE b.id = k.batch AND b.state = 'active')`,
  )
  for (const { batch, first, last } of gone) {
    for (let at = first; at <= last; at += IDS_A_STEP) {
      const end = Math.min(at + IDS_A_STEP - 1, last)
      store.step((db) => db.run('DELETE FROM member_entries WHERE entry BETWEEN ? AND ? AND batch = ?', at, end, batch))
      await job.breathe()
    }
    store.step((db) => db.run('DELETE FROM member_entry_batches WHERE batch = ?', batch))
  }
}

/** Holds the copy against the ledger, row by row; `wrong` counts the rows of either that the other has not. */
export async function verifyMemberEntries(store: Store, job: Job): Promise<{ checked: number; wrong: number }> {
  const kept = store.read.all<{ batch: number; first: number; last: number; types: string }>(
    `SELECT k.batch, r.first_row AS first, r.last_row AS last, group_concat(k.type) AS types FROM member_entry_batches k
     JOIN batches b ON b.id = k.batch AND b.state = 'active' JOIN batch_ranges r ON r.batch = k.batch
     GROUP BY k.batch ORDER BY k.batch`,
  )
  let checked = 0
  let wrong = 0
  for (const { batch, first, last, types } of kept) {
    const copy = `SELECT * FROM member_entries WHERE entry BETWEEN ?1 AND ?2 AND batch = ?3 AND type IN (${types})`
    const ledger = `${LEDGER} AND type IN (${types})`
    for (let at = first; at <= last; at += IDS_A_STEP) {
      const end = Math.min(at + IDS_A_STEP - 1, last)
      const found = store.read.get<{ checked: number; wrong: number }>(
        `SELECT (SELECT count(*) FROM (${copy})) AS checked,
           (SELECT count(*) FROM (${ledger} EXCEPT ${copy})) + (SELECT count(*) FROM (${copy} EXCEPT ${ledger})) AS wrong`,
        at,
        end,
        batch,
      )
      checked += found?.checked ?? 0
      wrong += found?.wrong ?? 0
      await job.breathe()
    }
    job.progress('verifyingMembers', null, checked)
  }
  return { checked, wrong }
}
