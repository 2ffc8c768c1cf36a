/** The sample county, offered on the first run: an office to try everything on, with invented data. */
import { join } from 'node:path'
import { z } from 'zod'
import { installSample } from '../services/demo/install.ts'
import { job, router } from './procedure.ts'
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
})
