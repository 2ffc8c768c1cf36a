/** The lock of a closed month, attacked from every door: imports, undoing, the command line, and every procedure there is. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BackOffice } from '../../src-main/api/back-office.ts'
import { appRouter } from '../../src-main/api/router.ts'
import type { Month } from '../../src-main/domain/month.ts'
import { readArguments } from '../../src-main/hosts/cli/arguments.ts'
import { runDesk } from '../../src-main/hosts/cli/desk.ts'
import { addRegister, openSetUpOffice, refusalCode, type TestOffice } from '../support/office.ts'

const september = '2026-09' as Month
const HEAD = '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号'
let office: TestOffice
let batch: number
let adjustment: number
let before: string

/** Everything a closed month says and is. */
function papers(desk: BackOffice): string {
  const { read } = desk.office.store
  return JSON.stringify([
    read.all('SELECT kind, code, document, sha256 FROM closed_documents WHERE period = 202609 ORDER BY kind, code'),
    read.all(
      'SELECT period, status, run, hash, calculated_by, reviewed_by, approved_by, closed_by FROM settlements WHERE period = 202609',
    ),
    read.all(
      'SELECT line, amount, detail FROM settlement_lines WHERE run = (SELECT run FROM settlements WHERE period = 202609) ORDER BY id',
    ),
    read.all("SELECT id, amount, state FROM adjustments WHERE period = 202609 AND state = 'confirmed' ORDER BY id"),
  ])
}

beforeAll(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { D1: { name: '通达', payerKind: 'enterprise', payeeName: '通达', fundMember: true } },
    { W1: { name: '城关店', category: 'partner', agent: 'D1', grade: 'A' } },
  )
  const { id } = await office.as('王芳').policies.save({
    code: 'P1',
    title: '政策',
    kind: 'basic',
    from: '2026-01' as Month,
    clauses: [
      {
        kind: 'volume',
        code: 'ACT',
        title: '放号',
        entries: { businessTypes: ['放号'] },
        measure: 'count',
        pay: { kind: 'perUnit', rate: '10.00' },
        factors: ['grade'],
      },
    ],
  })
  await office.as('王芳').policies.submit({ id })
  await office.as('李强').policies.approve({ id })
  batch = (await office.importText('entries', [HEAD, '2026-09-02,W1,放号,1390000001,1,0,A1'])).batch ?? 0
  ;({ id: adjustment } = await office
    .as('王芳')
    .settlements.adjust({ period: september, outlet: 'W1', kind: 'bonus', amount: '3.00', reason: '奖' }))
  await office.as('李强').settlements.confirmAdjustment({ id: adjustment })
  await office.as('王芳').settlements.calculate({ period: september })
  await office.as('李强').settlements.review({ period: september })
  await office.as('李强').settlements.approve({ period: september })
  await office.as('李强').settlements.close({ period: september })
  before = papers(office.desk)
  expect(before).toContain('13.00')
})
afterAll(() => office.close())

test('imports: late rows come in but change nothing; rows that it used can be neither replaced nor undone', async () => {
  await office.importText('entries', [HEAD, '2026-09-03,W1,放号,1390000002,1,0,A2'])
  const same = [HEAD, '2026-09-02,W1,放号,1390000001,5,0,A1']
  for (const duplicates of ['overwrite', 'fillBlanks', 'skip'])
    await office.importText('entries', same, { duplicates }).catch(() => undefined)
  await office.importText('outlets', ['网点编码,网点名称,渠道类别,分级', 'W1,改名,社会,C'], { duplicates: 'overwrite' })
  expect(await refusalCode(office.as('王芳').ledgers.undo({ id: batch, reason: '撤' }))).toBe('BATCH_USED')
  expect(papers(office.desk)).toBe(before)
})

test('every procedure, with whatever it may take', { timeout: 60_000 }, async () => {
  const guesses = [
    undefined,
    {},
    { period: september },
    { period: september, reason: '改' },
    { period: september, reason: '改', password: 'guess-password' },
    { period: september, outlets: ['W1'] },
    { period: september, outlets: ['W1'], answer: 'consented', saidBy: '谁' },
    { period: september, outlet: 'W1', kind: 'bonus', amount: '9.00', reason: '改' },
    { period: september, outlet: 'W1', about: '漏', text: '漏', raisedBy: '谁' },
    { period: september, agents: ['D1'], reason: '改' },
    { period: september, agents: ['D1'] },
    { period: september, agent: 'D1', reason: '改' },
    { id: adjustment },
    { id: adjustment, reason: '改' },
    { id: batch, reason: '改' },
    { by: 'grade', from: september, table: { A: '9' } },
    { from: september, rate: '9', match: '9' },
    { code: 'W1', fields: { grade: 'C' }, from: '2026-09-01' },
    { code: 'D1', fields: { payeeName: '别人', account: '1' }, from: '2026-09-01' },
  ]
  const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>
  // accounts and the sample's end have nothing to do with months; a paid payment is a state beside the documents
  const others = /^(session|users|county|sample|store|demo)\./
  const names = Object.keys(procedures).filter(
    (name) => procedures[name]!._def.type === 'mutation' && !others.test(name),
  )
  expect(names.length).toBeGreaterThan(30)
  let done = 0
  for (const person of ['李强', '管理员']) {
    for (const name of names) {
      const [noun, verb] = name.split('.') as [string, string]
      const caller = office.as(person) as unknown as Record<
        string,
        Record<string, (input: unknown) => Promise<unknown>>
      >
      for (const guess of guesses) {
        await caller[noun]![verb]!(guess).then(
          () => done++,
          () => undefined,
        )
      }
    }
    expect(papers(office.desk), person).toBe(before)
  }
  // some guesses were right: they did something, elsewhere
  expect(done).toBeGreaterThan(5)
  expect(await office.as('管理员').audit.verify({})).toMatchObject({ ok: true, closedDocuments: { changed: [] } })
})

test('past the services: the store itself refuses', () => {
  const { store } = office.desk.office
  for (const sql of [
    "UPDATE closed_documents SET document = '{}'",
    'DELETE FROM closed_documents',
    "UPDATE policies SET document = '{}'",
    "UPDATE audit SET user = '别人'",
  ])
    expect(() => store.write((db) => db.run(sql)), sql).toThrow(/never|append-only/)
  expect(papers(office.desk)).toBe(before)
})

test('the command line asks the same services', { timeout: 60_000 }, async () => {
  const late = join(office.dataDir, 'late.csv')
  writeFileSync(late, `${HEAD}\n2026-09-04,W1,放号,1390000003,1,0,A3\n`)
  const { dataDir } = office
  // one process holds a store: the office lets go of it while the command line has it
  await office.desk.close()
  const terminal = {
    env: { DESK_PASSWORD: 'test-password' },
    say: () => undefined,
    input: () => Promise.resolve(''),
    untilStopped: () => Promise.resolve(),
  }
  const desk = (...words: string[]) =>
    runDesk(readArguments([...words, '--data', dataDir, '--user', '管理员']), terminal)
  const asked = JSON.stringify({ period: september })
  const reason = JSON.stringify({ period: september, reason: '改' })
  expect(await refusalCode(desk('call', 'settlements.calculate', asked))).toBe('PERIOD_CLOSED')
  expect(await refusalCode(desk('call', 'settlements.sendBack', reason))).toBe('PERIOD_CLOSED')
  expect(await refusalCode(desk('call', 'checking.skip', reason))).toBe('PERIOD_CLOSED')
  expect(await refusalCode(desk('call', 'ledgers.undo', JSON.stringify({ id: batch, reason: '撤' })))).toBe(
    'BATCH_USED',
  )
  await desk('import', 'entries', late)
  await office.reopen()
  expect(papers(office.desk)).toBe(before)
})
