/**
 * Refusals: every "no" of the program is data, a code from one union with its details.
 * The words are in said/refusal-words.ts, in plain Chinese.
 */

/** Every reason for which the program refuses; add here, with its words, in the same commit. */
export type RefusalCode =
  // who may
  | 'NOT_SIGNED_IN'
  | 'WRONG_PASSWORD'
  | 'TOO_MANY_TRIES'
  | 'WEAK_PASSWORD'
  | 'ROLE_MISSING'
  | 'SAME_PERSON'
  | 'LOCAL_ONLY'
  | 'ALREADY_SET_UP'
  | 'NOT_SET_UP'
  | 'USER_EXISTS'
  // input
  | 'INVALID_INPUT'
  | 'NOT_FOUND'
  | 'REASON_MISSING'
  // the store
  | 'STORE_IN_USE'
  | 'STORE_NEWER'
  | 'STORE_CORRUPT'
  | 'STORE_FOREIGN'
  | 'STORE_CHANGED_MIGRATION'
  | 'STORE_NETWORK_PATH'
  | 'DISK_FULL'
  | 'FILE_NOT_FOUND'
  | 'FILE_LOCKED'
  | 'FILE_EXISTS'
  | 'WRITE_FAILED'
  // workbooks
  | 'NOT_A_WORKBOOK'
  | 'WORKBOOK_ENCRYPTED'
  | 'WORKBOOK_BROKEN'
  | 'WORKBOOK_TOO_LARGE'
  | 'WORKBOOK_TIMEOUT'
  | 'WORKBOOK_MEMORY'
  | 'SHEET_NOT_FOUND'
  | 'SHEET_EMPTY'
  | 'COLUMNS_MISSING'
  | 'IMPORT_REJECTED'
  | 'SAME_FILE'
  | 'TOO_MANY_CHANGES'
  | 'TOO_MANY_VIEWS'
  | 'EDIT_REFUSED'
  // the month
  | 'WRONG_STATE'
  | 'PERIOD_CLOSED'
  | 'EARLIER_PERIOD_OPEN'
  | 'LATER_PERIOD_CLOSED'
  | 'DATA_CHANGED'
  | 'BUSY'
  | 'CANCELLED'
  | 'CLOSING_BLOCKED'
  | 'BATCH_USED'
  | 'FUND_NOT_FREE'
  | 'FUND_USED'
  | 'OPENING_WRONG'
  | 'OPENING_CONFIRMED'
  // paying
  | 'PAYMENT_STATE'
  | 'NOTHING_PAYABLE'
  | 'IN_PAYMENT_FILE'
  | 'LINE_DONE'
  | 'CLAIM_INCOMPLETE'
  | 'INVOICE_EXISTS'
  | 'SUM_DIFFERS'
  | 'ON_CLAIM_SHEET'
  | 'ACCOUNT_MISSING'
  | 'WARNINGS_UNSEEN'
  | 'RESULT_REJECTED'
  | 'UNKNOWN_FIELD'
  | 'NOTHING_TO_WRITE'
  | 'ALREADY_PAID'
  // policies
  | 'POLICY_INVALID'
  | 'POLICY_OVERLAP'
  | 'EXAMPLES_FAILED'
  | 'SCHEME_INVALID'
  | 'INSPECTION_INVALID'
  | 'STEPS_OPEN'
  | 'STEP_NOT_NEXT'
  | 'END_BEFORE_START'
  | 'END_NOT_EARLIER'
  // regions and channel managers
  | 'REGION_CLOSED'
  | 'REGION_IN_USE'
  | 'MANAGER_LEFT'
  | 'STAND_IN_OVERLAP'
  | 'TRANSFER_CROSSED'
  // agreements and deposits
  | 'AGREEMENTS_REJECTED'
  | 'AGREEMENT_DATES'
  | 'AGREEMENT_OUTLET'
  | 'AGREEMENT_OVERLAP'
  | 'AGREEMENT_RENEWAL'
  | 'AGREEMENT_RENEWED'
  | 'DEPOSIT_SHORT'
  | 'DEPOSIT_USED'
  | 'AGENT_MOVE_BLOCKED'
  | 'MOVE_WAITS'
  | 'MOVE_BUILT_ON'
  | 'AGENT_MOVED'
  // requests
  | 'REQUEST_OPEN'
  | 'REQUESTS_ON'
  | 'REQUESTS_OFF'
  | 'NOTHING_ASKED'
  | 'EXIT_WAITS'
  | 'LIFE_STEP'
  | 'CHECKLIST'
  // checking and disputes
  | 'CHECKING_OPEN'
  | 'DISPUTES_OPEN'
  // files
  | 'ROUND_OPEN'
  | 'ROUND_NOT_OPEN'
  // gradings
  | 'GRADING_EXISTS'
  | 'NOTICE_OPEN'
  | 'NOTICE_OVER'
  | 'OBJECTIONS_OPEN'
  // attachments
  | 'ATTACHMENT_TYPE'
  | 'ATTACHMENT_TOO_LARGE'
  | 'ATTACHMENT_TOO_MANY'
  | 'ATTACHMENT_TWICE'
  | 'ATTACHMENT_LOCKED'
  | 'NOT_YOURS'
  // printing
  | 'NO_PRINTER'
  | 'PRINT_FAILED'
  // the hosts
  | 'PORT_IN_USE'

/** A refusal with its code and details; the only error that a user is meant to see. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: RefusalCode, details: Record<string, unknown> = {}) {
    super(`${code} ${JSON.stringify(details)}`)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
}
