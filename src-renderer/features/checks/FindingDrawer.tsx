/** One finding: what was found by what, why it is looked for, what to do, who looked at it; and the door to its place. */

import { Button, Drawer } from 'antd'
import { Link } from 'react-router'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import { localTime } from '../../ui/moments.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { useKeys } from '../../ui/useKeys.ts'
import { type Finding, findingState, type MonthFindings, resultLabel } from './check-words.ts'

interface FindingDrawerProps {
  readonly finding: Finding
  readonly check: MonthFindings['checks'][number] | undefined
  readonly onLook: () => void
  readonly onClose: () => void
}

export function FindingDrawer({ finding, check, onLook, onClose }: FindingDrawerProps) {
  const person = usePerson()
  const notReviewer = useMissingRole(['reviewer'])
  const isMine = finding.people.includes(person.name) ? '说的就是您经办的事，要由另一个人来看' : undefined
  const disabled = notReviewer ?? isMine
  useKeys({ Esc: onClose })
  return (
    <Drawer open title={finding.title} size={560} onClose={onClose} keyboard={false}>
      <p>
        <b>{finding.name}</b> <StateTag {...findingState(finding)} />
      </p>
      <p>{finding.said}。</p>
      <table className="plain-table" aria-label="依据">
        <tbody>
          {finding.evidence.map(([label, value], at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines never move
            <tr key={at}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <Link to={finding.link}>打开相关的页面</Link>
      </p>
      <p className="quiet">为什么查：{check?.why}</p>
      <p className="quiet">怎么办：{check?.act}</p>
      {finding.looks.length > 0 ? (
        <ul>
          {finding.looks.map(({ at, user, result, note }) => (
            <li key={at}>
              {localTime(at)} {user}　{resultLabel(result)}：{note}
            </li>
          ))}
        </ul>
      ) : null}
      <Button type="primary" disabled={disabled !== undefined} title={disabled} onClick={onLook}>
        登记结论
      </Button>
      {disabled ? <p className="quiet">{disabled}。</p> : null}
    </Drawer>
  )
}
