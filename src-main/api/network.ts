/** Procedures about the network of outlets as a picture (网络概况), and the very outlets behind each of its values. */
import { z } from 'zod'
import { networkOutlets, networkPicture } from '../services/network/picture.ts'
import { query, router } from './procedure.ts'
import { month, period } from './schemas/common.ts'

const word = z.string().min(1).max(100).optional()

export const network = router({
  picture: query({ input: period, run: networkPicture }),
  outlets: query({
    input: z
      .object({
        month,
        what: z.enum(['inside', 'added', 'exited', 'all', 'signed', 'unsigned', 'longTerm']),
        type: word,
        status: z.enum(['planned', 'active', 'suspended', 'exited']).optional(),
        centre: word,
        township: word,
        tier: word,
        partner: z.boolean().optional(),
      })
      .strict(),
    run: networkOutlets,
  }),
})
