import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { describe as describeDocument, readDescription } from '../../../src/description/index.ts'
import type { OpenAPIDocument } from '../../../src/description/index.ts'
import type { RecordedExchange } from '../../../src/har/index.ts'
import { Traffic } from '../../../src/contract/traffic/traffic.ts'
import type { Report } from '../../../src/contract/index.ts'
import { findingsOf } from '../../../src/contract/report/index.ts'

const PETS = `
openapi: 3.1.0
info: { title: Pets, version: '1' }
servers: [{ url: https://api.example.com/v1 }]
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
  schemas:
    Pet:
      type: object
      required: [id, name]
      properties: { id: { type: string }, name: { type: string, maxLength: 8 } }
security: [{ key: [] }]
paths:
  /pets:
    post:
      operationId: createPet
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [name]
              properties: { name: { type: string, maxLength: 8 } }
      responses:
        '201': { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        '400': { description: x }
        '401': { description: x }
  /pets/{petId}:
    parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
    get:
      operationId: readPet
      parameters: [{ name: fields, in: query, schema: { type: string, enum: [all, some] } }]
      responses:
        '200': { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        '404': { description: x }
        '503': { description: x }
    delete:
      operationId: deletePet
      responses: { '204': { description: x }, '404': { description: x } }
`

const description = describeDocument('pets', parse(PETS) as OpenAPIDocument, {
  '': { file: 'pets.yaml', line: 1 },
})
let clock = Date.UTC(2026, 0, 1)

interface Part {
  readonly body?: unknown
  readonly status: number
  readonly response?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly isBodyLost?: boolean
  /** Milliseconds since the exchange before. */
  readonly after?: number
}

/** Makes an exchange, two seconds after the one before. */
function exchange(
  line: string,
  { body, status, response, headers, isBodyLost = false, after = 2000 }: Part,
): RecordedExchange {
  const [method = '', path = ''] = line.split(' ')
  clock += after
  const type = (value: unknown): [string, string][] =>
    value === undefined ? [] : [['content-type', 'application/json']]
  const bytes = (value: unknown): Uint8Array | undefined =>
    value === undefined ? undefined : Buffer.from(JSON.stringify(value))
  const sent = headers ?? { 'X-Api-Key': 'secret-key-12345' }
  return {
    request: {
      method,
      url: path.startsWith('http') ? path : `https://api.example.com/v1${path}`,
      headers: [...Object.entries(sent), ...type(body)],
      body: bytes(body),
      isBodyLost: false,
    },
    response: {
      status,
      headers: type(response),
      body: bytes(response) ?? new Uint8Array(),
      isBodyLost,
    },
    sentAt: clock,
    receivedAt: clock + 10,
    origin: 'some.har, entry 1',
  }
}

function check(...exchanges: readonly RecordedExchange[]): Report {
  const traffic = new Traffic({ description, clockSkew: 5 })
  for (const one of exchanges) traffic.add(one)
  return traffic.report(['some.har'], 'some.har')
}

const verdictOf = ({ rules }: Report, id: string): string | undefined =>
  rules.find((rule) => rule.id === id)?.verdict
const failed = ({ rules }: Report): string[] =>
  rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
const client = ({ traffic }: Report): string[] => (traffic?.client ?? []).map(({ rule }) => rule)

const PET = { id: 'p1', name: 'Rex' }

describe('recorded traffic', () => {
  it('finds nothing wrong with a correct server and a correct client', () => {
    const report = check(
      exchange('POST /pets', { body: { name: 'Rex' }, status: 201, response: PET }),
      exchange('GET /pets/p1?fields=all', { status: 200, response: PET }),
      exchange('DELETE /pets/p1', { status: 204 }),
      exchange('GET /pets/p1', { status: 404 }),
    )
    expect(findingsOf(report)).toEqual([])
    for (const rule of [
      'createPet/sequences/created',
      'deletePet/sequences/gone',
      'createPet/body/application/json',
    ])
      expect(verdictOf(report, rule), rule).toBe('passed')
  })

  it('runs every check of a response', () => {
    const report = check(exchange('GET /pets/p1', { status: 200, response: { id: 1 } }))
    expect(failed(report)).toEqual(['schemas/Pet/required/name', 'schemas/Pet/id/type'])
    expect(client(report)).toEqual([])
  })

  it('reports what the client sends against the description, by rule', () => {
    const report = check(
      exchange('POST /pets', { body: { name: 'much too long' }, status: 400 }),
      exchange('POST /pets', { status: 400 }),
      exchange('GET /pets/p1?fields=none', { status: 404 }),
      exchange('GET /pets/p1', { status: 401, headers: {} }),
    )
    expect(client(report)).toEqual([
      'createPet/body/required',
      'createPet/body/name/maxLength',
      'readPet/query.fields/enum',
      'readPet/security/missing',
    ])
    expect(findingsOf(report).filter(({ side }) => side !== 'client')).toEqual([])
    expect(findingsOf(report).every(({ severity }) => severity === 'warning')).toBe(true)
    expect(verdictOf(report, 'createPet/body/name/maxLength')).toBe('passed')
  })

  it('reports a server that accepts an invalid request', () => {
    const report = check(
      exchange('POST /pets', { body: { name: 'much too long' }, status: 201, response: PET }),
    )
    expect(failed(report)).toEqual(['createPet/body/name/maxLength'])
    expect(report.traffic?.client[0]?.accepted).toBe(1)
  })

  it('does not report missing credentials to the server if the recorder removed all of them', () => {
    const sanitized = exchange('GET /pets/p1', { status: 200, response: PET, headers: {} })
    expect(failed(check(sanitized))).toEqual([])
    const withKey = exchange('GET /pets/p2', { status: 404 })
    expect(failed(check(withKey, sanitized))).toEqual(['readPet/security/missing'])
  })

  it('reports a deleted resource that is still there, and a created one that is not', () => {
    const created = exchange('POST /pets', { body: { name: 'Rex' }, status: 201, response: PET })
    expect(failed(check(created, exchange('GET /pets/p1', { status: 404 })))).toEqual([
      'createPet/sequences/created',
    ])
    const deleted = exchange('DELETE /pets/p1', { status: 204 })
    const read = exchange('GET /pets/p1', { status: 200, response: PET })
    expect(failed(check(deleted, read))).toEqual(['deletePet/sequences/gone'])
  })

  it('draws no conclusion after a request that may have changed any resource', () => {
    const unanswered = { ...exchange('DELETE /pets/p1', { status: 204 }), response: undefined }
    const undescribed = exchange('POST /reset', { status: 204 })
    const ofAnother = exchange('DELETE /pets/p2', { status: 204 })
    for (const between of [unanswered, undescribed, ofAnother]) {
      const created = exchange('POST /pets', { body: { name: 'Rex' }, status: 201, response: PET })
      const after = { ...between, sentAt: clock + 2000, receivedAt: clock + 2010 }
      clock += 2000
      expect(failed(check(created, after, exchange('GET /pets/p1', { status: 404 })))).toEqual([])
    }
    const created = exchange('POST /pets', { body: { name: 'Rex' }, status: 201, response: PET })
    const elsewhere = exchange('POST https://other.example/reset', { status: 204 })
    const read = exchange('GET /pets/p1', { status: 404 })
    expect(failed(check(created, elsewhere, read))).toEqual(['createPet/sequences/created'])
  })

  it('gives a server a moment to know of a change', () => {
    const created = exchange('POST /pets', { body: { name: 'Rex' }, status: 201, response: PET })
    expect(failed(check(created, exchange('GET /pets/p1', { status: 404, after: 100 })))).toEqual([])
  })

  it('does not compare resources of different accounts', () => {
    const deleted = exchange('DELETE /pets/p1', { status: 204 })
    const read = exchange('GET /pets/p1', {
      status: 200,
      response: PET,
      headers: { 'X-Api-Key': 'another-key-67890' },
    })
    expect(failed(check(deleted, read))).toEqual([])
  })

  it('does not check a body that is not recorded', () => {
    expect(failed(check(exchange('GET /pets/p1', { status: 200, response: {}, isBodyLost: true })))).toEqual(
      [],
    )
  })

  it('accepts a documented server error and reports an undocumented one', () => {
    expect(failed(check(exchange('GET /pets/p1', { status: 503 })))).toEqual([])
    expect(failed(check(exchange('GET /pets/p1', { status: 500 })))).toEqual(['readPet/no-server-error'])
  })

  it('does not check a connection that changed to another protocol', () => {
    const report = check(
      exchange('GET /pets/p1', { status: 200, response: PET }),
      exchange('GET /pets/p1', { status: 101 }),
    )
    expect(failed(report)).toEqual([])
    expect(report.notes.join()).toContain('the connection changed to another protocol')
  })

  it('sends a request again without the headers of its connection', () => {
    const headers = {
      'X-Api-Key': 'secret-key-12345',
      Host: 'proxy:1',
      Connection: 'close',
      'Content-Length': '0',
    }
    const { findings } = check(exchange('GET /pets/p1', { status: 200, response: { id: 1 }, headers }))
    expect(JSON.stringify(findings)).toContain('curl')
    expect(JSON.stringify(findings)).not.toMatch(/proxy:1|Connection|Content-Length/)
  })

  it('counts what belongs to no operation and to no server', () => {
    const report = check(
      exchange('GET /pets/p1', { status: 200, response: PET }),
      exchange('GET /cats', { status: 200, response: [] }),
      exchange('PUT /pets/p1', { status: 405 }),
      exchange('GET https://cdn.example.com/app.js', { status: 200 }),
      exchange('OPTIONS /pets/p1', { status: 204, headers: { 'Access-Control-Request-Method': 'GET' } }),
    )
    expect(report.traffic?.unmatched).toEqual([
      { request: 'GET /v1/cats', count: 1, statuses: [200] },
      { request: 'PUT /pets/{petId}', count: 1, statuses: [405] },
    ])
    expect(report.traffic?.elsewhere).toEqual([{ origin: 'https://cdn.example.com', count: 1 }])
    expect(report.notes.join()).toContain('a preflight request of a browser')
    expect(report.traffic?.operations).toContainEqual({
      operation: 'readPet',
      requests: 1,
      invalidRequests: 0,
      statuses: [{ status: 200, count: 1 }],
      neverSeen: ['404', '503'],
    })
    expect(report.rules.find(({ id }) => id === 'deletePet/responses/204')?.reason).toBe(
      'its operation was never called',
    )
  })

  it('contains no credential in its report', () => {
    const headers = { 'X-Api-Key': 'secret-key-12345' }
    const report = check(
      exchange('GET /pets/p1', { status: 200, response: { id: 1, leak: 'secret-key-12345' }, headers }),
    )
    expect(failed(report)).toContain('readPet/no-leak')
    expect(JSON.stringify(report)).not.toContain('secret-key-12345')
    expect(JSON.stringify(report)).toContain('X-Api-Key: $KEY')
  })
})

describe('the project’s description', () => {
  it('is found by the address of its servers', async () => {
    const leanrails = await readDescription(process.cwd(), 'leanrails')
    const traffic = new Traffic({ description: leanrails, clockSkew: 5 })
    traffic.add(exchange('POST https://api.leanrails.com/v1/payment_intents/pi_1/cancel', { status: 404 }))
    expect(traffic.coverage.checked).toBe(1)
  })
})
