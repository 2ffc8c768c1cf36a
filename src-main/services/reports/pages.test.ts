import { describe, expect, it } from 'vitest'
import { asMonth } from '../../domain/month.ts'
import { escaped, html } from './html.ts'
import { type ListReport, listPages } from './list-pages.ts'
import type { MonthHead } from './month-books.ts'
import { fillPages } from './page-filling.ts'
import { documentHtml, LANDSCAPE, PORTRAIT } from './paper.ts'
import { statementPages } from './statement-pages.ts'
import type { OutletSheet, SheetLine } from './statement-sheet.ts'
import { linesOf, POINT, textWidth } from './text-lines.ts'

const HEAD: MonthHead = {
  county: '舒城县',
  period: asMonth('2026-10'),
  periodWords: '2026年10月',
  trial: true,
  preparedBy: '王芳',
  reviewedBy: null,
  approvedBy: null,
  printedAt: '2026-11-03 10:22',
}

const LINE: SheetLine = {
  title: '放号酬金',
  policy: '2026年社会渠道基本酬金办法',
  measure: '128 户',
  how: '放号 128 户 × 30.00 元 = 3,840.00 元；A 级系数 1.1 → 4,224.00 元；封顶 4,000.00 元 → 4,000.00 元',
  amount: '4000.00',
}

function sheet(changes: Partial<OutletSheet> = {}): OutletSheet {
  return {
    outlet: '00564',
    name: '城关手机店',
    agent: { code: 'D1', name: '舒城通讯' },
    grade: 'A',
    star: null,
    lines: [LINE],
    adjustments: [],
    gross: '4000.00',
    fund: { contributed: '0.00', matched: '0.00' },
    inWords: '人民币肆仟元整',
    payment: null,
    ...changes,
  }
}

describe('html', () => {
  it('escapes every value, once', () => {
    expect(html`<td>${'<script>alert("1")</script> & \'x\''}</td>`.text).toBe(
      '<td>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</td>',
    )
    expect(html`${html`<b>${'<'}</b>`}${[html`${1}`, html`${'&amp;'}`]}${null}`.text).toBe('<b>&lt;</b>1&amp;amp;')
  })

  it('drops what no document may hold', () => {
    expect(escaped('a\u0000b\u001bc\ud800d\te')).toBe('abc\ufffdd\te')
  })

  it('keeps names from becoming markup anywhere on a page', () => {
    const evil = '<script>alert(1)</script>" onload="x'
    const line = { title: evil, policy: evil, measure: evil, how: evil, amount: '1.00' }
    const evilSheet = sheet({
      outlet: evil,
      name: evil,
      agent: { code: evil, name: evil },
      grade: evil,
      star: evil,
      lines: [line],
      adjustments: [line],
      inWords: evil,
    })
    const evilHead = { ...HEAD, county: evil, preparedBy: evil, reviewedBy: evil, approvedBy: evil }
    const pages = statementPages(evilHead, { agent: null, outlets: [evilSheet] })
    const document = documentHtml(evil, PORTRAIT, pages)
    expect(document).not.toContain('<script')
    expect(document).not.toMatch(/<[^>]*onload/)
    expect(document.match(/&lt;/g)!.length).toBeGreaterThan(10)
  })
})

describe('linesOf', () => {
  it('loses no character and keeps every line within the width', () => {
    for (const text of [
      LINE.how,
      'A'.repeat(300),
      '城'.repeat(200),
      `${'1234567890'.repeat(9)}元，（甲）。`,
      '',
      ' ',
    ]) {
      for (const width of [12, 30, 74]) {
        const lines = linesOf(text, width, 7.5)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        expect(lines.length).toBeGreaterThan(0)
        for (const line of lines) expect(textWidth(line) * 7.5 * POINT).toBeLessThanOrEqual(width + 7.5 * POINT)
      }
    }
  })

  it('begins no line with a closing sign and keeps numbers whole', () => {
    const lines = linesOf(LINE.how, 30, 7.5)
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) expect(line).not.toMatch(/^[，。；：、）”]/)
    expect(lines.join('\n')).toContain('4,224.00')
  })

  it('keeps line breaks of a reason', () => {
    expect(linesOf('一\r\n二\n\n三', 50, 9)).toEqual(['一', '二', '', '三'])
  })
})

describe('fillPages', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, at) => ({ height: 10, html: html`${at}` }))
  const room = { first: 50, next: 80, tail: 20 }
  const filled = (count: number) => fillPages(rows(count), room).map((page) => page.rows.length)

  it.each([
    [0, [0]],
    [3, [3]],
    [4, [3, 1]], // the end must not stand alone
    [5, [4, 1]],
    [6, [5, 1]],
    [11, [5, 6]],
    [12, [5, 6, 1]],
    [13, [5, 7, 1]],
    [14, [5, 8, 1]],
  ])('%i rows on pages of %j', (count, expected) => {
    expect(filled(count)).toEqual(expected)
  })

  it('gives a row higher than a page a page of its own', () => {
    const pages = fillPages([{ height: 10, html: html`a` }, { height: 500, html: html`b` }, ...rows(1)], room)
    expect(pages.map((page) => page.rows.length)).toEqual([1, 1, 1])
    expect(pages.map(({ number, last }) => [number, last])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ])
  })
})

describe('pages', () => {
  it('number each statement from 1 to its own count and say on each that the month is not closed', () => {
    const long = sheet({ lines: Array.from({ length: 60 }, () => LINE) })
    const pages = statementPages(HEAD, { agent: null, outlets: [long, sheet()] }).map(({ text }) => text)
    expect(pages.length).toBeGreaterThan(3)
    pages.forEach((page, at) => {
      expect(page).toContain(`第 ${at + 1} 页 共 ${pages.length} 页`)
      expect(page).toContain('试算（未结账）')
      expect(page).toContain('打印时间 2026-11-03 10:22')
      expect(page).toContain('制表 王芳')
    })
    expect(pages[1]).toContain('（续）')
    expect(pages.filter((page) => page.includes('代理商签字'))).toHaveLength(2)
  })

  it('show negatives in red with a minus, zero as 0.00, thousands with marks', () => {
    const line = { ...LINE, amount: '-1234567.80' }
    const [page] = statementPages(
      { ...HEAD, trial: false },
      {
        agent: null,
        outlets: [sheet({ lines: [line], gross: '0.00' })],
      },
    )
    expect(page!.text).toContain('<span class="neg">-1,234,567.80</span>')
    expect(page!.text).toContain('>0.00<')
    expect(page!.text).not.toContain('试算')
  })

  it('repeat the head of a list and put its sums on the last page', async () => {
    const columns = [
      { title: '编码', width: 100, align: 'left' },
      { title: '金额', width: LANDSCAPE.width - 100, align: 'right' },
    ] as const
    const report: ListReport = {
      title: '表',
      note: '',
      columns,
      rows: Array.from({ length: 100 }, (_, at) => ({ kind: 'plain', cells: [`0${at}`, -at] })),
      sums: ['合计', -495000],
      closing: [{ label: '大写', text: '人民币负肆仟玖佰伍拾元整' }],
    }
    const pages = (await listPages(HEAD, report)).map(({ text }) => text)
    expect(pages.length).toBeGreaterThan(2)
    for (const page of pages) expect(page).toContain('<th class="n">金额</th>')
    expect(pages.map((page) => page.includes('-4,950.00'))).toEqual(pages.map((_, at) => at === pages.length - 1))
  })
})
