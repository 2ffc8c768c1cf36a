import { describe, expect, it } from 'vitest'
import { findBrowser } from './find-browser.ts'

function machine(platform: NodeJS.Platform, files: string[], env: Record<string, string> = {}, folders: string[] = []) {
  return { platform, env, home: '/home/u', exists: (path: string) => files.includes(path), list: () => folders }
}

describe('findBrowser', () => {
  it('takes Edge before Chrome on Windows', () => {
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
    const chrome = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
    const env = { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' }
    expect(findBrowser(machine('win32', [edge, chrome], env))).toBe(edge)
    expect(findBrowser(machine('win32', [chrome], env))).toBe(chrome)
  })

  it('finds a per-user Chrome on Windows', () => {
    const chrome = 'C:\\Users\\li\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe'
    expect(findBrowser(machine('win32', [chrome], { LOCALAPPDATA: 'C:\\Users\\li\\AppData\\Local' }))).toBe(chrome)
  })

  it('finds Linux browsers on the PATH and beside it', () => {
    expect(findBrowser(machine('linux', ['/opt/bin/google-chrome'], { PATH: '/bin:/opt/bin' }))).toBe(
      '/opt/bin/google-chrome',
    )
    expect(findBrowser(machine('linux', ['/usr/bin/chromium'], {}))).toBe('/usr/bin/chromium')
  })

  it('finds a Mac’s', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(findBrowser(machine('darwin', [chrome]))).toBe(chrome)
  })

  it('falls back to the newest of Playwright’s', () => {
    const at = (n: number) => `/home/u/.cache/ms-playwright/chromium-${n}/chrome-linux64/chrome`
    const folders = ['chromium-99', 'chromium-1200', 'ffmpeg-1011', 'chromium_headless_shell-1300']
    expect(findBrowser(machine('linux', [at(99), at(1200)], {}, folders))).toBe(at(1200))
  })

  it('takes the named one, and none instead of it', () => {
    const env = { CHANNEL_DESK_BROWSER: '/x/chrome', PATH: '/bin' }
    expect(findBrowser(machine('linux', ['/x/chrome', '/usr/bin/chromium'], env))).toBe('/x/chrome')
    expect(findBrowser(machine('linux', ['/usr/bin/chromium'], env))).toBeNull()
  })

  it('finds none where there is none', () => {
    expect(findBrowser(machine('linux', [], {}))).toBeNull()
  })
})
