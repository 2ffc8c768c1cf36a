/** Deny by default, for every web contents there will ever be (Electron's security list): navigation, windows, webviews, permissions, network. */
import type { App, Session } from 'electron'
import { isOurs } from './scheme.ts'

/** Must be called before the first window is made. */
export function lockContents(app: App, log: (message: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-frame-navigate', (details) => {
      if (isAllowedTarget(details.url)) return
      log(`navigation refused: ${schemeOf(details.url)}`)
      details.preventDefault()
    })
    contents.on('will-navigate', (details) => {
      if (!isOurs(details.url)) details.preventDefault()
    })
    contents.on('will-redirect', (details) => {
      if (!isOurs(details.url)) details.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** Refuses every permission but writing to the clipboard, and every request that leaves app://desk. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(permission === 'clipboard-sanitized-write' && isOurs(details.requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === 'clipboard-sanitized-write' && isOurs(origin),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowedTarget(details.url, true) }))
  // The spell checker fetches dictionaries from the network.
  session.setSpellCheckerEnabled(false)
}

/** Ours, or made by our own page (a preview in a frame); devtools load themselves, in development. */
function isAllowedTarget(url: string, asResource = false): boolean {
  if (isOurs(url)) return true
  const scheme = schemeOf(url)
  if (url.startsWith('blob:app://desk/') || url === 'about:blank') return true
  return asResource && (scheme === 'data:' || scheme === 'devtools:')
}

function schemeOf(url: string): string {
  try {
    return new URL(url).protocol
  } catch {
    return 'unreadable address'
  }
}
