/** 申请的设置: whether the office works by requests, which of them are 报批 or 报备, the conditions of an admission. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Radio, Select, Switch } from 'antd'
import { useMemo } from 'react'
import type { ChecklistItem } from '../../../src-main/domain/checklist.ts'
import { MANNER_ITEMS } from '../../../src-main/domain/request.ts'
import { mannerItemWords } from '../../../src-main/domain/said/request-words.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { DecimalInput } from '../../ui/NumberField.tsx'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import type { RequestSettingsShape } from './shapes.ts'
import './requests.css'

type Given = Parameters<typeof client.requests.setSettings.mutate>[0]

export function RequestSettings() {
  const asked = useQuery(trpc.requests.settings.queryOptions(undefined))
  const missing = useMissingRole(['admin'])
  const cache = useQueryClient()
  const notice = useNotice()
  if (asked.error) return <p className="wrong screen-trouble">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="entrance-waiting">正在读取……</p>
  const settings = asked.data
  const save = async (given: Given, said: string) => {
    try {
      await client.requests.setSettings.mutate(given)
      await cache.invalidateQueries()
      notice.done(said)
      return true
    } catch (error) {
      notice.refused(error)
      return false
    }
  }
  const [last] = settings.changed
  return (
    <ThingPage
      kind="设置"
      name="申请的设置"
      back={{ to: '/requests', label: '申请' }}
      state={settings.on ? { label: '已启用', tone: 'done' } : { label: '没有启用', tone: 'plain' }}
      {...(last ? { facts: [['最后修改', `${last.user} ${new Date(last.at).toLocaleString('sv-SE')}`]] } : {})}
      tabs={[
        {
          key: 'on',
          label: '启用和审批方式',
          content: <OnAndManners settings={settings} missing={missing} save={save} />,
        },
        {
          key: 'checklist',
          label: `准入条件（${settings.checklist.length}）`,
          content: <Checklist saved={settings.checklist} missing={missing} save={save} />,
        },
      ]}
    />
  )
}

interface PartProps {
  readonly missing: string | undefined
  /** Answers whether it was saved. */
  readonly save: (given: Given, said: string) => Promise<boolean>
}

function OnAndManners({ settings, missing, save }: PartProps & { readonly settings: RequestSettingsShape }) {
  return (
    <div className="request-body">
      <p>
        <Switch
          aria-label="启用申请"
          checked={settings.on}
          disabled={missing !== undefined}
          onChange={(on) => void save({ on }, on ? '已启用申请。' : '已停用申请，资料可以直接修改。')}
        />
        　{settings.on ? '已启用：下列事项先申请。' : '没有启用：资料和导入直接生效。'}
        {missing ? <span className="quiet">　修改{missing}。</span> : null}
      </p>
      <p className="quiet">
        报批：由另一个人批准后生效。报备：提出即生效，由另一个人阅知。一件申请里有一项要报批，就整件报批。
      </p>
      <table className="plain fitted request-table" aria-label="报批和报备">
        <thead>
          <tr>
            <th scope="col">事项</th>
            <th scope="col">方式</th>
          </tr>
        </thead>
        <tbody>
          {MANNER_ITEMS.map((item) => (
            <tr key={item}>
              <th scope="row">{mannerItemWords(item)}</th>
              <td>
                <Radio.Group
                  aria-label={mannerItemWords(item)}
                  disabled={missing !== undefined}
                  value={settings.manners[item]}
                  options={[
                    { value: 'approval', label: '报批' },
                    { value: 'notice', label: '报备' },
                  ]}
                  onChange={(event) =>
                    void save({ manners: { [item]: event.target.value as 'approval' | 'notice' } }, '已保存。')
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const kinds = [
  { value: 'number', label: '数字' },
  { value: 'yesNo', label: '是或否' },
  { value: 'text', label: '文字' },
]

function Checklist({ saved, missing, save }: PartProps & { readonly saved: readonly ChecklistItem[] }) {
  const start = useMemo(() => ({ items: saved }), [saved])
  const draft = useDraft('request-checklist', start)
  const { items } = draft.value
  const setItems = (change: (before: readonly ChecklistItem[]) => readonly ChecklistItem[]) =>
    draft.set({ items: change(items) })
  const set = (at: number, given: Partial<ChecklistItem>) =>
    setItems((before) => before.map((item, index) => (index === at ? { ...item, ...given } : item)))
  const empty = items.find(({ label }) => label.trim() === '')
  return (
    <div className="request-body">
      <p className="quiet">准入申请要填的条件。改了只管以后的申请，已经提出的按原来的条件。</p>
      <table className="plain fitted request-table" aria-label="准入条件设置">
        <thead>
          <tr>
            {['条件', '填什么', '单位', '不少于', '必填', ''].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item, at) => (
            <tr key={item.key}>
              <td>
                <Input
                  aria-label={`第 ${at + 1} 项条件`}
                  value={item.label}
                  maxLength={40}
                  onChange={(event) => set(at, { label: event.target.value })}
                />
              </td>
              <td>
                <Select
                  aria-label={`第 ${at + 1} 项填什么`}
                  style={{ width: 92 }}
                  value={item.kind}
                  options={kinds}
                  onChange={(kind) =>
                    set(at, kind === 'number' ? { kind } : { kind, unit: undefined, least: undefined })
                  }
                />
              </td>
              <td>
                <Input
                  aria-label={`第 ${at + 1} 项单位`}
                  style={{ width: 80 }}
                  disabled={item.kind !== 'number'}
                  value={item.unit ?? ''}
                  maxLength={10}
                  onChange={(event) => set(at, { unit: event.target.value || undefined })}
                />
              </td>
              <td>
                <DecimalInput
                  aria-label={`第 ${at + 1} 项不少于`}
                  width={90}
                  disabled={item.kind !== 'number'}
                  value={item.least ?? ''}
                  onChange={(least) => set(at, { least: least || undefined })}
                />
              </td>
              <td>
                <Checkbox
                  aria-label={`第 ${at + 1} 项必填`}
                  checked={item.required}
                  onChange={(event) => set(at, { required: event.target.checked })}
                />
              </td>
              <td>
                <Button type="link" onClick={() => setItems((before) => before.filter((_, index) => index !== at))}>
                  去掉
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Acts
        acts={[
          {
            key: 'save',
            label: '保存条件',
            tone: 'primary',
            disabled: missing ?? (empty ? '有一项没有写条件' : draft.changed ? undefined : '还没有改动'),
            run: async () => {
              if (await draft.saving(save({ checklist: [...items] }, '准入条件已保存。'))) draft.forget()
            },
          },
          {
            key: 'add',
            label: '加一项',
            run: () =>
              setItems((before) => [
                ...before,
                { key: `item${Date.now()}`, label: '', kind: 'number', required: true },
              ]),
          },
          { key: 'leave', label: '不改了', disabled: draft.changed ? undefined : '还没有改动', run: draft.reset },
        ]}
      />
    </div>
  )
}
