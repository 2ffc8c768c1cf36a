/** 看某一天的档案: an outlet or agent as it was, or will be, on another day; the page is tinted, so nobody takes it for today. */

import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { useSession } from '../../app/session.tsx'
import { DayPicker } from '../../ui/DayPicker.tsx'
import '../requests/requests.css'

/** The day in the address; undefined for today. */
export function useOtherDay(): IsoDate | undefined {
  const [params] = useSearchParams()
  const { today } = useSession()
  const on = params.get('on')
  return on && /^\d{4}-\d{2}-\d{2}$/.test(on) && on !== today ? (on as IsoDate) : undefined
}

/** The choice of the day, and under it the file of that day. */
export function OtherDay({ children }: { readonly children: ReactNode }) {
  const on = useOtherDay()
  const { today } = useSession()
  const [, setParams] = useSearchParams()
  const choose = (day: string) =>
    setParams(
      (before) => {
        if (day && day !== today) before.set('on', day)
        else before.delete('on')
        before.delete('edit')
        return before
      },
      { replace: true },
    )
  return (
    <div className={on ? 'other-day' : ''}>
      <div className="day-line">
        <DayPicker allowClear aria-label="看某一天的档案" placeholder="看某一天" value={on ?? ''} onChange={choose} />
        {on ? (
          <>
            <b className="late">这是 {on} 的档案，不是今天的。</b>
            <button type="button" className="why" onClick={() => choose('')}>
              回到今天
            </button>
          </>
        ) : null}
      </div>
      {children}
    </div>
  )
}
