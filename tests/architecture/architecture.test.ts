import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { brokenArrows, circles } from './arrows.ts'
import { importsOf, readSources } from './imports.ts'

const root = join(import.meta.dirname, '..', '..')
const sources = readSources(root, ['src-main', 'src-renderer', 'tests'])
const imports = importsOf(sources)

/** The arrows broken by one more file among the real ones. */
function brokenBy(path: string, text: string): string[] {
  return brokenArrows(importsOf(new Map([[path, text]])))
}

describe('the import arrows of DESIGN.md', () => {
  it('hold everywhere', () => {
    expect(imports.length).toBeGreaterThan(50)
    expect(brokenArrows(imports)).toEqual([])
  })

  it('lead to files that exist', () => {
    const missing = imports.filter((one) => one.ours && !existsSync(join(root, one.to)))
    expect(missing.map((one) => `${one.from} → ${one.to}`)).toEqual([])
  })

  it('make no circles', () => {
    expect(circles(imports)).toEqual([])
  })

  // The proof that the check checks: each of these, added to the tree, is caught.
  it.each([
    ['src-main/domain/x.ts', "import { open } from '../data/store.ts'"],
    ['src-main/domain/x.ts', "import type { Store } from '../data/store.ts'"],
    ['src-main/domain/x.ts', "export * from '../services/office.ts'"],
    ['src-main/domain/x.ts', "export type { Office } from '../services/office.ts'"],
    ['src-main/domain/x.ts', "const later = () => import('../services/office.ts')"],
    ['src-main/domain/x.ts', "export type Store = import('../data/store.ts').Store"],
    ['src-main/domain/x.ts', "import { readFileSync } from 'node:fs'"],
    ['src-main/domain/x.ts', "import { readFileSync } from 'fs'"],
    ['src-main/domain/x.ts', "import Database from 'better-sqlite3'"],
    ['src-main/data/x.ts', "import { read } from '../workbook/read.ts'"],
    ['src-main/data/x.ts', "import { act } from '../services/command.ts'"],
    ['src-main/workbook/x.ts', "import { open } from '../data/store.ts'"],
    ['src-main/services/x.ts', "import { router } from '../api/router.ts'"],
    ['src-main/services/x.ts', "import { app } from 'electron'"],
    ['src-main/api/x.ts', "import { start } from '../hosts/browser/server.ts'"],
    ['src-main/api/schemas/x.ts', "import { act } from '../../services/command.ts'"],
    ['src-main/api/schemas/x.ts', "import { procedure } from '../procedure.ts'"],
    ['src-main/hosts/browser/x.ts', "import { BrowserWindow } from 'electron'"],
    ['src-main/hosts/browser/x.ts', "import { openWindow } from '../electron/window.ts'"],
    ['src-main/hosts/cli/x.ts', "import { helper } from './x.test.ts'"],
    ['src-main/hosts/cli/x.ts', "import { helper } from '../../../tests/e2e/support/desk.ts'"],
    ['src-renderer/x.tsx', "import { router } from '../src-main/api/router.ts'"],
    ['src-renderer/x.tsx', "import { type AppRouter } from '../src-main/api/router.ts'"],
    ['src-renderer/x.tsx', "import type { Office } from '../src-main/services/office.ts'"],
    ['src-renderer/x.tsx', "import { app } from 'electron'"],
    ['src-renderer/x.tsx', "import { join } from 'node:path'"],
    ['src-renderer/x.tsx', "import { thing } from '../scripts/thing.ts'"],
  ])('would not pass %s with %s', (path, text) => {
    expect(brokenBy(path, text)).toHaveLength(1)
  })

  it.each([
    ['src-renderer/x.tsx', "import type { AppRouter } from '../src-main/api/router.ts'"],
    ['src-renderer/x.tsx', "import { schema } from '../src-main/api/schemas/outlets.ts'"],
    ['src-renderer/x.tsx', "import { words } from '../src-main/domain/words.ts'"],
    ['src-main/hosts/electron/x.ts', "import { app } from 'electron'"],
    ['src-main/domain/x.test.ts', "import { open } from '../data/store.ts'"],
    [
      'src-main/domain/x.ts',
      "// import { open } from '../data/store.ts'\nexport const text = \"import '../data/store.ts'\"",
    ],
  ])('let pass %s with %s', (path, text) => {
    expect(brokenBy(path, text)).toEqual([])
  })

  it('would find a circle, over any number of files, but none of types', () => {
    const circle = importsOf(
      new Map([
        ['src-main/domain/a.ts', "import './b.ts'"],
        ['src-main/domain/b.ts', "export * from './c.ts'"],
        ['src-main/domain/c.ts', "import { a } from './a.ts'"],
        ['src-main/domain/d.ts', "import type { E } from './e.ts'"],
        ['src-main/domain/e.ts', "import { d } from './d.ts'"],
      ]),
    )
    expect(circles(circle)).toEqual([['src-main/domain/a.ts', 'src-main/domain/b.ts', 'src-main/domain/c.ts']])
  })

  it('would not pass over a file that it cannot read', () => {
    expect(() => importsOf(new Map([['src-main/domain/x.ts', 'import {']]))).toThrow('cannot be parsed')
  })
})

describe('MAP.md', () => {
  it('leads to files and folders that exist', () => {
    const named = [
      ...readFileSync(join(root, 'MAP.md'), 'utf8').matchAll(
        /`((?:src-|scripts|tests|migrations)[^`*]*|[\w.-]+\.(?:ts|yml))`/g,
      ),
    ]
    expect(named.length).toBeGreaterThan(40)
    expect(named.map(([, path]) => path!).filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})

describe('files are read in one sitting', () => {
  it('lists those of more than 350 lines, for whoever touches them next', () => {
    const long = [...sources]
      .map(([path, text]) => ({ path, lines: text.split('\n').length }))
      .filter(({ lines }) => lines > 350)
      .sort((a, b) => b.lines - a.lines)
    if (long.length > 0) console.log(long.map(({ path, lines }) => `${lines} lines: ${path}`).join('\n'))
    expect(long).toBeInstanceOf(Array)
  })
})
