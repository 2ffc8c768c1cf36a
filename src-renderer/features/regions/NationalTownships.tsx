/** 区域 › 从全国名录添加: the county chosen, its townships beside ours, each new one given to a marketing centre. */

import { useQuery } from '@tanstack/react-query'
import { Checkbox, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import '../ledgers/ledgers.css'
import './regions.css'

/** What becomes of a township of the list: a new one, one of ours, or nothing. */
interface Choice {
  readonly taken: boolean
  readonly region: number | null
  readonly centre: number | null
}

export function NationalTownships() {
  const missing = useMissingRole(['clerk'])
  const change = useChange()
  const notice = useNotice()
  const offered = useQuery(trpc.regions.offered.queryOptions(undefined))
  const tree = useQuery(trpc.regions.tree.queryOptions({}))
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({})
  const [centre, setCentre] = useState<number | null>(null)
  if (offered.error) return <Trouble error={offered.error} again={() => void offered.refetch()} />
  const data = offered.data
  const open = data?.townships.filter(({ known }) => known === null) ?? []
  const choiceOf = (code: string, likely: { id: number } | null): Choice =>
    choices[code] ?? { taken: false, region: likely?.id ?? null, centre }
  const set = (code: string, likely: { id: number } | null, part: Partial<Choice>) =>
    setChoices({ ...choices, [code]: { ...choiceOf(code, likely), ...part } })
  const taken = open.filter(({ code, likely }) => choiceOf(code, likely).taken)
  const centres = (tree.data ?? [])
    .filter(({ level, closed }) => level === 'centre' && !closed)
    .map(({ id, name }) => ({ value: id, label: name }))
  const ours = [...(data?.others ?? []), ...open.flatMap(({ likely }) => likely ?? [])].map(({ id, name }) => ({
    value: id,
    label: name,
  }))
  return (
    <section className="list-page" aria-label="从全国名录添加乡镇">
      <header className="page-head">
        <h1>
          <Link to="/regions">区域</Link> › 从全国名录添加
        </h1>
        <Acts
          acts={[
            {
              ...{ key: 'take', label: `添加 ${taken.length} 个`, tone: 'primary' },
              disabled: missing ?? (taken.length === 0 ? '先勾选要添加的乡镇' : undefined),
              run: async () => {
                const townships = taken.map(({ code, name, likely }) => {
                  const choice = choiceOf(code, likely)
                  return {
                    ...{ code, name },
                    ...(choice.region === null ? {} : { region: choice.region }),
                    ...(choice.region === null && choice.centre !== null ? { centre: choice.centre } : {}),
                  }
                })
                const { added, matched } = await change(client.regions.take.mutate({ townships }))
                setChoices({})
                notice.done(`新增 ${added} 个乡镇，${matched} 个对上了原有的。`)
              },
            },
          ]}
        />
      </header>
      <CountyChoice />
      {data?.county ? (
        <div className="batch-tab scrolled">
          <p className="quiet">
            {data.county.province}
            {data.county.city}
            {data.county.name}的 {data.townships.length} 个乡镇、街道，{data.townships.length - open.length}{' '}
            个已经有了。名录是国家统计局 2023 年的区划；对上原有的，只记下代码，名称不变。
          </p>
          {open.length === 0 ? null : (
            <div className="inline">
              <Checkbox
                checked={taken.length === open.length}
                indeterminate={taken.length > 0 && taken.length < open.length}
                onChange={(event) =>
                  setChoices(
                    Object.fromEntries(
                      open.map(({ code, likely }) => [
                        code,
                        { ...choiceOf(code, likely), taken: event.target.checked },
                      ]),
                    ),
                  )
                }
              >
                全选没有的 {open.length} 个
              </Checkbox>
              新增的归
              <Select
                aria-label="新增的归哪个营销中心"
                allowClear
                placeholder="本县"
                style={{ width: 160 }}
                options={centres}
                value={centre}
                onChange={(next: number | undefined) => setCentre(next ?? null)}
              />
            </div>
          )}
          <table className="plain-table fitted-table region-table" aria-label="名录里的乡镇">
            <thead>
              <tr>
                <th>添加</th>
                <th>区划代码</th>
                <th>名录里的名称</th>
                <th>就是原有的</th>
                <th>归哪个营销中心</th>
              </tr>
            </thead>
            <tbody>
              {data.townships.map(({ code, name, known, likely }) => {
                const choice = choiceOf(code, likely)
                return (
                  <tr key={code}>
                    <td>
                      {known ? (
                        '已有'
                      ) : (
                        <Checkbox
                          aria-label={`添加${name}`}
                          checked={choice.taken}
                          onChange={(event) => set(code, likely, { taken: event.target.checked })}
                        />
                      )}
                    </td>
                    <td className="tabular">{code}</td>
                    <td>{name}</td>
                    <td>
                      {known ? (
                        known.name
                      ) : (
                        <Select
                          aria-label={`${name}就是原有的哪个`}
                          allowClear
                          placeholder="不是，新增"
                          style={{ width: 150 }}
                          options={ours}
                          value={choice.region}
                          onChange={(next: number | undefined) => set(code, likely, { region: next ?? null })}
                        />
                      )}
                    </td>
                    <td>
                      {known || choice.region !== null ? (
                        '不变'
                      ) : (
                        <Select
                          aria-label={`${name}归哪个营销中心`}
                          allowClear
                          placeholder="本县"
                          style={{ width: 150 }}
                          options={centres}
                          value={choices[code] ? choice.centre : centre}
                          onChange={(next: number | undefined) => set(code, likely, { centre: next ?? null })}
                        />
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          {data.others.length > 0 ? (
            <p className="quiet">
              名录里没有的：{data.others.map(({ name }) => name).join('、')}。可以照用，也可以在“区域”里改名或并入。
            </p>
          ) : null}
        </div>
      ) : null}
    </section>
  )
}

function CountyChoice() {
  const missing = useMissingRole(['clerk', 'admin'])
  const change = useChange()
  const [typed, setTyped] = useState('')
  const now = useQuery(trpc.regions.offered.queryOptions(undefined)).data?.county
  const found =
    useQuery(trpc.regions.counties.queryOptions({ text: typed }, { enabled: typed.trim() !== '' })).data ?? []
  const label = (county: { code: string; name: string; city: string; province: string }) =>
    `${county.code} ${county.province}${county.city}${county.name}`
  return (
    <div className="inline">
      本县在名录里是
      <Select
        aria-label="本县在全国名录里"
        showSearch={{ filterOption: false, onSearch: setTyped }}
        style={{ width: 320 }}
        disabled={missing !== undefined}
        placeholder="写县名、拼音首字母或六位代码"
        value={now?.code ?? null}
        options={[...(now && !found.some(({ code }) => code === now.code) ? [now] : []), ...found].map((county) => ({
          value: county.code,
          label: label(county),
        }))}
        onChange={(division: string) => void change(client.regions.setDivision.mutate({ division }))}
      />
    </div>
  )
}
