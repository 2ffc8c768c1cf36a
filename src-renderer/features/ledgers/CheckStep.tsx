/** 核对: what a trial of the import found: counts, mistakes by row and column, how the file was read, and the choices left. */

import { Checkbox, Select } from 'antd'
import type { ReactNode } from 'react'
import { countText, moneyText } from '../../ui/figures.ts'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { ImportReport } from './ImportReport.tsx'
import { type Duplicates, duplicateChoices, type ImportChoices } from './import-words.ts'
import { columnWords, isMoneyKey, isRegisterKind, kindColumns, type LedgerKind } from './ledger-kind.ts'
import { Mistakes } from './Mistakes.tsx'
import { SaveMapping } from './SaveMapping.tsx'
import type { ImportAnswer } from './shapes.ts'

interface CheckStepProps {
  readonly kind: LedgerKind
  readonly answer: ImportAnswer
  readonly choices: ImportChoices
  readonly onChoose: (part: Partial<ImportChoices>) => void
}

export function CheckStep({ kind, answer, choices, onChoose }: CheckStepProps) {
  const { rows, report } = answer
  const register = isRegisterKind(kind)
  return (
    <>
      <div className="import-counts" role="status" aria-label="核对结果">
        <Counted label="读到" value={rows.read} />
        <Counted label={register ? '新增' : '可以导入'} value={rows.added} />
        {register || rows.updated > 0 ? <Counted label={register ? '改动' : '换掉'} value={rows.updated} /> : null}
        <Counted label={register ? '没有变化' : '重复跳过'} value={rows.skipped} />
        <Counted label="不对" value={rows.rejected} look={rows.rejected > 0 ? 'wrong' : ''} />
        {Object.entries(answer.totals.sums).map(([key, sum]) => (
          <span key={key}>
            {columnWords(kind, key)}合计
            <b>{isMoneyKey(key) ? moneyText(String(sum)) : countText(sum)}</b>
          </span>
        ))}
      </div>
      <Options kind={kind} answer={answer} choices={choices} onChoose={onChoose} />
      {rows.rejected > 0 ? (
        <p className="wrong">
          {choices.onlyValid
            ? '不对的行不导入，其余的照常导入；改好后，把改好的行另存一个文件再导入。'
            : '有不对的行，整个文件都不会导入。请在 Excel 或 WPS 里改好，回上一步换成改好的文件；或只导入正确的行。'}
        </p>
      ) : null}
      <Mistakes
        title="不对的"
        problems={answer.errors}
        total={Math.max(report.problems.errors, answer.errors.length)}
        fileName={report.file.name}
        workbook={answer.mistakes}
      />
      <Mistakes
        title="要留意的"
        tone="late"
        problems={answer.warnings}
        total={Math.max(report.problems.warnings, answer.warnings.length)}
        fileName={report.file.name}
      />
      {Object.keys(choices.columns).length > 0 ? (
        <SaveMapping
          kind={kind}
          columns={choices.columns}
          headerRow={choices.headerRow}
          fingerprint={report.sources[0]?.fingerprint}
        />
      ) : null}
      <ImportReport
        kind={kind}
        report={report}
        onMap={(key, heading) => onChoose({ columns: { ...columnsOf(report), ...choices.columns, [key]: heading } })}
      />
    </>
  )
}

function Counted({ label, value, look = '' }: { label: string; value: number; look?: string }) {
  return (
    <span className={look}>
      {label}
      <b>{countText(value)}</b>
    </span>
  )
}

function Options({ kind, answer, choices, onChoose }: CheckStepProps) {
  const source = answer.report.sources[0]
  const sheets = source ? [source.sheet, ...source.otherSheets] : []
  const duplicates = answer.errors.some(({ code }) => code.startsWith('DUPLICATE'))
  const parts: ReactNode[] = []
  if (sheets.length > 1)
    parts.push(
      <span key="sheet" className="inline">
        工作表
        <Select
          aria-label="工作表"
          style={{ width: 180 }}
          value={source?.sheet ?? ''}
          options={sheets.map((value) => ({ value, label: value }))}
          onChange={(sheet: string) => onChoose({ sheet })}
        />
      </span>,
    )
  const monthly = 'period' in kindColumns[kind]
  if (
    (monthly && !source?.columns.some(({ key }) => key === 'period' || key === 'date')) ||
    kind === 'agents' ||
    kind === 'outlets'
  )
    parts.push(
      <span key="period" className="inline">
        {monthly ? '没写账期的行算在' : '改动从哪个月起生效'}
        <MonthPicker
          allowClear
          aria-label={monthly ? '没写账期的行算在哪个月' : '改动从哪个月起生效'}
          placeholder={monthly ? '选择月份' : '今天'}
          value={choices.period}
          onChange={(period) => onChoose({ period })}
        />
      </span>,
    )
  if (duplicates || choices.duplicates !== 'error')
    parts.push(
      <span key="duplicates" className="inline">
        重复的行
        <Select
          aria-label="重复的行"
          style={{ width: 150 }}
          value={choices.duplicates}
          options={[...duplicateChoices(kind)]}
          onChange={(next: Duplicates) => onChoose({ duplicates: next })}
        />
      </span>,
    )
  if (answer.rows.rejected > 0)
    parts.push(
      <Checkbox
        key="valid"
        checked={choices.onlyValid}
        onChange={(event) => onChoose({ onlyValid: event.target.checked })}
      >
        只导入正确的行
      </Checkbox>,
    )
  return parts.length > 0 ? <div className="import-options">{parts}</div> : null
}

/** A saved mapping that was used stays the base of what is changed by hand. */
const columnsOf = (report: ImportAnswer['report']): Record<string, string> =>
  report.mapping ? Object.fromEntries((report.sources[0]?.columns ?? []).map(({ key, heading }) => [key, heading])) : {}
