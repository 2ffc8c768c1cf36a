/** Finds an installed Chrome, Edge or Chromium: it prints, shows the app window, and runs the browser tests. */
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly exists: (path: string) => boolean
  /** Names in a folder; none where it cannot be read. */
  readonly list: (folder: string) => string[]
}

const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  home: homedir(),
  exists: existsSync,
  list: (folder) => {
    try {
      return readdirSync(folder)
    } catch {
      return []
    }
  },
}

const LINUX_NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium',
  'chromium-browser',
]

/**
 * The path of the browser's program, or null where there is none. CHANNEL_DESK_BROWSER names one by hand.
 * Edge comes first on Windows, since every Windows 10 and 11 has it.
 */
export function findBrowser(machine: Machine = thisMachine): string | null {
  return candidates(machine).find((path) => machine.exists(path)) ?? null
}

function candidates(machine: Machine): string[] {
  const { env } = machine
  const named = env.CHANNEL_DESK_BROWSER
  // Who names one wants that one: another found instead would hide the mistake.
  if (named) return [named]
  switch (machine.platform) {
    case 'win32':
      return [...onWindows(env), ...ofPlaywright(machine)]
    case 'darwin':
      return [...onMac(machine), ...ofPlaywright(machine)]
    default:
      return [...onLinux(env), ...ofPlaywright(machine)]
  }
}

function onWindows(env: Machine['env']): string[] {
  const folders = [env['ProgramFiles(x86)'], env.ProgramFiles, env.ProgramW6432, env.LOCALAPPDATA].filter(
    (folder) => folder !== undefined,
  )
  return [
    ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ['Google', 'Chrome', 'Application', 'chrome.exe'],
    ['Chromium', 'Application', 'chrome.exe'],
  ].flatMap((parts) => folders.map((folder) => [folder, ...parts].join('\\')))
}

function onMac(machine: Machine): string[] {
  return ['Google Chrome', 'Microsoft Edge', 'Chromium'].flatMap((name) =>
    ['/Applications', join(machine.home, 'Applications')].map(
      (folder) => `${folder}/${name}.app/Contents/MacOS/${name}`,
    ),
  )
}

function onLinux(env: Machine['env']): string[] {
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']
  return LINUX_NAMES.flatMap((name) => folders.filter((folder) => folder !== '').map((folder) => join(folder, name)))
}

/** The browsers that Playwright downloaded for itself, newest first. */
function ofPlaywright({ platform, env, home, list }: Machine): string[] {
  const byPlatform: Partial<Record<NodeJS.Platform, [folder: string, programs: string[]]>> = {
    win32: [join(env.LOCALAPPDATA ?? home, 'ms-playwright'), ['chrome-win64/chrome.exe', 'chrome-win/chrome.exe']],
    darwin: [
      join(home, 'Library', 'Caches', 'ms-playwright'),
      ['chrome-mac/Chromium.app/Contents/MacOS/Chromium', 'chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium'],
    ],
  }
  const [ownFolder, programs] = byPlatform[platform] ?? [
    join(home, '.cache', 'ms-playwright'),
    ['chrome-linux64/chrome', 'chrome-linux/chrome'],
  ]
  const folder = env.PLAYWRIGHT_BROWSERS_PATH || ownFolder
  return list(folder)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
    .flatMap((name) => programs.map((program) => join(folder, name, program)))
}
