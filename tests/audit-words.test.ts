/** Every act that the record can hold has a word on the screen, and no word is for an act that is gone. */
import { expect, test } from 'vitest'
import { appRouter } from '../src-main/api/router.ts'
import { auditWords, knownActs } from '../src-main/domain/said/audit-words.ts'

/** Mutations that leave no row: they change nothing in the store. */
const UNRECORDED = [
  'session.signOut',
  'sample.install',
  'jobs.cancel',
  'audit.verify',
  'store.backup',
  'store.backupTo',
  'lists.export',
  'outlets.batchPreview',
  'batches.exportRows',
  'policies.runExamples',
  'attachments.open',
  // its row is that of attachments.add
  'attachments.addFile',
  'settlements.explainMissingList',
  'answers.comingDue',
  'paying.openFile',
  'paying.readResult',
  'paying.noticeFile',
  'paying.writePaper',
  'reports.write',
  'requests.writePaper',
  'reports.make',
]
/** Acts that are not procedures. */
const OWN = [
  'session.signIn',
  'demo.install',
  'register.reachDay',
  // rows of before the city's figures were set as a block
  'gradings.setReference',
]

test('words and procedures agree', () => {
  const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>
  const mutations = Object.entries(procedures)
    .filter(([, { _def }]) => _def.type === 'mutation')
    .map(([name]) => name)
  const readers = /^ledgers\.(export|mistakes|inspect|values|errorFile|template)/
  const recorded = mutations.filter((name) => !UNRECORDED.includes(name) && !readers.test(name))
  expect(recorded.filter((act) => auditWords(act) === '其他')).toEqual([])
  expect(knownActs.filter((act) => !recorded.includes(act) && !OWN.includes(act))).toEqual([])
})
