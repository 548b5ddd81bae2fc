import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { families } from '../../../src/contract/cases/index.ts'
import { CaseSkipped } from '../../../src/contract/cases/case.ts'
import type { Family } from '../../../src/contract/cases/case.ts'
import { curlLine } from '../../../src/contract/repro/curl.ts'
import { makePlan } from '../../../src/contract/run/plan.ts'
import { buildRequest, completePlan, credentialOf } from '../../../src/contract/http/request.ts'
import type { RequestPlan } from '../../../src/contract/http/request.ts'
import { Sender } from '../../../src/contract/http/send.ts'
import type { CaseContext } from '../../../src/contract/run/case-context.ts'
import { schemasOf } from '../../../src/schema/schema-set.ts'
import { readDescription } from '../../../src/description/index.ts'
import type { Description, Operation } from '../../../src/description/index.ts'
import type { Target } from '../../../src/contract/index.ts'
import { targetAt } from '../support/target.ts'
import { OK, startWire } from '../support/wire.ts'

const run = promisify(execFile)
const SECRET = 'sk_Test_0123456789abcdefX'

let wire: Awaited<ReturnType<typeof startWire>>
beforeAll(async () => {
  const nothing = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'
  wire = await startWire((request) => (request.startsWith('HEAD ') ? nothing : OK))
})
afterAll(() => wire.close())

/** Every request that the cases of an operation send, without sending it. */
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
  // A story that writes down what it is asked to send.
  const caseContext = {
    runContext: { target, checkContext: { description, schemas: caseInput.schemas } },
    operation,
    resource: () => Promise.resolve(resource),
    send,
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

/** A request without what every client says in its own way. */
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
] as const)('curl lines of %s', (api, names) => {
  test('send the same bytes again when a shell runs them, and hold no secret', async () => {
    const description = await readDescription(process.cwd(), api)
    const target = targetAt(wire.url, { apiKey: SECRET, otherApiKey: 'sk_Other_9876543210' })
    const sender = new Sender(target)
    const sent: string[] = []
    const lines: string[] = []
    for (const operation of description.operations) {
      for (const given of await plansOf(description, operation, target, names)) {
        const plan = completePlan(operation, given, description.document)
        const request = buildRequest(operation, plan, target)
        const line = curlLine(request, credentialOf(operation, plan, target), target)
        // What is too long for a line is told by its length.
        if (request.path.length > 1500 || (request.body?.byteLength ?? 0) > 2000) continue
        await sender.send(request)
        sent.push(wire.received.at(-1) ?? '')
        lines.push(line)
      }
    }
    sender.close()
    expect(lines.length).toBeGreaterThan(25)
    expect(lines.join('\n')).not.toMatch(new RegExp(`${SECRET.slice(0, -4)}|${SECRET.toUpperCase()}`))
    expect(lines.join('\n')).not.toContain(Buffer.from(SECRET).toString('base64').slice(0, 20))

    const before = wire.received.length
    const env = { PATH: process.env['PATH'], API_KEY: SECRET, OTHER_API_KEY: 'sk_Other_9876543210' }
    await run('bash', ['-ec', lines.join('\n')], { env, maxBuffer: 1 << 24 })
    const again = wire.received.slice(before)
    expect(again.map(essence)).toEqual(sent.map(essence))
  })
})

describe('a curl line', () => {
  const target = targetAt('http://127.0.0.1:1', { headers: [['X-Gateway', 'gateway secret']] })
  const credential = { parts: [], secrets: [] }

  test('keeps the values of --header to itself', () => {
    const request = {
      method: 'GET',
      path: '/',
      headers: [['X-Gateway', 'gateway secret']] as const,
      body: undefined,
    }
    expect(curlLine(request, credential, target)).toBe(
      "curl -sS -i --globoff --path-as-is -X GET http://127.0.0.1:1/ -H 'X-Gateway: …'",
    )
  })

  test('prints a body that is long and repeats nothing, packed', async () => {
    const body = Buffer.from(Array.from({ length: 5000 }, (_, index) => 97 + ((index * index) % 23)))
    const line = curlLine({ method: 'POST', path: '/', headers: [], body }, credential, target)
    const { stdout } = await run('bash', ['-c', line.replace(/ \| curl .*/, '')])
    expect(stdout).toBe(body.toString())
  })

  test('tells of a body that is too long for that by its size and beginning', () => {
    const body = randomBytes(100_000)
    const line = curlLine({ method: 'POST', path: '/', headers: [], body }, credential, target)
    expect(line).toMatch(/^# With 100000 bytes in a file `body`: .*…\ncurl .* --data-binary @body$/)
  })

  test.each(['se+cret=ab/12%34&xyz', 'sk_plain_1234'])(
    'sends the key %s in the query, and never prints it',
    async (key) => {
      const part = { in: 'query', name: 'key', value: key, shell: '$API_KEY' } as const
      for (const length of [0, 1940, 1950, 1960, 1965, 1990]) {
        const path = `/?q=${'a'.repeat(length)}&key=${encodeURIComponent(key)}`
        const at = targetAt(wire.url, { apiKey: key })
        const line = curlLine(
          { method: 'GET', path, headers: [], body: undefined },
          { parts: [part], secrets: [key] },
          at,
        )
        expect(line).not.toMatch(/se\+c|se%2Bc|sk_p/)
        if (line.includes('…')) continue
        await run('bash', ['-c', line], { env: { PATH: process.env['PATH'], API_KEY: key } })
        expect(wire.received.at(-1)?.toLowerCase()).toContain(`get ${path} http`.toLowerCase())
      }
    },
  )
})
