/** The browser host: the back office and the screens behind an HTTP server that only this machine, with this launch's token, can use. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { Refusal } from '../../domain/refusal.ts'
import { plain } from '../renderer/files.ts'
import { route } from '../renderer/route.ts'
import { secured } from '../renderer/security-headers.ts'
import { cookieName, createSecrets, judge, type LaunchSecrets } from './gate.ts'

export interface BrowserHostOptions {
  readonly handle: (request: Request, from?: string) => Promise<Response>
  /** The folder with the built screens (index.html, assets/). */
  readonly rendererDir: string
  /** 0: any free port. Absent: the usual one, so that what a browser keeps by address is found again, else a free one. */
  readonly port?: number
  readonly log: (message: string) => void
}

export interface BrowserHost {
  /** The address to open, token included. */
  readonly url: string
  readonly port: number
  /** This launch's token, for scripts: `Authorization: Bearer …`. */
  readonly token: string
  close(): Promise<void>
}

const USUAL_PORT = 27810

/** Starts the server on 127.0.0.1. Throws Refusal PORT_IN_USE { port } when the port was named and is taken, INVALID_INPUT when it is none. */
export async function startBrowserHost({ handle, rendererDir, port, log }: BrowserHostOptions): Promise<BrowserHost> {
  const secrets = createSecrets()
  let listeningOn = 0
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, { port: listeningOn, secrets, handle, rendererDir, log }).catch((error: unknown) => {
      // What fails here is the connection: the other side went away in the middle of an answer.
      if (!isDisconnect(error)) log(`answer failed: ${incoming.method} ${pathOf(incoming)}: ${String(error)}`)
      outgoing.destroy()
    })
  })
  if (port !== undefined) await listen(server, port)
  else await listen(server, USUAL_PORT).catch(() => listen(server, 0))
  listeningOn = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${listeningOn}/?token=${secrets.token}`,
    port: listeningOn,
    token: secrets.token,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

async function listen(server: Server, port: number): Promise<void> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Refusal('INVALID_INPUT', { field: 'port' })
  return new Promise((done, fail) => {
    const refuse = (error: NodeJS.ErrnoException) =>
      fail(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new Refusal('PORT_IN_USE', { port }) : error)
    server.once('error', refuse)
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', refuse)
      done()
    })
  })
}

interface Desk {
  readonly port: number
  readonly secrets: LaunchSecrets
  readonly handle: BrowserHostOptions['handle']
  readonly rendererDir: string
  readonly log: (message: string) => void
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, desk: Desk): Promise<void> {
  const url = incoming.url ?? '/'
  const verdict = judge({ method: incoming.method ?? 'GET', url, headers: incoming.headers }, desk.port, desk.secrets)
  if (verdict.kind === 'out') {
    // The rest of a refused request is not read.
    const refusal = plain(verdict.status, verdict.reason, { connection: 'close' })
    return send(refusal, incoming, outgoing)
  }
  if (verdict.kind === 'firstVisit') {
    const cookie = `${cookieName(desk.port)}=${desk.secrets.cookie}; Path=/; HttpOnly; SameSite=Strict`
    return send(
      new Response(null, {
        status: 303,
        headers: { location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' },
      }),
      incoming,
      outgoing,
    )
  }
  const gone = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort()
  })
  const from = farAddress(incoming.socket.remoteAddress)
  const handle = (request: Request) => desk.handle(request, from)
  return send(await route(toRequest(incoming, url, gone.signal, desk), { ...desk, handle }), incoming, outgoing)
}

/** The address of another machine; undefined for our own, which goes by its name. */
export function farAddress(address: string | undefined): string | undefined {
  const plain = address?.replace(/^::ffff:/, '')
  return plain === undefined || plain === '::1' || plain.startsWith('127.') ? undefined : plain
}

/** The request as the back office sees it; this host's own secrets are taken out of its headers. */
function toRequest(incoming: IncomingMessage, url: string, signal: AbortSignal, desk: Desk): Request {
  const method = incoming.method ?? 'GET'
  const headers = new Headers()
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    headers.append(incoming.rawHeaders[index]!, incoming.rawHeaders[index + 1]!)
  }
  if (headers.get('authorization')?.includes(desk.secrets.token)) headers.delete('authorization')
  const cookies = (headers.get('cookie') ?? '').split(';').filter((pair) => !pair.trim().startsWith('desk-'))
  headers.delete('cookie')
  if (cookies.some((pair) => pair.trim() !== '')) headers.set('cookie', cookies.join(';').trim())
  // The DOM's types do not know duplex; Node asks for it with a streamed body.
  const init: RequestInit & { duplex?: 'half' } = { method, headers, signal }
  if (method !== 'GET' && method !== 'HEAD') {
    init.body = Readable.toWeb(incoming) as ReadableStream<Uint8Array>
    init.duplex = 'half'
  }
  // The target follows our own origin as text: "//elsewhere/x" stays a path.
  return new Request(`http://127.0.0.1:${desk.port}${url}`, init)
}

/** Writes an answer, no faster than it is taken; its stream is cancelled when the other side goes away. */
async function send(response: Response, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of secured(new Headers(response.headers))) {
    if (name !== 'set-cookie') headers[name] = value
  }
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  outgoing.writeHead(response.status, headers)
  if (!response.body || incoming.method === 'HEAD') {
    await response.body?.cancel()
    outgoing.end()
    return
  }
  if (outgoing.destroyed) {
    await response.body.cancel()
    return
  }
  await pipeline(Readable.fromWeb(response.body as NodeReadableStream<Uint8Array>), outgoing)
}

function isDisconnect(error: unknown): boolean {
  const { code, name } = error as NodeJS.ErrnoException
  return name === 'AbortError' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE'
}

/** The path without its query: what may stand in a log. */
function pathOf(incoming: IncomingMessage): string {
  return (incoming.url ?? '').split('?')[0]!
}
