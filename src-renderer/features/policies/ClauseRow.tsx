/** A line of a clause's card: its label and its controls, with the fault below. */

import type { ReactNode } from 'react'

interface ClauseRowProps {
  readonly label: string
  readonly fault?: string | undefined
  readonly children: ReactNode
}

export function ClauseRow({ label, fault, children }: ClauseRowProps) {
  return (
    <div className="clause-row">
      <span className="clause-label">{label}</span>
      <div className="clause-controls">
        {children}
        {fault ? <span className="wrong">{fault}</span> : null}
      </div>
    </div>
  )
}
