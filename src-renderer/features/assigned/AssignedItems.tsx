/** The month's items of the list: what each is to be, who said so, and both sides' sums. */

import { Money } from '../../ui/Figure.tsx'
import { countText } from '../../ui/figures.ts'
import { momentWords } from '../../ui/moments.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { type ComparedItem, decisionWords } from './shapes.ts'

export function AssignedItems({
  items,
  onDecide,
}: {
  readonly items: readonly ComparedItem[]
  readonly onDecide: (item: ComparedItem) => void
}) {
  return (
    <div className="assigned-items">
      <table className="paper-table" aria-label="清单的项目">
        <thead>
          <tr>
            <th>项目</th>
            <th>处理</th>
            <th className="figure">网点</th>
            <th className="figure">清单金额</th>
            <th className="figure">本县金额</th>
            <th className="figure">本县 − 清单</th>
            <th className="figure">有差异</th>
            <th>决定</th>
            <th aria-label="修改" />
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.code}>
              <td>{item.name}</td>
              <td>
                {item.decision ? (
                  decisionWords(item.decision)
                ) : (
                  <StateTag label={decisionWords(item.decision)} tone="late" />
                )}
              </td>
              <td className="figure">{countText(item.outlets)}</td>
              <td className="figure">
                <Money value={item.theirs} />
              </td>
              <td className="figure">{item.ours === null ? '—' : <Money value={item.ours} />}</td>
              <td className="figure">{item.difference === null ? '—' : <Money value={item.difference} />}</td>
              <td className="figure">{item.ours === null ? '—' : countText(item.differing)}</td>
              <td className="quiet">{item.decision ? `${item.decision.user} ${momentWords(item.decision.at)}` : ''}</td>
              <td>
                <button type="button" className="why" onClick={() => onDecide(item)}>
                  {item.decision ? '修改' : '决定'}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
