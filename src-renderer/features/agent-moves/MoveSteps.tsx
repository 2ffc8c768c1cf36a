/** 办理变更合并: who and from when, which outlets and what goes along, every amount before and after, submitted for approval. */

import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { Month } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { StepsPage } from '../../ui/StepsPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useDraft } from '../../ui/useDraft.ts'
import { AgentChoice } from '../agents/AgentChoice.tsx'
import { PlanView } from './PlanView.tsx'
import { type Receipt, ReceiptChoice } from './ReceiptChoice.tsx'

interface Draft {
  readonly kind: 'owner' | 'merger'
  readonly from: string
  readonly to: string
  readonly month: string
  /** Null: all of them. */
  readonly outlets: readonly string[] | null
  readonly deposits: boolean
  /** Null: all of them. */
  readonly receipts: readonly Receipt[] | null
  readonly fund: boolean
  readonly carried: boolean
  readonly agreements: 'takeOver' | 'end'
  readonly documentNumber: string
  readonly reason: string
}

export function MoveSteps() {
  const navigate = useNavigate()
  const { period } = useMonth()
  const [params] = useSearchParams()
  const [at, setAt] = useState('who')
  const [made, setMade] = useState<number>()
  const change = useChange()
  const [blank] = useState(
    (): Draft => ({
      kind: 'owner',
      from: params.get('from') ?? '',
      to: '',
      month: '',
      outlets: null,
      deposits: true,
      receipts: null,
      fund: true,
      carried: true,
      agreements: 'takeOver',
      documentNumber: '',
      reason: '',
    }),
  )
  const { value, set, forget } = useDraft('agent-move', blank)
  const possible = useQuery(trpc.agentMoves.month.queryOptions(undefined)).data
  const month = (value.month || possible || period) as Month
  const own = useQuery(trpc.agents.get.queryOptions({ code: value.from }, { enabled: value.from !== '' }))
  const all = own.data?.outletList ?? []
  const isMerger = value.kind === 'merger'
  const outlets = isMerger ? [] : (value.outlets ?? all.map(({ code }) => code))
  const asked = {
    kind: value.kind,
    from: value.from,
    to: value.to,
    month,
    outlets: [...outlets],
    deposits: isMerger || value.deposits,
    receipts: isMerger || !value.deposits || value.receipts === null ? null : [...value.receipts],
    fund: isMerger || value.fund,
    carried: isMerger || value.carried,
    agreements: value.agreements,
  }
  const isNamed = value.from !== '' && value.to !== '' && value.from !== value.to
  const planned = useQuery(trpc.agentMoves.plan.queryOptions(asked, { enabled: isNamed && at === 'amounts' }))
  const submit = async () => {
    const { id } = await change(
      client.agentMoves.ask.mutate({
        ...asked,
        reason: value.reason.trim(),
        ...(value.documentNumber.trim() ? { documentNumber: value.documentNumber.trim() } : {}),
      }),
    )
    forget()
    setMade(id)
  }
  return (
    <StepsPage
      title="办理代理商变更合并"
      at={at}
      onGo={setAt}
      onLeave={() => navigate(made ? `/agent-moves/${made}` : '/agent-moves')}
      steps={[
        {
          key: 'who',
          title: '双方',
          content: (
            <FormGrid single>
              <Field label="事项" required>
                <Radio.Group
                  value={value.kind}
                  options={[
                    { value: 'owner', label: '业主变更：网点换代理商，或代理商换了法律主体' },
                    { value: 'merger', label: '合并：原代理商全部并入新代理商' },
                  ]}
                  onChange={(event) => set({ kind: event.target.value as Draft['kind'] })}
                />
              </Field>
              <Field label="原代理商" required>
                <AgentChoice value={value.from} onChange={(from) => set({ from, outlets: null, receipts: null })} />
              </Field>
              <Field
                label="新代理商"
                required
                hint={
                  <>
                    还没有档案的，先<Link to="/agents/-/new">新增代理商</Link>。
                  </>
                }
              >
                <AgentChoice value={value.to} onChange={(to) => set({ to })} />
              </Field>
              <Field
                label="从哪月 1 日起"
                required
                hint="没有结账的月份。晚于最早一个的，批准后等上个月结账时自动办理，按那时的金额转。"
              >
                <MonthPicker value={month} onChange={(next) => set({ month: next ?? '' })} />
              </Field>
            </FormGrid>
          ),
          next: {
            label: '下一步',
            disabled: isNamed
              ? undefined
              : value.from !== '' && value.from === value.to
                ? '两个是同一家'
                : '请选原代理商和新代理商',
          },
        },
        {
          key: 'what',
          title: '转哪些',
          content: (
            <FormGrid single>
              {isMerger ? (
                <p>合并转全部网点（{all.length} 个）、保证金、基金和没扣完的负数。</p>
              ) : (
                <>
                  <Field label="网点" required>
                    <Checkbox.Group
                      value={[...outlets]}
                      options={all.map(({ code, name }) => ({ value: code, label: `${name}（${code}）` }))}
                      onChange={(codes) => set({ outlets: codes })}
                    />
                  </Field>
                  <Field label="一起转" hint="代理商还留有别的网点时，看哪些仍归他。">
                    <Checkbox.Group
                      value={(['deposits', 'fund', 'carried'] as const).filter((key) => value[key])}
                      options={[
                        { value: 'deposits', label: '保证金' },
                        { value: 'fund', label: '业务发展基金' },
                        { value: 'carried', label: '没扣完的负数' },
                      ]}
                      onChange={(keys) =>
                        set({
                          deposits: keys.includes('deposits'),
                          fund: keys.includes('fund'),
                          carried: keys.includes('carried'),
                        })
                      }
                    />
                  </Field>
                  {value.deposits && outlets.length < all.length ? (
                    <ReceiptChoice
                      agent={value.from}
                      chosen={value.receipts}
                      onChange={(receipts) => set({ receipts })}
                    />
                  ) : null}
                </>
              )}
              <Field label="协议" required hint="只有协议里的网点全部转走，才能整份承接。">
                <Radio.Group
                  value={value.agreements}
                  options={[
                    { value: 'takeOver', label: '由新代理商承接' },
                    { value: 'end', label: '到上月末终止，重新签订' },
                  ]}
                  onChange={(event) => set({ agreements: event.target.value as Draft['agreements'] })}
                />
              </Field>
            </FormGrid>
          ),
          next: {
            label: '下一步',
            disabled:
              !isMerger && outlets.length === 0
                ? '请选网点'
                : asked.receipts?.length === 0
                  ? '没有选收据；都不转的，去掉“保证金”'
                  : undefined,
          },
        },
        {
          key: 'amounts',
          title: '核对金额',
          content: planned.error ? (
            <p className="wrong">{errorWords(planned.error)}</p>
          ) : planned.data ? (
            <PlanView plan={planned.data} />
          ) : (
            <p className="quiet">正在算……</p>
          ),
          next: {
            label: '下一步',
            disabled: !planned.data ? '正在算' : planned.data.points.length > 0 ? '先了结上面的事' : undefined,
          },
        },
        {
          key: 'submit',
          title: '提交',
          content: (
            <FormGrid single>
              <Field label="原因" required>
                <Input.TextArea
                  rows={2}
                  maxLength={2000}
                  value={value.reason}
                  onChange={(event) => set({ reason: event.target.value })}
                />
              </Field>
              <Field label="文号">
                <Input
                  value={value.documentNumber}
                  maxLength={60}
                  onChange={(event) => set({ documentNumber: event.target.value })}
                />
              </Field>
            </FormGrid>
          ),
          next: {
            label: '提交',
            disabled: value.reason.trim() === '' ? '请写原因' : undefined,
            before: '提交后由另一个人批准；批准后一次转完。本月复核以前、没有别的事接着办的，还可以由两个人撤销。',
            run: submit,
          },
        },
        {
          key: 'done',
          title: '完成',
          last: true,
          content: (
            <p>
              已提交，等另一个人批准。批准前什么都没有动，可以撤回。
              {made ? <Link to={`/agent-moves/${made}`}>看这一件，添加协议、股东决议等附件</Link> : null}
            </p>
          ),
        },
      ]}
    />
  )
}
