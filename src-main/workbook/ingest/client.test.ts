/** The worker from end to end: real files, real threads. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingest } from './client.ts'
import type { Chunk, IngestRequest, Lookups } from './request.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ingest-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lookups: Lookups = {
  outlets: new Map([['WD0001', 1]]),
  agents: new Map(),
  businessTypes: new Map([['放号', 7]]),
  outletTypes: new Map(),
}

function workbook(name: string, rows: unknown[][]): string {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '业务明细')
  const path = join(folder, name)
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true }))
  return path
}

const entry = (i: number): unknown[] => [
  '2026-10-01',
  'WD0001',
  '放号',
  `1380000${String(i).padStart(4, '0')}`,
  '30.00',
  `LS${i}`,
]
const headings = ['业务日期', '网点编码', '业务类型', '手机号码', '金额', '流水号']

function request(path: string, more: Partial<IngestRequest> = {}): IngestRequest {
  return { kind: 'entries', sources: [{ path, fileName: '业务明细.xlsx' }], lookups, ...more }
}

describe('ingest', () => {
  it('hands on chunks in order, no faster than they are stored', async () => {
    const path = workbook('many.xlsx', [
      ['十月业务明细'],
      headings,
      ...Array.from({ length: 3000 }, (_, i) => entry(i)),
    ])
    const chunks: Chunk[] = []
    let storing = 0
    const result = await ingest(request(path, { chunkRows: 256 }), {
      async onChunk(chunk) {
        expect(++storing).toBe(1)
        await new Promise((resolve) => setTimeout(resolve, 2))
        chunks.push(chunk)
        storing--
      },
    })
    expect(result.rows).toEqual({ read: 3000, taken: 3000, rejected: 0, duplicates: 0, again: 0, filtered: 0 })
    expect(result.sums).toEqual({ quantity: 3000, amount: 9_000_000 })
    expect(chunks.map((chunk) => chunk.count)).toEqual([...new Array<number>(11).fill(256), 184])
    expect(chunks.flatMap((chunk) => chunk.columns.externalId)).toEqual(
      Array.from({ length: 3000 }, (_, i) => `LS${i}`),
    )
    expect(chunks[0]?.columns.date?.[0]).toBe(20261001)
    expect(chunks[0]?.columns.period?.[0]).toBe(202610)
    expect(chunks[0]?.columns.outlet?.[0]).toBe(1)
    expect(chunks[0]?.rowNumbers[0]).toBe(3)
  })

  it('refuses what the reader refuses, with its code', async () => {
    const path = join(folder, 'no.xlsx')
    writeFileSync(path, Buffer.from([0, 1, 2, 3, 255, 254, 0, 0, 17]))
    await expect(ingest(request(path), { onChunk() {} })).rejects.toMatchObject({ code: 'NOT_A_WORKBOOK' })
    await expect(ingest(request(join(folder, 'none')), { onChunk() {} })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    })
    const other = workbook('other.xlsx', [
      ['姓名', '年龄'],
      ['王芳', 30],
    ])
    await expect(ingest(request(other), { onChunk() {} })).rejects.toMatchObject({
      code: 'COLUMNS_MISSING',
      details: {
        sheet: '业务明细',
        row: 1,
        missing: ['网点编码', '业务类型', '业务日期/账期'],
        found: ['姓名', '年龄'],
      },
    })
  })

  it('ends with the error of storing', async () => {
    const path = workbook('store.xlsx', [headings, ...Array.from({ length: 1000 }, (_, i) => entry(i))])
    const storing = ingest(request(path, { chunkRows: 100 }), {
      onChunk() {
        throw new Error('disk full')
      },
    })
    await expect(storing).rejects.toThrow('disk full')
  })

  it('can be cancelled while it runs and before', async () => {
    const path = workbook('cancel.xlsx', [headings, ...Array.from({ length: 5000 }, (_, i) => entry(i))])
    const controller = new AbortController()
    let chunks = 0
    const running = ingest(request(path, { chunkRows: 50 }), {
      signal: controller.signal,
      onChunk() {
        if (++chunks === 3) controller.abort()
      },
    })
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(chunks).toBeLessThan(6)
    const late = ingest(request(path), { signal: controller.signal, onChunk() {} })
    await expect(late).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  it('ends at its memory limit with a refusal, not with the process', async () => {
    const texts = Array.from({ length: 400_000 }, (_, i) => `WD${i}\t\t城关镇东街${i}`)
    const source = { pasted: ['网点编码\t网点名称\t地址', ...texts].join('\n'), fileName: '粘贴' }
    const asked: IngestRequest = { kind: 'outlets', sources: [source], lookups, keepProblems: 1e9 }
    const dying = ingest(asked, { onChunk() {} }, { memoryMb: 40 })
    await expect(dying).rejects.toMatchObject({ code: 'WORKBOOK_MEMORY' })
  })

  it('ends with a refusal when reading takes too long, or the worker gives no sign', async () => {
    const path = workbook('slow.xlsx', [headings, ...Array.from({ length: 100 }, (_, i) => entry(i))])
    const late = ingest(request(path), { onChunk() {} }, { reading: { milliseconds: 0 } })
    await expect(late).rejects.toMatchObject({ code: 'WORKBOOK_TIMEOUT', details: { milliseconds: 0 } })
    // No thread starts within a millisecond.
    const silent = ingest(request(path), { onChunk() {} }, { silentSeconds: 0.001 })
    await expect(silent).rejects.toMatchObject({ code: 'WORKBOOK_TIMEOUT', details: { seconds: 0.001 } })
    expect((await ingest(request(path), { onChunk() {} })).rows.taken).toBe(100)
  })

  it('reads what was pasted', async () => {
    const pasted = '业务日期\t网点编码\t业务类型\t金额\t备注\n2026/10/1\tWD0001\t放号\t30.5\t"第一行\n第二行"\n'
    const rows: unknown[] = []
    const result = await ingest(
      { kind: 'entries', sources: [{ pasted, fileName: '粘贴' }], lookups },
      { onChunk: (chunk) => void rows.push(chunk.columns.remark?.[0]) },
    )
    expect(result.rows.taken).toBe(1)
    expect(result.notes.map(({ code }) => code)).toEqual(['TRIMMED'])
    expect(rows).toEqual(['第一行 第二行'])
  })
})
