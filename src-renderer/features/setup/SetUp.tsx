/** The first run: build this county's office, step by step; nothing is written before the last step says so. */

import { Input, Radio } from 'antd'
import { useState } from 'react'
import { roleChoices } from '../../../src-main/domain/said/terms.ts'
import { client } from '../../api/client.ts'
import { keepToken } from '../../api/session-token.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { type Step, StepsPage } from '../../ui/StepsPage.tsx'
import { SampleUsers, samplePassword } from '../session/SampleUsers.tsx'
import { type FirstOffice, faultOf, leastPassword } from './first-office.ts'

const blank: FirstOffice = { code: '', name: '', user: '', password: '', again: '' }

/** `onHold(true)` keeps the set-up in front although the office stands by now, until `onHold(false)`. */
export function SetUp({ onHold }: { readonly onHold: (on: boolean) => void }) {
  const [at, setAt] = useState('choice')
  const [way, setWay] = useState<'own' | 'sample'>('own')
  const [folder, setFolder] = useState('')
  const [office, setOffice] = useState(blank)
  const input = (key: keyof FirstOffice) => ({
    value: office[key],
    onChange: (event: { target: { value: string } }) => setOffice({ ...office, [key]: event.target.value }),
  })
  const choice: Step = {
    key: 'choice',
    title: '怎样开始',
    content: (
      <Radio.Group
        className="setup-choice"
        value={way}
        onChange={(event) => setWay(event.target.value as 'own' | 'sample')}
      >
        <Radio value="own" autoFocus>
          <strong>建立本县</strong>
          <span className="quiet">正式使用：写明县分公司和第一个用户，得到一套空的台账。</span>
        </Radio>
        <Radio value="sample">
          <strong>先看样例县</strong>
          <span className="quiet">
            40 个网点、三个月台账的虚构样例，把一个月从导入到结账走一遍。以后要正式使用，请另选一个数据文件夹重新开始。
          </span>
        </Radio>
      </Radio.Group>
    ),
    next: { label: '下一步' },
  }
  const sampleSteps: Step[] = [
    choice,
    {
      key: 'sample',
      title: '样例',
      content: (
        <>
          <p>将建立样例县：代理商、网点、政策和四个用户都已备好，台账还没有导入，由您自己来走。大约半分钟。</p>
          <SampleUsers />
        </>
      ),
      next: {
        label: '建立样例县',
        run: async () => {
          onHold(true)
          const { folder: place } = await client.sample.install.mutate({ password: samplePassword })
          setFolder(place)
        },
      },
    },
    {
      key: 'ready',
      title: '完成',
      content: (
        <>
          <p>样例县已建好。三个月的台账工作簿在下面的文件夹里，登录后到“台账”里导入：</p>
          <p className="code">{folder}</p>
          <SampleUsers />
        </>
      ),
      next: { label: '去登录', run: () => onHold(false) },
      last: true,
    },
  ]
  const ownSteps: Step[] = [
    choice,
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
        <StepsPage title="渠道台账：首次设置" steps={way === 'sample' ? sampleSteps : ownSteps} at={at} onGo={setAt} />
      </div>
    </main>
  )
}
