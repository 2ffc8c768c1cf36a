/** Signing in: name and password, Enter goes on. */

import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { keepToken } from '../../api/session-token.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { SampleUsers } from './SampleUsers.tsx'

const lastName = 'desk.lastName'

export function SignIn({ county }: { readonly county: { readonly name: string; readonly sample: boolean } }) {
  const [name, setName] = useState(() => localStorage.getItem(lastName) ?? '')
  const [password, setPassword] = useState('')
  const signIn = useMutation(
    trpc.session.signIn.mutationOptions({
      onSuccess: (answer) => {
        localStorage.setItem(lastName, answer.name)
        keepToken(answer.token)
      },
    }),
  )
  const enter = () => {
    if (name.trim() === '' || password === '' || signIn.isPending) return
    signIn.mutate({ name: name.trim(), password })
  }
  return (
    <main className="entrance">
      <section className="entrance-card" aria-label="登录">
        <h1>渠道台账</h1>
        <p className="quiet">
          {county.name}
          {county.sample ? '（样例）' : ''}
        </p>
        <FormGrid single onSave={enter}>
          <Field label="用户名">
            <Input
              size="middle"
              autoFocus={name === ''}
              autoComplete="username"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <Field label="密码" error={signIn.error ? errorWords(signIn.error) : undefined}>
            <Input.Password
              size="middle"
              autoFocus={name !== ''}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
          <div className="form-acts">
            <Button type="primary" size="middle" htmlType="submit" loading={signIn.isPending}>
              登录
            </Button>
          </div>
        </FormGrid>
        {county.sample ? <SampleUsers /> : null}
      </section>
    </main>
  )
}
