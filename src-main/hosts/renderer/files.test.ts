import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveRendererFile } from './files.ts'

let base = ''
let folder = ''

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'desk-files-'))
  folder = join(base, 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(base, 'renderer-other'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>desk')
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'run()')
  writeFileSync(join(base, 'secret.txt'), 'SECRET')
  writeFileSync(join(base, 'renderer-other', 'secret.txt'), 'SECRET')
})
afterAll(() => rmSync(base, { recursive: true }))

describe('files of the screens', () => {
  it('serves a built file with its type, for good', async () => {
    const response = await serveRendererFile(folder, '/assets/app-1a2b.js')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(await response.text()).toBe('run()')
  })

  it.each(['/', '/index.html', '/outlets', '/settlements/2026-10', '/policies/%E6%94%BE%E5%8F%B7'])(
    'answers the route %s with index.html, to be asked for again',
    async (path) => {
      const response = await serveRendererFile(folder, path)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('no-cache')
      expect(await response.text()).toContain('desk')
    },
  )

  it('answers HEAD without a body', async () => {
    const response = await serveRendererFile(folder, '/', 'HEAD')
    expect(response.headers.get('content-length')).toBe('19')
    expect(await response.text()).toBe('')
  })

  it('has no answer to POST', async () => {
    expect((await serveRendererFile(folder, '/', 'POST')).status).toBe(405)
  })

  it('says 404 for a file that is not there', async () => {
    expect((await serveRendererFile(folder, '/assets/none.js')).status).toBe(404)
  })

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/../../secret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/%252e%252e/secret.txt',
    '/../renderer-other/secret.txt',
    '//etc/passwd',
    '/C:/Windows/win.ini',
    '/index.html::$DATA',
    '/index.html%00.txt',
    '/....//secret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/%',
  ])('does not leave its folder for %s', async (path) => {
    const response = await serveRendererFile(folder, path)
    expect(await response.text()).not.toContain('SECRET')
    if (response.status === 200) expect(response.headers.get('content-type')).toContain('text/html')
    else expect([400, 404]).toContain(response.status)
  })

  it('never serves what lies outside, whatever the path', async () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '/',
      '\\',
      '%2f',
      '%5c',
      'secret.txt',
      'renderer-other',
      'assets',
      ' ',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const response = await serveRendererFile(folder, `/${pieces.join('')}`)
        expect(await response.text()).not.toContain('SECRET')
      }),
    )
  })
})
