import { describe, expect, it } from 'vitest'
import { cookieName, createSecrets, judge, type RequestHead } from './gate.ts'

const PORT = 4242
const HOST = `127.0.0.1:${PORT}`
const ORIGIN = `http://${HOST}`
const secrets = createSecrets()
const cookie = `${cookieName(PORT)}=${secrets.cookie}`

function verdict(head: Partial<RequestHead>): string {
  const answer = judge({ method: 'GET', url: '/', headers: {}, ...head }, PORT, secrets)
  return answer.kind === 'out' ? String(answer.status) : answer.kind
}

describe('secrets', () => {
  it('are 256 bits, never the same, and not each other', () => {
    const other = createSecrets()
    expect(Buffer.from(secrets.token, 'base64url')).toHaveLength(32)
    expect(new Set([secrets.token, secrets.cookie, other.token, other.cookie]).size).toBe(4)
  })
})

describe('the gate lets in', () => {
  it.each<[string, Partial<RequestHead>]>([
    ['its cookie', { headers: { host: HOST, cookie } }],
    ['its cookie among others', { headers: { host: HOST, cookie: `a=b; ${cookie}; desk-1=x` } }],
    ['its cookie under localhost', { headers: { host: `localhost:${PORT}`, cookie } }],
    ['the token as a bearer', { headers: { host: HOST, authorization: `Bearer ${secrets.token}` } }],
    [
      'a script that posts with the token',
      { method: 'POST', headers: { host: HOST, authorization: `Bearer ${secrets.token}` } },
    ],
    [
      'a post of its own page',
      {
        method: 'POST',
        url: '/trpc/x',
        headers: { host: HOST, cookie, origin: ORIGIN, 'sec-fetch-site': 'same-origin' },
      },
    ],
    ['an address typed by hand', { headers: { host: HOST, cookie, 'sec-fetch-site': 'none' } }],
  ])('%s', (_, head) => expect(verdict(head)).toBe('in'))

  it('the first visit with the token', () => {
    expect(verdict({ url: `/?token=${secrets.token}`, headers: { host: HOST, 'sec-fetch-site': 'none' } })).toBe(
      'firstVisit',
    )
  })
})

describe('the gate keeps out', () => {
  it.each<[string, Partial<RequestHead>, string]>([
    ['nobody in particular', { headers: { host: HOST } }, '403'],
    ['a wrong cookie', { headers: { host: HOST, cookie: `${cookieName(PORT)}=${'A'.repeat(43)}` } }, '403'],
    ['an empty cookie', { headers: { host: HOST, cookie: `${cookieName(PORT)}=` } }, '403'],
    [
      'the token where the cookie belongs',
      { headers: { host: HOST, cookie: `${cookieName(PORT)}=${secrets.token}` } },
      '403',
    ],
    ['the cookie under another port’s name', { headers: { host: HOST, cookie: `desk-1=${secrets.cookie}` } }, '403'],
    ['a wrong token', { url: `/?token=${'A'.repeat(43)}`, headers: { host: HOST } }, '403'],
    ['a shortened token', { url: `/?token=${secrets.token.slice(0, -1)}`, headers: { host: HOST } }, '403'],
    ['the cookie as a token', { url: `/?token=${secrets.cookie}`, headers: { host: HOST } }, '403'],
    ['the token on another path', { url: `/files/exports/1?token=${secrets.token}`, headers: { host: HOST } }, '403'],
    ['a wrong bearer', { headers: { host: HOST, authorization: 'Bearer x' } }, '403'],
    ['the cookie as a bearer', { headers: { host: HOST, authorization: `Bearer ${secrets.cookie}` } }, '403'],
    ['basic authorization', { headers: { host: HOST, authorization: `Basic ${secrets.token}` } }, '403'],
    ['no host name', { headers: { cookie } }, '403'],
    ['a rebound name', { headers: { host: `evil.example:${PORT}`, cookie } }, '403'],
    [
      'a rebound name with the token',
      { headers: { host: `evil.example:${PORT}`, authorization: `Bearer ${secrets.token}` } },
      '403',
    ],
    ['a name that begins like ours', { headers: { host: `127.0.0.1:${PORT}.evil.example`, cookie } }, '403'],
    ['another port', { headers: { host: '127.0.0.1:80', cookie } }, '403'],
    ['all interfaces', { headers: { host: `0.0.0.0:${PORT}`, cookie } }, '403'],
    ['a page of another site', { headers: { host: HOST, cookie, origin: 'http://evil.example' } }, '403'],
    ['a page of another port', { headers: { host: HOST, cookie, origin: 'http://127.0.0.1:9999' } }, '403'],
    ['a page without origin (file:, sandbox)', { headers: { host: HOST, cookie, origin: 'null' } }, '403'],
    ['our page under the other name', { headers: { host: HOST, cookie, origin: `http://localhost:${PORT}` } }, '403'],
    ['https', { headers: { host: HOST, cookie, origin: `https://${HOST}` } }, '403'],
    ['an image of another site', { headers: { host: HOST, cookie, 'sec-fetch-site': 'cross-site' } }, '403'],
    ['a link on another port', { headers: { host: HOST, cookie, 'sec-fetch-site': 'same-site' } }, '403'],
    [
      'a first visit sent by another site',
      { url: `/?token=${secrets.token}`, headers: { host: HOST, 'sec-fetch-site': 'cross-site' } },
      '403',
    ],
    ['a post without origin', { method: 'POST', headers: { host: HOST, cookie } }, '403'],
    ['an absolute target', { url: `http://${HOST}/`, headers: { host: HOST, cookie } }, '400'],
    ['an asterisk', { method: 'GET', url: '*', headers: { host: HOST, cookie } }, '400'],
    ['TRACE', { method: 'TRACE', headers: { host: HOST, cookie } }, '405'],
    ['CONNECT', { method: 'CONNECT', headers: { host: HOST, cookie } }, '405'],
    ['OPTIONS', { method: 'OPTIONS', headers: { host: HOST, cookie } }, '405'],
  ])('%s', (_, head, wanted) => expect(verdict(head)).toBe(wanted))
})
