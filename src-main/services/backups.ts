/** Backups made by people: checked copies among the backups of the data directory, or where the command line says. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Job } from './jobs.ts'
import type { Office } from './office.ts'

function folderOf(office: Office): string {
  return join(office.store.dataDir, 'backups')
}

/** @throws Refusal FILE_EXISTS, STORE_CORRUPT, DISK_FULL, WRITE_FAILED */
export async function backUp(office: Office, job: Job, file?: string): Promise<{ file: string }> {
  const folder = folderOf(office)
  mkdirSync(folder, { recursive: true })
  const stamp = office.clock.now().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
  const target = file ?? join(folder, `desk-${stamp}.sqlite`)
  await office.store.backup(target, (fraction) => job.progress('copying', fraction))
  return { file: target }
}

/** The backups of the data directory, newest first; sizes in bytes. */
export function listBackups(office: Office): { name: string; bytes: number; at: string }[] {
  const folder = folderOf(office)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => {
      const { size, mtime } = statSync(join(folder, name))
      return { name, bytes: size, at: mtime.toISOString() }
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}
