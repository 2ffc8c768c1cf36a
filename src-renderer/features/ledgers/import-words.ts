/** What an import will do or did, in words. */

import { asFen, yuan } from '../../../src-main/domain/money.ts'
import { dateFromNumber, monthFromNumber } from '../../../src-main/domain/month.ts'
import { type CellProblem, mendWords } from '../../../src-main/domain/said/mistake-words.ts'
import { kindWords, stateWords } from '../../../src-main/domain/said/terms.ts'
import { countText, moneyText } from '../../ui/figures.ts'
import { isMoneyKey, isRegisterKind, type LedgerKind } from './ledger-kind.ts'

export interface RowCounts {
  readonly read: number
  readonly added: number
  readonly updated: number
  readonly skipped: number
  readonly rejected: number
}

/** Why the checked file cannot be imported yet; undefined when it can. */
export function whyNotImport(rows: RowCounts, onlyValid: boolean): string | undefined {
  if (rows.rejected > 0 && !onlyValid)
    return `有 ${countText(rows.rejected)} 行不对。请改好文件再选，或勾上“只导入正确的行”`
  if (rows.added + rows.updated === 0) return '没有要导入的：文件里的内容系统里都已经有了，或没有一行是对的'
  return undefined
}

/** What will happen: said beside the button. */
export function beforeWords(kind: LedgerKind, rows: RowCounts): string {
  if (isRegisterKind(kind)) {
    const parts = [
      `新增 ${countText(rows.added)} 个`,
      rows.updated > 0 ? `改动 ${countText(rows.updated)} 个（旧值留在历史里）` : '',
    ].filter(Boolean)
    return `将${parts.join('，')}，不会删除。`
  }
  const changed = rows.updated > 0 ? `，换掉 ${countText(rows.updated)} 行` : ''
  return `将新增 ${countText(rows.added)} 行${changed}，可整批撤销。`
}

/** What happened. */
export function afterWords(kind: LedgerKind, rows: RowCounts): string {
  const unit = isRegisterKind(kind) ? '个' : '行'
  const parts = [`新增 ${countText(rows.added)} ${unit}`]
  if (rows.updated > 0) parts.push(`改动 ${countText(rows.updated)} ${unit}`)
  if (rows.skipped > 0) parts.push(`跳过 ${countText(rows.skipped)} 行（重复或没有变化）`)
  if (rows.rejected > 0) parts.push(`没有导入不对的 ${countText(rows.rejected)} 行`)
  return `${parts.join('，')}。`
}

/** How to take it back. */
export const undoWords = (kind: LedgerKind): string =>
  isRegisterKind(kind)
    ? '导错了，打开这一批看能不能撤销；后来又改过的，在各自的页面里改正，旧值都在历史里。'
    : '要撤销，打开这一批，点“撤销本批”：它的行整批拿掉，别的不受影响。'

/** What is wrong with the cell and how to mend it, without place and value, which have columns of their own. */
export const mistakeWords = (problem: CellProblem): string => mendWords(problem)

/** A sum of a file as people read it: money from fen, others as counts. */
export const sumWords = (key: string, sum: number): string =>
  isMoneyKey(key) ? moneyText(yuan(asFen(sum))) : countText(sum)

/** File sizes: 36 KB, 12.4 MB. */
export const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

const subscriberStates: Readonly<Record<string, string>> = { onNet: '在网', suspended: '停机', terminated: '拆机' }

/** A stored value of a ledger's row as people read it: days, months, states. */
export function storedValue(key: string, value: unknown): string | number | null {
  if (value === null || value === undefined || value === '') return null
  if (key === 'period' && typeof value === 'number') return monthFromNumber(value)
  if ((key === 'date' || key === 'activationDate') && typeof value === 'number') return dateFromNumber(value)
  if (key === 'status') return subscriberStates[String(value)] ?? stateWords(String(value))
  if (key === 'ledger') return kindWords(String(value))
  return typeof value === 'number' ? value : String(value)
}
