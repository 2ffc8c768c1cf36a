import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { defineConfig } from 'vitest/config'

/**
 * The workbook worker bundled, as the program starts it: loaded from source, its modules take longer than most workbooks of
 * the tests.
 */
async function bundledWorker(): Promise<string> {
  const outDir = join(import.meta.dirname, 'node_modules', '.cache', 'channel-desk-tests')
  mkdirSync(outDir, { recursive: true })
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: { 'workbook-worker': join(import.meta.dirname, 'src-main/workbook/ingest/worker.ts') },
        output: { format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  })
  return join(outDir, 'workbook-worker.mjs')
}

const worker = await bundledWorker()

export default defineConfig({
  plugins: [
    {
      name: 'bundled-workbook-worker',
      transform(code, id) {
        if (!id.endsWith('/src-main/workbook/ingest/thread.ts')) return null
        const named = code.replace(
          'return join(dirname(here), here.endsWith',
          `return ${JSON.stringify(worker)} ?? join(dirname(here), here.endsWith`,
        )
        if (named === code) throw new Error('thread.ts names its worker in another way: see vitest.config.ts')
        return named
      },
    },
  ],
  test: {
    include: ['src-main/**/*.test.ts', 'src-renderer/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**', 'out/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
