/**
 * Who is let in by the browser host (DESIGN.md "Security"): only who holds this launch's token, under our own
 * host name, from our own pages. Pure: it looks at a request's head and says what to do with it.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** The secrets of one launch: `token` opens the door (in the address once, or as a bearer), `cookie` keeps it open. */
export interface LaunchSecrets {
  readonly token: string
  readonly cookie: string
}

export function createSecrets(): LaunchSecrets {
  // 256 bits each. The cookie differs from the token, so that an address left in a history is not the session itself.
  return { token: randomBytes(32).toString('base64url'), cookie: randomBytes(32).toString('base64url') }
}

export type Verdict =
  | { readonly kind: 'in' }
  | { readonly kind: 'firstVisit' }
  | { readonly kind: 'out'; readonly status: 400 | 403 | 405; readonly reason: string }

export interface RequestHead {
  readonly method: string
  /** The request target as sent: path and query. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])

/** Cookies of one host name are shared by all its ports, so the name carries the port. */
export function cookieName(port: number): string {
  return `desk-${port}`
}

/** Judges a request that reached the server listening on `port`. */
export function judge({ method, url, headers }: RequestHead, port: number, secrets: LaunchSecrets): Verdict {
  if (!METHODS.has(method)) return out(405, '不支持的请求方式。')
  // An absolute or asterisk target would name a host of its own.
  if (!url.startsWith('/')) return out(400, '地址不正确。')

  // A page of another site whose name was made to point at 127.0.0.1 (DNS rebinding) still sends its own name.
  const host = headers.host?.toLowerCase()
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return out(403, '只能从本机地址访问渠道台账。')

  const { origin } = headers
  if (origin !== undefined && origin !== `http://${host}`) return out(403, '不接受其他网页发来的请求。')
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return out(403, '不接受其他网页发来的请求。')

  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer !== undefined && same(bearer, secrets.token)) return { kind: 'in' }

  if (method === 'GET' && url.startsWith('/?')) {
    const given = new URLSearchParams(url.slice(2)).get('token')
    if (given !== null) {
      return same(given, secrets.token)
        ? { kind: 'firstVisit' }
        : out(403, '这个地址已经失效。请从这次启动时给出的地址打开渠道台账。')
    }
  }

  if (!cookiesNamed(headers.cookie, cookieName(port)).some((value) => same(value, secrets.cookie))) {
    return out(403, '没有访问权限。请从启动渠道台账时给出的地址打开。')
  }
  // A browser names the origin of every request that can change something.
  if (method !== 'GET' && method !== 'HEAD' && origin === undefined) return out(403, '不接受其他网页发来的请求。')
  return { kind: 'in' }
}

function out(status: 400 | 403 | 405, reason: string): Verdict {
  return { kind: 'out', status, reason }
}

function cookiesNamed(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}

/** Compares in a time that says nothing about where two texts differ, nor about their lengths. */
function same(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
