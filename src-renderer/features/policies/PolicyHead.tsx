/** The head of a policy being written: code, name, document, where it comes from, its kind and months. */

import { Input, Select } from 'antd'
import type { Policy } from '../../../src-main/domain/policy.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { type Faults, faultAt } from './faults.ts'
import { originChoices, policyKindChoices } from './policy-words.ts'

/** What a part of the editor is given. */
export interface PolicyPartProps {
  readonly policy: Policy
  readonly set: (part: Partial<Policy>) => void
  readonly faults: Faults
}

export function PolicyHead({ policy, set, faults, fixedCode }: PolicyPartProps & { readonly fixedCode: boolean }) {
  return (
    <FormGrid>
      <Field
        label="政策编码"
        required
        error={faultAt(faults, 'code')}
        hint={fixedCode ? '同一编码的各版是同一份政策' : '自己定，如 BASIC-2026；以后改版用同一编码'}
      >
        <Input
          value={policy.code}
          maxLength={64}
          disabled={fixedCode}
          onChange={(event) => set({ code: event.target.value.trim() })}
        />
      </Field>
      <Field label="政策名称" required error={faultAt(faults, 'title')}>
        <Input value={policy.title} maxLength={100} onChange={(event) => set({ title: event.target.value })} />
      </Field>
      <Field label="文号">
        <Input
          value={policy.documentNumber ?? ''}
          maxLength={100}
          placeholder="如 省渠道〔2026〕18号"
          onChange={(event) => set({ documentNumber: event.target.value || undefined })}
        />
      </Field>
      <Field label="来源" required>
        <Select value={policy.origin ?? 'county'} options={[...originChoices]} onChange={(origin) => set({ origin })} />
      </Field>
      <Field label="类别" required>
        <Select value={policy.kind} options={[...policyKindChoices]} onChange={(kind) => set({ kind })} />
      </Field>
      <div className="field">
        <span className="field-label">执行月份</span>
        <div className="field-control inline">
          <MonthPicker aria-label="开始月份" value={policy.from} onChange={(from) => from && set({ from })} />
          至
          <MonthPicker
            aria-label="截止月份"
            allowClear
            placeholder="长期"
            value={policy.to}
            onChange={(to) => set({ to })}
          />
          {faultAt(faults, 'to') ? <span className="wrong">{faultAt(faults, 'to')}</span> : null}
        </div>
      </div>
    </FormGrid>
  )
}
