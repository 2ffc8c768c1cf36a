/**
 * A day or month as a picker takes it, the same object as long as it is the same day: given another one, a picker drops
 * what is being typed into it, and a form is drawn anew whenever anything on it changes.
 */

import dayjs, { type Dayjs } from 'dayjs'
import { useMemo } from 'react'

/** `text`: "2026-10-31" or "2026-10"; null for "" and undefined. */
export const usePickedDay = (text: string | undefined): Dayjs | null =>
  useMemo(() => (text ? dayjs(text) : null), [text])
