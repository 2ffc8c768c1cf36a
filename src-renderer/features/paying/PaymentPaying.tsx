/** On the page of an agent's payment: where it stands, its invoices and transfers, and what happened to it. */

import { useState } from 'react'
import { Link } from 'react-router'
import type { Month } from '../../../src-main/domain/month.ts'
import {
  invoiceKindWords,
  lineStateWords,
  payeeWarningWords,
  paymentActWords,
  paymentStateWords,
} from '../../../src-main/domain/said/paying-words.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { Missing, Money } from '../../ui/Figure.tsx'
import { moneyText } from '../../ui/figures.ts'
import { momentWords } from '../../ui/moments.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { InvoiceForm } from './InvoiceForm.tsx'
import { lineTone, paymentState } from './paying-words.ts'
import type { PaymentPaper } from './shapes.ts'
import { usePayingActs } from './usePayingActs.tsx'
import './paying.css'

interface PaymentPayingProps {
  readonly period: Month
  readonly agent: string
  readonly paper: PaymentPaper
}

export function PaymentPaying({ period, agent, paper }: PaymentPayingProps) {
  const { batchActs, dialog } = usePayingActs()
  const [adding, setAdding] = useState(false)
  const missing = useMissingRole(['finance', 'clerk'])
  const { row } = paper
  if (!row) return <p className="quiet">结账后应付大于 0 的才要发放；这里还没有要办的。</p>
  const acts = batchActs([row])
  const possible = acts.filter(({ disabled }) => disabled === undefined)
  return (
    <div className="payment-paying">
      <dl className="facts">
        <div>
          <dt>状态</dt>
          <dd>
            <StateTag {...paymentState(row.state)} /> {row.reason ?? ''}
          </dd>
        </div>
        <div>
          <dt>应付</dt>
          <dd>
            <Money value={row.payable} />
          </dd>
        </div>
        <div>
          <dt>还缺发票</dt>
          <dd>{row.payerKind === 'person' ? '自然人不用' : <Money value={row.missing} />}</dd>
        </div>
        <div>
          <dt>应付日</dt>
          <dd>
            {paper.due ?? <Missing />}
            {row.late > 0 ? <span className="late"> 逾期 {row.late} 天</span> : ''}
          </dd>
        </div>
        <div>
          <dt>报账单</dt>
          <dd>
            {row.sheet ? (
              <Link to={`/settlements/paying/sheets/${row.sheet.id}`}>{row.sheet.number}</Link>
            ) : (
              <Missing />
            )}
          </dd>
        </div>
        <div>
          <dt>现在付到</dt>
          <dd>
            {paper.payee.payee ?? '—'}　{paper.payee.bank ?? ''}　{paper.payee.account ?? ''}
          </dd>
        </div>
      </dl>
      <Acts acts={possible.length > 0 ? possible : acts.slice(0, 2)} />
      {paper.warnings.length > 0 ? (
        <ul className="warn-lines" aria-label="付款以前请核实">
          {paper.warnings.map((warning) => (
            <li key={payeeWarningWords(warning)}>{payeeWarningWords(warning)}</li>
          ))}
        </ul>
      ) : null}
      <section className="section">
        <h2>发票</h2>
        {paper.invoices.length === 0 ? (
          <p className="quiet">
            {row.payerKind === 'person' ? '自然人不用发票，个税由本单位代扣。' : '还没有收到发票。'}
          </p>
        ) : (
          <table className="paper-table">
            <thead>
              <tr>
                <th scope="col">发票号码</th>
                <th scope="col">种类</th>
                <th scope="col">开票日期</th>
                <th scope="col" className="figure">
                  金额（元）
                </th>
                <th scope="col" className="figure">
                  其中本月
                </th>
                <th scope="col">收票</th>
                <th scope="col">状态</th>
              </tr>
            </thead>
            <tbody>
              {paper.invoices.map((invoice) => (
                <tr key={invoice.id}>
                  <td>{invoice.number}</td>
                  <td>{invoiceKindWords(invoice.kind)}</td>
                  <td>{invoice.date}</td>
                  <td className="figure">
                    <Money value={invoice.amount} />
                  </td>
                  <td className="figure">
                    <Money value={invoice.payments.find((part) => part.period === period)?.amount} />
                  </td>
                  <td>
                    {invoice.receivedBy} {invoice.receivedOn}
                  </td>
                  <td>{invoice.state === 'live' ? '有效' : `已作废：${invoice.voidReason ?? ''}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Acts acts={[{ key: 'invoice', label: '登记发票', disabled: missing, run: () => setAdding(true) }]} />
      </section>
      {paper.transfers.length > 0 ? (
        <section className="section">
          <h2>付款</h2>
          <table className="paper-table">
            <thead>
              <tr>
                <th scope="col">业务参考号</th>
                <th scope="col">收款账号</th>
                <th scope="col" className="figure">
                  整笔金额（元）
                </th>
                <th scope="col">结果</th>
                <th scope="col">付款日</th>
                <th scope="col">原因</th>
              </tr>
            </thead>
            <tbody>
              {paper.transfers.map((transfer) => (
                <tr key={transfer.reference}>
                  <td>
                    <Link to={`/settlements/paying/files/${transfer.file}`}>{transfer.reference}</Link>
                  </td>
                  <td>{transfer.account}</td>
                  <td className="figure">
                    <Money value={transfer.amount} />
                  </td>
                  <td>
                    <StateTag label={lineStateWords(transfer.state)} tone={lineTone(transfer.state)} />
                  </td>
                  <td>{transfer.paidOn ?? '—'}</td>
                  <td>{transfer.reason ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {adding ? <InvoiceForm period={period} agent={agent} onClose={() => setAdding(false)} /> : null}
      {dialog}
    </div>
  )
}

/** 历史 of a payment: from 待票 to 已付, who did it and why. */
export function PaymentHistory({ events }: Pick<PaymentPaper, 'events'>) {
  if (events.length === 0) return <p className="quiet">还没有办过；结账后从“待票”开始。</p>
  return (
    <ul className="history-lines">
      {events.map((event) => (
        <li key={`${event.at} ${event.act}`}>
          <span className="quiet tabular">{momentWords(event.at)}</span>　{event.user}　{paymentActWords(event.act)}：
          {paymentStateWords(event.from)} → {paymentStateWords(event.to)}，{moneyText(event.amount)} 元
          {event.document ? `，${event.document}` : ''}
          {event.paidOn ? `，付款日 ${event.paidOn}` : ''}
          {event.reason ? `，${event.reason}` : ''}
        </li>
      ))}
    </ul>
  )
}
