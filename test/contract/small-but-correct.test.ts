import { describe, expect, test } from 'vitest'
import { describeOperation } from './support/description.ts'
import { header } from './support/proxy.ts'
import {
  brokenBy,
  describeGet,
  getting,
  json,
  jsonResponse,
  refusals,
  reply,
  THING,
} from './support/small.ts'
import type { Small } from './support/small.ts'

describe('what is documented beside the plain success', () => {
  test('may be a redirect', async () => {
    const description = describeGet({
      responses: { '200': jsonResponse(THING), '302': { description: 'Elsewhere.' }, ...refusals(400) },
    })
    const server = (status: number): Small =>
      getting(() => reply(status, '', { Location: 'https://elsewhere.test/' }))
    expect(await brokenBy(description, server(302))).toEqual([])
    expect(await brokenBy(description, server(303))).toContain('do/responses')
  })

  const etag = { name: 'If-None-Match', in: 'header', schema: { type: 'string' }, example: '"v1"' } as const

  test('may be 304, to who asks on a condition', async () => {
    const description = describeGet({
      parameters: [etag],
      responses: { '200': jsonResponse(THING), '304': { description: 'As it was.' }, ...refusals(400) },
    })
    const server = (alike: (tag: string | undefined) => boolean): Small =>
      getting((request) => (alike(header(request, 'if-none-match')) ? reply(304) : json(200, { name: 'A' })))
    expect(
      await brokenBy(
        description,
        server((tag) => tag === '"v1"'),
      ),
    ).toEqual([])
    expect(
      await brokenBy(
        description,
        server(() => true),
      ),
    ).not.toEqual([])
  })
})

test('a server that denies by default denies what it does not have', async () => {
  const description = describeGet({ responses: { '200': jsonResponse(THING), ...refusals(400) } })
  const denying: Small = ({ url, method }) =>
    url === '/things' && /^(?:GET|HEAD)$/.test(method)
      ? json(200, { name: 'A' })
      : reply(401, '<h1>Who are you?</h1>', { 'Content-Type': 'text/html', 'WWW-Authenticate': 'Bearer' })
  expect(await brokenBy(description, denying)).toEqual([])
})

test('a key that is sent twice may be told as the odd key that both of them make', async () => {
  const name = 'Idempotency-Key'
  const description = describeOperation({
    parameters: [{ name, in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }],
    'x-idempotency': {
      header: name,
      retention: 'PT24H',
      scope: 'credential',
      saves: ['success'],
      leavesFree: ['validation'],
      reused: { differs: ['body'], answers: [{ status: '409' }] },
      inProgress: { answers: [{ status: '409' }] },
    },
    'x-refusals': [{ in: 'header', name, answers: [{ status: '422' }] }],
    responses: { '200': jsonResponse(THING), ...refusals(400, 409, 422) },
  })
  const server =
    (status: number): Small =>
    (request) => {
      if (request.url !== '/things') return json(404, { error: 'no such path' })
      if (request.method !== 'POST') return { ...json(405, {}), headers: [['Allow', 'POST']] }
      const keys = request.headers.filter(([other]) => /^idempotency-key$/i.test(other))
      return keys.length === 1 ? json(200, { name: 'A' }) : json(status, { error: 'the key' })
    }
  const options = { only: ['*/a repeated header'] }
  expect(await brokenBy(description, server(422), options)).toEqual([])
  expect(await brokenBy(description, server(409), options)).not.toEqual([])
})
