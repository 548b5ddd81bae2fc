import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, it } from 'vitest'
import { parse } from 'yaml'
import { closeServer, listen } from '../../src/command/index.ts'
import { render, REPORTERS } from '../../src/contract/index.ts'
import { describe as describeDocument } from '../../src/description/index.ts'
import type { OpenAPIDocument } from '../../src/description/index.ts'
import { startProxy } from '../../src/proxy/index.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** An API that needs a key, and a server whose responses and clients violate everything else. */
const ACCOUNTS = `
openapi: 3.1.0
info: { title: Accounts, version: '1' }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Shop }
    session: { type: apiKey, in: cookie, name: visit }
    bearer: { type: http, scheme: bearer }
security: [{ key: [], session: [], bearer: [] }]
paths:
  /accounts:
    post:
      operationId: createAccount
      parameters: [{ name: access_token, in: query, schema: { type: string, maxLength: 3 } }]
      requestBody:
        content:
          application/json: { schema: { type: object, properties: { pin_code: { type: integer, format: password }, password: { type: string, maxLength: 3 }, note: { type: integer } } } }
          application/x-www-form-urlencoded: { schema: { type: object, properties: { client_secret: { type: string, maxLength: 3 } } } }
          multipart/form-data: { schema: { type: object } }
      responses:
        '200':
          description: x
          content: { application/json: { schema: { type: object, properties: { refresh_token: { type: string, maxLength: 3 }, echo: { type: integer } } } } }
`
const description = describeDocument('accounts', parse(ACCOUNTS) as OpenAPIDocument, {
  '': { file: 'accounts.yaml', line: 1 },
})

const SECRETS = {
  key: 'shop-k3y-0123456789',
  visit: 'c00kie-0123456789',
  bearer: 'b3arer-0123456789',
  query: 'qu3ry-0123456789',
  password: 'pa55 word "0123456789',
  form: 'f0rm+secret/0123456789',
  part: 'p4rt-0123456789',
  refresh: 'r3fresh-0123456789',
  setCookie: 's3tcookie-0123456789',
  card: '4242424242424242',
}

const folders: string[] = []
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const headers = {
  'X-Shop': SECRETS.key,
  Cookie: `visit=${SECRETS.visit}`,
  Authorization: `Bearer ${SECRETS.bearer}`,
}
const bodies: readonly (readonly [string, string | Buffer, Record<string, string>?])[] = [
  ['application/json', JSON.stringify({ password: SECRETS.password, note: SECRETS.card })],
  ['application/json', JSON.stringify({ note: `${SECRETS.bearer} `.repeat(400) })],
  ['application/json', `{"password": "${SECRETS.part}", "note": `],
  ['application/json', gzipSync(JSON.stringify({ note: SECRETS.bearer })), { 'Content-Encoding': 'gzip' }],
  ['application/x-www-form-urlencoded', `client_secret=${encodeURIComponent(SECRETS.form)}`],
  [
    'multipart/form-data; boundary=x',
    `--x\r\nContent-Disposition: form-data; name="password"\r\n\r\n${SECRETS.part}\r\n--x--\r\n`,
  ],
]

/** Returns the texts of all files below a folder. */
function textsBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => `${path}\n${readFileSync(path, 'latin1')}`)
    .join('\n')
}

/** Returns the forms that a secret may have in a file. */
function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=*$/, '').slice(0, -1)
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64]
}

it.each([false, true])('writes no secret to a file or a response, with enforce %s', async (enforce) => {
  const folder = temporaryFolder('secrets')
  folders.push(folder)
  const server = createServer((incoming, outgoing) => {
    void buffer(incoming).then(() => {
      outgoing.writeHead(200, {
        'Content-Type': 'application/json',
        'Set-Cookie': `visit=${SECRETS.setCookie}; Path=/`,
        Location: `/next?access_token=${SECRETS.query}`,
      })
      outgoing.end(
        JSON.stringify({ refresh_token: SECRETS.refresh, echo: `${SECRETS.bearer} ${SECRETS.key}` }),
      )
    })
  })
  const target = new URL(await listen(server, 0, '127.0.0.1'))
  closing.push(() => closeServer(server))
  const har = join(folder, 'traffic.har')
  const proxy = await startProxy({ description, target, har, enforce, bodyFolder: join(folder, 'bodies') })
  let responses = ''
  for (const [type, body, more] of bodies) {
    const response = await fetch(`${proxy.url}/accounts?access_token=${SECRETS.query}`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': type, ...more },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    })
    if (enforce) responses += await response.text()
    else await response.arrayBuffer()
  }
  const report = proxy.report()
  expect(report.findings?.length).toBeGreaterThan(1)
  for (const name of REPORTERS) writeFileSync(join(folder, `report.${name}`), render(report, name))
  await proxy.close()
  const written = textsBelow(folder) + responses
  for (const [name, secret] of Object.entries(SECRETS))
    for (const form of formsOf(secret)) expect(written.includes(form), `${name}: ${form}`).toBe(false)
})
