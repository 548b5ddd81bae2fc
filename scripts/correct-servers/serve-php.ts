/**
 * Serves one API with PHP, as a child process: `serve-php.ts <programs> <api> <variant> [packages]`. The programs are none
 * for PHP's built-in server, or PHP-FPM and the web server in front of it. Prints its two addresses as JSON.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FAST_CGI } from './fast-cgi.ts'
import { VARIANTS } from './domain/choices.ts'
import { accepts, freePort } from './proxies.ts'
import { environment, findProgram } from './unpacked.ts'

const [programs = '', api = '', variant = '', packages] = process.argv.slice(2)
const script = join(import.meta.dirname, 'php', 'index.php')
const folder = mkdtempSync(join(tmpdir(), 'php-'))
// A worker that root starts writes as another user.
chmodSync(folder, 0o777)
const state = join(folder, 'state')
mkdirSync(state)
chmodSync(state, 0o777)
const choices = VARIANTS[variant]
const children: ChildProcess[] = []

function start(name: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}): void {
  const program = findProgram(name, packages)
  if (program === undefined) throw new Error(`${name} is not installed.`)
  const variables = { API: api, CHOICES: JSON.stringify(choices), STATE: state }
  children.push(
    spawn(program, args, {
      // In a group of their own, because PHP's built-in server does not end its workers.
      detached: true,
      env: { ...environment(packages), ...variables, ...extra },
      stdio: 'ignore',
    }),
  )
}

async function startBuiltIn(extra: NodeJS.ProcessEnv): Promise<string> {
  const port = await freePort()
  // As the configuration that PHP recommends for production.
  start('php8.2', ['-n', '-d', 'display_errors=0', '-S', `127.0.0.1:${port}`, script], extra)
  await listening(port)
  return `http://127.0.0.1:${port}`
}

async function startFpm(front: string): Promise<string> {
  const [port, fpm] = [await freePort(), await freePort()]
  const server = FAST_CGI[front]
  if (server === undefined) throw new Error(`Unknown web server: ${front}`)
  const pool = join(folder, 'fpm.conf')
  writeFileSync(
    pool,
    `[global]
error_log = /dev/stderr
log_level = error
[www]
listen = 127.0.0.1:${fpm}
pm = static
pm.max_children = 8
clear_env = no
${process.getuid?.() === 0 ? 'user = nobody' : ''}
`,
  )
  start('php-fpm8.2', ['-n', '-F', '-y', pool, '-d', 'display_errors=0'])
  const file = join(folder, `${front}.conf`)
  writeFileSync(file, server.configuration({ port, fpm, script, packages }))
  start(front, server.args(file, folder))
  await Promise.all([listening(fpm), listening(port)])
  return `http://127.0.0.1:${port}`
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; !(await accepts(port)); attempt += 1) {
    if (attempt === 100) throw new Error('PHP did not start.')
    await new Promise((done) => setTimeout(done, 50))
  }
}

function stop(): void {
  for (const { pid } of children) if (pid !== undefined) process.kill(-pid)
  rmSync(folder, { recursive: true, force: true })
  process.exit()
}

const [, front] = programs.split(' ')
// The lenient built-in server has one connection at a time.
const workers = variant === 'lenient' ? {} : { PHP_CLI_SERVER_WORKERS: '8' }
const admin = await startBuiltIn({ ADMIN: 'yes' })
const url = front === undefined ? await startBuiltIn(workers) : await startFpm(front)
console.log(JSON.stringify({ url, admin }))
process.on('SIGTERM', stop)
process.stdin.on('end', stop).resume()
