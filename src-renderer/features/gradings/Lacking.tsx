/** What a door of a grading's missing values asked for (`?grading=7&lacks=I2&outlet=W001`): the outlets that lack it, and the way back. */

import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { Month } from '../../../src-main/domain/month.ts'
import { spanWords } from '../../../src-main/domain/said/grading-words.ts'
import { type client, trpc } from '../../api/client.ts'
import { countText } from '../../ui/figures.ts'
import { useKeys } from '../../ui/useKeys.ts'
import { valuesOf } from './missing-values.ts'
import './gradings.css'

export type Lacking = Awaited<ReturnType<typeof client.gradings.lacking.query>>

/** `asked`: a door led here, though what it asked for may still be read. */
export function useLacking() {
  const [params] = useSearchParams()
  const id = Number(params.get('grading') ?? 0)
  const indicator = params.get('lacks') ?? ''
  const asked = id > 0 && indicator !== ''
  const found = useQuery(trpc.gradings.lacking.queryOptions({ id, indicator }, { enabled: asked, staleTime: 0 }))
  return { asked, lacking: found.data, error: found.error, outlet: params.get('outlet') ?? undefined }
}

interface LackingLineProps {
  readonly lacking: Lacking
  /** Only its outlets are shown. */
  readonly only: boolean
  readonly onOnly: (only: boolean) => void
  /** The month looked at. */
  readonly period: Month
  /** Chooses another one of the grading's months; absent where all are looked at together. */
  readonly onPeriod?: (period: Month) => void
}

/** What is lacking, for which grading, with the way back (Esc). */
export function LackingLine({ lacking, only, onOnly, period, onPeriod }: LackingLineProps) {
  const navigate = useNavigate()
  const back = valuesOf(lacking.id)
  const goBack = () => navigate(back)
  useKeys({ Esc: goBack })
  const { months, outlets } = lacking
  return (
    <p className="lacking-line" role="status">
      <Link to={back} title="Esc">
        回评定
      </Link>
      <span>
        “{lacking.title}”{spanWords([months[0]!, months.at(-1)!])}缺“{lacking.indicator.title}”的{' '}
        {countText(outlets.length)} 家{only ? '，只列这些' : ''}。
        {months.length > 1 ? '这几个月里有一个月有数就行。' : ''}
      </span>
      {months.length > 1 && onPeriod
        ? months.map((month) => (
            <button
              key={month}
              type="button"
              className="why"
              aria-pressed={month === period}
              onClick={() => onPeriod(month)}
            >
              {Number(month.slice(5))}月
            </button>
          ))
        : null}
      <Button type="link" onClick={() => onOnly(!only)}>
        {only ? '看全部网点' : '只看缺的'}
      </Button>
    </p>
  )
}
