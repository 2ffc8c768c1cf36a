/** The table of our columns: the file's heading for each, how it was found, what stands there, what else stands in for it. */

import { Button, Checkbox, Input, Select } from 'antd'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import type { ColumnsStepProps } from './ColumnsStep.tsx'
import { type ChosenColumn, samplesOf, withColumn } from './column-choice.ts'
import { unknownWords } from './value-words.ts'

interface ColumnTableProps extends ColumnsStepProps {
  readonly onWords: (key: string) => void
}

const hows: Readonly<Record<ChosenColumn['how'], string>> = {
  exact: '同名',
  alias: '别名',
  likely: '相近',
  saved: '已存',
  chosen: '您指定',
  none: '—',
}

export function ColumnTable(props: ColumnTableProps) {
  return (
    <table className="plain-table column-table" aria-label="列的对应">
      <thead>
        <tr>
          <th>系统的列</th>
          <th>文件里的列</th>
          <th>怎么认的</th>
          <th>文件里写的</th>
          <th>没写时填</th>
          <th>词和码</th>
        </tr>
      </thead>
      <tbody>
        {props.chosen.map((one) => (
          <ColumnRow key={one.column.key} {...props} one={one} />
        ))}
      </tbody>
    </table>
  )
}

interface ColumnRowProps extends ColumnTableProps {
  readonly one: ChosenColumn
}

function ColumnRow(props: ColumnRowProps) {
  const { one, chosen, sheet, choices, onChoose } = props
  const { column, heading, how } = one
  const choose = (next: string | null) => onChoose({ mapping: withColumn(chosen, choices.mapping, column.key, next) })
  const headings = [...new Set(sheet.header?.headings.filter((each) => each !== '') ?? [])]
  const samples = heading === null ? [] : samplesOf(sheet, heading)
  const shift = sheet.header?.columns.find((each) => each.key === column.key && each.heading === heading)?.shift ?? 0
  const likely = one.likely ?? likelyCodes(props)
  return (
    <tr>
      <td title={column.note ?? undefined}>
        {column.heading}
        {column.required ? (
          <span className="needed" title="必填">
            *
          </span>
        ) : null}
      </td>
      <td>
        <Select
          allowClear
          showSearch
          aria-label={`${column.heading}用文件里的哪一列`}
          placeholder="没有"
          style={{ width: 190 }}
          options={headings.map((value) => ({ value, label: value }))}
          value={heading}
          onChange={(next: string | null | undefined) => choose(next ?? null)}
        />
      </td>
      <td>
        {likely ? (
          <Button type="link" className="likely" onClick={() => choose(likely)}>
            可能是“{likely}”，用它
          </Button>
        ) : (
          hows[how]
        )}
      </td>
      <td className="samples" title={samples.join('，')}>
        {samples.join('，')}
        {shift === 0 ? null : <span className="quiet"> 按表头的单位换算成元</span>}
      </td>
      <td>
        <StandIn {...props} />
      </td>
      <td>
        <Words {...props} />
      </td>
    </tr>
  )
}

/** Where no heading names the outlet: the one whose texts are outlets' codes. */
function likelyCodes({ one, chosen, values }: ColumnRowProps): string | null {
  if (!one.column.outlet || one.heading !== null) return null
  const free = (values?.outletCodes ?? []).filter(({ heading }) => !chosen.some((each) => each.heading === heading))
  const most = free
    .map(({ heading, kinds, of }) => ({ heading, share: Math.max(...Object.values(kinds)) / of }))
    .sort((a, b) => b.share - a.share)[0]
  return most && most.share >= 0.5 ? most.heading : null
}

/** What a row without this column says: a constant; for the month also one chosen here, or the one in the file's name. */
function StandIn({ one, inspected, choices, onChoose }: ColumnRowProps) {
  const { column } = one
  const { mapping, period } = choices
  const set = (text: string) =>
    onChoose({ mapping: { ...mapping, constants: { ...(mapping.constants ?? {}), [column.key]: text } } })
  const value = mapping.constants?.[column.key] ?? ''
  const label = `${column.heading}没写时填`
  if (column.key === 'period') {
    const { monthInName } = inspected
    return (
      <div className="stand-in">
        <MonthPicker
          allowClear
          aria-label={label}
          disabled={mapping.periodFromFileName === true}
          value={period}
          onChange={(next) => onChoose({ period: next })}
        />
        {monthInName || mapping.periodFromFileName ? (
          <Checkbox
            checked={mapping.periodFromFileName === true}
            onChange={(event) => {
              const { periodFromFileName: _, ...rest } = mapping
              onChoose({
                mapping: event.target.checked ? { ...rest, periodFromFileName: true } : rest,
                ...(event.target.checked ? { period: undefined } : {}),
              })
            }}
          >
            用文件名里的{monthInName ? monthWords(monthInName) : '月份'}
          </Checkbox>
        ) : null}
      </div>
    )
  }
  if (column.words)
    return (
      <Select
        allowClear
        showSearch
        aria-label={label}
        style={{ width: 130 }}
        options={column.words.map((word) => ({ value: word, label: word }))}
        value={value === '' ? null : value}
        onChange={(next: string | null | undefined) => set(next ?? '')}
      />
    )
  // Every row has a code, a number, a name of its own.
  if (column.type === 'text') return null
  return (
    <Input
      aria-label={label}
      style={{ width: 130 }}
      maxLength={100}
      value={value}
      placeholder={column.type === 'date' ? '如 2026-10-31' : ''}
      onChange={(event) => set(event.target.value)}
    />
  )
}

/** Which of the outlets' codes the file uses; the file's words that are not ours. */
function Words({ one, values, choices, onChoose, onWords }: ColumnRowProps) {
  const { column, heading } = one
  const { mapping } = choices
  if (heading === null) return null
  if (column.outlet) {
    const found = values?.outletCodes.find((each) => each.heading === heading)
    const kinds = [...new Set([...(values?.codeKinds ?? []), ...(mapping.outletCodes ? [mapping.outletCodes] : [])])]
    const said = (kind: string) => (found?.kinds[kind] ? `${kind}（${found.kinds[kind]}/${found.of} 个对得上）` : kind)
    return (
      <Select
        aria-label="文件里用网点的哪一种码"
        style={{ width: 200 }}
        popupMatchSelectWidth={false}
        value={mapping.outletCodes ?? ''}
        options={[{ value: '', label: '哪种码都认' }, ...kinds.map((value) => ({ value, label: said(value) }))]}
        onChange={(next: string) => {
          const { outletCodes: _, ...rest } = mapping
          onChoose({ mapping: next === '' ? rest : { ...rest, outletCodes: next } })
        }}
      />
    )
  }
  if (column.words === null && column.type !== 'name') return null
  const told = values?.columns.find((each) => each.heading === heading)
  if (!told) return <span className="quiet">…</span>
  const words = mapping.values?.[column.key] ?? {}
  const unknown = column.words === null ? [] : unknownWords(told.values, values?.known[column.key] ?? {}, words)
  const mapped = Object.values(words).filter((word) => word !== '').length
  return (
    <Button
      type="link"
      className={unknown.length > 0 ? 'wrong-link' : ''}
      aria-label={`${column.heading}的词`}
      onClick={() => onWords(column.key)}
    >
      {unknown.length > 0
        ? `${unknown.length} 个词不认得`
        : `${told.values.length}${told.more ? ' 以上' : ''} 个词${mapped > 0 ? `，换了 ${mapped} 个` : ''}`}
    </Button>
  )
}
