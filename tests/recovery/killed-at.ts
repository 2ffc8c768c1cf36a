/**
 * A process that dies in the n-th transaction of its work, just before it is committed: `killed-at DATA N import KIND FILE` or
 * `killed-at DATA N undo BATCH`. Prints the answer where the work needs fewer transactions.
 */
import type { Store } from '../../src-main/data/store.ts'
import { openOffice } from '../support/office.ts'

const [data = '', deadly = '', act = '', what = '', file = ''] = process.argv.slice(2)
const office = await openOffice(undefined, data)
const store = office.desk.office.store as { -readonly [Name in keyof Store]: Store[Name] }
let transactions = 0

/** Dies inside the transaction, when all of it is done but the commit. */
function dying(transact: Store['write']): Store['write'] {
  return (work) =>
    transact((db) => {
      const result = work(db)
      if (++transactions === Number(deadly)) process.kill(process.pid, 'SIGKILL')
      return result
    })
}
store.write = dying(store.write)
store.step = dying(store.step)

const admin = office.as('管理员')
const answer =
  act === 'undo'
    ? await admin.ledgers.undo({ id: Number(what), reason: '导错了' })
    : await admin.ledgers.import({ kind: what as never, upload: office.desk.office.files.lendUpload(file).id })
await office.desk.close()
console.log(JSON.stringify({ ...answer, transactions }))
