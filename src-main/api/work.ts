/** Procedures about the program's own work: running jobs, the audit chain, backups. */
import { z } from 'zod'
import { auditPage, verifyAll } from '../services/audit.ts'
import { backUp, listBackups } from '../services/backups.ts'
import { act, job, nothing, query, router } from './procedure.ts'
import { page } from './schemas/common.ts'

export const jobs = router({
  list: query({ input: nothing, run: (_cx, _input, office) => office.jobs.list() }),
  cancel: act({
    access: 'signedIn',
    input: z.object({ id: z.string() }).strict(),
    run: (office, input) => ({ cancelled: office.jobs.cancel(input.id) }),
  }),
})

export const audit = router({
  list: query({
    access: ['reviewer', 'admin'],
    input: page.extend({ subject: z.string().optional(), user: z.string().optional() }).strict(),
    run: auditPage,
  }),
  verify: job({
    access: 'signedIn',
    input: nothing,
    lock: null,
    run: (office, _actor, running) => verifyAll(office, running),
  }),
})

export const store = router({
  /** A checked copy of the store: to a file that the command line names, else among the backups of the data directory. */
  backup: job({
    access: ['admin'],
    input: nothing,
    lock: 'backup',
    run: (office, _actor, running) => backUp(office, running),
  }),
  backupTo: job({
    access: ['admin'],
    input: z.object({ file: z.string().min(1) }).strict(),
    lock: 'backup',
    localOnly: true,
    subject: (input) => input.file,
    run: (office, _actor, running, input) => backUp(office, running, input.file),
  }),
  backups: query({ access: ['admin'], input: nothing, run: (_cx, _input, office) => listBackups(office) }),
})
