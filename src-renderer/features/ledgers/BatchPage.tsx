/** The page of a batch: how its file was read, its rows, and taking it back whole. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { refusalWords } from '../../../src-main/domain/said/refusal-words.ts'
import { kindWords, monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { exportShown } from '../../ui/export-shown.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { Count, Money } from '../../ui/Figure.tsx'
import { countText, sumTexts } from '../../ui/figures.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import { ThingPage, type ThingTab } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { localTime } from '../register/local-time.ts'
import { batchStateWords } from './BatchList.tsx'
import { ImportReport } from './ImportReport.tsx'
import { afterWords, storedValue } from './import-words.ts'
import { isMoneyKey, isRegisterKind, kindColumns, type LedgerKind } from './ledger-kind.ts'
import { Mistakes } from './Mistakes.tsx'
import type { Batch } from './shapes.ts'
import './ledgers.css'

/** Keyed by the batch: another one starts without the first one's dialog. */
export function BatchPage() {
  const { id = '' } = useParams()
  return <BatchOf key={id} number={Number(id)} />
}

function BatchOf({ number }: { readonly number: number }) {
  const navigate = useNavigate()
  const missing = useMissingRole(['clerk'])
  const [undoing, setUndoing] = useState(false)
  const asked = useQuery(trpc.ledgers.batch.queryOptions({ id: number }, { enabled: Number.isInteger(number) }))
  const batch = asked.data
  const refused = batch?.undoRefused
  const acts = useMemo(
    (): Act[] => [
      {
        key: 'undo',
        label: '撤销本批',
        tone: 'danger',
        disabled: missing ?? (refused ? whyNotUndo(refused) : undefined),
        run: () => setUndoing(true),
      },
      {
        key: 'another',
        label: '再导入',
        disabled: missing,
        run: () => navigate(`/ledgers/import/${batch?.kind ?? ''}`),
      },
    ],
    [missing, refused, navigate, batch?.kind],
  )
  if (asked.error && !batch) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (!batch) return <p className="entrance-waiting">正在读取……</p>
  const tabs: ThingTab[] = [{ key: 'report', label: '导入报告', content: <Report batch={batch} /> }]
  if (!isRegisterKind(batch.kind))
    tabs.push({
      key: 'rows',
      label: `行（${countText(batch.rows.added + batch.rows.updated)}）`,
      content: <Rows batch={batch} />,
    })
  return (
    <>
      <ThingPage
        kind="批次"
        name={`${kindWords(batch.kind)} 第 ${batch.id} 批`}
        state={{ label: batchStateWords(batch.state), tone: batch.state === 'undone' ? 'late' : 'plain' }}
        acts={acts}
        facts={[
          ['文件', batch.file],
          ['账期', batch.periods.map(({ period }) => monthWords(period)).join('、') || '—'],
          ['导入', `${batch.user}，${localTime(batch.at)}`],
          ...(batch.undoneAt
            ? [['撤销', `${batch.undoneBy}，${localTime(batch.undoneAt)}，原因：${batch.undoneReason}`] as const]
            : []),
        ]}
        tabs={tabs}
        history={<BatchHistory batch={batch} />}
        back={{ to: '/ledgers', label: '台账' }}
      />
      {undoing ? <UndoDialog batch={batch} onClose={() => setUndoing(false)} /> : null}
    </>
  )
}

/** Why a batch stays, in words. */
const whyNotUndo = ({ code, details }: NonNullable<Batch['undoRefused']>): string =>
  code === 'WRONG_STATE' ? '这一批已经撤销了' : refusalWords(code, details)

function Report({ batch }: { batch: Batch }) {
  const { report, periods } = batch
  const money = !isRegisterKind(batch.kind) && batch.kind !== 'indicators'
  return (
    <div className="batch-tab">
      <p className="import-said">
        读到 {countText(batch.rows.read)} 行，{afterWords(batch.kind, batch.rows)}
      </p>
      {money && periods.length > 0 ? (
        <table className="plain-table fitted-table" aria-label="按账期">
          <thead>
            <tr>
              <th>账期</th>
              <th className="figure">行</th>
              <th className="figure">数量</th>
              <th className="figure">金额</th>
            </tr>
          </thead>
          <tbody>
            {periods.map((period) => (
              <tr key={period.period}>
                <td>{monthWords(period.period)}</td>
                <td className="figure">
                  <Count value={period.rows} />
                </td>
                <td className="figure">
                  <Count value={period.quantity} />
                </td>
                <td className="figure">
                  <Money value={period.amount} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <Mistakes
        title="没有导入或要留意的"
        tone="late"
        problems={report.problems.kept}
        total={report.problems.errors + report.problems.warnings}
        fileName={batch.file}
      />
      <ImportReport kind={batch.kind} report={report} />
      <p className="quiet">文件指纹（SHA-256）：{batch.sha256}</p>
    </div>
  )
}

type StoredRow = Readonly<Record<string, unknown>>

const counts: ReadonlySet<string> = new Set(['quantity', 'count'])
const wide: ReadonlySet<string> = new Set(['plan', 'externalId', 'remark', 'subscriberId', 'reverses'])

/** The columns of a ledger's rows: as in its workbook, the sheet's row first, the file last. */
function rowColumns(kind: LedgerKind): Column<StoredRow>[] {
  const own = Object.entries(kindColumns[kind]).map(
    ([key, title]): Column<StoredRow> => ({
      key,
      title,
      width: wide.has(key) ? 150 : isMoneyKey(key) ? 124 : 104,
      ...(isMoneyKey(key)
        ? { kind: 'money' as const }
        : counts.has(key)
          ? { kind: 'count' as const }
          : key === 'period'
            ? { kind: 'month' as const }
            : {}),
      value: (row) => storedValue(key, row[key]),
    }),
  )
  return [
    { key: 'sheetRow', title: '行号', width: 76, value: (row) => String(row.sheetRow) },
    ...own,
    { key: 'sheet', title: '工作表', width: 110, value: (row) => String(row.sheet ?? '') },
  ]
}

/** The foot: sums that the batch was stored with; of subscriber-months the bills. */
function sumsOf({ kind, periods }: Batch): Record<string, string> {
  const amount = sumTexts(periods.map((period) => period.amount))
  const quantity = sumTexts(periods.map((period) => period.quantity))
  if (kind === 'indicators') return {}
  if (kind === 'subscriberMonths') return { billed: amount }
  return { amount, ...(kind === 'controlTotals' ? { count: quantity } : { quantity }) }
}

/** More rows than this are exported as a ledger, not as a list. */
const mostExported = 20_000

function Rows({ batch }: { batch: Batch }) {
  const notice = useNotice()
  const { id, kind, state } = batch
  const columns = useMemo(() => rowColumns(kind), [kind])
  const sums = useMemo(() => sumsOf(batch), [batch])
  const source = useMemo(
    (): ListSource<StoredRow> => ({
      queryKey: [...trpc.ledgers.rows.pathKey(), id],
      fetch: async ({ offset, limit }, signal) => ({
        ...(await client.ledgers.rows.query({ id, offset, limit }, { signal })),
        sums,
      }),
    }),
    [id, sums],
  )
  if (state === 'undone') return <p className="quiet">这一批已经撤销，它的行都拿掉了。</p>
  return (
    <ListPage<StoredRow>
      list={`rows-${kind}`}
      title={`第 ${id} 批的行`}
      inTab
      searchless
      columns={columns}
      rowKey={(row) => `${row.sheet} ${row.sheetRow}`}
      source={source}
      onExport={(view) =>
        batch.rows.added + batch.rows.updated > mostExported
          ? Promise.resolve(notice.warn('行太多，请在“台账 › 导出台账”里按账期导出。'))
          : exportShown(`第${id}批`, columns, source, view)
      }
    />
  )
}

function BatchHistory({ batch }: { batch: Batch }) {
  return (
    <ul className="batch-tab">
      {batch.undoneAt ? (
        <li>
          {localTime(batch.undoneAt)}　{batch.undoneBy} 撤销了这一批。原因：{batch.undoneReason}
        </li>
      ) : null}
      <li>
        {localTime(batch.at)}　{batch.user} 导入“{batch.file}”，{afterWords(batch.kind, batch.rows)}
      </li>
    </ul>
  )
}

function UndoDialog({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const cache = useQueryClient()
  const notice = useNotice()
  const [reason, setReason] = useState('')
  const undo = useMutation(
    trpc.ledgers.undo.mutationOptions({
      onSuccess: async ({ rows }) => {
        notice.done(`第 ${batch.id} 批已撤销，拿掉了 ${countText(rows)} 行。`)
        onClose()
        await cache.invalidateQueries()
      },
    }),
  )
  const ask = () => {
    if (reason.trim()) undo.mutate({ id: batch.id, reason: reason.trim() })
  }
  return (
    <Modal
      open
      title={`撤销第 ${batch.id} 批？`}
      okText="撤销本批"
      cancelText="不撤销"
      okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
      confirmLoading={undo.isPending}
      onCancel={onClose}
      onOk={ask}
    >
      <p>
        这一批的 {countText(batch.rows.added)}{' '}
        行整批拿掉，别的批次不受影响。撤销后，同一个文件可以重新导入；已试算的月份要重算。
      </p>
      <FormGrid single onSave={ask}>
        <Field label="原因" required>
          <Input autoFocus maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </FormGrid>
      {undo.error ? (
        <p className="wrong" role="alert">
          {errorWords(undo.error)}
        </p>
      ) : null}
    </Modal>
  )
}
