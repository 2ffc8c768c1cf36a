/** The page of a batch: how its file was read, its rows, and taking it back whole. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { Month } from '../../../src-main/domain/month.ts'
import { refusalWords } from '../../../src-main/domain/said/refusal-words.ts'
import { kindWords, monthWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import type { Act } from '../../ui/act.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { Count, Money } from '../../ui/Figure.tsx'
import { countText } from '../../ui/figures.ts'
import { localTime } from '../../ui/moments.ts'
import { ThingPage, type ThingTab } from '../../ui/ThingPage.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { BatchFindings } from './BatchFindings.tsx'
import { batchStateWords } from './BatchList.tsx'
import { BatchRows } from './BatchRows.tsx'
import { ImportReport } from './ImportReport.tsx'
import { afterWords, sizeWords } from './import-words.ts'
import { isRegisterKind } from './ledger-kind.ts'
import { mappingWords } from './mapping-words.ts'
import { RegisterChanges } from './RegisterChanges.tsx'
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
  tabs.push(
    isRegisterKind(batch.kind)
      ? { key: 'changes', label: '新增和改动', content: <RegisterChanges batch={batch} /> }
      : {
          key: 'rows',
          label: `行（${countText(batch.rows.added + batch.rows.updated)}）`,
          content: <BatchRows batch={batch} />,
        },
  )
  return (
    <>
      <ThingPage
        kind="批次"
        name={`${kindWords(batch.kind)} 第 ${batch.id} 批`}
        state={{ label: batchStateWords(batch.state), tone: batch.state === 'undone' ? 'late' : 'plain' }}
        acts={acts}
        facts={[
          ['文件', fileWords(batch)],
          ...(isRegisterKind(batch.kind)
            ? []
            : [['账期', batch.periods.map(({ period }) => monthWords(period)).join('、') || '—'] as const]),
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
      <p>怎么读的：{readWords(batch)}</p>
      <NotUndone batch={batch} />
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
      <BatchFindings batch={batch} />
      <ImportReport kind={batch.kind} report={report} />
      <Files batch={batch} />
    </div>
  )
}

/** By which mapping it was read. */
function readWords({ kind, mapping, report }: Batch): string {
  if (Object.keys(mapping).length === 0) return '按表头自己认的列'
  const words = mappingWords(kind, mapping)
  return report.mapping ? `按存下的“${report.mapping.name}”：${words}` : words
}

/** `一个.xlsx`, or the first of several and how many. */
function fileWords({ files, file }: Batch): string {
  const names = new Set(files.map(({ name }) => name))
  return names.size > 1 ? `${file} 等 ${names.size} 个文件` : file
}

/** Why the batch cannot be undone, and the door to what keeps it. */
function NotUndone({ batch }: { batch: Batch }) {
  const month = useMonth()
  const refused = batch.undoRefused
  if (!refused || batch.state === 'undone') return null
  const { reason, period, code, batch: later } = refused.details
  const thing = batch.kind === 'agents' ? 'agents' : 'outlets'
  return (
    <p className="batch-kept">
      不能撤销：{whyNotUndo(refused)}{' '}
      {reason === 'closed' && typeof period === 'string' ? (
        <Link to="/settlements" onClick={() => month.choose(period as Month)}>
          看{monthWords(period)}的结算
        </Link>
      ) : null}
      {reason === 'replaced' ? <Link to={`/ledgers/batches/${String(later)}`}>看第 {String(later)} 批</Link> : null}
      {(reason === 'laterChanges' || reason === 'inUse') && typeof code === 'string' ? (
        <Link to={`/${thing}/${encodeURIComponent(code)}`}>看 {code}</Link>
      ) : null}
    </p>
  )
}

/** Every sheet that was read, with the fingerprint by which the same file is known again. */
function Files({ batch }: { batch: Batch }) {
  return (
    <table className="plain-table fitted-table" aria-label="文件">
      <thead>
        <tr>
          <th>文件</th>
          <th>工作表</th>
          <th className="figure">大小</th>
          <th>指纹（SHA-256）</th>
        </tr>
      </thead>
      <tbody>
        {batch.files.map((file) => (
          <tr key={`${file.name} ${file.sheet} ${file.sha256}`}>
            <td>{file.name}</td>
            <td>{file.sheet}</td>
            <td className="figure">{sizeWords(file.bytes)}</td>
            <td className="fingerprint">{file.sha256}</td>
          </tr>
        ))}
      </tbody>
    </table>
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

/** What undoing does. */
function undoneWords({ kind, rows }: Batch): string {
  if (!isRegisterKind(kind)) return `这一批的 ${countText(rows.added + rows.updated)} 行整批拿掉，别的批次不受影响。`
  return `新增的 ${countText(rows.added)} 个拿掉，改动的 ${countText(rows.updated)} 个回到原来的值。`
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
      <p>{undoneWords(batch)}撤销后，同一个文件可以重新导入；已试算的月份要重算。</p>
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
