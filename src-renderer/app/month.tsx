/** The month being worked on: chosen in the month bar, kept while the window lives, the same for every screen. */

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { previousMonth } from './month-order.ts'
import { useSession } from './session.tsx'

interface MonthChoice {
  /** "2026-10" */
  readonly period: string
  readonly choose: (period: string) => void
}

const MonthContext = createContext<MonthChoice>({ period: '', choose: () => {} })

const place = 'desk.period'

/** The month being worked on and how to change it. */
export const useMonth = (): MonthChoice => useContext(MonthContext)

/** Starts with the month chosen earlier in this window, else `suggested` (the open one), else last month. */
export function MonthProvider({
  suggested,
  children,
}: {
  readonly suggested?: string | undefined
  readonly children: ReactNode
}) {
  const { today } = useSession()
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(place) ?? undefined)
  const choose = useCallback((period: string) => {
    sessionStorage.setItem(place, period)
    setChosen(period)
  }, [])
  const period = chosen ?? suggested ?? previousMonth(today)
  const value = useMemo(() => ({ period, choose }), [period, choose])
  return <MonthContext value={value}>{children}</MonthContext>
}
