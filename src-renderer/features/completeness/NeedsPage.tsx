/** 完整性 › 档案要求: what each kind of file must hold, as the office wants it. */

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { FILE_ITEMS, type FileNeed, fileItem, type Need } from '../../../src-main/domain/completeness.ts'
import { client, trpc } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { payerWords } from '../agents/agent-fields.ts'
import { CompletenessLinks } from './CompletenessLinks.tsx'
import { itemLabel, subjectLabel } from './file-words.ts'
import './completeness.css'

const needs: readonly { value: Need; label: string }[] = [
  { value: 'required', label: '必备' },
  { value: 'optional', label: '可有可无' },
  { value: 'none', label: '不要' },
]
const kindHow = { field: '档案里的字段', agreement: '当天有效的协议', paper: '附件' } as const
const categories = [
  { value: 'own', label: '自有' },
  { value: 'partner', label: '社会' },
]
const payers = ['enterprise', 'soleTrader', 'person'].map((value) => ({ value, label: payerWords(value) }))

export function NeedsPage() {
  const asked = useQuery(trpc.completeness.needs.queryOptions(undefined))
  const types = useQuery(trpc.terms.list.queryOptions({ kind: 'outletType' })).data ?? []
  const notAdmin = useMissingRole(['admin'])
  const notice = useNotice()
  if (asked.error) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  const outletKinds = [...categories, ...types.map(({ name }) => ({ value: name, label: name }))]
  const change = (need: FileNeed) =>
    client.completeness.setNeeds
      .mutate({ needs: [{ ...need, kinds: [...need.kinds] }] })
      .then(() => notice.done(`${subjectLabel(need.subject)}的${itemLabel(need.subject, need.item)}：已改`))
      .catch(notice.refused)
  return (
    <section className="list-page" aria-label="档案要求">
      <header className="page-head">
        <h1>档案要求</h1>
      </header>
      <CompletenessLinks />
      <div className="rounds">
        <p className="quiet">
          哪些档案必须有哪些内容。附件按文件名认：名字里含所列的词就算有。
          {notAdmin ? `修改${notAdmin}。` : '改了立即生效。'}
        </p>
        <table className="plain-table needs" aria-label="档案要求">
          <thead>
            <tr>
              <th>档案</th>
              <th>项目</th>
              <th>看什么</th>
              <th>要求</th>
              <th>哪些要（不选就是全部）</th>
            </tr>
          </thead>
          <tbody>
            {FILE_ITEMS.map(({ subject, item, label }) => {
              const need = asked.data?.find((each) => each.subject === subject && each.item === item)
              const { kind, words } = fileItem(subject, item)
              const named = `${subjectLabel(subject)}${label}`
              return (
                <tr key={`${subject}.${item}`}>
                  <td>{subjectLabel(subject)}</td>
                  <td>{label}</td>
                  <td className="quiet">
                    {kindHow[kind]}
                    {words ? `，名含“${words.join('”或“')}”` : ''}
                  </td>
                  <td>
                    <Select<Need>
                      aria-label={`${named}的要求`}
                      style={{ width: 110 }}
                      disabled={notAdmin !== undefined || !need}
                      options={[...needs]}
                      value={need?.need ?? null}
                      onChange={(next) => need && void change({ ...need, need: next })}
                    />
                  </td>
                  <td>
                    <Select<string[]>
                      mode="multiple"
                      aria-label={`${named}适用于`}
                      style={{ width: 320 }}
                      placeholder="全部"
                      disabled={notAdmin !== undefined || !need || need.need === 'none'}
                      options={subject === 'outlet' ? outletKinds : payers}
                      value={need ? [...need.kinds] : []}
                      onChange={(kinds) => need && void change({ ...need, kinds })}
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
