/** Rows that are there already: skipped, overwritten or their blanks filled, told field by field, and given back by undoing. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSetUpOffice, refusal, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import type { Store } from '../../data/store.ts'
import type { Month } from '../../domain/month.ts'
import { refusalWords } from '../../domain/said/refusal-words.ts'
import { showReplaced } from './replaced-rows.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openSetUpOffice()
  await office.importText('outlets', ['网点编码,网点名称,渠道类别', 'W1,城关店,社会', 'W2,东街店,社会'])
})
afterEach(() => office.close())

const HEAD = '账期,网点编码,业务类型,数量,金额'
const FIRST = [HEAD, '2026-10,W1,放号,10,0', '2026-10,W2,放号,20,5.00']
const SECOND = [HEAD, '2026-10,W1,放号,12,0', '2026-10,W2,放号,20,5.00', '2026-10,W2,代收费,1,8.00']

/** What the store shows of a ledger: rows of active batches. */
const seen = (table: string, columns: string) =>
  office.desk.office.store.read.all(
    `SELECT ${columns} FROM ${table} n JOIN batches b ON b.id = n.batch AND b.state = 'active'
     LEFT JOIN outlets o ON o.id = n.outlet ORDER BY n.id`,
  )
const volumes = () => seen('volumes', 'o.code, n.quantity, n.amount')
const list = async () => (await office.as('王芳').ledgers.batches({ offset: 0, limit: 10, kind: 'volumes' })).rows

test('overwriting changes what differs, tells it, and is undone whole', async () => {
  const first = await office.importText('volumes', FIRST)
  const before = volumes()
  const dry = await office.importText('volumes', SECOND, { duplicates: 'overwrite', dryRun: true })
  expect(dry.rows).toEqual({ read: 3, added: 1, updated: 1, skipped: 1, rejected: 0 })
  expect(dry.report.differences).toEqual({
    rows: 1,
    fields: 1,
    kept: [{ row: 2, code: '2026-10 W1 放号', field: 'quantity', from: '10', to: '12' }],
  })
  expect(volumes()).toEqual(before)

  const second = await office.importText('volumes', [...SECOND, ''], { duplicates: 'overwrite' })
  expect(second.rows).toEqual(dry.rows)
  expect(second.totals.sums).toEqual({ quantity: 13, amount: '8.00' })
  expect(volumes()).toEqual([
    { code: 'W2', quantity: 20, amount: 500 },
    { code: 'W1', quantity: 12, amount: 0 },
    { code: 'W2', quantity: 1, amount: 800 },
  ])
  expect((await list()).map(({ periods }) => periods[0]?.rows)).toEqual([2, 1])
  expect((await office.as('王芳').ledgers.rows({ id: first.batch!, offset: 0, limit: 9 })).rows).toHaveLength(2)
  expect(await refusal(office.as('王芳').ledgers.undo({ id: first.batch!, reason: '错' }))).toMatchObject({
    code: 'BATCH_USED',
    details: { reason: 'replaced', batch: second.batch },
  })
  // what a restart sweeps must leave the replaced rows alone
  await office.reopen()
  await office.as('王芳').ledgers.undo({ id: second.batch!, reason: '错' })
  expect(volumes()).toEqual(before)
  expect((await list()).map(({ periods }) => periods[0]?.rows)).toEqual([2, 2])
  await office.as('王芳').ledgers.undo({ id: first.batch!, reason: '错' })
  expect(volumes()).toEqual([])
})

test('filling blanks keeps what is known; overwriting keeps or clears by blank cells', async () => {
  const months = (line: string, options = {}) =>
    office.importText('subscriberMonths', ['账期,用户号码,网点编码,状态,品牌,开账收入,欠费', line], options)
  const rows = () => seen('subscriber_months', 'n.subscriber, o.code, n.billed, n.brand IS NULL AS bare')
  await months('2026-10,1391,W1,在网,,58.00,0')
  const filled = await months('2026-10,1391,W2,在网,神州行,60.00,0', { duplicates: 'fillBlanks' })
  expect(filled.rows).toMatchObject({ updated: 1, added: 0 })
  expect(filled.report.differences?.kept).toEqual([
    { row: 2, code: '2026-10 1391', field: 'brand', from: null, to: '神州行' },
  ])
  expect(rows()).toEqual([{ subscriber: '1391', code: 'W1', billed: 5800, bare: 0 }])
  await months('2026-10,1391,W2,在网,,60.00,0', { duplicates: 'overwrite' })
  expect(rows()).toEqual([{ subscriber: '1391', code: 'W2', billed: 6000, bare: 0 }])
  await months('2026-10,1391,W2,在网,,61.00,0', { duplicates: 'overwrite', blanks: 'clear' })
  expect(rows()).toEqual([{ subscriber: '1391', code: 'W2', billed: 6100, bare: 1 }])
})

test('rows of a closed month never change, and entries have no key to overwrite by', async () => {
  await office.importText('volumes', FIRST)
  const period = '2026-10' as Month
  await office.as('王芳').settlements.calculate({ period })
  await office.as('李强').settlements.review({ period })
  await office.as('李强').settlements.approve({ period })
  await office.as('李强').settlements.close({ period })
  const before = volumes()
  const refused = await refusal(office.importText('volumes', SECOND, { duplicates: 'overwrite' }))
  expect(refused.code).toBe('IMPORT_REJECTED')
  expect(refused.details.errors).toMatchObject([
    { row: 2, code: 'PERIOD_CLOSED' },
    { row: 3, code: 'PERIOD_CLOSED' },
  ])
  expect(volumes()).toEqual(before)
  const entries = ['业务日期,网点编码,业务类型', '2026-11-01,W1,放号']
  expect(await refusalCode(office.importText('entries', entries, { duplicates: 'overwrite' }))).toBe('INVALID_INPUT')
})

const period = (n: number) => `2026-${String(n).padStart(2, '0')}`

test('any number of rows changes hands at once, and goes home when undone, also after a kill', async () => {
  const many = (quantity: number) => [
    HEAD,
    ...Array.from({ length: 11 }, (_, n) => `${period(n + 1)},W1,放号,${quantity},${n}.00`),
    ...Array.from({ length: 1100 }, (_, n) => `2025-12,W2,类型${n},${quantity},1.00`),
  ]
  const { write } = office.desk.office.store
  write((db) => {
    for (let n = 0; n < 1100; n++)
      db.run("INSERT INTO terms (kind, name, code) VALUES ('businessType', ?, ?)", `类型${n}`, `t${n}`)
  })
  const first = await office.importText('volumes', many(10))
  const before = volumes()
  const periods = async () => (await list()).map((batch) => batch.periods.map(({ rows, quantity }) => [rows, quantity]))
  const held = await periods()
  const second = await office.importText('volumes', many(20), { duplicates: 'overwrite' })
  expect(second.rows).toMatchObject({ added: 0, updated: 1111 })
  expect(second.report.differences).toMatchObject({ rows: 1111, fields: 1111 })
  const after = volumes()
  expect(after).toEqual(after.map((row) => expect.objectContaining({ ...(row as object), quantity: 20 })))
  expect(after).toHaveLength(1111)
  expect((await periods())[1]).toEqual(held[0]!.map(() => [0, 0]))
  expect(await list()).toHaveLength(2)
  await office.reopen()
  expect(volumes()).toEqual(after)

  // killed after the undoing was written down, before the rows were home
  const batch = second.batch!
  office.desk.office.store.write((db) => {
    showReplaced(db, 'volumes', batch)
    db.run("UPDATE batches SET state = 'undone' WHERE id = ?", batch)
  })
  await office.reopen()
  expect(volumes()).toEqual(before)
  expect((await periods())[1]).toEqual(held[0])
  expect(office.desk.office.store.read.all('SELECT * FROM replacements')).toEqual([])
  await clerkUndo(first.batch)
  expect(volumes()).toEqual([])
})

test('killed before the new rows were shown, the old ones stand as before', async () => {
  await office.importText('volumes', FIRST)
  const before = volumes()
  const { batch } = await office.importText('volumes', SECOND, { duplicates: 'overwrite' })
  office.desk.office.store.write((db) => {
    showReplaced(db, 'volumes', batch!)
    db.run("UPDATE batches SET state = 'loading' WHERE id = ?", batch!)
    for (const table of ['import_findings', 'batch_edits']) db.run(`DELETE FROM ${table} WHERE batch = ?`, batch!)
  })
  await office.reopen()
  expect(volumes()).toEqual(before)
  expect(office.desk.office.store.read.all('SELECT * FROM replaced_rows')).toEqual([])
})

test('rows that a file has twice: the later one overwrites, or fills blanks, told field by field', async () => {
  const twice = [HEAD, '2026-10,W1,放号,1,5.00', '2026-10,W2,放号,7,1.00', '2026-10,W1,放号,2,6.00']
  expect((await refusal(office.importText('volumes', twice))).code).toBe('IMPORT_REJECTED')
  const dry = await office.importText('volumes', twice, { duplicates: 'overwrite', dryRun: true })
  expect(dry.rows).toEqual({ read: 3, added: 2, updated: 0, skipped: 1, rejected: 0 })
  expect(dry.report.differences?.kept).toEqual([
    { row: 4, code: '2026-10 W1 放号', field: 'quantity', from: '1', to: '2', firstRow: 2 },
    { row: 4, code: '2026-10 W1 放号', field: 'amount', from: '5.00', to: '6.00', firstRow: 2 },
  ])
  const done = await office.importText('volumes', twice, { duplicates: 'overwrite' })
  expect(volumes()).toEqual([
    { code: 'W2', quantity: 7, amount: 100 },
    { code: 'W1', quantity: 2, amount: 600 },
  ])
  expect(done.totals.sums).toEqual({ quantity: 9, amount: '7.00' })
  expect(dry.totals).toEqual(done.totals)
  const months = ['账期,用户号码,网点编码,状态,品牌,套餐', '2026-10,1391,W1,在网,,甲', '2026-10,1391,W2,在网,神州行,乙']
  await office.importText('subscriberMonths', months, { duplicates: 'fillBlanks' })
  expect(seen('subscriber_months', 'n.row, o.code, n.brand IS NULL AS bare')).toEqual([{ row: 2, code: 'W1', bare: 0 }])
})

const clerkUndo = (batch: number | null) => office.as('王芳').ledgers.undo({ id: batch!, reason: '错' })

test('overwriting comes to what a plain table of keys comes to, and undoing gives the former rows back', async () => {
  const line = fc.record({
    outlet: fc.constantFrom('W1', 'W2'),
    type: fc.constantFrom('放号', '代收费', '宽带'),
    quantity: fc.integer({ min: -3, max: 3 }),
    amount: fc.integer({ min: 0, max: 500 }),
  })
  let month = 0
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(line, { minLength: 1, maxLength: 5, selector: ({ outlet, type }) => `${outlet} ${type}` }),
      fc.array(line, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('overwrite' as const, 'fillBlanks' as const),
      async (old, fresh, duplicates) => {
        const at = `20${30 + month++}-01`
        const lines = (rows: typeof old) => [
          HEAD,
          ...rows.map((row) => `${at},${row.outlet},${row.type},${row.quantity},${(row.amount / 100).toFixed(2)}`),
        ]
        const shown = () => {
          const rows = office.desk.office.store.read.all<{ period: number; key: string; says: string }>(
            `SELECT n.period, o.code || ' ' || t.name AS key, n.quantity || ' ' || n.amount AS says FROM volumes n
             JOIN batches b ON b.id = n.batch AND b.state = 'active' JOIN outlets o ON o.id = n.outlet
             JOIN terms t ON t.id = n.type`,
          )
          return new Map(
            rows.filter((row) => row.period === Number(at.replace('-', ''))).map((row) => [row.key, row.says]),
          )
        }
        const says = ({ outlet, type, quantity, amount }: (typeof old)[number]) =>
          [`${outlet} ${type}`, `${quantity} ${amount}`] as const
        await office.importText('volumes', lines(old))
        const before = shown()
        expect(before).toEqual(new Map(old.map(says)))
        const { batch } = await office.importText('volumes', lines([...fresh]), { duplicates })
        // nothing is blank here, so what stood first holds where blanks are filled
        const wanted = new Map(duplicates === 'overwrite' ? [...old, ...fresh].map(says) : [])
        if (duplicates === 'fillBlanks')
          for (const [key, value] of [...old, ...fresh].map(says)) if (!wanted.has(key)) wanted.set(key, value)
        expect(shown()).toEqual(wanted)
        await clerkUndo(batch)
        expect(shown()).toEqual(before)
      },
    ),
    { numRuns: 6 },
  )
})

test('two equal files in one upload are said to be equal, not imported before', async () => {
  const lend = (name: string) => {
    const path = join(office.dataDir, name)
    writeFileSync(path, `\uFEFF${FIRST.join('\r\n')}\r\n`)
    return office.desk.office.files.lendUpload(path).id
  }
  const uploads = [lend('一.csv'), lend('二.csv')]
  const { code, details } = await refusal(office.as('王芳').ledgers.import({ kind: 'volumes', uploads }))
  expect(refusalWords(code, details)).toBe('“二.csv”和“一.csv”内容完全一样，没有导入。请去掉其中一个再导入。')
})

/** From now on the office dies in its n-th transaction, just before it is committed, and does nothing more. */
function dieAt(n: number): void {
  const store = office.desk.office.store as { -readonly [Name in keyof Store]: Store[Name] }
  let transactions = 0
  const dying =
    (transact: Store['write']): Store['write'] =>
    (work) =>
      transact((db) => {
        if (transactions >= n) throw new Error('dead')
        const result = work(db)
        if (++transactions === n) throw new Error('killed')
        return result
      })
  store.write = dying(store.write)
  store.step = dying(store.step)
}

test('killed in each transaction of an overwrite and of its undoing: the old rows or the new, never both or neither', async () => {
  await office.importText('volumes', FIRST)
  const before = volumes()
  const kinds = async () => (await list()).map(({ rows, periods }) => [rows.updated, periods[0]?.rows])
  const listed = await kinds()
  let died = 0
  for (;;) {
    dieAt(died + 1)
    const done = await office.importText('volumes', SECOND, { duplicates: 'overwrite' }).catch(() => undefined)
    if (done) break
    died++
    await office.reopen()
    expect([died, volumes()]).toEqual([died, before])
    expect(await kinds()).toEqual(listed)
  }
  expect(died).toBeGreaterThan(5)
  await office.reopen()
  const after = volumes()
  expect(after.map((row) => (row as { quantity: number }).quantity)).toEqual([20, 12, 1])
  const batch = (await list())[0]!.id
  for (let undone = 0, n = 1; ; n++) {
    dieAt(n)
    const done = await clerkUndo(batch).catch(() => undefined)
    await office.reopen()
    const state = office.desk.office.store.read.get<{ state: string }>('SELECT state FROM batches WHERE id = ?', batch)
    if (state?.state === 'undone') undone++
    expect([n, volumes()]).toEqual([n, undone > 0 ? before : after])
    if (done || undone > 0) break
  }
  expect(volumes()).toEqual(before)
})
