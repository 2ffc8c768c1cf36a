/**
 * 视图: named sets of filters, order and columns of a list, one's own and those that the office shares; opened, kept, renamed,
 * removed, and one of them as what the list opens with.
 */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Popover } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { client, trpc } from '../api/client.ts'
import type { ColumnLayout } from './column-layout.ts'
import { Field } from './Field.tsx'
import { FormDialog } from './FormDialog.tsx'
import { useKeys } from './useKeys.ts'
import type { ListFilter, ListSort } from './useListRows.ts'
import { useNotice } from './useRunAct.ts'
import { useWho } from './who.ts'

export interface ViewState {
  readonly filter: ListFilter
  readonly sort?: ListSort | undefined
  readonly columns?: ColumnLayout | undefined
}

type SavedView = Awaited<ReturnType<typeof client.views.list.query>>[number]

interface SavedViewsProps {
  readonly list: string
  /** What is shown now. */
  readonly now: ViewState
  /** Nothing was asked for by who opened the list: the default view may be shown. */
  readonly untouched: boolean
  readonly onOpen: (view: ViewState) => void
}

const sameView = (one: ViewState, other: ViewState): boolean => {
  const plain = ({ filter, sort }: ViewState) =>
    JSON.stringify([Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)), sort ?? null])
  return plain(one) === plain(other)
}

export function SavedViews({ list, now, untouched, onOpen }: SavedViewsProps) {
  const asked = useQuery(trpc.views.list.queryOptions({ list }))
  const [open, setOpen] = useState(false)
  const [editing, setEditing] = useState<SavedView | 'new'>()
  const button = useRef<HTMLButtonElement>(null)
  const views = asked.data ?? []
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  useKeys({ Esc: close }, open)
  useDefault(asked.data, untouched, onOpen)
  const shown = views.find(({ view }) => sameView(view, now))
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomRight"
        open={open}
        onOpenChange={setOpen}
        content={
          <div className="saved-views">
            {views.length === 0 ? (
              <p className="quiet">还没有存下的视图。把筛选、排序、列调成常用的样子，再存下来，下次一点就是。</p>
            ) : null}
            {views.map((one) => (
              <ViewRow
                key={one.id}
                list={list}
                one={one}
                isShown={one === shown}
                onOpen={() => {
                  onOpen(one.view)
                  close()
                }}
                onEdit={() => {
                  setOpen(false)
                  setEditing(one)
                }}
              />
            ))}
            <Button
              onClick={() => {
                setOpen(false)
                setEditing('new')
              }}
            >
              存下现在的样子
            </Button>
          </div>
        }
      >
        <Button ref={button}>{shown ? `视图：${shown.name}` : '视图'}</Button>
      </Popover>
      {editing ? <ViewForm list={list} one={editing} now={now} onClose={() => setEditing(undefined)} /> : null}
    </>
  )
}

/** Shows the default view once, when it has come and nobody has asked for anything else meanwhile. */
function useDefault(
  views: readonly SavedView[] | undefined,
  untouched: boolean,
  onOpen: (view: ViewState) => void,
): void {
  const asked = useRef(false)
  const open = useRef(onOpen)
  open.current = onOpen
  useEffect(() => {
    if (!views || asked.current) return
    asked.current = true
    const found = views.find(({ isDefault }) => isDefault)
    if (found && untouched) open.current(found.view)
  }, [views, untouched])
}

interface ViewRowProps {
  readonly list: string
  readonly one: SavedView
  readonly isShown: boolean
  readonly onOpen: () => void
  readonly onEdit: () => void
}

function ViewRow({ list, one, isShown, onOpen, onEdit }: ViewRowProps) {
  const who = useWho()
  const notice = useNotice()
  const cache = useQueryClient()
  const { modal } = App.useApp()
  const change = async (act: Promise<unknown>) => {
    try {
      await act
      await cache.invalidateQueries({ queryKey: trpc.views.list.pathKey() })
    } catch (error) {
      notice.refused(error)
    }
  }
  const remove = () =>
    modal.confirm({
      title: `不要视图“${one.name}”了？`,
      content: one.shared ? '它是共享的，同事那里也会没有。' : '只移除这个视图，名单里的内容不变。',
      okText: '不要了',
      cancelText: '留着',
      autoFocusButton: 'cancel',
      okButtonProps: { danger: true },
      onOk: () => change(client.views.remove.mutate({ id: one.id })),
    })
  return (
    <div className="saved-view">
      <Button type="text" aria-pressed={isShown} onClick={onOpen}>
        {one.name}
      </Button>
      <span className="quiet">{one.owner === who ? (one.shared ? '已共享' : '') : `${one.owner}共享`}</span>
      <Checkbox
        checked={one.isDefault}
        onChange={(event) =>
          void change(client.views.setDefault.mutate({ list, id: event.target.checked ? one.id : null }))
        }
      >
        默认
      </Checkbox>
      {one.owner === who ? (
        <>
          <Button type="link" size="small" aria-label={`改${one.name}`} onClick={onEdit}>
            改名
          </Button>
          <Button type="link" size="small" aria-label={`移除${one.name}`} onClick={remove}>
            移除
          </Button>
        </>
      ) : null}
    </div>
  )
}

interface ViewFormProps {
  readonly list: string
  readonly one: SavedView | 'new'
  readonly now: ViewState
  readonly onClose: () => void
}

function ViewForm({ list, one, now, onClose }: ViewFormProps) {
  const cache = useQueryClient()
  const [name, setName] = useState(one === 'new' ? '' : one.name)
  const [shared, setShared] = useState(one !== 'new' && one.shared)
  const save = async () => {
    if (name.trim() === '') return '请给视图起个名称'
    if (one === 'new') await client.views.save.mutate({ list, name, shared, view: plain(now) })
    else await client.views.rename.mutate({ id: one.id, name, shared })
    await cache.invalidateQueries({ queryKey: trpc.views.list.pathKey() })
    return undefined
  }
  return (
    <FormDialog
      title={one === 'new' ? '存下现在的样子' : `改视图“${one.name}”`}
      ok="保存"
      text={one === 'new' ? '记下现在的筛选、排序和列。同名的自己的视图会换成现在的样子。' : undefined}
      run={save}
      onClose={onClose}
    >
      <Field label="名称" required>
        <Input autoFocus maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label="给谁用">
        <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
          同事也能打开
        </Checkbox>
      </Field>
    </FormDialog>
  )
}

/** As the API takes it. */
const plain = ({ filter, sort, columns }: ViewState) => ({
  filter: Object.fromEntries(
    Object.entries(filter).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
  ),
  ...(sort ? { sort } : {}),
  ...(columns
    ? { columns: { order: [...columns.order], hidden: [...columns.hidden], widths: { ...columns.widths } } }
    : {}),
})
