/** The small fixed parts of a written workbook: content types, relationships, styles, the list of sheets. */
import { escapeXml } from './xml-text.ts'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Positions in the style table of `stylesXml`. */
export const STYLE = {
  general: 0,
  text: 1,
  quoted: 2,
  money: 3,
  integer: 4,
  date: 5,
  heading: 6,
  title: 7,
  boldText: 8,
  boldMoney: 9,
  boldInteger: 10,
} as const

/** A sheet as the workbook part lists it: `head` is the heading row's number, `range` the filtered range such as A1:D9. */
export interface WrittenSheet {
  readonly name: string
  readonly head: number
  readonly filter: string | null
}

export function contentTypesXml(sheets: number, shared: boolean): string {
  const part = (name: string, type: string) => `<Override PartName="${name}" ContentType="${TYPE}.${type}+xml"/>`
  let xml = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
  xml += part('/xl/workbook.xml', 'sheet.main')
  for (let n = 1; n <= sheets; n++) xml += part(`/xl/worksheets/sheet${n}.xml`, 'worksheet')
  xml += part('/xl/styles.xml', 'styles')
  if (shared) xml += part('/xl/sharedStrings.xml', 'sharedStrings')
  return `${xml}</Types>`
}

export function rootRelationshipsXml(): string {
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
}

export function workbookRelationshipsXml(sheets: number, shared: boolean): string {
  const one = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  let xml = `${XML}<Relationships xmlns="${PACKAGE}/relationships">`
  for (let n = 1; n <= sheets; n++) xml += one(n, 'worksheet', `worksheets/sheet${n}.xml`)
  xml += one(sheets + 1, 'styles', 'styles.xml')
  if (shared) xml += one(sheets + 2, 'sharedStrings', 'sharedStrings.xml')
  return `${xml}</Relationships>`
}

/** The workbook part: sheets in order, the hidden names Excel keeps for filters, headings repeated on every printed page. */
export function workbookXml(sheets: readonly WrittenSheet[]): string {
  let xml = `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr/><bookViews><workbookView/></bookViews><sheets>`
  sheets.forEach((sheet, index) => {
    xml += `<sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`
  })
  xml += '</sheets><definedNames>'
  sheets.forEach((sheet, index) => {
    const quoted = escapeXml(`'${sheet.name.replaceAll("'", "''")}'`)
    if (sheet.filter !== null) {
      const range = sheet.filter.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
      xml += `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${quoted}!${range}</definedName>`
    }
    xml += `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted}!$${sheet.head}:$${sheet.head}</definedName>`
  })
  return `${xml}</definedNames></workbook>`
}

export function stylesXml(): string {
  const font = (size: number, bold: boolean) =>
    `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="宋体"/><charset val="134"/></font>`
  const line = '<border><left/><right/><top/><bottom/><diagonal/></border>'
  const under = '<border><left/><right/><top/><bottom style="thin"><color rgb="FFBFBFBF"/></bottom><diagonal/></border>'
  const xf = (format: number, fontId = 0, extra = '') =>
    `<xf numFmtId="${format}" fontId="${fontId}" fillId="${extra === 'head' ? 2 : 0}" borderId="${extra === 'head' ? 1 : 0}" xfId="0"` +
    `${format ? ' applyNumberFormat="1"' : ''}${fontId ? ' applyFont="1"' : ''}${extra === 'quote' ? ' quotePrefix="1"' : ''}` +
    `${extra === 'head' ? ' applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>' : '/>'}`
  const cells = [
    xf(0),
    xf(49),
    xf(49, 0, 'quote'),
    xf(4),
    xf(1),
    xf(164),
    xf(49, 1, 'head'),
    xf(49, 2),
    xf(49, 1),
    xf(4, 1),
    xf(1, 1),
  ]
  return (
    `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
    `<fonts count="3">${font(11, false)}${font(11, true)}${font(14, true)}</fonts>` +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFF0F0F0"/><bgColor indexed="64"/></patternFill></fill></fills>' +
    `<borders count="2">${line}${under}</borders>` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  )
}
