/** The sample county in a browser test: its workbooks, what the back office itself answers, what a download holds. */
import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { read, utils } from '@e965/xlsx'
import { type Download, expect, type Page } from '@playwright/test'
import { type Desk, signIn } from './desk.ts'

export interface SampleFile {
  readonly kind: string
  readonly path: string
  readonly period?: string
  readonly note?: string
}

/** Makes the small county; answers the path of each of its workbooks, the faulty ones under `faulty`. */
export function sampleCounty(desk: Desk) {
  const { workbooks } = desk.demo('small').json as { workbooks: readonly SampleFile[] }
  const find = (kind: string, period: string | undefined, faulty: boolean): string => {
    const found = workbooks.find(
      (one) => one.kind === kind && one.period === period && (one.note !== undefined) === faulty,
    )
    if (!found) throw new Error(`the sample has no ${kind} of ${period ?? 'all time'}`)
    return found.path
  }
  return {
    file: (kind: string, period?: string) => find(kind, period, false),
    faulty: (kind: string, period?: string) => find(kind, period, true),
  }
}

/** Runs a procedure as one of the county's people while the desk is not open. */
export function call<Answer = unknown>(desk: Desk, user: string, procedure: string, input: object): Answer {
  const answer = desk.run(['call', procedure, JSON.stringify(input), '--data', desk.dataDir, '--user', user])
  expect(answer.code, answer.stderr).toBe(0)
  return answer.json as Answer
}

/** Opens the desk and signs in. */
export async function enter(desk: Desk, page: Page, user: string): Promise<void> {
  await page.goto(await desk.open())
  await signIn(page, user)
}

/** Asks the open desk the same question that the screens ask, as the person who is signed in. */
export async function ask<Answer>(page: Page, procedure: string, input?: object): Promise<Answer> {
  const path = `/trpc/${procedure}${input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''}`
  const answer = await page.evaluate(async (asked) => {
    const headers = { 'x-desk-session': sessionStorage.getItem('desk.session') ?? '' }
    return (await fetch(asked, { headers })).json() as Promise<unknown>
  }, path)
  const { result } = answer as { result?: { data: Answer } }
  if (!result) throw new Error(`${procedure}: ${JSON.stringify(answer)}`)
  return result.data
}

/** The first sheet of a downloaded workbook as rows of cells. */
export async function downloadedRows(download: Download): Promise<unknown[][]> {
  const book = read(readFileSync(await download.path()), { type: 'buffer' })
  const sheet = book.Sheets[book.SheetNames[0] ?? '']
  if (!sheet) throw new Error('the workbook has no sheet')
  return utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true })
}

/** What a checker finds that keeps somebody from using the page, once nothing on it waits for the office any more. */
export async function barriers(page: Page): Promise<string[]> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.target.join(' ')}`))
}

/** A refusal that the test asked for; the browser's console writes every answer of 400. */
export const isRefusal = (said: string): boolean => said.includes('status of 400')

/** Goes to a screen by its address after the #, as a door of another screen would. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(new URL(`/#${path}`, page.url()).href)
}

/** 1234567 → 1,234,567, as counts are shown. */
export const countText = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
/** "1234.50" → 1,234.50, as money is shown. */
export const moneyText = (yuan: string): string => yuan.replace(/\B(?=(\d{3})+\.)/g, ',')

/** Takes the choice that was typed, once it is offered, as somebody does who looks at the screen. */
export async function take(page: Page, choice: string): Promise<void> {
  await expect(page.locator('.ant-select-item-option').filter({ hasText: choice }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  // the list goes a moment later, and the next Enter would only close it
  await expect(page.locator('input[aria-expanded="true"]')).toHaveCount(0)
}

/** Begins an import of a kind anew, on its file step, whatever was being imported before. */
export async function beginImport(page: Page, kind: string): Promise<void> {
  await goTo(page, '/ledgers')
  // the wizard of before is gone once the page of ledgers is there; two addresses in one breath would keep it
  await expect(page.getByRole('button', { name: '导出台账' })).toBeVisible()
  await goTo(page, `/ledgers/import/${kind}`)
}
