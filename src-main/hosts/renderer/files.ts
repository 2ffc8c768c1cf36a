/** The built screens as answers to requests: files of one folder, never a path outside it, index.html for every route of the app. */
import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * Answers GET and HEAD for the file that `pathname` (still percent-encoded) names below `folder`.
 * A path without an extension is a route of the app and gets index.html; all else that is not there is 404.
 */
export async function serveRendererFile(folder: string, pathname: string, method = 'GET'): Promise<Response> {
  if (method !== 'GET' && method !== 'HEAD') return plain(405, '不支持的请求方式。', { allow: 'GET, HEAD' })
  const name = safeName(pathname)
  if (name === null) return plain(400, '地址不正确。')
  const isRoute = extname(name) === ''
  const file = isRoute ? 'index.html' : name
  const path = resolve(folder, file)
  if (!path.startsWith(resolve(folder) + sep)) return plain(400, '地址不正确。')
  const bytes = await readFile(path).catch(() => null)
  if (!bytes) return plain(404, isRoute ? '程序的界面文件缺失，请重新安装渠道台账。' : '没有这个文件。')
  const headers = new Headers({
    'content-type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'content-length': String(bytes.byteLength),
    // The build puts a hash into every name under assets/; index.html names them and must be asked for again.
    'cache-control': file.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
  })
  return new Response(method === 'HEAD' ? null : bytes, { headers })
}

/** The decoded path without its first slash, or null where it is no plain path of names. */
function safeName(pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  // Backslashes, drive letters and alternate streams (:) mean something to Windows; none occurs in a name of ours.
  if (/[\\:\p{Cc}]/u.test(decoded)) return null
  const parts = decoded.split('/').filter((part) => part !== '')
  if (parts.some((part) => part === '.' || part === '..' || part.endsWith('.') || part.endsWith(' '))) return null
  return join('.', ...parts).replaceAll('\\', '/')
}

/** A short answer in plain Chinese. */
export function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  })
}
