/** The person at the desk: change the password, sign out. */

import { useMutation } from '@tanstack/react-query'
import { App, Button, Dropdown, Input, Modal } from 'antd'
import { useState } from 'react'
import { roleWords } from '../../src-main/domain/said/terms.ts'
import { trpc } from '../api/client.ts'
import { errorWords } from '../api/refusal.ts'
import { forgetToken } from '../api/session-token.ts'
import { Field, FormGrid } from '../ui/Field.tsx'
import { usePerson } from './session.tsx'

export function WhoMenu() {
  const person = usePerson()
  const [changing, setChanging] = useState(false)
  const signOut = useMutation(trpc.session.signOut.mutationOptions({ onSettled: forgetToken }))
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'roles', label: person.roles.map(roleWords).join('、'), disabled: true },
            { key: 'password', label: '修改密码', onClick: () => setChanging(true) },
            { key: 'out', label: '退出登录', onClick: () => signOut.mutate() },
          ],
        }}
      >
        <Button type="text" className="who" title={person.roles.map(roleWords).join('、')}>
          {person.name}
        </Button>
      </Dropdown>
      <Modal
        open={changing}
        title="修改密码"
        footer={null}
        onCancel={() => setChanging(false)}
        destroyOnHidden
        width={420}
      >
        <PasswordForm onDone={() => setChanging(false)} />
      </Modal>
    </>
  )
}

function PasswordForm({ onDone }: { readonly onDone: () => void }) {
  const { message } = App.useApp()
  const [form, setForm] = useState({ oldPassword: '', newPassword: '', again: '' })
  const [fault, setFault] = useState<string>()
  const change = useMutation(
    trpc.session.changePassword.mutationOptions({
      onSuccess: () => {
        void message.success('密码已改，下次登录用新密码。')
        onDone()
      },
      onError: (error) => setFault(errorWords(error)),
    }),
  )
  const save = () => {
    if (form.newPassword !== form.again) return setFault('两次填的新密码不一样。请重新填。')
    const { again: _, ...input } = form
    change.mutate(input)
  }
  const field = (key: keyof typeof form) => ({
    value: form[key],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [key]: event.target.value }),
  })
  return (
    <FormGrid single onSave={save}>
      <Field label="现在的密码" required>
        <Input.Password autoFocus autoComplete="current-password" {...field('oldPassword')} />
      </Field>
      <Field label="新密码" required>
        <Input.Password autoComplete="new-password" {...field('newPassword')} />
      </Field>
      <Field label="再填一次" required error={fault}>
        <Input.Password autoComplete="new-password" {...field('again')} />
      </Field>
      <div className="form-acts">
        <Button onClick={onDone}>不改了</Button>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          修改密码
        </Button>
      </div>
    </FormGrid>
  )
}
