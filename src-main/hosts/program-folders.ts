/** Where the program's own files are: in the repository, in a build, and inside a packaged application alike. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface ProgramFolders {
  /** The folder with package.json: the repository, or app.asar. */
  readonly root: string
  readonly migrationsDir: string
  readonly resourcesDir: string
  /** The built screens; not there before the first build. */
  readonly rendererDir: string
  readonly version: string
}

/** Looks upward from this file, which sits in src-main/hosts or, bundled, in out/main, for the program's package.json. */
export function programFolders(from: string = import.meta.dirname): ProgramFolders {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file)) {
      const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string }
      if (name === 'channel-desk') {
        return {
          root: folder,
          migrationsDir: join(folder, 'migrations'),
          resourcesDir: join(folder, 'resources'),
          rendererDir: join(folder, 'out', 'renderer'),
          version: version ?? '0.0.0',
        }
      }
    }
    if (dirname(folder) === folder) throw new Error(`no package.json of channel-desk above ${from}`)
  }
}
