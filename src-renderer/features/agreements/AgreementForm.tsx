/** The form of an agreement: a new one, the next of a chain, or a correction; recorded at once, or asked for while requests are on. */

import { useQuery } from '@tanstack/react-query'
import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useDraft } from '../../ui/useDraft.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { AgentChoice } from '../agents/AgentChoice.tsx'
import { useRequestsOn } from '../requests/useAsking.tsx'
import { useRequestForm } from '../requests/useRequestForm.tsx'
import { type AgreementWhole, nextTerm } from './agreement-words.ts'

interface AgreementFormProps {
  /** Fixed where the form was opened from an agent's page. */
  readonly agent?: string
  readonly outlet?: string
  /** The agreement that is renewed or corrected. */
  readonly of?: AgreementWhole
  readonly how?: 'renew' | 'correct'
  readonly onClose: () => void
  readonly onDone: (id: number) => void
}

interface Draft {
  readonly agent: string
  readonly number: string
  readonly exclusive: boolean
  readonly signedOn: string
  readonly from: string
  readonly to: string
  readonly outlets: readonly string[]
  readonly remark: string
  readonly reason: string
}

function startOf({ agent, outlet, of, how }: AgreementFormProps): Draft {
  const blank = { remark: '', reason: '', number: '', signedOn: '', from: '', to: '' }
  if (!of) return { ...blank, agent: agent ?? '', exclusive: true, outlets: outlet ? [outlet] : [] }
  const running = of.outletList.filter(({ to }) => to === null).map(({ code }) => code)
  if (how === 'renew')
    return {
      ...blank,
      agent: of.agent,
      exclusive: of.exclusive,
      outlets: running,
      ...nextTerm({ from: of.from, to: of.endedOn ?? of.to }),
    }
  const { number, exclusive, signedOn, from, to, remark } = of
  return { ...blank, agent: of.agent, number, exclusive, signedOn, from, to, outlets: of.outlets, remark: remark ?? '' }
}

const titles = { add: '登记协议', renew: '续签协议', correct: '更正协议' }
const askTitles = { add: '申请签订协议', renew: '申请续签', correct: '申请更正' }

export function AgreementForm(props: AgreementFormProps) {
  const { of, how } = props
  const kind = of && how ? how : 'add'
  const [start] = useState(() => startOf(props))
  const draft = useDraft(`agreement:${kind}:${of?.id ?? props.agent ?? props.outlet ?? ''}`, start)
  const change = useChange()
  const notice = useNotice()
  const on = useRequestsOn()
  const asking = useRequestForm()
  const home = useQuery(
    trpc.outlets.get.queryOptions({ code: props.outlet ?? '' }, { enabled: props.outlet !== undefined }),
  )
  // opened from an outlet, its agent is the one
  const value = { ...draft.value, agent: draft.value.agent || (home.data?.agent ?? '') }
  const agent = useQuery(trpc.agents.get.queryOptions({ code: value.agent }, { enabled: value.agent !== '' }))
  const choices = new Map((agent.data?.outletList ?? []).map(({ code, name }) => [code, `${code} ${name}`]))
  for (const code of value.outlets) if (!choices.has(code)) choices.set(code, code)
  const save = async () => {
    const missing = draftFault(value, kind === 'correct' && !on) ?? (on ? asking.missing : undefined)
    if (missing) return missing
    const terms = {
      number: value.number.trim(),
      exclusive: value.exclusive,
      signedOn: value.signedOn as IsoDate,
      from: value.from as IsoDate,
      to: value.to as IsoDate,
      outlets: [...value.outlets],
      remark: value.remark.trim() || null,
    }
    if (on) {
      const { reason } = asking
      const made = await client.requests.askAgreement.mutate(
        kind === 'add'
          ? { act: kind, agent: value.agent, terms, reason }
          : { act: kind, about: of!.number, terms, reason },
      )
      draft.forget()
      await asking.made(made)
      return undefined
    }
    const act =
      kind === 'renew'
        ? client.agreements.renew.mutate({ of: of!.id, ...terms })
        : kind === 'correct'
          ? client.agreements.correct.mutate({ id: of!.id, reason: value.reason.trim(), ...terms })
          : client.agreements.add.mutate({ agent: value.agent, ...terms })
    const saved = await draft.saving(change(act))
    draft.forget()
    notice.done(kind === 'correct' ? '已更正。' : `已登记协议 ${saved.number}。`)
    props.onDone(saved.id)
    return undefined
  }
  return (
    <FormDialog
      title={`${(on ? askTitles : titles)[kind]}${of ? `：${of.number}` : ''}`}
      ok={on ? '提交申请' : kind === 'correct' ? '更正' : '登记'}
      {...(on ? { text: '由另一个人批准后登记，从开始日期起生效；开始日期不能在已经结账的月份里。' } : {})}
      cancel="先放着"
      width={600}
      run={save}
      onClose={props.onClose}
    >
      <Field label="代理商" required>
        <AgentChoice
          value={value.agent}
          disabled={of !== undefined || props.agent !== undefined}
          onChange={(code) => draft.set({ agent: code, outlets: [] })}
        />
      </Field>
      <Field label="协议编号" required>
        <Input value={value.number} maxLength={64} onChange={(event) => draft.set({ number: event.target.value })} />
      </Field>
      <Field label="性质" required>
        <Radio.Group
          value={value.exclusive}
          options={[
            { value: true, label: '专营' },
            { value: false, label: '非专营' },
          ]}
          onChange={(event) => draft.set({ exclusive: event.target.value === true })}
        />
      </Field>
      <Field label="签订日期" required>
        <DayPicker value={value.signedOn} onChange={(signedOn) => draft.set({ signedOn })} />
      </Field>
      <Field label="开始日期" required>
        <DayPicker value={value.from} onChange={(from) => draft.set({ from })} />
      </Field>
      <Field label="到期日期" required hint="当天仍有效。">
        <DayPicker value={value.to} onChange={(to) => draft.set({ to })} />
      </Field>
      <Field label="网点" required hint={value.agent === '' ? '先选代理商。' : '开始那天要属于这个代理商。'}>
        <Select
          mode="multiple"
          value={[...value.outlets]}
          options={[...choices].map(([code, label]) => ({ value: code, label }))}
          optionFilterProp="label"
          onChange={(outlets: string[]) => draft.set({ outlets })}
        />
      </Field>
      <Field label="备注">
        <Input value={value.remark} maxLength={500} onChange={(event) => draft.set({ remark: event.target.value })} />
      </Field>
      {on ? (
        <>
          {asking.reasonField}
          {asking.papers}
        </>
      ) : kind === 'correct' ? (
        <Field label="更正原因" required>
          <Input value={value.reason} maxLength={500} onChange={(event) => draft.set({ reason: event.target.value })} />
        </Field>
      ) : null}
    </FormDialog>
  )
}

function draftFault(value: Draft, needsReason: boolean): string | undefined {
  if (value.agent === '') return '请选代理商'
  if (value.number.trim() === '') return '请填协议编号'
  if (value.signedOn === '') return '请填签订日期'
  if (value.from === '') return '请填开始日期'
  if (value.to === '') return '请填到期日期'
  if (value.outlets.length === 0) return '请选网点'
  return needsReason && value.reason.trim() === '' ? '请写更正原因' : undefined
}
