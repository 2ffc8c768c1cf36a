/** Who is in front of the window, for what is remembered per person (drafts, column layouts). Set by the frame. */

import { createContext, useContext } from 'react'

export const WhoContext = createContext('')

/** The signed-in user's name; empty before signing in. */
export const useWho = (): string => useContext(WhoContext)
