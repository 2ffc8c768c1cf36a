/** What becomes of a cell: a value with notes of what was changed on the way, or a code that says why not. */

/** Why a cell cannot be taken. */
export type CellCode =
  | 'REQUIRED'
  | 'NOT_A_NUMBER'
  | 'NOT_AN_INTEGER'
  | 'TOO_MANY_PLACES'
  | 'OUT_OF_RANGE'
  | 'NOT_A_DATE'
  | 'NOT_A_MONTH'
  | 'NOT_ONE_OF'
  | 'NOT_TEXT'
  | 'TOO_LONG'
  | 'LONG_ID_DAMAGED'
  | 'CELL_ERROR'
  | 'UNKNOWN_OUTLET'
  | 'UNKNOWN_AGENT'
  | 'UNKNOWN_TYPE'
  | 'AMBIGUOUS_CODE'

/** What was changed on the way; counted per column, shown, never silent. */
export type NoteCode =
  | 'TRIMMED' // blanks around or inside, line ends, invisible characters
  | 'HALF_WIDTH' // full-width digits, letters, signs
  | 'BLANK_WORD' // -, /, 无 taken as nothing
  | 'UNWRAPPED' // ="138…" and a leading apostrophe
  | 'THOUSANDS' // 1,234.00
  | 'CURRENCY' // ￥, 元
  | 'UNIT' // 万元 and its like multiplied out
  | 'NEGATIVE' // (1.00) and 1.00-
  | 'TEXT_TO_NUMBER'
  | 'NUMBER_TO_TEXT'
  | 'DATE_TO_TEXT'
  | 'FLOAT_NOISE' // 30.000000000000004
  | 'TIME_DROPPED'
  | 'NUMBER_TO_DATE' // a serial without a date format
  | 'DAY_DROPPED' // a day where a month is asked
  | 'DEFAULTED' // the column's default taken for a blank

export type Reading =
  | { readonly value: string | number | null; readonly notes: readonly NoteCode[] }
  | { readonly code: CellCode; readonly details?: Readonly<Record<string, unknown>> }
