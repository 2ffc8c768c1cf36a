import { describe, expect, it } from 'vitest'
import { hasScreen, openAppWindow } from './app-window.ts'

describe('the app window', () => {
  it.each([
    ['win32', {}, true],
    ['darwin', {}, true],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['linux', { DISPLAY: '' }, false],
    ['linux', {}, false],
  ] as const)('on %s with %j has a screen: %s', (platform, env, wanted) => {
    expect(hasScreen(platform, env)).toBe(wanted)
  })

  it('is not opened without a browser', () => {
    expect(openAppWindow('http://127.0.0.1:1/', null)).toBe(false)
  })
})
