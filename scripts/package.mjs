/** `npm run package`: the program as an application folder (--dir), or as installers with `-- --installers`. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  commandFile,
  ensureBuilt,
  ensureInstalled,
  giveUp,
  programEnvironment,
  programNode,
  root,
  say,
} from './bootstrap.mjs'

ensureInstalled()
ensureBuilt()
const wanted = process.argv.slice(2)
const installers = wanted.includes('--installers')
const others = wanted.filter((one) => one !== '--installers')

// The runtime that was downloaded for `npm start` serves here too, so that packaging works without a network.
const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules', 'electron', 'dist')
const forOther = others.some((one) => ['--win', '--mac', '--linux', '--arm64', '-w', '-m', '-l'].includes(one))
const runtime = existsSync(join(dist, 'version')) && !forOther ? [`-c.electronDist=${dist}`] : []

const result = spawnSync(
  programNode(),
  [commandFile('electron-builder'), ...(installers ? [] : ['--dir']), '--publish', 'never', ...runtime, ...others],
  { cwd: root, stdio: ['ignore', 'inherit', 'pipe'], env: programEnvironment(), encoding: 'utf8' },
)
if (result.stderr) process.stderr.write(result.stderr)
if (result.status !== 0) {
  if (!existsSync(join(dist, 'version'))) {
    giveUp(
      'Packaging needs Electron’s runtime, and it could not be downloaded here. ' +
        'Put it into node_modules/electron/dist, or name its folder in ELECTRON_OVERRIDE_DIST_PATH.\n' +
        '打包需要 Electron 运行环境，本机未能下载。请把它放到 node_modules/electron/dist，或用 ELECTRON_OVERRIDE_DIST_PATH 指定所在文件夹。',
    )
  }
  giveUp('Packaging failed (see above).\n打包失败（原因见上）。')
}
say('Packaged into dist/.')
