/** Users: who may do what; added, changed, given a new password, switched off, never deleted. */

import { useMutation, useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Modal, Table } from 'antd'
import { useState } from 'react'
import { roleChoices, roleWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import { useNotice } from '../../ui/useRunAct.ts'

type Role = 'clerk' | 'reviewer' | 'finance' | 'admin'

interface User {
  readonly name: string
  readonly roles: readonly Role[]
  readonly active: boolean
}

type Asking = { kind: 'add' } | { kind: 'roles'; user: User } | { kind: 'password'; user: User }

export function Users() {
  const missing = useMissingRole(['admin'])
  const users = useQuery(trpc.users.list.queryOptions(undefined, { enabled: missing === undefined }))
  const [asking, setAsking] = useState<Asking>()
  const change = useMutation(trpc.users.change.mutationOptions())
  if (missing) return <p className="quiet">用户由有“系统管理”角色的人来管。</p>
  const rowActs = (user: User): Act[] => [
    { key: 'roles', label: '改角色', run: () => setAsking({ kind: 'roles', user }) },
    { key: 'password', label: '重设密码', run: () => setAsking({ kind: 'password', user }) },
    user.active
      ? {
          key: 'off',
          label: '停用',
          tone: 'danger',
          confirm: {
            title: `停用 ${user.name}？`,
            text: '他将立即退出，不能再登录；做过的事都留着，可以随时恢复。',
            ok: '停用',
          },
          run: () => change.mutateAsync({ name: user.name, roles: [...user.roles], active: false }),
        }
      : {
          key: 'on',
          label: '恢复',
          run: () => change.mutateAsync({ name: user.name, roles: [...user.roles], active: true }),
        },
  ]
  return (
    <div className="section">
      <div className="page-head">
        <p className="quiet">自己提交或计算的，要由另一个人审批，所以至少要有两个用户。</p>
        <Acts acts={[{ key: 'add', label: '新增用户', tone: 'primary', run: () => setAsking({ kind: 'add' }) }]} />
      </div>
      <Table<User>
        rowKey="name"
        pagination={false}
        loading={users.isPending}
        dataSource={users.data ?? []}
        columns={[
          { title: '用户名', dataIndex: 'name', width: 140 },
          { title: '角色', key: 'roles', render: (_, user) => user.roles.map(roleWords).join('、') },
          {
            title: '状态',
            key: 'active',
            width: 80,
            render: (_, user) => <StateTag label={user.active ? '在用' : '已停用'} />,
          },
          { title: '操作', key: 'acts', width: 250, render: (_, user) => <Acts acts={rowActs(user)} /> },
        ]}
      />
      {asking ? <UserDialog asking={asking} onClose={() => setAsking(undefined)} /> : null}
    </div>
  )
}

function UserDialog({ asking, onClose }: { asking: Asking; onClose: () => void }) {
  const known = asking.kind === 'add' ? undefined : asking.user
  const [name, setName] = useState(known?.name ?? '')
  const [roles, setRoles] = useState<Role[]>([...(known?.roles ?? (['clerk'] as const))])
  const [password, setPassword] = useState('')
  const notice = useNotice()
  const done = (words: string) => () => {
    notice.done(words)
    onClose()
  }
  const add = useMutation(trpc.users.add.mutationOptions({ onSuccess: done('用户已新增，可以登录了。') }))
  const change = useMutation(trpc.users.change.mutationOptions({ onSuccess: done('角色已改。') }))
  const reset = useMutation(trpc.users.setPassword.mutationOptions({ onSuccess: done('密码已重设，请告诉本人。') }))
  const error = add.error ?? change.error ?? reset.error
  const save = () => {
    if (asking.kind === 'add') add.mutate({ name, roles, password })
    else if (asking.kind === 'roles') change.mutate({ name, roles, active: asking.user.active })
    else reset.mutate({ name, password })
  }
  const title = { add: '新增用户', roles: `改角色：${name}`, password: `重设密码：${name}` }[asking.kind]
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={save}
      okText={{ add: '新增', roles: '保存', password: '重设' }[asking.kind]}
      cancelText="不做了"
      confirmLoading={add.isPending || change.isPending || reset.isPending}
      width={480}
    >
      <FormGrid single onSave={save}>
        {asking.kind === 'add' ? (
          <Field label="用户名" required hint="用真实姓名。">
            <Input autoFocus value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
          </Field>
        ) : null}
        {asking.kind === 'password' ? null : (
          <Field label="角色" required>
            <RoleChoice value={roles} onChange={setRoles} />
          </Field>
        )}
        {asking.kind === 'roles' ? null : (
          <Field label="密码" required hint="至少 6 个字符，本人登录后可以改。">
            <Input.Password
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
        )}
      </FormGrid>
      {error ? (
        <p className="wrong" role="alert">
          {errorWords(error)}
        </p>
      ) : null}
    </Modal>
  )
}

function RoleChoice({ id, value, onChange }: { id?: string; value: Role[]; onChange: (roles: Role[]) => void }) {
  return (
    <Checkbox.Group
      {...(id ? { id } : {})}
      options={roleChoices}
      value={value}
      onChange={(roles) => onChange(roles as Role[])}
    />
  )
}
