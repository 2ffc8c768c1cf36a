/** The one place that says which requests go to the back office and which are files of the screens; shared by the hosts. */
import { plain, serveRendererFile } from './files.ts'
import { secured } from './security-headers.ts'

export type Handle = (request: Request) => Promise<Response>

/**
 * Answers a request that the host has already let in: `/trpc` and `/files` by the back office, all else from
 * `rendererDir`. Never throws: a failure is told to `log` and answered with 500.
 */
export async function route(
  request: Request,
  { handle, rendererDir, log }: { handle: Handle; rendererDir: string; log: (message: string) => void },
): Promise<Response> {
  const { pathname } = new URL(request.url)
  let response: Response
  try {
    response = /^\/(trpc|files)(\/|$)/.test(pathname)
      ? await handle(request)
      : await serveRendererFile(rendererDir, pathname, request.method)
  } catch (error) {
    log(`request failed: ${request.method} ${pathname}: ${error instanceof Error ? error.stack : String(error)}`)
    response = plain(500, '程序内部出错，这次操作没有完成。请重试；如果仍然出错，请把日志交给维护人员。')
  }
  return new Response(response.body, {
    status: response.status,
    statusText: response.statusText,
    headers: secured(new Headers(response.headers)),
  })
}
