/**
 * Runs a command, by default the tests, beside four busy loops, with longer time limits: what passes here does not pass
 * by chance.
 *
 *     npm run under-load
 *     npm run under-load -- npm test -- contract
 */
import { spawn } from 'node:child_process'

const LOOPS = 4

const given = process.argv.slice(2)
const [command = 'npm', ...args] = given.length > 0 ? given : ['npm', 'test']
const loops = Array.from({ length: LOOPS }, () =>
  spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
)
process.on('exit', () => {
  for (const loop of loops) loop.kill()
})

const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, TEST_TIME_SCALE: '6' } })
child.on('error', (error) => {
  console.error(`\`${command}\` cannot be run: ${error.message}.`)
  process.exitCode = 2
})
child.on('close', (code) => process.exit(process.exitCode ?? code ?? 1))
