/** Opens the browser host's address as a window of its own (no tabs, no address bar) in the installed Edge, Chrome or Chromium. */
import { spawn } from 'node:child_process'
import { findBrowser } from '../printing/find-browser.ts'

/** Answers false where there is no screen or no such browser: then the address is only told. */
export function openAppWindow(url: string, browser: string | null = findBrowser()): boolean {
  if (browser === null || !hasScreen(process.platform, process.env)) return false
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(browser, [`--app=${url}`, '--window-size=1366,768', '--lang=zh-CN', ...asRoot], {
    stdio: 'ignore',
    detached: true,
  })
  // Without a listener a browser that cannot start would end the program.
  child.on('error', () => {})
  child.unref()
  return child.pid !== undefined
}

export function hasScreen(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): boolean {
  if (platform === 'win32' || platform === 'darwin') return true
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}
