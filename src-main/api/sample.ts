/** The sample county, offered on the first run: an office to try everything on, with invented data. */
import { join } from 'node:path'
import { z } from 'zod'
import { markForLayingAside } from '../data/laid-aside.ts'
import { Refusal } from '../domain/refusal.ts'
import { countyOf } from '../services/accounts/accounts.ts'
import { installSample } from '../services/demo/install.ts'
import { command, job, nothing, router } from './procedure.ts'
import { password } from './schemas/common.ts'

export const sample = router({
  /**
   * Fills an empty store with the small sample; its ledgers wait as workbooks in a folder of the data directory.
   * Refused with ALREADY_SET_UP once there is an office, so that nobody needs to be signed in.
   */
  install: job({
    access: 'everyone',
    input: z.object({ password }).strict(),
    lock: 'store',
    run: async (office, _actor, running, input) => {
      const folder = join(office.store.dataDir, '样例工作簿')
      const installed = await installSample(office, running, { size: 'small', folder, password: input.password })
      return { ...installed, folder }
    },
  }),
  /** The sample's store is laid aside at the next start, so that the real office can be set up. */
  end: command({
    access: ['admin'],
    input: nothing,
    run: (cx, _input, _prepared, office) => {
      if (!countyOf(cx.db)?.sample) throw new Refusal('WRONG_STATE', { what: 'county', state: 'real' })
      markForLayingAside(office.store.dataDir)
      return { restart: true }
    },
    subject: () => 'county:sample',
  }),
})
