/**
 * What every command of the repository needs first, with nothing installed and on Node 20 or newer:
 * the packages, a Node 24 to run the program with, and a build that is not older than its sources.
 * Everything that is said goes to standard error, so that a command's own answer stays alone on standard output.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const installMark = join(modules, '.channel-desk-installed')
const buildMark = join(root, 'out', '.built-from')
const cacheDir = join(root, '.cache')

/** Node's major version that the program is built for (the one inside Electron 45). */
const NODE_MAJOR = 24
const OLDEST_BOOTSTRAP = 20

export function say(...words) {
  process.stderr.write(`${words.join(' ')}\n`)
}

/** Ends the command with a message; `code` 1 is "could not", 2 is "used wrongly". */
export function giveUp(message, code = 1) {
  say(message)
  process.exit(code)
}

function refuseOldNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < OLDEST_BOOTSTRAP) {
    giveUp(
      `This is Node ${process.versions.node}; Node ${OLDEST_BOOTSTRAP} or newer is needed to install Channel Desk.\n` +
        `当前 Node 版本为 ${process.versions.node}，安装渠道台账需要 Node ${OLDEST_BOOTSTRAP} 或更高版本。`,
    )
  }
}

// ---------------------------------------------------------------- packages

/** Installs the packages of package-lock.json when they are missing or others; quick (one hash) when they are there. */
export function ensureInstalled() {
  refuseOldNode()
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const lockHash = createHash('sha256').update(lockText).digest('hex')
  if (readMark(installMark) === lockHash) return
  withLock('install', () => {
    if (readMark(installMark) === lockHash) return
    if (!holdsPackagesOf(lockText)) {
      say('Installing packages (npm ci) …')
      const result = npm(['ci', '--loglevel=error', '--no-audit', '--no-fund', '--include=dev', '--include=optional'])
      if (result !== 0) {
        giveUp(
          'npm ci failed (see above). Is the npm registry reachable?\n安装依赖失败（原因见上）。请检查能否访问 npm 源。',
        )
      }
    }
    writeFileSync(installMark, lockHash)
  })
}

/** Whether npm's own record of node_modules has every package of the lock file in the same version (optional ones may be missing). */
function holdsPackagesOf(lockText) {
  const recordFile = join(modules, '.package-lock.json')
  if (!existsSync(recordFile)) return false
  try {
    const wanted = JSON.parse(lockText).packages
    const present = JSON.parse(readFileSync(recordFile, 'utf8')).packages
    return Object.entries(wanted).every(([place, entry]) => {
      if (place === '') return true
      const found = present[place]
      return found ? found.version === entry.version : entry.optional === true || entry.peer === true
    })
  } catch {
    return false
  }
}

/** Runs npm, its output on standard error; answers its exit code. */
export function npm(args) {
  // Under `npm run` the running npm names itself; alone, npm is looked up on the PATH (a .cmd on Windows).
  const own = process.env.npm_execpath
  const environment = { ...process.env }
  // `npm run -s` would silence the npm below as well, and hide why it failed.
  delete environment.npm_config_loglevel
  delete environment.npm_config_silent
  const options = { cwd: root, stdio: ['ignore', 2, 2], env: environment }
  const result = own?.endsWith('.js')
    ? spawnSync(process.execPath, [own, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (result.error) say(String(result.error))
  return result.status ?? 1
}

// ---------------------------------------------------------------- Node 24

/** The Node that runs the program: this one when it is new enough, else the one that came as a package. */
export function programNode() {
  if (isRightNode(process.versions.node)) return process.execPath
  const name = process.platform === 'win32' ? 'win' : process.platform
  const executable = process.platform === 'win32' ? 'node.exe' : 'node'
  // Apple's newer processors have theirs under the other name.
  for (const start of ['node', 'node-bin']) {
    const found = join(modules, `${start}-${name}-${process.arch}`, 'bin', executable)
    if (existsSync(found)) return found
  }
  return giveUp(
    `Node ${NODE_MAJOR} is needed, and there is no package of it for ${process.platform} ${process.arch}. ` +
      `Install Node ${NODE_MAJOR} and run the command again (this is ${process.versions.node}).\n` +
      `需要 Node ${NODE_MAJOR}，但没有适合本机（${process.platform} ${process.arch}）的安装包。请先安装 Node ${NODE_MAJOR} 再运行。`,
  )
}

export function isRightNode(version) {
  return Number(version.split('.')[0]) >= NODE_MAJOR
}

/** The environment for programs run with the right Node: its folder and node_modules/.bin lead the PATH. */
export function programEnvironment(extra = {}) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const separator = process.platform === 'win32' ? ';' : ':'
  const path = [dirname(programNode()), join(modules, '.bin'), process.env[key] ?? ''].join(separator)
  return { ...process.env, [key]: path, ...extra }
}

/** Where a package's command starts, as a file that Node runs (no shell, no .cmd on Windows). */
export function commandFile(packageName, command = packageName) {
  const { bin } = JSON.parse(readFileSync(join(modules, packageName, 'package.json'), 'utf8'))
  return join(modules, packageName, typeof bin === 'string' ? bin : bin[command])
}

// ---------------------------------------------------------------- build

const BUILD_INPUTS = [
  'src-main',
  'src-renderer',
  'resources',
  'electron.vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
]

/** Builds into out/ when it is missing or its sources changed since; a fresh build costs only the look at their times. */
export function ensureBuilt() {
  if (!build()) giveUp('The build failed (see above).\n构建失败（原因见上）。')
}

/** As ensureBuilt, but answers whether it succeeded. */
export function build() {
  if (readMark(buildMark) === sourcesFingerprint()) return true
  return withLock('build', () => {
    const fingerprint = sourcesFingerprint()
    if (readMark(buildMark) === fingerprint) return true
    say('Building …')
    const started = Date.now()
    rmSync(buildMark, { force: true })
    const result = spawnSync(programNode(), [commandFile('electron-vite'), 'build', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: programEnvironment(),
    })
    if (result.status !== 0) return false
    writeFileSync(buildMark, fingerprint)
    say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
    return true
  })
}

/** A hash over name, size and time of every source file but the tests: changes when any is edited, added or removed. */
function sourcesFingerprint() {
  const hash = createHash('sha256')
  for (const input of BUILD_INPUTS) {
    const path = join(root, input)
    if (!existsSync(path)) continue
    if (statSync(path).isFile()) addToFingerprint(hash, input, path)
    else {
      for (const name of readdirSync(path, { recursive: true }).sort()) {
        if (/\.(ts|tsx|css|html|svg|png|json|sql)$/.test(name) && !/\.test\.tsx?$/.test(name)) {
          addToFingerprint(hash, `${input}/${name}`, join(path, name))
        }
      }
    }
  }
  return hash.digest('hex')
}

function addToFingerprint(hash, name, path) {
  const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 }
  hash.update(`${name} ${size} ${mtimeMs}\n`)
}

// ---------------------------------------------------------------- marks and locks

function readMark(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** Runs `work` while no other command of this repository does the same; a lock whose owner is gone is taken over. */
function withLock(name, work) {
  mkdirSync(cacheDir, { recursive: true })
  const lock = join(cacheDir, `${name}.lock`)
  let told = false
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      // An empty lock is one being written, unless it is old: then its writer died in between.
      const owner = readMark(lock)
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
      if (owner ? !isAlive(Number(owner)) : age > 5000) {
        rmSync(lock, { force: true })
        continue
      }
      if (!told) say(`Waiting for another ${name} to end …`)
      told = true
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  try {
    return work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function isAlive(pid) {
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
