/** 工作台: the month told as a list of what is to be done next, by me and by others, with the money so far. */

import { monthWords } from '../../api/terms.ts'
import { useMonth } from '../../app/month.tsx'

export function Workbench() {
  const { period } = useMonth()
  return (
    <section className="thing-page">
      <header className="page-head">
        <h1>{monthWords(period)}</h1>
      </header>
    </section>
  )
}
