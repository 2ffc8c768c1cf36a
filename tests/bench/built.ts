/** A bench's script bundled as the program is: from source, Node's loader alone takes 190 MB that no user's machine spends. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '..', '..')

export interface Built {
  /** The script, to be run by `alone` or `inTurns`. */
  readonly file: string
  remove(): void
}

/** Bundles the script, with the workbook worker beside it, two folders below the repository's root as the program is. */
export async function buildScript(script: string): Promise<Built> {
  mkdirSync(join(ROOT, 'out'), { recursive: true })
  const folder = mkdtempSync(join(ROOT, 'out', 'bench-'))
  const name = basename(script, '.ts')
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, external: ['better-sqlite3', 'vite'] },
    build: {
      ssr: true,
      target: 'node24',
      outDir: folder,
      minify: false,
      rolldownOptions: {
        input: { [name]: script, 'workbook-worker': join(ROOT, 'src-main/workbook/ingest/worker.ts') },
        output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  return { file: join(folder, `${name}.js`), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
