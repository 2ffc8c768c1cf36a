/** The head of a scheme: name, whom it grades and how many that are, what it gives, how often, in which groups, the levels' shares. */

import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { isDecimal } from '../../../src-main/domain/exact.ts'
import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import type { OutletFilter } from '../../../src-main/domain/policy.ts'
import { trpc } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { countText } from '../../ui/figures.ts'
import { DecimalInput } from '../../ui/NumberField.tsx'
import { OutletFilterForm } from '../policies/FilterForm.tsx'
import { below, type Faults, faultAt } from '../policies/faults.ts'
import { levelsOf, withCategory, withResult } from './blank-scheme.ts'
import { categoryChoices, groupChoices, missingChoices, periodChoices, resultChoices } from './grading-words.ts'
import { percentOfLevel } from './level-share.ts'

interface SchemeHeadProps {
  readonly scheme: Scheme
  readonly set: (part: Partial<Scheme>) => void
  readonly faults: Faults
  readonly fixedCode: boolean
}

export function SchemeHead({ scheme, set, faults, fixedCode }: SchemeHeadProps) {
  const category = scheme.outlets.categories?.[0] ?? 'partner'
  const { categories, ...narrower } = scheme.outlets
  return (
    <>
      <FormGrid>
        <Field
          label="方案编码"
          required
          error={faultAt(faults, 'code')}
          hint={fixedCode ? '同一编码的各版是同一份方案' : '自己定，如 STAR-2026；以后改版用同一编码'}
        >
          <Input
            value={scheme.code}
            maxLength={64}
            disabled={fixedCode}
            onChange={(event) => set({ code: event.target.value.trim() })}
          />
        </Field>
        <Field label="方案名称" required error={faultAt(faults, 'title')}>
          <Input value={scheme.title} maxLength={100} onChange={(event) => set({ title: event.target.value })} />
        </Field>
        <Field label="评谁" required error={faultAt(faults, 'outlets', 'categories')}>
          <Select
            value={category}
            options={[...categoryChoices]}
            onChange={(next: 'own' | 'partner') => set({ outlets: withCategory(scheme, next).outlets })}
          />
        </Field>
        <Field label="评什么" required>
          <Select
            value={scheme.result ?? 'grade'}
            options={[...resultChoices]}
            onChange={(result) => {
              const { vetoes, ...next } = withResult(scheme, result)
              set({ ...next, vetoes })
            }}
          />
        </Field>
        <Field label="多久一次" required>
          <Select
            value={scheme.period ?? 'month'}
            options={[...periodChoices]}
            onChange={(period) => set({ period })}
          />
        </Field>
        <Field label="排名分组" required>
          <Select
            value={scheme.groupBy ?? 'none'}
            options={[...groupChoices]}
            onChange={(groupBy) => set({ groupBy })}
          />
        </Field>
        <CityShare levels={scheme.levels} fault={faultAt(faults, 'levels')} set={set} />
        <Field label="缺数时" required>
          <Select value={scheme.missing} options={[...missingChoices]} onChange={(missing) => set({ missing })} />
        </Field>
      </FormGrid>
      <OutletFilterForm
        category={category}
        value={Object.keys(narrower).length === 0 ? undefined : narrower}
        faults={below(faults, 'outlets')}
        onChange={(next) => set({ outlets: { categories: categories ?? [category], ...next } })}
      />
      <Named outlets={scheme.outlets} />
    </>
  )
}

interface CityShareProps {
  readonly levels: Scheme['levels']
  readonly fault: string | undefined
  readonly set: (part: Partial<Scheme>) => void
}

function CityShare({ levels, fault, set }: CityShareProps) {
  const city = percentOfLevel(levels.city)
  const county = isDecimal(levels.county) ? percentOfLevel(levels.county) : '—'
  return (
    <Field label="市考核占" required error={fault} hint={`县考核占 ${county}%；没有市考核就填 0`}>
      <DecimalInput
        value={city}
        suffix="%"
        onChange={(percent) => set({ levels: levelsOf(percent) ?? { city: '', county: '' } })}
      />
    </Field>
  )
}

/** How many outlets the filter names in the month worked on. */
function Named({ outlets }: { readonly outlets: OutletFilter }) {
  const { period } = useMonth()
  const complete = Object.values(outlets).every((list) => !Array.isArray(list) || list.length > 0)
  const named = useQuery(
    trpc.gradings.named.queryOptions({ outlets, period }, { enabled: complete, staleTime: 10_000 }),
  )
  const count = named.data?.outlets
  return (
    <p className={count === 0 ? 'wrong named-outlets' : 'quiet named-outlets'} aria-live="polite">
      {count === undefined
        ? ''
        : count === 0
          ? '没有网点符合这个范围。'
          : `这个范围里有 ${countText(count)} 家网点（在营和暂停的）。`}
    </p>
  )
}
