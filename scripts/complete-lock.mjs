/**
 * Completes package-lock.json after `npm install`: a registry that does not hold a package of another platform makes npm
 * leave it out of the lock, and then `npm ci` refuses the lock everywhere. The entries added here are what npm would have
 * written, less the checksum; a machine of that platform fetches them, all others skip them by os and cpu.
 * Run it as `node scripts/complete-lock.mjs` whenever the dependencies change; it changes nothing that is there.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, root, say } from './bootstrap.mjs'

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32']

const file = join(root, 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
let added = 0
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(place, name)) continue
    lock.packages[`node_modules/${name}`] = missingEntry(name, wanted, entry.dev === true)
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
say(`${added} entries added to package-lock.json`)

/** Whether a package finds the named one: in its own node_modules or in one above. */
function isLocked(place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true
    if (at === '') return false
  }
}

function missingEntry(name, version, dev) {
  const words = name.split(/[/-]/).map((word) => (word === 'win' || word === 'windows' ? 'win32' : word))
  const system = SYSTEMS.find((one) => words.includes(one))
  const processor = PROCESSORS.find((one) => words.includes(one))
  if (!system || !processor || !/^\d/.test(version)) {
    giveUp(`${name}@${version} is missing from the lock and is no package of one platform; look at it by hand`)
  }
  return {
    version,
    cpu: [processor],
    ...(dev ? { dev: true } : {}),
    ...(words.includes('musl') ? { libc: ['musl'] } : words.includes('gnu') ? { libc: ['glibc'] } : {}),
    optional: true,
    os: [system],
  }
}
