import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/*
 * `npm run test:nodes [-- FILE …]`: runs the tests in each newer version of Node that npm has, one after the other. The tests
 * start other programs by `node`, so the version is the first on the PATH. Exits with 1 if one version fails.
 */

const NODES = ['node@22', 'node@24', 'node@26']
const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')

const failed = NODES.filter((node) => {
  console.log(`\n== ${node}`)
  const command = ['--yes', '--package', node, '--', 'node', vitest, 'run', ...process.argv.slice(2)]
  return spawnSync('npx', command, { stdio: 'inherit', shell: process.platform === 'win32' }).status !== 0
})
console.log(failed.length === 0 ? '\nAll versions pass.' : `\nFailed: ${failed.join(', ')}.`)
if (failed.length > 0) process.exitCode = 1
