/** A browser for the tests: the installed one, else Playwright's, else Debian's package. Runs on Node 24 (it imports TypeScript). */
import { spawnSync } from 'node:child_process'
import { commandFile, programEnvironment, programNode, root, say } from './bootstrap.mjs'

/** Finds or installs a browser; answers its path, or null where none can be had. */
export async function ensureBrowser() {
  const { findBrowser } = await import('../src-main/hosts/printing/find-browser.ts')
  const found = findBrowser()
  if (found) return found

  say('No Chrome, Edge or Chromium is installed; asking Playwright for one …')
  run(programNode(), [commandFile('@playwright/test', 'playwright'), 'install', 'chromium'], 180_000)
  if (findBrowser()) return findBrowser()

  if (process.platform === 'linux' && process.getuid() === 0) {
    say('Playwright could not get one; installing Debian’s chromium and fonts-noto-cjk …')
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'])
  }
  return findBrowser()
}

function run(command, args, timeout) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: programEnvironment({ DEBIAN_FRONTEND: 'noninteractive' }),
    ...(timeout ? { timeout } : {}),
  })
  return result.status === 0
}
