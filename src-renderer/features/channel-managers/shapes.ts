/** What the screens of channel managers share, as the back office answers it. */

import type { client } from '../../api/client.ts'

export type Manager = Awaited<ReturnType<typeof client.channelManagers.get.query>>
