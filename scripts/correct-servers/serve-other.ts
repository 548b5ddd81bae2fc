/**
 * Serves one API with a server in another language, as a child process: `serve-other.ts <name> <api> <variant> [packages]`.
 * That server reads HTTP, its framework parses, and it asks this process for each response. Prints its two addresses as JSON.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { startAdmin } from './admin.ts'
import { createDomain } from './domain/api.ts'
import type { ApiName, Body, Domain } from './domain/api.ts'
import { VARIANTS } from './domain/choices.ts'
import type { Reply } from './domain/examples.ts'
import { listen } from './listen.ts'
import { commandOf } from './others.ts'
import { accepts, freePort } from './proxies.ts'
import { unparsed } from './servers/content.ts'

/** A request as another language has read it. Names of headers are in lower case. */
interface Question {
  /** What its framework has found: the id of a request, or what it rejects by itself. */
  readonly id?: string
  readonly rejects?: 'route' | 'method' | 'malformed' | 'large'
  readonly headers: Readonly<Record<string, string>>
  /** The parsed body, if there is one. `unparsed` is content in another media type. */
  readonly body?: { readonly fields: unknown } | 'unparsed' | 'malformed' | 'large' | null
}

const [name = '', api = '', variant = '', packages] = process.argv.slice(2)
const choices = VARIANTS[variant]
if (choices === undefined) throw new Error(`Unknown variant: ${variant}`)
const domain = createDomain(api as ApiName, choices)

async function reply({ id, rejects, headers, body }: Question): Promise<Reply> {
  const header = (one: string): string | undefined => headers[one.toLowerCase()]
  const { replies } = domain
  if (rejects === 'route' || id === undefined) return replies.unknownRoute(header)
  if (rejects === 'method') return replies.wrongMethod(header)
  if (rejects === 'malformed') return replies.reject('body_malformed', header)
  if (rejects === 'large') return replies.tooLarge(header)
  return domain.cancel({ id, header, body: bodyOf(body, headers, domain) })
}

function bodyOf(body: Question['body'], headers: Question['headers'], one: Domain): Body {
  if (body === 'unparsed') return unparsed(headers, one)
  if (body === 'malformed') return { rejection: 'body_malformed' }
  if (body === 'large') return { rejection: 'too_large' }
  return body ?? undefined
}

const asked = createServer((request, response) => {
  text(request)
    .then(async (question) => reply(JSON.parse(question) as Question))
    .catch(() => domain.replies.reject('internal_error'))
    .then((found) => response.end(JSON.stringify(found)), String)
})
const [address, admin, port] = await Promise.all([listen(asked), startAdmin(domain), freePort()])
const folder = mkdtempSync(join(tmpdir(), 'correct-server-'))
const log = join(folder, 'log')
const {
  command: [file, ...args],
  env,
} = commandOf(name, packages, port, folder)
const child = spawn(file, args, {
  // In a group of its own, with the processes that it starts.
  detached: true,
  env: { ...env, DOMAIN: address, API: api },
  stdio: ['ignore', 'ignore', openSync(log, 'w')],
})
// Also if this process fails.
process.once('exit', () => {
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid)
  rmSync(folder, { recursive: true, force: true })
})
while (!(await accepts(port))) {
  if (child.exitCode !== null) throw new Error(`${name} did not start: ${readFileSync(log, 'utf8')}`)
  await new Promise((done) => setTimeout(done, 50))
}
console.log(JSON.stringify({ url: `http://127.0.0.1:${port}`, admin }))
process.on('SIGTERM', () => process.exit())
process.stdin.on('end', () => process.exit()).resume()
