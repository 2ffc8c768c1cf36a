/** Parts of a request that its page and its forms share: conditions answered and shown, what is still open. */

import { Input, Radio } from 'antd'
import { Link } from 'react-router'
import type { CheckedItem, ChecklistItem } from '../../../src-main/domain/checklist.ts'
import {
  answerWords,
  conditionWords,
  findingWords,
  openWorkWords,
} from '../../../src-main/domain/said/request-words.ts'
import { Field } from '../../ui/Field.tsx'
import { Money } from '../../ui/Figure.tsx'
import { DecimalInput } from '../../ui/NumberField.tsx'
import type { OpenWork } from './shapes.ts'
import './requests.css'

type Answers = Readonly<Record<string, string>>

/** One field for each condition. */
export function checklistFields(items: readonly ChecklistItem[], answers: Answers, onAnswer: (next: Answers) => void) {
  const set = (key: string, value: string) => onAnswer({ ...answers, [key]: value })
  return items.map((item) => {
    const value = answers[item.key] ?? ''
    return (
      <Field key={item.key} label={item.label} required={item.required} hint={conditionWords(item)}>
        {item.kind === 'number' ? (
          <DecimalInput
            value={value}
            {...(item.unit ? { suffix: item.unit } : {})}
            onChange={(next) => set(item.key, next)}
          />
        ) : item.kind === 'yesNo' ? (
          <YesNo value={value} label={item.label} onChange={(next) => set(item.key, next)} />
        ) : (
          <Input value={value} maxLength={200} onChange={(event) => set(item.key, event.target.value)} />
        )}
      </Field>
    )
  })
}

interface YesNoProps {
  readonly value: string
  readonly label: string
  readonly onChange: (value: string) => void
  readonly id?: string
}

function YesNo({ value, label, onChange, id }: YesNoProps) {
  return (
    <Radio.Group
      {...(id ? { id } : {})}
      aria-label={label}
      value={value || null}
      options={[
        { value: 'yes', label: '是' },
        { value: 'no', label: '否' },
      ]}
      onChange={(event) => onChange(String(event.target.value))}
    />
  )
}

export function ChecklistTable({ checklist }: { readonly checklist: readonly CheckedItem[] }) {
  return (
    <table className="plain fitted request-table" aria-label="准入条件">
      <thead>
        <tr>
          <th scope="col">条件</th>
          <th scope="col">要求</th>
          <th scope="col">填报</th>
          <th scope="col">结论</th>
        </tr>
      </thead>
      <tbody>
        {checklist.map((item) => (
          <tr key={item.key}>
            <th scope="row">{item.label}</th>
            <td>{conditionWords(item)}</td>
            <td>{answerWords(item)}</td>
            <td className={item.finding === 'met' ? '' : 'wrong'}>{findingWords(item.finding)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What an exit leaves to be settled, each with a door to where it is settled. */
export function OpenWorkTable({ work }: { readonly work: OpenWork }) {
  if (work.items.length === 0) return <p className="quiet">没有未了的事项（{work.on}）。</p>
  return (
    <>
      <p className="quiet">
        {work.on} 的情况。退出后已挣的酬金照付，没有到期的分期照发。
        {work.lastOutlet ? '这是该代理商最后一个网点，保证金和基金请一并结清。' : ''}
      </p>
      <table className="plain fitted request-table" aria-label="未了的事项">
        <thead>
          <tr>
            <th scope="col">事项</th>
            <th scope="col">说明</th>
            <th scope="col" className="figure">
              件数
            </th>
            <th scope="col" className="figure">
              金额（元）
            </th>
          </tr>
        </thead>
        <tbody>
          {work.items.map(({ kind, about, count, amount, to }) => (
            <tr key={`${kind} ${about}`}>
              <th scope="row">
                <Link to={to}>{openWorkWords(kind)}</Link>
              </th>
              <td>{about}</td>
              <td className="figure">{count}</td>
              <td className="figure">{amount === null ? '—' : <Money value={amount} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
