/** Laying a sample's store aside: marked while it is open, moved among the backups when it is opened next. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const MARK = 'desk.lay-aside'

/** From the next opening on this directory has an empty store; the present one is kept among its backups. */
export function markForLayingAside(dataDir: string): void {
  writeFileSync(join(dataDir, MARK), '')
}

/** Moves a marked store aside before it is opened; `stamp` makes its name. */
export function layAsideIfMarked(dataDir: string, file: string, stamp: string): void {
  const mark = join(dataDir, MARK)
  if (!existsSync(mark)) return
  const folder = join(dataDir, 'backups')
  mkdirSync(folder, { recursive: true })
  for (const ending of ['', '-wal', '-shm']) {
    if (existsSync(file + ending)) renameSync(file + ending, join(folder, `sample-${stamp}.sqlite${ending}`))
  }
  rmSync(mark)
}
