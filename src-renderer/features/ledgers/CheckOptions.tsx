/** The choices that are left at the check: the month of rows without one, rows that are there already, blanks, only the right rows. */

import { Checkbox, Select } from 'antd'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { blanksMatter, type Duplicates, duplicateChoices, type ImportChoices } from './import-choices.ts'
import { isRegisterKind, kindColumns, type LedgerKind } from './ledger-kind.ts'
import type { ImportAnswer } from './shapes.ts'

interface CheckOptionsProps {
  readonly kind: LedgerKind
  readonly answer: ImportAnswer
  readonly choices: ImportChoices
  readonly onChoose: (part: Partial<ImportChoices>) => void
}

export function CheckOptions({ kind, answer, choices, onChoose }: CheckOptionsProps) {
  const columns = answer.report.sources[0]?.columns ?? []
  const monthly = 'period' in kindColumns[kind]
  const noMonth = monthly && !columns.some(({ key }) => key === 'period' || key === 'date')
  const twice = answer.errors.some(({ code }) => code.startsWith('DUPLICATE'))
  return (
    <div className="import-options">
      {noMonth || kind === 'agents' || kind === 'outlets' ? (
        <span className="inline">
          {monthly ? '没写账期的行算在' : '改动从哪个月起生效'}
          <MonthPicker
            allowClear
            aria-label={monthly ? '没写账期的行算在哪个月' : '改动从哪个月起生效'}
            placeholder={monthly ? '选择月份' : '今天'}
            value={choices.period}
            onChange={(period) => onChoose({ period })}
          />
        </span>
      ) : null}
      {kind !== 'outletCodes' || twice || choices.duplicates !== 'error' ? (
        <span className="inline">
          {isRegisterKind(kind) ? '已有的和重复的' : '重复的行'}
          <Select
            aria-label="重复的行"
            style={{ width: 190 }}
            value={choices.duplicates}
            options={[...duplicateChoices(kind)]}
            onChange={(duplicates: Duplicates) => onChoose({ duplicates })}
          />
        </span>
      ) : null}
      {blanksMatter(kind, choices.duplicates) ? (
        <span className="inline">
          空白的格子
          <Select
            aria-label="空白的格子"
            style={{ width: 150 }}
            value={choices.blanks}
            options={[
              { value: 'keep', label: '原来的留着' },
              { value: 'clear', label: '把原来的清掉' },
            ]}
            onChange={(blanks: 'keep' | 'clear') => onChoose({ blanks })}
          />
        </span>
      ) : null}
      {answer.rows.rejected > 0 || choices.onlyValid ? (
        <Checkbox checked={choices.onlyValid} onChange={(event) => onChoose({ onlyValid: event.target.checked })}>
          只导入正确的行
        </Checkbox>
      ) : null}
    </div>
  )
}
