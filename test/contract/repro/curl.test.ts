import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { families } from '../../../src/contract/cases/index.ts'
import { CaseSkipped } from '../../../src/contract/cases/case-skipped.ts'
import type { Family } from '../../../src/contract/cases/case.ts'
import { BodyFiles } from '../../../src/contract/repro/body-files.ts'
import { curlCommand } from '../../../src/contract/repro/curl.ts'
import { makePlan } from '../../../src/contract/run/plan.ts'
import { buildRequest, completePlan, credentialOf } from '../../../src/contract/http/request.ts'
import type { RequestPlan } from '../../../src/contract/http/request.ts'
import { Sender } from '../../../src/contract/http/send.ts'
import type { CaseContext } from '../../../src/contract/cases/case-context.ts'
import { schemasOf } from '../../../src/schema/schema-set.ts'
import { readDescription } from '../../../src/description/index.ts'
import type { Description, Operation } from '../../../src/description/index.ts'
import type { Target } from '../../../src/contract/index.ts'
import { targetAt } from '../support/target.ts'
import { OK, startWire } from '../support/wire.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const run = promisify(execFile)
const SECRET = 'sk_Test_0123456789abcdefX'

let wire: Awaited<ReturnType<typeof startWire>>
let folder: string
let bodyFiles: BodyFiles
beforeAll(async () => {
  folder = temporaryFolder('contract-bodies')
  bodyFiles = new BodyFiles(folder, (text) => text)
  const nothing = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'
  wire = await startWire((request) => (request.startsWith('HEAD ') ? nothing : OK))
})
afterAll(async () => {
  await wire.close()
  await rm(folder, { recursive: true })
})

const saveBody = (body: Uint8Array): string => bodyFiles.save(body)

/** For a request whose body must not go to a file. */
function noBody(): never {
  throw new Error('The body was written to a file.')
}

/** Returns the requests of the cases of an operation. Sends none of them. */
async function plansOf(
  description: Description,
  operation: Operation,
  target: Target,
  names: readonly Family[],
): Promise<RequestPlan[]> {
  const { book } = makePlan(description, { runs: 1 })
  const caseInput = { description, operation, book, schemas: schemasOf(description.document), runs: 1 }
  const plans: RequestPlan[] = []
  const resource = Object.fromEntries(
    operation.parameters.map(({ object }) => [object.name, 'it’s_One "id" \\ $HOME `x`']),
  )
  const send = (plan: RequestPlan): Promise<unknown> => {
    plans.push(plan)
    return Promise.resolve({
      operation,
      request: { method: operation.method, headers: [] },
      response: { status: 200, headers: new Map(), body: Buffer.from('{}') },
    })
  }
  // A context that records the requests and sends none.
  const caseContext = {
    target,
    description,
    schemas: caseInput.schemas,
    operation,
    resource: () => Promise.resolve(resource),
    send,
    sendShared: () => Promise.resolve(undefined),
    restartScript: () => undefined,
    controlRequest: send,
    matches: () => true,
    succeeded: () => true,
    expect: () => true,
    expectSuccess: () => true,
    record: () => true,
  } as unknown as CaseContext
  for (const testCase of names.flatMap((name) => families[name](caseInput))) {
    await testCase.run(caseContext).catch((error: unknown) => {
      if (!(error instanceof CaseSkipped)) throw error
    })
  }
  return plans
}

/** Returns a request without the headers in which clients differ. */
function essence(raw: string): { start: string; headers: string[]; body: string } {
  const end = raw.indexOf('\r\n\r\n')
  const [start = '', ...lines] = raw.slice(0, end).split('\r\n')
  const headers = lines
    .filter((line) => !/^(?:host|user-agent|connection|content-length|expect):/i.test(line))
    .map((line) => line.replace(/:\s*/, ': ').trim())
  return { start, headers: headers.sort(), body: raw.slice(end + 4) }
}

describe.each([
  ['leanrails', ['malformed', 'identifiers', 'auth', 'protocol']],
  ['stripe', ['examples', 'auth']],
  ['test/contract/trains/trains.yaml', ['auth']],
] as const)('curl commands of %s', (api, names) => {
  test('send the same bytes again in a shell, and contain no secret', async () => {
    const description = await readDescription(process.cwd(), api)
    const target = targetAt(wire.url, { apiKey: SECRET, otherApiKey: 'sk_Other_9876543210' })
    const sender = new Sender(target)
    const sent: string[] = []
    const commands: string[] = []
    for (const operation of description.operations) {
      for (const given of await plansOf(description, operation, target, names)) {
        const plan = completePlan(operation, given, description.document)
        const request = buildRequest(operation, plan, target)
        const credential = credentialOf(operation, plan, target)
        // A command truncates a path that is too long.
        if (request.path.length > 1500) continue
        await sender.send(request)
        sent.push(wire.received.at(-1) ?? '')
        commands.push(curlCommand(request, credential, target, saveBody))
      }
    }
    sender.close()
    expect(commands.length).toBeGreaterThan(25)
    expect(commands.join('\n')).not.toMatch(new RegExp(`${SECRET.slice(0, -4)}|${SECRET.toUpperCase()}`))
    expect(commands.join('\n')).not.toContain(Buffer.from(SECRET).toString('base64').slice(0, 20))

    const before = wire.received.length
    const env = { PATH: process.env['PATH'], API_KEY: SECRET, OTHER_API_KEY: 'sk_Other_9876543210' }
    await run('bash', ['-ec', commands.join('\n')], { env, maxBuffer: 1 << 24 })
    const again = wire.received.slice(before)
    expect(again.map(essence)).toEqual(sent.map(essence))
  })
})

describe('a curl command', () => {
  const target = targetAt('http://127.0.0.1:1', { headers: [['X-Gateway', 'gateway secret']] })
  const credential = { parts: [], secrets: [] }

  test('hides the values of --header', () => {
    const request = {
      method: 'GET',
      path: '/',
      headers: [['X-Gateway', 'gateway secret']] as const,
      body: undefined,
    }
    expect(curlCommand(request, credential, target, noBody)).toBe(
      "curl -sS -i --globoff --path-as-is http://127.0.0.1:1/ -H 'Accept:' -H 'X-Gateway: …'",
    )
  })

  test.each([
    ['too long for a command line', Buffer.from('x'.repeat(2001))],
    ['with NUL', Buffer.from('a\0b')],
  ])('names a file for a body %s', async (_, body) => {
    const request = { method: 'POST', path: '/', headers: [], body }
    const command = curlCommand(request, credential, targetAt(wire.url), saveBody)
    expect(command).toMatch(/--data-binary @\/\S+\.bin$/)
    await run('bash', ['-c', command])
    expect(wire.received.at(-1)?.split('\r\n\r\n')[1]).toBe(body.toString())
  })

  test('contains a body of 2,000 bytes', () => {
    const body = Buffer.from('x'.repeat(2000))
    const request = { method: 'POST', path: '/', headers: [], body }
    expect(curlCommand(request, credential, target, noBody)).toMatch(/--data-raw x{2000}$/)
  })

  test('puts each option on a line of its own if it is long', () => {
    const request = {
      method: 'POST',
      path: '/v1/orders',
      headers: [['Content-Type', 'application/json'] as const],
      body: Buffer.from('{}'),
    }
    expect(curlCommand(request, credential, target, noBody).split('\n')).toEqual([
      'curl -sS -i --globoff --path-as-is -X POST http://127.0.0.1:1/v1/orders \\',
      "  -H 'Accept:' \\",
      "  -H 'Content-Type: application/json' \\",
      "  --data-raw '{}'",
    ])
  })

  test.each(['se+cret=ab/12%34&xyz', 'sk_plain_1234'])(
    'sends the key %s in the query, and never contains it',
    async (key) => {
      const part = { in: 'query', name: 'key', value: key, shell: '$API_KEY' } as const
      for (const length of [0, 1940, 1950, 1960, 1965, 1990]) {
        const path = `/?q=${'a'.repeat(length)}&key=${encodeURIComponent(key)}`
        const at = targetAt(wire.url, { apiKey: key })
        const command = curlCommand(
          { method: 'GET', path, headers: [], body: undefined },
          { parts: [part], secrets: [key] },
          at,
          noBody,
        )
        expect(command).not.toMatch(/se\+c|se%2Bc|sk_p/)
        if (command.includes('…')) continue
        await run('bash', ['-c', command], { env: { PATH: process.env['PATH'], API_KEY: key } })
        expect(wire.received.at(-1)?.toLowerCase()).toContain(`get ${path} http`.toLowerCase())
      }
    },
  )
})
