/** `npm run demo`: the whole month of the sample county, headless, into demo-out/ (or the folder that is named). */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, programNode, root } from './bootstrap.mjs'

ensureInstalled()
ensureBuilt()
const given = process.argv.slice(2)
const args = given.length > 0 && !given[0].startsWith('--') ? given : [join(root, 'demo-out'), ...given]
if (!args.includes('--size')) args.push('--size', 'county')
const result = spawnSync(programNode(), [join(root, 'out', 'main', 'cli.js'), 'demo-month', ...args], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(result.status ?? 1)
