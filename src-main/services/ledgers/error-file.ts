/** The mistakes of a refused import as a workbook: row, column, what the cell shows, what is wrong. */
import { writeXlsx } from '../../workbook/write/sheet-stream.ts'
import type { ImportProblem } from './import.ts'

type Said = Pick<ImportProblem, 'row' | 'column' | 'code' | 'value'>

/** Writes one line per mistake. @throws Refusal WRITE_FAILED, FILE_LOCKED, DISK_FULL */
export async function writeErrorFile(path: string, problems: readonly Said[]): Promise<void> {
  const columns = [
    { heading: '行', type: 'integer' as const, width: 8 },
    { heading: '列', type: 'text' as const, width: 16 },
    { heading: '原内容', type: 'text' as const, width: 24 },
    { heading: '错误', type: 'text' as const, width: 32 },
  ]
  const rows = problems.map(({ row, column, value, code }) => [row, column, value, code])
  await writeXlsx(path, [{ name: '错误清单', columns, rows }])
}
