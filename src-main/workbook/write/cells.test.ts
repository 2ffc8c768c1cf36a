import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateSerial } from './serial-date.ts'
import { columnLetters, cut, sheetName } from './sheet-name.ts'
import { escapeXml, looksLikeFormula, textElement } from './xml-text.ts'

describe('sheetName', () => {
  it.each([
    ['网点/清单', '网点 清单'],
    ["'a'", 'a'],
    ['[1]:*?\\', '1'],
    ['', 'Sheet'],
    ['History', 'History_'],
    [
      '一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三',
      '一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一',
    ],
  ])('%j becomes %j', (wanted, name) => {
    expect(sheetName(wanted, new Set())).toBe(name)
  })

  it('always gives an allowed name that was not there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 34 }), fc.constantFrom('a', 'A', '表')), {
          maxLength: 5,
        }),
        (wanted) => {
          const taken = new Set<string>()
          const names = wanted.map((each) => sheetName(each, taken))
          expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wanted.length)
          for (const name of names) expect(name).toMatch(/^(?!')[^[\]:*?/\\]{1,31}(?<!')$/s)
        },
      ),
    )
  })

  it('does not cut a character in two', () => {
    expect(cut('ab😀', 3)).toBe('ab')
    expect(cut('ab😀', 4)).toBe('ab😀')
  })
})

describe('columnLetters', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16_383, 'XFD'],
  ])('%i is %s', (index, letters) => {
    expect(columnLetters(index)).toBe(letters)
  })
})

describe('dateSerial', () => {
  it.each([
    ['1900-03-01', 61],
    [20261031, 46_326],
    ['2024-02-29', 45_351],
    [99991231, 2_958_465],
    ['2026-02-29', undefined],
    ['1900-02-28', undefined],
    ['2026-13-01', undefined],
    ['20261031', undefined],
    [20261032, undefined],
  ])('%s is %s', (value, serial) => {
    expect(dateSerial(value)).toBe(serial)
  })
})

describe('escapeXml', () => {
  it.each([
    ['<a&"b">', '&lt;a&amp;&quot;b&quot;&gt;'],
    ['a\u0001b', 'a_x0001_b'],
    ['a\rb', 'a_x000D_b'],
    ['_x0041_', '_x005F_x0041_'],
    ['_x41_', '_x41_'],
    ['\ud800', '\ufffd'],
    ['通讯', '通讯'],
  ])('%j becomes %j', (text, xml) => {
    expect(escapeXml(text)).toBe(xml)
  })

  it('keeps to the longest text a cell holds', () => {
    expect(escapeXml('长'.repeat(40_000))).toHaveLength(32_767)
  })

  it('keeps blanks at the ends', () => {
    expect(textElement(' a')).toBe('<t xml:space="preserve"> a</t>')
    expect(textElement('a b')).toBe('<t>a b</t>')
  })
})

describe('looksLikeFormula', () => {
  it.each(['=1', '+1', '-1', '@a', '\ta', '\ra', '＝1', '＋1', '－1', '＠a'])('%j does', (text) =>
    expect(looksLikeFormula(text)).toBe(true),
  )
  it.each(['', '1', 'a=1', ' =1', '通讯'])('%j does not', (text) => expect(looksLikeFormula(text)).toBe(false))
})
