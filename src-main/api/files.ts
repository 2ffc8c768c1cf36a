/** The file routes beside tRPC: uploads in slices, exports as a stream. */
import { createReadStream, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { Refusal } from '../domain/refusal.ts'
import type { Office } from '../services/office.ts'
import { type Context, wireRefusal } from './procedure.ts'

const LARGEST_SLICE = 8 * 1024 * 1024

/**
 * POST /files/uploads {name} → {id}; PUT /files/uploads/:id?offset=N → {size}; DELETE /files/uploads/:id;
 * GET /files/exports/:id → the file (its id is the secret by which it is fetched, so a plain link can download it).
 */
export async function handleFiles(request: Request, context: Context): Promise<Response> {
  const url = new URL(request.url)
  const [, , noun, id] = url.pathname.split('/')
  try {
    if (noun === 'exports' && id && request.method === 'GET') return sendExport(context.office, id)
    if (!context.actor) throw new Refusal('NOT_SIGNED_IN')
    if (noun === 'uploads' && !id && request.method === 'POST') {
      const { name } = (await request.json()) as { name?: unknown }
      if (typeof name !== 'string' || name === '' || name.length > 255)
        throw new Refusal('INVALID_INPUT', { field: 'name' })
      return Response.json({ id: context.office.files.beginUpload(name).id })
    }
    if (noun === 'uploads' && id && request.method === 'PUT') {
      const bytes = new Uint8Array(await request.arrayBuffer())
      if (bytes.length > LARGEST_SLICE) throw new Refusal('INVALID_INPUT', { field: 'slice', limit: LARGEST_SLICE })
      const size = await context.office.files.writeSlice(id, Number(url.searchParams.get('offset') ?? '0'), bytes)
      return Response.json({ size })
    }
    if (noun === 'uploads' && id && request.method === 'DELETE') {
      context.office.files.dropUpload(id)
      return Response.json({})
    }
    throw new Refusal('NOT_FOUND', { what: 'route', name: url.pathname })
  } catch (error) {
    const refusal = wireRefusal(error)
    const status = refusal.code === 'NOT_SIGNED_IN' ? 401 : refusal.code === 'NOT_FOUND' ? 404 : 400
    return Response.json({ error: refusal }, { status })
  }
}

function sendExport(office: Office, id: string): Response {
  const file = office.files.export(id)
  const body = Readable.toWeb(createReadStream(file.path)) as ReadableStream<Uint8Array>
  return new Response(body, {
    headers: {
      'content-type': file.type,
      'content-length': String(statSync(file.path).size),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
