/** 表头: which sheets are read, and which row says what the columns are; found by itself, shown, and changed by a click or an arrow key. */

import { Checkbox, InputNumber, Select } from 'antd'
import { countText } from '../../ui/figures.ts'
import { missingIn } from './column-choice.ts'
import { HeaderPreview } from './HeaderPreview.tsx'
import type { ImportChoices } from './import-choices.ts'
import type { LedgerKind } from './ledger-kind.ts'
import { columnWords } from './ledger-kind.ts'
import type { Inspected, InspectedSheet } from './shapes.ts'
import { isFitting, sheetName, shownSheets } from './sheet-choice.ts'

interface SheetStepProps {
  readonly kind: LedgerKind
  readonly names: readonly string[]
  /** Which file is in view. */
  readonly file: number
  readonly onFile: (file: number) => void
  readonly inspected: Inspected
  /** The sheet in view. */
  readonly sheet: InspectedSheet | undefined
  readonly onSheet: (sheet: string) => void
  readonly choices: ImportChoices
  readonly onChoose: (part: Partial<ImportChoices>) => void
}

export function SheetStep(props: SheetStepProps) {
  const { names, file, onFile, inspected, sheet, choices, onChoose } = props
  const { mapping } = choices
  const levels = mapping.headerRows ?? 0
  return (
    <>
      {names.length > 1 ? (
        <div className="inline">
          看哪个文件
          <Select
            aria-label="看哪个文件"
            style={{ minWidth: 260 }}
            value={file}
            options={names.map((label, value) => ({ value, label }))}
            onChange={onFile}
          />
          <span className="quiet">表头的位置和列的对应，各个文件一样用。</span>
        </div>
      ) : null}
      {inspected.sheets.length > 1 ? <SheetTable {...props} /> : null}
      {sheet && sheet.rows.length > 0 ? (
        <>
          <div className="import-options">
            <span className="inline">
              表头在第
              <InputNumber
                aria-label="表头在第几行"
                min={1}
                max={1000}
                precision={0}
                style={{ width: 70 }}
                value={mapping.headerRow ?? sheet.header?.row ?? null}
                onChange={(row) => onChoose({ mapping: { ...mapping, ...(row ? { headerRow: row } : {}) } })}
              />
              行
            </span>
            <span className="inline">
              表头有
              <Select<number>
                aria-label="表头有几行"
                style={{ width: 190 }}
                value={levels}
                options={[
                  { value: 0, label: '自己认' },
                  { value: 1, label: '一行' },
                  { value: 2, label: '两行（上级/下级）' },
                ]}
                onChange={(next) => {
                  const { headerRows: _, ...rest } = mapping
                  onChoose({ mapping: next === 0 ? rest : { ...rest, headerRows: next === 2 ? 2 : 1 } })
                }}
              />
            </span>
            <span className="quiet">
              {mapping.headerRow === undefined ? '表头是自己认出来的。' : ''}不对就点表头那一行。
            </span>
          </div>
          <Found {...props} sheet={sheet} />
          <HeaderPreview
            sheet={sheet}
            asked={mapping.headerRow}
            onRow={(row) => onChoose({ mapping: { ...mapping, headerRow: row } })}
          />
        </>
      ) : (
        <p className="late">这张工作表是空的。</p>
      )}
    </>
  )
}

function Found({ kind, inspected, sheet, choices }: SheetStepProps & { readonly sheet: InspectedSheet }) {
  const missing = missingIn(inspected, sheet, choices)
  const columns = sheet.header?.columns ?? []
  if (columns.length === 0) return <p className="late">这一行里一列也没有认出来：换一行，或者下一步自己指。</p>
  return (
    <p className="quiet" role="status">
      认出 {columns.length} 列：{columns.map(({ key }) => columnWords(kind, key)).join('、')}
      {missing.length > 0 ? <span className="late">；还缺 {missing.join('、')}，下一步可以指定</span> : null}
    </p>
  )
}

function SheetTable({ names, file, inspected, sheet, onSheet, choices, onChoose }: SheetStepProps) {
  const { sheets } = inspected
  const fitting = shownSheets(inspected, choices)
  // Until one fits, what is in view is what will be read.
  const chosen = fitting.length > 0 ? fitting : sheet ? [sheet.sheet] : []
  const toggle = (label: string, on: boolean) => {
    const others = (choices.sheets ?? []).filter((name) => !sheets.some((one) => isNameOf(name, one.sheet)))
    const next = sheets.map((one) => one.sheet).filter((one) => (one === label ? on : chosen.includes(one)))
    if (next.length === 0) return
    onChoose({ allSheets: false, sheets: [...others, ...next.map((one) => sheetName(names, file, one))] })
  }
  const isNameOf = (name: string, label: string) => name === sheetName(names, file, label)
  return (
    <>
      <table className="plain-table fitted-table" aria-label="工作表">
        <thead>
          <tr>
            <th>读</th>
            <th>工作表</th>
            <th className="figure">行数</th>
            <th>认得出来的</th>
          </tr>
        </thead>
        <tbody>
          {sheets.map((one) => (
            <tr key={one.sheet} className={one.sheet === sheet?.sheet ? 'in-view' : ''}>
              <td>
                <Checkbox
                  aria-label={`读“${one.sheet}”`}
                  checked={chosen.includes(one.sheet)}
                  onChange={(event) => toggle(one.sheet, event.target.checked)}
                />
              </td>
              <td>
                <button type="button" className="why" onClick={() => onSheet(one.sheet)}>
                  {one.sheet}
                </button>
                {one.hidden ? <span className="quiet">（隐藏）</span> : null}
              </td>
              <td className="figure">
                {countText(one.filled.rows)}
                {one.filled.whole ? '' : ' 以上'}
              </td>
              <td>
                {one.filled.rows === 0 ? (
                  <span className="quiet">空的</span>
                ) : one.saved ? (
                  `存下的“${one.saved.name}”`
                ) : isFitting(inspected, one, choices) ? (
                  `认出 ${one.header?.columns.length ?? 0} 列`
                ) : (
                  <span className="quiet">缺 {missingIn(inspected, one, choices).join('、')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Checkbox
        checked={choices.allSheets}
        onChange={(event) => onChoose({ allSheets: event.target.checked, sheets: undefined })}
      >
        {names.length > 1 ? '每个文件里' : ''}表头对得上的工作表都读（一张表写不下、分成几张的）
      </Checkbox>
      {fitting.length === 0 ? (
        <p className="late">没有一张工作表的列都认得出来：先看表头对不对，下一步再指列。</p>
      ) : null}
    </>
  )
}
