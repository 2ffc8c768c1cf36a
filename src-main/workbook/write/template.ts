/** Empty workbooks to fill in, one per kind: marked headings with notes, cells set to text or dates, drop-down lists, a sheet of instructions. */
import type { Alignment, Cell, DataValidation, Fill, Worksheet } from 'exceljs'
import { STANDARD_BUSINESS_TYPES, STANDARD_OUTLET_TYPES } from '../../domain/standard-types.ts'
import type { Column, Kind, KindKey } from '../kinds/column.ts'
import { kinds } from '../kinds/kinds.ts'
import { writeAll, writeWhole } from './safe-file.ts'
import { columnLetters } from './sheet-name.ts'

/** What a column offers to choose from, by the column's key; e.g. { township: ['城关镇', …] }. */
export type TemplateLists = Readonly<Record<string, readonly string[]>>

/** Rows that carry formats and drop-down lists. */
const PREPARED_ROWS = 5_000
const INSTRUCTIONS = '填写说明'
const LISTS = '选项'

const REQUIRED_FILL: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFDE9D9' } }
const OPTIONAL_FILL: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF0F0F0' } }
/** A4 across, as wide as the paper. */
const PRINTED = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const
const CENTRED: Partial<Alignment> = { horizontal: 'center', vertical: 'middle' }

export interface TemplateRequest {
  readonly kind: KindKey
  readonly lists: TemplateLists
  /** The .xlsx to write. */
  readonly out: string
}

/** Writes the template; in the worker, since exceljs would hold the process. @throws Refusal DISK_FULL, FILE_LOCKED, WRITE_FAILED */
export async function writeTemplate({ kind, lists, out }: TemplateRequest): Promise<void> {
  const bytes = await templateWorkbook(kind, lists)
  await writeWhole(out, (file) => writeAll(file, [bytes], 0))
}

/**
 * The bytes of an .xlsx that imports again as this kind once it is filled in. Required headings begin with *.
 * Examples stand on the instructions' sheet, not among the data, so that nobody imports them by accident.
 * @param lists the office's own words for columns; business types and outlet types default to the standard ones
 */
export async function templateWorkbook(kindKey: KindKey, lists: TemplateLists = {}): Promise<Uint8Array> {
  // Loaded only here: exceljs takes a third of a second, which no start of the program should pay.
  const { default: exceljs } = await import('exceljs')
  const kind = kinds[kindKey]
  const workbook = new exceljs.Workbook()
  // No clock here: the same template has the same bytes.
  workbook.created = new Date(Date.UTC(2026, 0, 1))
  workbook.modified = workbook.created
  const sheet = workbook.addWorksheet(kind.title, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { ...PRINTED, printTitlesRow: '1:1' },
  })
  const instructions = workbook.addWorksheet(INSTRUCTIONS, { pageSetup: PRINTED })
  const choices = kind.columns.map((column) => choicesOf(column, lists))
  const ranges = writeLists(workbook.addWorksheet(LISTS, { state: 'veryHidden' }), choices)
  kind.columns.forEach((column, index) => {
    prepareColumn(sheet, kind, column, index, choices[index]!, ranges[index] ?? null)
  })
  writeInstructions(instructions, kind, choices)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** The words a column takes; empty where anything goes. */
function choicesOf(column: Column, lists: TemplateLists): readonly string[] {
  const given = lists[column.key]
  if (given !== undefined) return given
  if (column.type === 'choice') return column.choices.map((choice) => choice.word)
  if (column.type !== 'reference') return []
  if (column.to === 'businessType') return STANDARD_BUSINESS_TYPES.map((type) => type.name)
  return column.to === 'outletType' ? STANDARD_OUTLET_TYPES.map((type) => type.name) : []
}

/** Puts the words of each drop-down list into a column of the hidden sheet and answers their ranges. */
function writeLists(sheet: Worksheet, choices: readonly (readonly string[])[]): (string | null)[] {
  return choices.map((words, index) => {
    if (words.length === 0) return null
    const letters = columnLetters(index)
    words.forEach((word, row) => {
      sheet.getCell(row + 1, index + 1).value = word
    })
    return `${LISTS}!$${letters}$1:$${letters}$${words.length}`
  })
}

function prepareColumn(
  sheet: Worksheet,
  kind: Kind,
  column: Column,
  index: number,
  choices: readonly string[],
  range: string | null,
): void {
  const required = isRequired(kind, column)
  const heading = sheet.getCell(1, index + 1)
  heading.value = `${required ? '*' : ''}${column.heading}`
  heading.font = { bold: true }
  heading.alignment = CENTRED
  heading.fill = required ? REQUIRED_FILL : OPTIONAL_FILL
  heading.note = {
    texts: [
      { text: [required ? '必填' : '可不填', formatWords(column, choices), column.note].filter(Boolean).join('\n') },
    ],
  }
  const whole = sheet.getColumn(index + 1)
  whole.width = Math.max(12, column.heading.length * 2 + 4, (column.example?.length ?? 0) + 4)
  whole.numFmt = numberFormat(column)
  heading.numFmt = '@'
  const validation = validationOf(column, range)
  if (validation === null) return
  const letters = columnLetters(index)
  validations(sheet).add(`${letters}2:${letters}${PREPARED_ROWS + 1}`, validation)
}

/** exceljs keeps the validations of ranges in a list that its types do not mention. */
function validations(sheet: Worksheet): { add(range: string, validation: DataValidation): void } {
  return (sheet as Worksheet & { dataValidations: { add(range: string, validation: DataValidation): void } })
    .dataValidations
}

/** Warnings, not walls: the import knows other words for the same, and names that the office has not used yet. */
function validationOf(column: Column, range: string | null): DataValidation | null {
  if (range === null) return null
  return {
    type: 'list',
    allowBlank: true,
    formulae: [range],
    showErrorMessage: column.type !== 'name',
    errorStyle: 'warning',
    errorTitle: column.heading,
    error: '不在可选项中，确定要这样填写吗？',
  }
}

/** 账期 and the like are kept as text, so that a spreadsheet does not turn 2026-10 into a day. */
function numberFormat(column: Column): string {
  switch (column.type) {
    case 'date':
      return 'yyyy-mm-dd'
    case 'money':
      return '#,##0.00'
    case 'integer':
      return '0'
    case 'decimal':
      return 'General'
    default:
      return '@'
  }
}

function isRequired(kind: Kind, column: Column): boolean {
  return column.required || kind.oneOf.some((group) => group[0] === column.key)
}

function formatWords(column: Column, choices: readonly string[]): string {
  switch (column.type) {
    case 'text':
      return column.id === true ? '文本（编码、号码按文本填写）' : '文本'
    case 'name':
      return '文本；第一次出现时自动建立'
    case 'date':
      return '日期，如 2026-10-31'
    case 'month':
      return '月份，如 2026-10'
    case 'money':
      return '金额，单位元，至多两位小数'
    case 'integer':
      return '整数'
    case 'decimal':
      return '数字'
    case 'choice':
      return `可选：${choices.join('、')}`
    case 'reference':
      return choices.length === 0 ? '编码，须已在系统中' : `可选：${choices.join('、')}`
  }
}

/** One line per column, so that the sheet is never mistaken for data. */
function writeInstructions(sheet: Worksheet, kind: Kind, choices: readonly (readonly string[])[]): void {
  sheet.getCell('A1').value = `${kind.title}导入模板填写说明`
  sheet.getCell('A1').font = { bold: true, size: 14 }
  sheet.getCell('A2').value = '请在第一张表中填写，每行一条；带 * 的列必填，其他列可以不填或删去；列的顺序可以改变。'
  const head = ['列', '是否必填', '怎样填写', '说明', '示例', '也认得的列名']
  head.forEach((word, index) => {
    const cell: Cell = sheet.getCell(4, index + 1)
    cell.value = word
    cell.font = { bold: true }
    cell.fill = OPTIONAL_FILL
  })
  kind.columns.forEach((column, index) => {
    const words = [
      column.heading,
      isRequired(kind, column) ? '必填' : '可不填',
      formatWords(column, choices[index]!.slice(0, 20)),
      column.note ?? '',
      column.example ?? choices[index]![0] ?? '',
      column.aliases.slice(0, 6).join('、'),
    ]
    words.forEach((word, place) => {
      const cell = sheet.getCell(5 + index, place + 1)
      cell.value = word
      cell.numFmt = '@'
      cell.alignment = { vertical: 'top', wrapText: true }
    })
    const lines = Math.max(...words.map((word, place) => Math.ceil(wide(word) / (INSTRUCTED[place]! - 1))))
    // not every program works out the height of wrapped text by itself
    sheet.getRow(5 + index).height = 15 * Math.max(1, lines)
  })
  INSTRUCTED.forEach((width, index) => {
    sheet.getColumn(index + 1).width = width
  })
}

/** Widths of the instructions' columns, in characters of the standard font. */
const INSTRUCTED = [16, 10, 40, 36, 24, 60] as const

/** Characters of the standard font that a text takes; a Chinese one takes two. */
function wide(text: string): number {
  let units = 0
  for (const character of text) units += character > '\u00ff' ? 2 : 1
  return units
}
