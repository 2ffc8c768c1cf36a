/** A template of inspection sheets: items in groups, deductions, the scale; put to use by another person; printed blank. */

import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { InspectionGroup, InspectionTemplate } from '../../../src-main/domain/inspection.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole, usePerson, useSession } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import { DecimalInput } from '../../ui/NumberField.tsx'
import { printHtml } from '../../ui/printing.ts'
import { useOfferedActs } from '../../ui/status-line.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { SectionLinks } from '../gradings/SectionLinks.tsx'
import { templateState } from './inspection-words.ts'
import { sheetPaper, sheetStyle } from './sheet-paper.ts'
import './inspections.css'

const blank: InspectionTemplate = {
  code: '',
  title: '',
  groups: [{ title: '', items: [{ title: '', full: '' }] }],
  deductions: [],
  scale: '100',
  confirm: true,
}

export function NewTemplate() {
  return <Editor name="inspection-template:new" saved={blank} />
}

export function TemplatePage() {
  const { id = '' } = useParams()
  const asked = useQuery(trpc.inspections.templates.queryOptions())
  if (asked.error) return <p className="wrong screen-trouble">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="entrance-waiting">正在读取……</p>
  const record = asked.data.find((one) => one.id === Number(id))
  if (!record) return <p className="wrong screen-trouble">没有找到这张样表。它可能已有新的一版，请回到样表列表。</p>
  return <Editor key={id} name={`inspection-template:${id}`} saved={record.template} record={record} />
}

interface EditorProps {
  readonly name: string
  readonly saved: InspectionTemplate
  readonly record?: Awaited<ReturnType<typeof client.inspections.templates.query>>[number]
}

function Editor({ name, saved, record }: EditorProps) {
  const navigate = useNavigate()
  const notice = useNotice()
  const person = usePerson()
  const { county } = useSession()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  const draft = useDraft<InspectionTemplate>(name, saved)
  const [retiring, setRetiring] = useState(false)
  const { value } = draft
  const isDraft = record === undefined || record.status === 'draft'
  const setGroup = (at: number, part: Partial<InspectionGroup>) =>
    draft.set({ groups: value.groups.map((group, index) => (index === at ? { ...group, ...part } : group)) })
  const save = async () => {
    const { scale, ...rest } = value
    const asked = { ...rest, code: rest.code.trim(), title: rest.title.trim(), ...(scale ? { scale } : {}) }
    const { id } = await draft.saving(client.inspections.saveTemplate.mutate(asked))
    draft.forget()
    notice.done(isDraft ? '样表已保存为草稿，由另一个人启用后可以用来填。' : '已另存为新的一版草稿，启用后代替这一版。')
    navigate(`/inspections/templates/${id}`)
  }
  const missing = draftFault(value)
  const acts = [
    {
      key: 'save',
      label: isDraft ? '保存' : '另存新版',
      shortcut: 'Ctrl+S',
      tone: 'primary' as const,
      disabled: notClerk ?? missing,
      run: save,
    },
    {
      key: 'release',
      label: '启用',
      disabled:
        record?.status !== 'draft'
          ? '只有草稿可以启用'
          : (notReviewer ??
            (record.savedBy === person.name ? '是您编写的，要由另一个人启用' : draft.changed ? '先保存' : undefined)),
      confirm: { title: '启用这张样表', text: '启用后不能再改；同一编码的上一版停用，填过的检查表不变。', ok: '启用' },
      done: '已启用，可以用它填检查表了。',
      run: () => client.inspections.releaseTemplate.mutate({ id: record!.id }),
    },
    {
      key: 'retire',
      label: '停用',
      tone: 'danger' as const,
      disabled: record?.status === 'inUse' ? notReviewer : '只有使用中的可以停用',
      run: () => setRetiring(true),
    },
    {
      key: 'print',
      label: '打印空表',
      shortcut: 'Ctrl+P',
      disabled: missing,
      run: () => printHtml(value.title, sheetPaper(value, county?.name ?? ''), false, sheetStyle),
    },
  ]
  useOfferedActs(acts)
  return (
    <section className="list-page inspection-page" aria-label="检查表样表">
      <header className="page-head">
        <div className="thing-name">
          <h1>{record ? `${record.title} 第 ${record.version} 版` : '新建检查表样表'}</h1>
          {record ? <StateTag {...templateState(record.status)} /> : null}
        </div>
        <Acts acts={acts} />
      </header>
      <SectionLinks />
      <div className="inspection-form">
        <div className="inspection-line">
          <div className="inline">
            编码{' '}
            <Input
              aria-label="编码"
              style={{ width: 120 }}
              maxLength={64}
              disabled={record !== undefined}
              value={value.code}
              onChange={(event) => draft.set({ code: event.target.value })}
            />
          </div>
          <div className="inline">
            名称{' '}
            <Input
              aria-label="名称"
              style={{ width: 260 }}
              maxLength={100}
              value={value.title}
              onChange={(event) => draft.set({ title: event.target.value })}
            />
          </div>
          <div className="inline">
            全部满分折算成{' '}
            <DecimalInput
              aria-label="全部满分折算成"
              width={80}
              value={value.scale ?? ''}
              onChange={(scale) => draft.set({ scale })}
            />{' '}
            分（空着：各项满分之和）
          </div>
          <Checkbox checked={value.confirm} onChange={(event) => draft.set({ confirm: event.target.checked })}>
            每张要由另一个人确认才算数
          </Checkbox>
        </div>
        {value.groups.map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups are told by their place
          <fieldset key={at} className="inspection-group">
            <div className="inspection-line">
              <div className="inline">
                组名{' '}
                <Input
                  aria-label="组名"
                  style={{ width: 220 }}
                  maxLength={100}
                  value={group.title}
                  onChange={(event) => setGroup(at, { title: event.target.value })}
                />
              </div>
              <Button size="small" onClick={() => setGroup(at, { items: [...group.items, { title: '', full: '' }] })}>
                加一项
              </Button>
              <Button
                size="small"
                disabled={value.groups.length === 1}
                onClick={() => draft.set({ groups: value.groups.filter((_, index) => index !== at) })}
              >
                去掉这组
              </Button>
            </div>
            <table className="plain-table">
              <thead>
                <tr>
                  <th>检查项目</th>
                  <th>满分</th>
                  <th>以什么为凭</th>
                  <th>可填“不适用”</th>
                  <th aria-label="去掉" />
                </tr>
              </thead>
              <tbody>
                {group.items.map((item, place) => {
                  const setItem = (part: Partial<typeof item>) =>
                    setGroup(at, {
                      items: group.items.map((one, index) => (index === place ? { ...one, ...part } : one)),
                    })
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: items are told by their place
                    <tr key={place}>
                      <td>
                        <Input
                          aria-label={`第 ${place + 1} 项`}
                          style={{ width: 360 }}
                          maxLength={1000}
                          value={item.title}
                          onChange={(event) => setItem({ title: event.target.value })}
                        />
                      </td>
                      <td>
                        <DecimalInput
                          aria-label={`第 ${place + 1} 项满分`}
                          width={72}
                          value={item.full}
                          onChange={(full) => setItem({ full })}
                        />
                      </td>
                      <td>
                        <Input
                          aria-label={`第 ${place + 1} 项凭据`}
                          style={{ width: 260 }}
                          maxLength={1000}
                          value={item.evidence ?? ''}
                          onChange={(event) => setItem({ evidence: event.target.value })}
                        />
                      </td>
                      <td>
                        <Checkbox
                          aria-label={`第 ${place + 1} 项可填不适用`}
                          checked={item.optional ?? false}
                          onChange={(event) => setItem({ optional: event.target.checked })}
                        />
                      </td>
                      <td>
                        <Button
                          type="link"
                          size="small"
                          disabled={group.items.length === 1}
                          onClick={() => setGroup(at, { items: group.items.filter((_, index) => index !== place) })}
                        >
                          去掉
                        </Button>
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </fieldset>
        ))}
        <div className="inspection-line">
          <Button
            onClick={() => draft.set({ groups: [...value.groups, { title: '', items: [{ title: '', full: '' }] }] })}
          >
            加一组
          </Button>
          <Button onClick={() => draft.set({ deductions: [...value.deductions, { title: '', each: '' }] })}>
            加一项扣分
          </Button>
        </div>
        {value.deductions.map((one, at) => {
          const setOne = (part: Partial<typeof one>) =>
            draft.set({
              deductions: value.deductions.map((each, index) => (index === at ? { ...each, ...part } : each)),
            })
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: deductions are told by their place
            <div key={at} className="inspection-line">
              <div className="inline">
                扣分项{' '}
                <Input
                  aria-label="扣分项"
                  style={{ width: 300 }}
                  maxLength={1000}
                  value={one.title}
                  onChange={(event) => setOne({ title: event.target.value })}
                />
              </div>
              <div className="inline">
                每次扣{' '}
                <DecimalInput aria-label="每次扣" width={72} value={one.each} onChange={(each) => setOne({ each })} />
              </div>
              <div className="inline">
                最多扣{' '}
                <DecimalInput
                  aria-label="最多扣"
                  width={72}
                  value={one.most ?? ''}
                  onChange={(most) => setOne({ most: most || undefined })}
                />
              </div>
              <Button
                type="link"
                size="small"
                onClick={() => draft.set({ deductions: value.deductions.filter((_, index) => index !== at) })}
              >
                去掉
              </Button>
            </div>
          )
        })}
      </div>
      {retiring && record ? (
        <AskReason
          title={`停用“${record.title}”`}
          ok="停用"
          label="停用原因"
          text="停用后不能再用它填新的检查表；填过的仍然算数。"
          onClose={() => setRetiring(false)}
          run={({ reason }) => client.inspections.retireTemplate.mutate({ id: record.id, reason })}
        />
      ) : null}
    </section>
  )
}

function draftFault({ code, title, groups, deductions }: InspectionTemplate): string | undefined {
  if (code.trim() === '' || title.trim() === '') return '请填编码和名称'
  if (groups.some((group) => group.title.trim() === '')) return '请填每组的组名'
  if (groups.some(({ items }) => items.some((item) => item.title.trim() === '' || item.full === '')))
    return '请填每项的名称和满分'
  return deductions.some((one) => one.title.trim() === '' || one.each === '') ? '请填扣分项的名称和分数' : undefined
}
