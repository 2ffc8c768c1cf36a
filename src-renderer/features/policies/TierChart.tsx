/** What a clause pays over its measure as a small drawing, so that a jump or a fall is seen before it is approved. */

import type { Clause } from '../../../src-main/domain/policy.ts'
import { countText } from '../../ui/figures.ts'
import { clauseChart } from './tier-points.ts'

const size = { width: 250, height: 110, left: 44, bottom: 18, top: 8, right: 10 }

export function TierChart({ clause }: { readonly clause: Clause }) {
  const { strokes, along } = clauseChart(clause)
  const points = strokes.flat()
  const most = Math.max(0, ...points.map(({ pays }) => pays))
  const far = Math.max(0, ...points.map(({ measure }) => measure))
  if (!(most > 0 && far > 0)) return null
  const x = (measure: number) => size.left + (measure / far) * (size.width - size.left - size.right)
  const y = (pays: number) => size.height - size.bottom - (pays / most) * (size.height - size.bottom - size.top)
  const thresholds = [...new Set(strokes.map((stroke) => stroke[0]?.measure ?? 0))].filter((from) => from > 0)
  const words = `${countText(Math.round(far))} 时付 ${countText(Math.round(most))} 元`
  return (
    <svg
      className="tier-chart"
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={`计酬走势：${words}`}
    >
      <line x1={size.left} y1={y(0)} x2={size.width - size.right} y2={y(0)} className="axis" />
      <line x1={size.left} y1={y(0)} x2={size.left} y2={size.top} className="axis" />
      {thresholds.map((from, i) => (
        <g key={from}>
          <line x1={x(from)} y1={y(0)} x2={x(from)} y2={size.top} className="threshold" />
          {(i === 0 || x(from) - x(thresholds[i - 1] ?? 0) > 34) && (along === '' || x(from) < size.width - 70) ? (
            <text x={x(from)} y={size.height - 5} textAnchor="middle">
              {shortText(from)}
            </text>
          ) : null}
        </g>
      ))}
      {strokes.map((stroke) => (
        <polyline
          key={`${stroke[0]?.measure} ${stroke[1]?.measure}`}
          points={stroke.map(({ measure, pays }) => `${x(measure)},${y(pays)}`).join(' ')}
          className="stroke"
        />
      ))}
      <text x={size.left - 4} y={size.top + 8} textAnchor="end">
        {shortText(most)}
      </text>
      <text x={size.left - 4} y={y(0)} textAnchor="end">
        0 元
      </text>
      {along === '' ? null : (
        <text x={size.width - size.right} y={size.height - 5} textAnchor="end" className="along">
          {along}
        </text>
      )}
    </svg>
  )
}

const shortText = (value: number): string =>
  value >= 10_000 ? `${Number((value / 10_000).toFixed(1))}万` : countText(Number(value.toFixed(value < 10 ? 2 : 0)))
