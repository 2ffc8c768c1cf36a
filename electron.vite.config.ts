/** What is built: the two programs and the workbook worker (CommonJS), the preload script, and the screens. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Stays a package of its own: native code, found by its own files. Everything else is bundled and starts faster. */
const MAIN_EXTERNALS = ['better-sqlite3']

const MAIN_INPUTS = {
  electron: at('src-main/hosts/electron/main.ts'),
  cli: at('src-main/hosts/cli/main.ts'),
  'workbook-worker': at('src-main/workbook/ingest/worker.ts'),
}

/** Marks what is built as CommonJS, whatever the repository's own package.json says of its sources. */
const asCommonJs = {
  name: 'channel-desk:as-commonjs',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): string }) {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' })
  },
}

/** The app's icon for the browser's window; without one every start asks for a favicon.ico that is not there. */
const icon = {
  name: 'channel-desk:icon',
  transformIndexHtml: () => [
    { tag: 'link', attrs: { rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' }, injectTo: 'head' as const },
  ],
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): string }) {
    this.emitFile({ type: 'asset', fileName: 'icon.svg', source: readFileSync(at('resources/icon.svg'), 'utf8') })
  },
}

export default defineConfig({
  main: {
    publicDir: false,
    plugins: [asCommonJs],
    build: {
      externalizeDeps: false,
      emptyOutDir: true,
      rolldownOptions: {
        input: MAIN_INPUTS,
        external: MAIN_EXTERNALS,
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    publicDir: false,
    plugins: [asCommonJs],
    build: {
      externalizeDeps: false,
      emptyOutDir: true,
      rolldownOptions: {
        input: { preload: at('src-main/hosts/electron/preload.ts') },
        // A sandboxed preload cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    publicDir: false,
    plugins: [react(), icon],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: 'oxc',
      cssMinify: true,
      modulePreload: { polyfill: false },
      // antd is one chunk of a megabyte, read from the disk.
      chunkSizeWarningLimit: 2500,
      rolldownOptions: {
        input: at('src-renderer/index.html'),
        output: {
          codeSplitting: {
            groups: [
              { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/, priority: 30 },
              { name: 'pinyin', test: /node_modules[\\/]pinyin-pro[\\/]/, priority: 30 },
              {
                name: 'antd',
                test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-[a-z-]+|dayjs)[\\/]/,
                priority: 20,
              },
            ],
          },
        },
      },
    },
  },
})
