/** The bridge as the API answers it. */

import type { client } from '../../api/client.ts'

export type Bridge = Awaited<ReturnType<typeof client.answers.bridge.query>>
export type BridgeRow = Bridge['outlets'][number]
