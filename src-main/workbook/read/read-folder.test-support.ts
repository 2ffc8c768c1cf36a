/** For tests, in a process of its own: reads every file of a folder and prints what the worst of them cost. */

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openWorkbook } from './open.ts'

const [folder = '.'] = process.argv.slice(2)
const answer = { files: 0, refused: 0, milliseconds: 0, slowest: '', peakMb: 0 }
for (const name of readdirSync(folder, { recursive: true }) as string[]) {
  const path = join(folder, name)
  if (!statSync(path).isFile()) continue
  const start = performance.now()
  try {
    const workbook = openWorkbook(path)
    for (const { name: sheet } of workbook.sheets) workbook.read(sheet, () => undefined)
    workbook.close()
    answer.files++
  } catch (error) {
    if ((error as Error).name !== 'Refusal') throw error
    answer.refused++
  }
  const milliseconds = performance.now() - start
  if (milliseconds > answer.milliseconds) Object.assign(answer, { milliseconds, slowest: name })
}
// The process's own account: maxRSS counts its parent's memory too.
answer.peakMb = Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
console.log(JSON.stringify(answer))
