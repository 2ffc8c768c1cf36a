/** Finding the refusal inside whatever the API client throws, and saying it. */

import { TRPCClientError } from '@trpc/client'
import type { Details } from '../../src-main/domain/said/detail-words.ts'
import { refusalWords } from '../../src-main/domain/said/refusal-words.ts'

/** A refusal as it came over the wire. */
export interface WireRefusal {
  readonly code: string
  readonly details: Details
}

/** A refusal of a file route, thrown by the renderer's own fetches. */
export class FileRefusal extends Error {
  readonly refusal: WireRefusal
  constructor(refusal: WireRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

function asRefusal(value: unknown): WireRefusal | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { code, details } = value as { code?: unknown; details?: unknown }
  if (typeof code !== 'string') return undefined
  return { code, details: typeof details === 'object' && details !== null ? (details as Details) : {} }
}

/** The refusal in an error of a procedure or a file route, or undefined where it was something else. */
export function refusalOf(error: unknown): WireRefusal | undefined {
  if (error instanceof FileRefusal) return error.refusal
  if (error instanceof TRPCClientError) return asRefusal((error.data as { refusal?: unknown } | undefined)?.refusal)
  return undefined
}

/** Reads the refusal of a file route's answer: `{"error":{"code","details"}}`, or words for an answer without one. */
export async function fileRefusal(answer: Response): Promise<FileRefusal> {
  const body: unknown = await answer.json().catch(() => undefined)
  const found = asRefusal((body as { error?: unknown } | undefined)?.error)
  return new FileRefusal(found ?? { code: answer.status === 401 ? 'NOT_SIGNED_IN' : 'WRITE_FAILED', details: {} })
}

/** Any error in plain Chinese with what to do next; never an English message, never a bare code. */
export function errorWords(error: unknown): string {
  const refusal = refusalOf(error)
  if (refusal) return refusalWords(refusal.code, refusal.details)
  if (error instanceof DOMException && error.name === 'AbortError') return refusalWords('CANCELLED')
  if (error instanceof TypeError || (error instanceof TRPCClientError && !error.data)) {
    return '连不上渠道台账程序。它可能已经关闭，请重新打开程序，再试一次；已保存的数据不会丢。'
  }
  return '程序出了意外，刚才的操作没有完成，已保存的数据没有改动。请刷新后再试；还不行就把刚才的步骤告诉管理员。'
}
