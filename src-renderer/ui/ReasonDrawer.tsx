/**
 * The reason drawer: opens from the right over any figure and says why it is what it is: the sentence, the arithmetic,
 * the source rows with file, sheet and row; printable; Esc closes and leaves the place as it was.
 *
 *   <ReasonDrawer open={line !== undefined} onClose={close} title="放号酬金" reason={answer} loading={pending} error={error}
 *     rowColumns={[{ key: 'date', title: '日期', width: 96, value: (row) => row.date }]} />
 *
 * `reason` has the shape of settlements.explain: { text, steps, rows: [{ file, sheet, row, … }] }.
 */

import { Button, Drawer } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { errorWords } from '../api/refusal.ts'
import type { Column } from './column.ts'
import { isNegative } from './figures.ts'
import { Grid } from './Grid.tsx'
import { escapeHtml, listHtml, printHtml } from './printing.ts'
import { useKeys } from './useKeys.ts'
import { useNotice } from './useRunAct.ts'

/** A step of the arithmetic: what, how, and what comes out. */
export interface ReasonStep {
  readonly label: string
  readonly arithmetic?: string
  readonly result?: string
}

/** Where a figure comes from. */
export interface SourceRow {
  readonly file: string
  readonly sheet: string
  readonly row: number
  /** Mended on the screen before the import: it says something else than its file. */
  readonly edited?: boolean
}

export interface Reason<Row extends SourceRow = SourceRow> {
  readonly text: string
  readonly steps: readonly (ReasonStep | string)[]
  readonly rows: readonly Row[]
  /** All source rows where `rows` holds only the first of them. */
  readonly rowsTotal?: number
}

interface ReasonDrawerProps<Row extends SourceRow> {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly reason: Reason<Row> | undefined
  readonly loading?: boolean
  readonly error?: unknown
  readonly rowColumns?: readonly Column<Row>[]
  /** Where there may be very many source rows: `useListRows` fetches those in view, `all` fetches them for the printer. */
  readonly paged?: {
    readonly total: number
    readonly rowAt: (index: number) => Row | undefined
    readonly onWindow: (first: number, last: number) => void
    readonly all: () => Promise<readonly Row[]>
  }
  /** Under the arithmetic: a door to the place where the parts stand. */
  readonly also?: ReactNode
  /** What of it is printed, between the arithmetic and the source rows: HTML of our own making. */
  readonly printedToo?: string | undefined
}

export function ReasonDrawer<Row extends SourceRow>(props: ReasonDrawerProps<Row>) {
  const { open, onClose, title, reason, rowColumns, paged } = props
  const notice = useNotice()
  const columns = useMemo(
    (): Column<Row>[] => [
      { key: 'row', title: '行号', width: 84, value: (row) => `${row.row}${row.edited ? '（改过）' : ''}` },
      ...(rowColumns ?? []),
      { key: 'file', title: '文件', width: 220, value: (row) => row.file },
      { key: 'sheet', title: '工作表', width: 100, value: (row) => row.sheet },
    ],
    [rowColumns],
  )
  const print = async () => {
    if (!reason) return
    let printed = reason.rows
    try {
      if (paged) printed = await paged.all()
    } catch (error) {
      return notice.refused(error)
    }
    const steps = reason.steps.map((step) => stepText(step)).map((line) => `<p>${escapeHtml(line)}</p>`)
    const notes = [`来源行 ${reason.rowsTotal ?? printed.length} 行`]
    const rows = printed.length === 0 ? '' : listHtml({ title: '', notes, columns, rows: printed })
    printHtml(
      title,
      `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(reason.text)}</p>${steps.join('')}${props.printedToo ?? ''}${rows.replace('<h1></h1>', '')}`,
    )
  }
  useKeys({ Esc: onClose, 'Ctrl+P': print }, open)
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={title}
      size={760}
      mask={{ closable: true }}
      keyboard={false}
      destroyOnHidden
      className="reason-drawer"
      extra={
        <Button disabled={!reason} onClick={() => void print()} title="Ctrl+P">
          打印
        </Button>
      }
    >
      {props.error ? <p className="wrong">{errorWords(props.error)}</p> : null}
      {props.loading ? <p className="quiet">正在查……</p> : null}
      {reason ? (
        <>
          <p className="reason-text">{reason.text}</p>
          <ol className="reason-steps">
            {reason.steps.map((step, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the steps are an ordered account and never reorder
              <li key={at}>
                {typeof step === 'string' ? (
                  step
                ) : (
                  <>
                    <span className="reason-label">{step.label}</span>
                    <span className="reason-arithmetic">{step.arithmetic}</span>
                    <span className={isNegative(step.result ?? '') ? 'figure negative' : 'figure'}>{step.result}</span>
                  </>
                )}
              </li>
            ))}
          </ol>
          {props.also}
          {paged || reason.rows.length > 0 ? (
            <>
              <h2>来源行（{reason.rowsTotal ?? paged?.total ?? reason.rows.length}）</h2>
              <div className="reason-rows">
                <Grid
                  label="来源行"
                  columns={columns}
                  total={paged?.total ?? reason.rows.length}
                  rowAt={paged?.rowAt ?? ((index) => reason.rows[index])}
                  {...(paged ? { onWindow: paged.onWindow } : {})}
                  rowKey={(row) => `${row.file} ${row.sheet} ${row.row}`}
                  empty={<p className="quiet">这个数没有来源行。</p>}
                />
              </div>
            </>
          ) : null}
        </>
      ) : null}
    </Drawer>
  )
}

const stepText = (step: ReasonStep | string): string =>
  typeof step === 'string'
    ? step
    : [step.label, step.arithmetic, step.result && `= ${step.result}`].filter(Boolean).join('　')
