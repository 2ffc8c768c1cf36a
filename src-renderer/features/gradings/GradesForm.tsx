/** From totals to grades: lines on the total, or shares in rank order; bonus points and what holds a grade down. */

import { Button, Select } from 'antd'
import type { Bonus, Grades, Scheme, Veto } from '../../../src-main/domain/grading/scheme.ts'
import { gradeNames } from '../../../src-main/domain/grading/scheme.ts'
import {
  bonusSentence,
  gradesSentence,
  gradeWords,
  vetoSentence,
} from '../../../src-main/domain/grading/scheme-sentence.ts'
import { DecimalInput } from '../../ui/NumberField.tsx'
import { ClauseRow } from '../policies/ClauseRow.tsx'
import { below, type Faults, faultAt } from '../policies/faults.ts'
import { RowTable } from '../policies/RowTable.tsx'
import { blankGrades, takenOff, tidyBonus } from './blank-scheme.ts'
import { gradeKindChoices } from './grading-words.ts'
import { NameField } from './SourceForm.tsx'

interface GradesFormProps {
  readonly scheme: Scheme
  readonly set: (part: Partial<Scheme>) => void
  readonly faults: Faults
}

export function GradesForm({ scheme, set, faults }: GradesFormProps) {
  const { grades } = scheme
  return (
    <section className="clause-card" aria-label="等级">
      <header className="clause-head">
        <strong>等级</strong>
        <Select
          aria-label="怎样定级"
          style={{ width: 210 }}
          value={grades.kind}
          options={[...gradeKindChoices]}
          onChange={(kind) => set({ grades: blankGrades(kind, scheme.result) })}
        />
        {faultAt(faults, 'grades') ? <span className="wrong">{faultAt(faults, 'grades')}</span> : null}
      </header>
      <div className="clause-form">
        <GradeTable grades={grades} set={set} faults={below(faults, 'grades')} />
        <Said say={() => gradesSentence(grades, scheme.result)} />
        <BonusRows scheme={scheme} set={set} faults={below(faults, 'bonuses')} />
        <VetoRows scheme={scheme} set={set} faults={below(faults, 'vetoes')} />
      </div>
    </section>
  )
}

function Said({ say }: { readonly say: () => string }) {
  try {
    return <p className="said">{say()}。</p>
  } catch {
    return null
  }
}

function GradeTable({ grades, set, faults }: { grades: Grades } & Omit<GradesFormProps, 'scheme'>) {
  if (grades.kind === 'thresholds')
    return (
      <RowTable
        label="等级"
        columns={[
          { key: 'from', title: '总分从（含）', kind: 'decimal', suffix: '分' },
          { key: 'grade', title: '等级', kind: 'text' },
        ]}
        rows={grades.bands}
        blank={{ from: '', grade: '' }}
        onChange={(bands) => set({ grades: { kind: 'thresholds', bands } })}
        faults={below(faults, 'bands')}
        row="级"
        note="最低一级从 0 起"
      />
    )
  return (
    <RowTable
      label="等级"
      columns={[
        { key: 'grade', title: '等级', kind: 'text' },
        { key: 'percent', title: '比例', kind: 'decimal', suffix: '%' },
      ]}
      rows={grades.shares}
      blank={{ grade: '', percent: '' }}
      onChange={(shares) => set({ grades: { kind: 'quota', shares } })}
      faults={below(faults, 'shares')}
      row="级"
      note="从高到低写，合计 100%"
    />
  )
}

const addedTo = <Item,>(list: readonly Item[] | undefined, item: Item): Item[] => [...(list ?? []), item]
const without = <Item,>(list: readonly Item[] | undefined, at: number): Item[] =>
  (list ?? []).filter((_, i) => i !== at)
const replaced = <Item,>(list: readonly Item[] | undefined, at: number, item: Item): Item[] =>
  (list ?? []).map((one, i) => (i === at ? item : one))

function BonusRows({ scheme, set, faults }: GradesFormProps) {
  const { bonuses } = scheme
  const change = (at: number, bonus: Bonus) => set({ bonuses: replaced(bonuses, at, bonus) })
  return (
    <ClauseRow label="加分项">
      {(bonuses ?? []).map((bonus, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place while it is being typed
        <div key={at} className="extra-row">
          <NameField
            label={`第 ${at + 1} 条加分的指标`}
            hint="按哪个指标"
            value={bonus.indicator}
            fault={faultAt(faults, at, 'indicator')}
            onChange={(indicator) => change(at, { ...bonus, indicator })}
          />
          <span>每 1</span>
          <Select
            aria-label="加还是扣"
            style={{ width: 64 }}
            value={bonus.each.startsWith('-') ? 'takes' : 'adds'}
            options={[
              { value: 'adds', label: '加' },
              { value: 'takes', label: '扣' },
            ]}
            onChange={(way) => {
              const points = bonus.each.replace('-', '')
              change(at, { ...bonus, each: way === 'takes' ? `-${points}` : points })
            }}
          />
          <DecimalInput
            aria-label="每 1 几分"
            width={72}
            suffix="分"
            value={bonus.each.replace('-', '')}
            onChange={(each) =>
              change(at, { ...bonus, each: bonus.each.startsWith('-') ? `-${each.replace('-', '')}` : each })
            }
          />
          <span className="inline">
            最多加
            <DecimalInput
              aria-label="最多加"
              width={84}
              suffix="分"
              placeholder="不限"
              value={bonus.most ?? ''}
              onChange={(most) => change(at, { ...bonus, most })}
            />
          </span>
          <span className="inline">
            最多扣
            <DecimalInput
              aria-label="最多扣"
              width={84}
              suffix="分"
              placeholder="不限"
              value={(bonus.least ?? '').replace('-', '')}
              onChange={(least) => change(at, { ...bonus, least: takenOff(least) })}
            />
          </span>
          <Button type="text" onClick={() => set({ bonuses: without(bonuses, at) })}>
            去掉
          </Button>
          {['each', 'most', 'least'].map((field) =>
            faultAt(faults, at, field) ? (
              <span key={field} className="wrong">
                {faultAt(faults, at, field)}
              </span>
            ) : null,
          )}
          <Said say={() => bonusSentence(tidyBonus(bonus))} />
        </div>
      ))}
      <Button
        type="link"
        className="add-condition"
        onClick={() => set({ bonuses: addedTo(bonuses, { indicator: '', each: '' }) })}
      >
        加一条加分或扣分
      </Button>
    </ClauseRow>
  )
}

function VetoRows({ scheme, set, faults }: GradesFormProps) {
  const { vetoes } = scheme
  const names = gradeNames(scheme.grades)
  const change = (at: number, veto: Veto) => set({ vetoes: replaced(vetoes, at, veto) })
  return (
    <ClauseRow label="一票否决">
      {(vetoes ?? []).map((veto, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place while it is being typed
        <div key={at} className="extra-row">
          <NameField
            label={`第 ${at + 1} 条否决的指标`}
            hint="哪个指标，如 重大投诉"
            value={veto.indicator}
            fault={faultAt(faults, at, 'indicator')}
            onChange={(indicator) => change(at, { ...veto, indicator })}
          />
          <span>到了</span>
          <DecimalInput
            aria-label="到了"
            width={72}
            value={veto.from}
            onChange={(from) => change(at, { ...veto, from })}
          />
          <span>不得高于</span>
          <Select
            aria-label="不得高于"
            style={{ width: 84 }}
            {...(veto.notAbove ? { value: veto.notAbove } : {})}
            options={names.map((grade) => ({ value: grade, label: gradeWords(grade, scheme.result) }))}
            onChange={(notAbove) => change(at, { ...veto, notAbove })}
          />
          <Button type="text" onClick={() => set({ vetoes: without(vetoes, at) })}>
            去掉
          </Button>
          {['from', 'notAbove'].map((field) =>
            faultAt(faults, at, field) ? (
              <span key={field} className="wrong">
                {faultAt(faults, at, field)}
              </span>
            ) : null,
          )}
          <Said say={() => vetoSentence(veto, scheme.result)} />
        </div>
      ))}
      <Button
        type="link"
        className="add-condition"
        onClick={() => set({ vetoes: addedTo(vetoes, { indicator: '', from: '1', notAbove: names.at(-1) ?? '' }) })}
      >
        加一条否决
      </Button>
    </ClauseRow>
  )
}
