/** How the file was read, in a line or two, with the doors back to its headings and columns; what may have been forgotten. */

import { Button } from 'antd'
import type { ImportDoor } from './ImportTrouble.tsx'
import { type ImportChoices, isChanged } from './import-choices.ts'
import { columnWords, type LedgerKind } from './ledger-kind.ts'
import type { ImportAnswer, Inspected } from './shapes.ts'
import { membersNotRead, notRead } from './sheet-choice.ts'

interface ReadAsProps {
  readonly kind: LedgerKind
  readonly answer: ImportAnswer
  readonly inspected: Inspected | undefined
  readonly choices: ImportChoices
  readonly onChoose: (part: Partial<ImportChoices>) => void
  readonly onDoor: ImportDoor
}

export function ReadAs({ kind, answer, inspected, choices, onChoose, onDoor }: ReadAsProps) {
  const { sources } = answer.report
  const [first] = sources
  if (!first) return null
  const files = new Set(sources.map(({ source }) => source)).size
  const saved = answer.report.mapping?.name ?? (choices.saved && isChanged(choices) ? choices.saved.name : undefined)
  const forgotten = files === 1 && inspected ? notRead(inspected, choices) : []
  const members = inspected ? membersNotRead(inspected, choices) : []
  const unknown = new Set(answer.errors.map(({ code }) => code))
  return (
    <>
      <p className="read-as">
        {saved ? (
          <>
            按存下的“{saved}”读取{answer.report.mapping ? '' : '（改过）'}。
          </>
        ) : null}
        {sources.length > 1
          ? `读了${files > 1 ? ` ${files} 个文件、` : ''} ${sources.length} 张工作表，认出 ${first.columns.length} 列。`
          : `读的是工作表“${first.sheet}”，表头在第 ${first.headerRow} 行，认出 ${first.columns.length} 列。`}
        <Button type="link" onClick={() => onDoor('sheet')}>
          改表头
        </Button>
        <Button type="link" onClick={() => onDoor('columns')}>
          改列的对应
        </Button>
      </p>
      {forgotten.length > 0 ? (
        <p className="late">
          还有 {forgotten.length} 张工作表的表头也对得上，没有读：{forgotten.join('、')}。
          <Button type="link" onClick={() => onChoose({ allSheets: true, sheets: undefined })}>
            都读
          </Button>
        </p>
      ) : null}
      {members.length > 0 ? (
        <p className="late">
          “{inspected?.file}”里没有读：{members.join('、')}。
          <Button type="link" onClick={() => onDoor('sheet')}>
            去看看
          </Button>
        </p>
      ) : null}
      {first.likely.length > 0 ? (
        <p className="late">
          {first.likely.map(({ heading, key }) => `“${heading}”可能是${columnWords(kind, key)}`).join('；')}，没有取。
          <Button type="link" onClick={() => onDoor('columns')}>
            去看看
          </Button>
        </p>
      ) : null}
      {unknown.has('UNKNOWN_TYPE') || unknown.has('NOT_ONE_OF') ? (
        <p className="late">
          有的词系统不认得：可以说明文件里的词当作哪一个类型。
          <Button type="link" onClick={() => onDoor('columns')}>
            去对应
          </Button>
        </p>
      ) : null}
      {unknown.has('UNKNOWN_OUTLET') || unknown.has('AMBIGUOUS_CODE') ? (
        <p className="late">
          有的网点不认得：文件里用的是工号、空充主号这些码时，可以选用哪一种；别县的行可以按一列去掉。
          <Button type="link" onClick={() => onDoor('columns')}>
            去选
          </Button>
        </p>
      ) : null}
    </>
  )
}
