/** What the screens of regions share, as the back office answers it. */

import type { client } from '../../api/client.ts'

export type Region = Awaited<ReturnType<typeof client.regions.tree.query>>[number]
