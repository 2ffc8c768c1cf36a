/** The owner file beside the store: tells a second process who holds it. The lock itself is SQLite's. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

export interface Owner {
  readonly pid: number
  readonly host: string
  readonly since: string
}

function ownerFile(dataDir: string): string {
  return join(dataDir, 'desk.owner.json')
}

/** Writes who holds the store from now on. */
export function writeOwner(dataDir: string, since: string): void {
  const owner: Owner = { pid: process.pid, host: hostname(), since }
  writeFileSync(ownerFile(dataDir), JSON.stringify(owner))
}

/** Who said last that it holds the store; undefined when nobody did. */
export function readOwner(dataDir: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(ownerFile(dataDir), 'utf8')) as Owner
  } catch {
    return undefined
  }
}

export function removeOwner(dataDir: string): void {
  rmSync(ownerFile(dataDir), { force: true })
}
