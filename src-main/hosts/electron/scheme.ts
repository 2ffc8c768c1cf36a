/** The app://desk/ scheme: the screens and the back office without any open port. */
import { type Protocol, protocol } from 'electron'
import { plain } from '../renderer/files.ts'
import { type Handle, route } from '../renderer/route.ts'
import { secured } from '../renderer/security-headers.ts'

export const APP_ORIGIN = 'app://desk'

/** Must run before the app is ready. Without supportFetchAPI the screens could not fetch from their own origin. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

/** Serves app://desk/ in the window's session; any other host of the scheme does not exist. */
export function serveScheme(
  target: Protocol,
  options: { handle: Handle; rendererDir: string; log: (message: string) => void },
): void {
  target.handle('app', async (request) => {
    if (new URL(request.url).host !== 'desk') {
      const response = plain(404, '没有这个地址。')
      return new Response(response.body, { status: 404, headers: secured(response.headers) })
    }
    return route(request, options)
  })
}

/** Whether an address is one of ours: the scheme and the host, not only a text that begins like it. */
export function isOurs(address: string): boolean {
  try {
    const { protocol: scheme, host } = new URL(address)
    return scheme === 'app:' && host === 'desk'
  } catch {
    return false
  }
}
