/** Settings that hold from a month on: factors by grade and star, the fund's rates and ends. Applied at once, recorded, never for a closed month. */

import { useQuery } from '@tanstack/react-query'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { CalendarForm } from '../checking/CalendarForm.tsx'
import { SettingChanges } from '../settings/SettingChanges.tsx'
import { fundExitWords } from '../settings/setting-words.ts'
import { FactorForm } from './FactorForm.tsx'
import { FundExitForm, FundForm } from './FundForm.tsx'

export function Settings() {
  const settings = useQuery(trpc.settings.get.queryOptions(undefined))
  const missing = useMissingRole(['admin'])
  if (settings.error) return <p className="wrong">{errorWords(settings.error)}</p>
  if (!settings.data) return <p className="quiet">正在读取……</p>
  const { factors, fund, fundExit, changes } = settings.data
  const tables = (by: 'grade' | 'star') => factors.filter((table) => table.by === by)
  return (
    <div className="settings">
      <p className="quiet">
        设置从写明的月份起执行，立即生效并记入操作记录；已结账的月份不受影响。改后请重新试算。
        {missing ? `修改${missing}。` : ''}
      </p>
      <FactorForm
        by="grade"
        title="分级系数"
        hint="政策条款选了“分级系数”时，酬金乘它。没有写的级别按 1 计。"
        tables={tables('grade')}
        missing={missing}
      />
      <FactorForm
        by="star"
        title="星级系数"
        hint="政策条款选了“星级系数”时，酬金乘它。没有写的星级按 1 计。"
        tables={tables('star')}
        missing={missing}
      />
      <section className="section">
        <h2>业务发展基金</h2>
        <p className="quiet">参加基金的代理商按比例缴存，公司按匹配比例另存，锁定 12 个月。没有设置就不扣。</p>
        <table className="plain fitted">
          <thead>
            <tr>
              <th scope="col">执行月份</th>
              <th scope="col">缴存比例</th>
              <th scope="col">匹配比例</th>
            </tr>
          </thead>
          <tbody>
            {fund.map((rates) => (
              <tr key={`${rates.from} ${rates.rate} ${rates.match}`}>
                <th scope="row">{monthWords(rates.from)}起</th>
                <td>{rates.rate}%</td>
                <td>{rates.match}%</td>
              </tr>
            ))}
          </tbody>
        </table>
        <FundForm last={fund.at(-1)} missing={missing} />
      </section>
      <section className="section">
        <h2>退出时基金处理</h2>
        <p className="quiet">代理商退出或违约时，自缴部分退还；公司匹配部分收回，除非这里另有规定。</p>
        {fundExit.length > 0 ? (
          <ul>
            {fundExit.map(({ from, forfeitMatch }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was set is only ever added to
              <li key={at}>
                {monthWords(from)}起：{fundExitWords(forfeitMatch)}
              </li>
            ))}
          </ul>
        ) : null}
        <FundExitForm forfeits={fundExit.at(-1)?.forfeitMatch ?? true} missing={missing} />
      </section>
      <CalendarForm missing={missing} />
      <SettingChanges changes={changes} />
    </div>
  )
}
