/** The month being worked on: chosen in the month bar, kept while the window lives, the same for every screen. */

import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { isMonth, type Month } from '../../src-main/domain/month.ts'
import { trpc } from '../api/client.ts'

interface MonthChoice {
  readonly period: Month
  readonly choose: (period: Month) => void
}

const MonthContext = createContext<MonthChoice | null>(null)

const place = 'desk.period'

/** The month being worked on and how to change it. */
export function useMonth(): MonthChoice {
  const choice = useContext(MonthContext)
  if (!choice) throw new Error('useMonth outside of the frame')
  return choice
}

function chosenEarlier(): Month | undefined {
  const kept = sessionStorage.getItem(place)
  return kept && isMonth(kept) ? kept : undefined
}

interface MonthProviderProps {
  readonly waiting: ReactNode
  readonly trouble: (error: unknown, again: () => void) => ReactNode
  readonly children: ReactNode
}

/** Starts with the month chosen earlier in this window, else with the one that the office works on now. */
export function MonthProvider({ waiting, trouble, children }: MonthProviderProps) {
  const [chosen, setChosen] = useState(chosenEarlier)
  const current = useQuery(trpc.month.current.queryOptions(undefined, { enabled: chosen === undefined }))
  const choose = useCallback((period: Month) => {
    sessionStorage.setItem(place, period)
    setChosen(period)
  }, [])
  const period = chosen ?? current.data?.period
  // Closing a month moves the office on, but not the person who is still looking at it.
  if (chosen === undefined && period !== undefined) setChosen(period)
  const value = useMemo(() => period && { period, choose }, [period, choose])
  if (current.error && !value) return trouble(current.error, () => void current.refetch())
  return value ? <MonthContext value={value}>{children}</MonthContext> : waiting
}
