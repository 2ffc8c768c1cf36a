import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '../../domain/refusal.ts'
import { type BrowserHost, farAddress, startBrowserHost } from './server.ts'

let rendererDir = ''
let host: BrowserHost | undefined
const logged: string[] = []

beforeAll(() => {
  rendererDir = mkdtempSync(join(tmpdir(), 'desk-host-'))
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html>desk')
})
afterAll(() => rmSync(rendererDir, { recursive: true }))
afterEach(async () => {
  await host?.close()
  host = undefined
  logged.length = 0
})

async function start(handle: (request: Request) => Promise<Response>): Promise<BrowserHost> {
  host = await startBrowserHost({ handle, rendererDir, port: 0, log: (message) => logged.push(message) })
  return host
}

const echo = async (request: Request) =>
  Response.json({ url: request.url, method: request.method, headers: Object.fromEntries(request.headers) })

function bearer(desk: BrowserHost): { headers: { authorization: string } } {
  return { headers: { authorization: `Bearer ${desk.token}` } }
}

it.each([
  ['127.0.0.1', undefined],
  ['::1', undefined],
  ['::ffff:127.0.0.1', undefined],
  [undefined, undefined],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['10.1.2.3', '10.1.2.3'],
])('a connection from %s is %s', (address, said) => {
  expect(farAddress(address)).toBe(said)
})

describe('the browser host', () => {
  it('gives a cookie for the token and sends the browser to the clean address', async () => {
    const desk = await start(echo)
    const first = await fetch(desk.url, { redirect: 'manual' })
    expect(first.status).toBe(303)
    expect(first.headers.get('location')).toBe('/')
    const cookie = first.headers.get('set-cookie')!
    expect(cookie).toMatch(/^desk-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    const page = await fetch(`http://127.0.0.1:${desk.port}/outlets`, { headers: { cookie: cookie.split(';')[0]! } })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('desk')
  })

  it('tells others in Chinese that they may not, whatever they ask for', async () => {
    const desk = await start(echo)
    for (const path of ['/', '/index.html', '/trpc/outlets.list', '/files/exports/1', '/none.js']) {
      const response = await fetch(`http://127.0.0.1:${desk.port}${path}`)
      expect(response.status).toBe(403)
      expect(await response.text()).toContain('没有访问权限')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it('listens on this machine only', async () => {
    const desk = await start(echo)
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address && !address.internal && address.family === 'IPv4')
    for (const address of outside) {
      await expect(
        new Promise((done, fail) =>
          connect({ host: address!.address, port: desk.port }, () => done('open')).once('error', fail),
        ),
      ).rejects.toThrow()
    }
  })

  it('hands requests on without its own secrets and with every security header on the answer', async () => {
    const desk = await start(echo)
    const response = await fetch(`http://127.0.0.1:${desk.port}/trpc/a.b?input=%7B%7D`, {
      headers: { authorization: `Bearer ${desk.token}`, cookie: 'desk-1=x; own=1', 'x-desk-session': 's' },
    })
    const seen = (await response.json()) as { url: string; headers: Record<string, string> }
    expect(seen.url).toBe(`http://127.0.0.1:${desk.port}/trpc/a.b?input=%7B%7D`)
    expect(seen.headers).toMatchObject({ 'x-desk-session': 's', cookie: 'own=1' })
    expect(JSON.stringify(seen)).not.toContain(desk.token)
    const policy = response.headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('keeps a path with two slashes a path', async () => {
    const desk = await start(echo)
    const response = await fetch(`http://127.0.0.1:${desk.port}//evil.example/trpc`, bearer(desk))
    expect(await response.text()).toContain('desk')
  })

  it('streams a body in as it comes', async () => {
    const desk = await start(async (request) => {
      let length = 0
      for await (const chunk of request.body!) length += chunk.byteLength
      return Response.json({ length })
    })
    const response = await fetch(`http://127.0.0.1:${desk.port}/files/uploads/1?offset=0`, {
      method: 'PUT',
      body: new Uint8Array(6_000_000),
      ...bearer(desk),
    })
    expect(await response.json()).toEqual({ length: 6_000_000 })
  })

  it('streams an answer out no faster than it is taken, and stops when the other side goes away', async () => {
    let made = 0
    let cancelled = false
    let aborted = false
    const desk = await start(async (request) => {
      request.signal.addEventListener('abort', () => {
        aborted = true
      })
      return new Response(
        new ReadableStream<Uint8Array>({
          pull(controller) {
            made += 1
            controller.enqueue(new Uint8Array(1_000_000))
          },
          cancel() {
            cancelled = true
          },
        }),
      )
    })
    const answer = await new Promise<IncomingMessage>((done) => {
      httpRequest({ host: '127.0.0.1', port: desk.port, path: '/files/exports/1', ...bearer(desk) }, done).end()
    })
    await new Promise((done) => setTimeout(done, 300))
    // Nobody reads: only what the buffers on the way hold has been made.
    expect(made).toBeLessThan(50)
    answer.destroy()
    await expect.poll(() => cancelled && aborted).toBe(true)
    expect(logged).toEqual([])
  })

  it('answers a HEAD without a body, a failure with words, and logs the failure without the query', async () => {
    const desk = await start(async () => {
      throw new Error('broken inside')
    })
    const head = await fetch(`http://127.0.0.1:${desk.port}/`, { method: 'HEAD', ...bearer(desk) })
    expect(head.status).toBe(200)
    const failed = await fetch(`http://127.0.0.1:${desk.port}/trpc/x?secret=1`, bearer(desk))
    expect(failed.status).toBe(500)
    expect(await failed.text()).not.toContain('broken inside')
    expect(logged.join()).toContain('broken inside')
    expect(logged.join()).not.toContain('secret=1')
  })

  it('refuses a port that is taken', async () => {
    const desk = await start(echo)
    const second = startBrowserHost({ handle: echo, rendererDir, port: desk.port, log: () => {} })
    await expect(second).rejects.toEqual(new Refusal('PORT_IN_USE', { port: desk.port }))
  })

  it.each([-1, 1.5, 65_536, Number.NaN])('refuses the port %s', async (port) => {
    const wrong = startBrowserHost({ handle: echo, rendererDir, port, log: () => {} })
    await expect(wrong).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('takes the usual port when none is named, and another when that is taken', async () => {
    const hosts = await Promise.all([1, 2].map(() => startBrowserHost({ handle: echo, rendererDir, log: () => {} })))
    expect(new Set(hosts.map((one) => one.port)).size).toBe(2)
    await Promise.all(hosts.map((one) => one.close()))
  })

  it('is not lured elsewhere by a raw request', async () => {
    const desk = await start(echo)
    const say = (text: string) =>
      new Promise<string>((done) => {
        const socket = connect(desk.port, '127.0.0.1', () => socket.end(text))
        let answer = ''
        socket.on('data', (data) => {
          answer += data
        })
        socket.on('close', () => done(answer))
        socket.on('error', () => done(answer))
      })
    const own = `Host: 127.0.0.1:${desk.port}\r\nAuthorization: Bearer ${desk.token}\r\nConnection: close\r\n\r\n`
    expect(await say(`GET http://evil.example/ HTTP/1.1\r\n${own}`)).toMatch(/^HTTP\/1\.1 400/)
    expect(await say(`GET / HTTP/1.1\r\nHost: evil.example\r\n${own}`)).toMatch(/^HTTP\/1\.1 40[03]/)
    expect(await say(`GET /..%2f..%2fetc%2fpasswd HTTP/1.1\r\n${own}`)).toMatch(/^HTTP\/1\.1 400/)
    expect(await say('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/)
  })
})
