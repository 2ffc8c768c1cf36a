/** The browser tests: the built program in the machine's own Chromium, Chrome or Edge. */
import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from './src-main/hosts/printing/find-browser.ts'

const browser = findBrowser()
const asRoot = process.getuid?.() === 0
// The program and the browser are on one PC and see one wall clock; after four in the afternoon in London their days differ.
const timezoneId = 'Asia/Shanghai'
process.env.TZ = timezoneId

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/browser',
  // Each test has a program of its own and mostly waits for it or for the browser.
  workers: 2,
  fullyParallel: true,
  timeout: 300_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId,
    screenshot: 'only-on-failure',
    // Recording every action costs a sixth of the time; DESK_TRACE=1 records.
    trace: process.env.DESK_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(browser ? { executablePath: browser } : {}),
      // Chromium's own sandbox does not start for root.
      args: asRoot ? ['--no-sandbox'] : [],
    },
  },
})
