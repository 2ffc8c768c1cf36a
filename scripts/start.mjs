/** `npm start`: the desktop program; where Electron's runtime cannot be had, the browser host, with its address. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { commandFile, ensureBuilt, ensureInstalled, programEnvironment, programNode, root, say } from './bootstrap.mjs'

const DOWNLOAD_TIMEOUT_MS = 20_000
/** A download that failed is not tried again at every start, only the next day (or with --electron). */
const RETRY_AFTER_MS = 24 * 3600 * 1000
const failureMark = join(root, '.cache', 'electron-not-available')
const electronFolder = join(root, 'node_modules', 'electron')

const wanted = process.argv.slice(2)
const onlyBrowser = wanted.includes('--browser')
const insist = wanted.includes('--electron')
const rest = wanted.filter((one) => one !== '--browser' && one !== '--electron')

ensureInstalled()
ensureBuilt()
const electron = onlyBrowser ? null : electronProgram()
if (electron) await follow(spawnElectron(electron))
else await follow(spawnBrowserHost())

/** The path of Electron's program, downloaded now if need be; null where it cannot be had or shown. */
function electronProgram() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    say('There is no screen here, so the desktop window cannot open.\n这里没有图形界面，无法打开桌面窗口。')
    return null
  }
  const found = installedElectron()
  if (found) return found
  const failedAt = statSync(failureMark, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (!insist && Date.now() - failedAt < RETRY_AFTER_MS) {
    say('Electron’s runtime could not be downloaded before (npm start -- --electron tries again).')
    say('此前未能下载 Electron 运行环境（npm start -- --electron 可重试）。')
    return null
  }
  say('Downloading Electron’s runtime (once) …\n正在下载 Electron 运行环境（仅一次）……')
  const result = spawnSync(programNode(), [commandFile('electron', 'install-electron')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: programEnvironment(),
    // Where the network is slow but works, --electron waits as long as it takes.
    ...(insist ? {} : { timeout: DOWNLOAD_TIMEOUT_MS, killSignal: 'SIGKILL' }),
  })
  const now = result.status === 0 ? installedElectron() : null
  if (now) {
    rmSync(failureMark, { force: true })
    return now
  }
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(failureMark, `${result.error ?? ''}\n${result.stderr ?? ''}`)
  say('Electron’s runtime cannot be had here; the browser host opens instead.')
  say('本机无法取得 Electron 运行环境，改用浏览器方式打开。')
  return null
}

function installedElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const pathFile = join(electronFolder, 'path.txt')
  const name = existsSync(pathFile)
    ? readFileSync(pathFile, 'utf8').trim()
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron'
  const program = join(override ?? join(electronFolder, 'dist'), name)
  return existsSync(program) ? program : null
}

function spawnElectron(program) {
  const asRoot = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []
  return spawn(program, [root, ...asRoot, ...electronSwitches(rest)], {
    cwd: root,
    stdio: 'inherit',
    env: programEnvironment(),
  })
}

/** Electron reads `--data=DIR`, the command line `--data DIR`. */
function electronSwitches(args) {
  const at = args.indexOf('--data')
  return at < 0 ? args : [...args.slice(0, at), `--data=${args[at + 1]}`, ...args.slice(at + 2)]
}

function spawnBrowserHost() {
  const args = ['serve', '--open', ...(rest.includes('--data') ? [] : ['--data', dataFolder()]), ...rest]
  return spawn(programNode(), [join(root, 'out', 'main', 'cli.js'), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: programEnvironment(),
  })
}

/** The same folder as the desktop program's (src-main/hosts/electron/start.ts): either door finds the same data. */
function dataFolder() {
  if (process.env.DESK_DATA) return process.env.DESK_DATA
  const settings = {
    win32: process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'),
    darwin: join(homedir(), 'Library', 'Application Support'),
  }
  const folder = settings[process.platform] ?? (process.env.XDG_CONFIG_HOME || join(homedir(), '.config'))
  return join(folder, 'channel-desk', 'data')
}

/** Ends as the program ends; hands on the signals that end it. */
async function follow(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const code = await new Promise((done) => {
    child.on('error', (error) => {
      say(String(error))
      done(1)
    })
    child.on('exit', (status) => done(status ?? 1))
  })
  process.exit(code)
}
