/** Files up and down: uploads in slices of 4 MB as ArrayBuffers (a Blob body arrives empty over app://), exports as downloads. */

import { FileRefusal, fileRefusal } from './refusal.ts'
import { sessionHeaders } from './session-token.ts'

const sliceBytes = 4 * 1024 * 1024

export interface UploadWatch {
  /** Called with the fraction 0–1 that has arrived. */
  readonly onProgress?: (fraction: number) => void
  readonly signal?: AbortSignal
}

async function send(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, { ...init, headers: { ...sessionHeaders(), ...(init.headers ?? {}) } })
  if (!answer.ok) throw await fileRefusal(answer)
  return answer
}

/**
 * Uploads a file and answers the id under which procedures find it.
 * @throws FileRefusal with the back office's code; AbortError when cancelled.
 */
export async function uploadFile(file: File, watch: UploadWatch = {}): Promise<string> {
  const signal = watch.signal ?? null
  const opened = await send('/files/uploads', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: file.name }),
    signal,
  })
  const { id } = (await opened.json()) as { id: string }
  for (let offset = 0; offset < file.size || offset === 0; offset += sliceBytes) {
    const slice = await readSlice(file, offset)
    await send(`/files/uploads/${encodeURIComponent(id)}?offset=${offset}`, { method: 'PUT', body: slice, signal })
    watch.onProgress?.(file.size === 0 ? 1 : Math.min(1, (offset + sliceBytes) / file.size))
  }
  return id
}

/** Takes back an upload that is not going to be used; one that is gone already is no matter. */
export function dropUpload(id: string): void {
  void send(`/files/uploads/${encodeURIComponent(id)}`, { method: 'DELETE' }).catch(() => undefined)
}

async function readSlice(file: File, offset: number): Promise<ArrayBuffer> {
  try {
    return await file.slice(offset, offset + sliceBytes).arrayBuffer()
  } catch {
    // The browser says NotReadableError when Excel holds the file or it changed while it was read.
    throw new FileRefusal({ code: 'FILE_LOCKED', details: { file: file.name } })
  }
}

/** Downloads a finished export; its id is the secret by which it is fetched, so a plain link streams it to disk. */
export function saveExport(id: string, fileName: string): void {
  clickLink(`/files/exports/${encodeURIComponent(id)}`, fileName)
}

function clickLink(url: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  document.body.append(link)
  link.click()
  link.remove()
}
