/** 核对: what a trial of the import found: counts, months, how the file was read, mistakes, differences, and the choices left. */

import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { countText, moneyText } from '../../ui/figures.ts'
import { CheckOptions } from './CheckOptions.tsx'
import { ImportReport } from './ImportReport.tsx'
import type { ImportDoor } from './ImportTrouble.tsx'
import type { ImportChoices } from './import-choices.ts'
import { columnWords, isMoneyKey, isRegisterKind, type LedgerKind } from './ledger-kind.ts'
import { MendedCells, takeBack } from './MendedCells.tsx'
import { Mending } from './Mending.tsx'
import { ReadAs } from './ReadAs.tsx'
import { SaveMapping } from './SaveMapping.tsx'
import type { ImportAnswer, Inspected } from './shapes.ts'

interface CheckStepProps {
  readonly kind: LedgerKind
  readonly answer: ImportAnswer
  /** Of the file in view, where it has been looked into. */
  readonly inspected: Inspected | undefined
  readonly choices: ImportChoices
  readonly onChoose: (part: Partial<ImportChoices>) => void
  readonly onDoor: ImportDoor
}

export function CheckStep(props: CheckStepProps) {
  const { kind, answer, choices, onChoose } = props
  const { rows, report } = answer
  const register = isRegisterKind(kind)
  const filtered = report.leftOut.counts.filtered ?? 0
  return (
    <>
      <div className="import-counts" role="status" aria-label="核对结果">
        <Counted label="读到" value={rows.read} />
        <Counted label={register ? '新增' : '可以导入'} value={rows.added} />
        {register || rows.updated > 0 ? <Counted label={register ? '改动' : '换掉'} value={rows.updated} /> : null}
        <Counted label={register ? '没有变化' : '重复跳过'} value={rows.skipped} />
        <Counted label="不对" value={rows.rejected} look={rows.rejected > 0 ? 'wrong' : ''} />
        {filtered > 0 ? <Counted label="筛掉" value={filtered} /> : null}
        {Object.entries(answer.totals.sums).map(([key, sum]) => (
          <span key={key}>
            {columnWords(kind, key)}合计
            <b>{isMoneyKey(key) ? moneyText(String(sum)) : countText(sum)}</b>
          </span>
        ))}
      </div>
      <ReadAs {...props} />
      <Months kind={kind} answer={answer} />
      <CheckOptions kind={kind} answer={answer} choices={choices} onChoose={onChoose} />
      {rows.rejected > 0 ? (
        <p className="wrong">
          {choices.onlyValid
            ? '不对的行不导入，其余的照常导入；不对的留在这一批里，以后随时可以下载待改的表，改好再导入。'
            : '有不对的行，整个文件都不会导入。请在下面的格子里改好再核对，或在 Excel、WPS 里改好换文件；也可以只导入正确的行。'}
        </p>
      ) : null}
      {answer.findings ? (
        <Mending
          found={{ mistakes: answer.findings }}
          problems={[...answer.errors, ...answer.warnings]}
          counts={{
            errors: Math.max(report.problems.errors, answer.errors.length),
            warnings: Math.max(report.problems.warnings, answer.warnings.length),
          }}
          notes={report.notes}
          fileName={report.file.name}
          rejected={rows.rejected > 0}
          mend={{
            edits: choices.edits,
            draft: choices.draft,
            onDraft: (draft) => onChoose({ draft }),
            onCheck: (edits) => onChoose({ edits, draft: edits }),
            check: '重新核对',
          }}
        />
      ) : null}
      <MendedCells report={report} onTakeBack={(cells) => onChoose(takeBack(choices.edits, choices.draft, cells))} />
      <SaveMapping kind={kind} choices={choices} fingerprint={report.sources[0]?.fingerprint} onSaved={onChoose} />
      <ImportReport kind={kind} report={report} tidied={answer.findings === null} />
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

/** What the file brings month by month, where it holds several. */
function Months({ kind, answer }: Pick<CheckStepProps, 'kind' | 'answer'>) {
  const { periods, sums } = answer.totals
  if (periods.length < 2) return null
  const keys = Object.keys(sums)
  return (
    <table className="plain-table fitted-table" aria-label="按账期">
      <thead>
        <tr>
          <th>账期</th>
          <th className="figure">行</th>
          {keys.map((key) => (
            <th key={key} className="figure">
              {columnWords(kind, key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {periods.map((one) => (
          <tr key={one.period ?? ''}>
            <td>{one.period ? monthWords(one.period) : '没有账期'}</td>
            <td className="figure">{countText(one.rows)}</td>
            {keys.map((key) => (
              <td key={key} className="figure">
                {isMoneyKey(key) ? moneyText(String(one[key] ?? '')) : countText(Number(one[key] ?? 0))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
