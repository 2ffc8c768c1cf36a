/** The browser tests: the built program in the machine's own Chromium, Chrome or Edge. */
import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from './src-main/hosts/printing/find-browser.ts'

const browser = findBrowser()
const asRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/browser',
  // Two cores, and each test has a program of its own: one at a time is quickest and steadiest.
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser ? { executablePath: browser } : {}),
      // Chromium's own sandbox does not start for root.
      args: asRoot ? ['--no-sandbox'] : [],
    },
  },
})
