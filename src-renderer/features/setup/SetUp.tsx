/** The first run: build this county's office, step by step; nothing is written before the last step says so. */

import { Input } from 'antd'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { keepToken } from '../../api/session-token.ts'
import { roleChoices } from '../../api/terms.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { type Step, StepsPage } from '../../ui/StepsPage.tsx'
import { type FirstOffice, faultOf, leastPassword } from './first-office.ts'

const blank: FirstOffice = { code: '', name: '', user: '', password: '', again: '' }

export function SetUp() {
  const [at, setAt] = useState('county')
  const [office, setOffice] = useState(blank)
  const input = (key: keyof FirstOffice) => ({
    value: office[key],
    onChange: (event: { target: { value: string } }) => setOffice({ ...office, [key]: event.target.value }),
  })
  const steps: Step[] = [
    {
      key: 'county',
      title: '本县',
      content: (
        <>
          <p>渠道台账把一个县级分公司的网点、台账、酬金和分级放在这台电脑上。先写明是哪个县。</p>
          <FormGrid single onSave={() => faultOf(office, 'county') === undefined && setAt('person')}>
            <Field label="县分公司编码" required hint="省公司给的编码，上报时用它，例如 5101。">
              <Input autoFocus maxLength={64} {...input('code')} />
            </Field>
            <Field label="县分公司名称" required hint="印在结算单和报表上，例如 临江县分公司。">
              <Input maxLength={100} {...input('name')} />
            </Field>
          </FormGrid>
        </>
      ),
      next: { label: '下一步', disabled: faultOf(office, 'county') },
    },
    {
      key: 'person',
      title: '第一个用户',
      content: (
        <>
          <p>
            第一个用户有全部角色（{roleChoices.map(({ label }) => label).join('、')}），可以再加别人。
            自己提交或计算的，仍要由另一个人审批，所以结账前至少要有两个用户。
          </p>
          <FormGrid single onSave={() => faultOf(office, 'person') === undefined && setAt('confirm')}>
            <Field label="用户名" required hint="用真实姓名，结算单和操作记录上都写它。">
              <Input autoFocus autoComplete="username" maxLength={100} {...input('user')} />
            </Field>
            <Field label="密码" required hint={`至少 ${leastPassword} 个字符。`}>
              <Input.Password autoComplete="new-password" {...input('password')} />
            </Field>
            <Field label="再填一次" required>
              <Input.Password autoComplete="new-password" {...input('again')} />
            </Field>
          </FormGrid>
        </>
      ),
      next: { label: '下一步', disabled: faultOf(office, 'person') },
    },
    {
      key: 'confirm',
      title: '核对',
      content: (
        <dl className="facts tall">
          <div>
            <dt>县分公司</dt>
            <dd>
              {office.name}（{office.code}）
            </dd>
          </div>
          <div>
            <dt>第一个用户</dt>
            <dd>{office.user}</dd>
          </div>
          <div>
            <dt>接下来</dt>
            <dd>建立空的台账。然后在“台账”里导入代理商和网点，再导入业务明细。县名和编码以后不能改。</dd>
          </div>
        </dl>
      ),
      next: {
        label: '建立本县',
        run: async () => {
          const { again: _, ...input } = office
          await client.county.setUp.mutate(input)
          const { token } = await client.session.signIn.mutate({ name: office.user.trim(), password: office.password })
          keepToken(token)
        },
      },
    },
  ]
  return (
    <main className="entrance">
      <div className="entrance-steps">
        <StepsPage title="渠道台账：首次设置" steps={steps} at={at} onGo={setAt} />
      </div>
    </main>
  )
}
