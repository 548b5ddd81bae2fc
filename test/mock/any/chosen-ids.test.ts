import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import type { Report } from '../../../src/contract/index.ts'
import type { Description } from '../../../src/description/index.ts'
import { startMock } from '../../../src/mock/index.ts'
import { failedRules, startProxy } from '../../contract/support/proxy.ts'
import type { ProxyBehavior, Reply } from '../../contract/support/proxy.ts'
import { content, descriptionOf } from './serve.ts'

const EXAMPLE = '12345678'

/** Describes pages that are linked by the id that they have elsewhere. The client chooses it. */
function describePages(id: object): Description {
  const page = (required: readonly string[]) =>
    content('application/json', {
      type: 'object',
      required,
      properties: {
        external_id: { type: 'string', minLength: 4, maxLength: 40, example: EXAMPLE, ...id },
        token: { type: 'string' },
      },
    })
  const whole = page(['external_id', 'token'])
  const rejected = { 400: { description: 'Invalid.' }, 404: { description: 'Unknown.' } }
  return descriptionOf({
    paths: {
      '/pages': {
        post: {
          operationId: 'link',
          requestBody: { required: true, ...whole },
          responses: { 201: whole, ...rejected },
        },
      },
      '/pages/{external_id}': {
        parameters: [{ name: 'external_id', in: 'path', required: true, schema: { type: 'string' } }],
        get: { operationId: 'read', responses: { 200: whole, ...rejected } },
        patch: {
          operationId: 'change',
          requestBody: { required: true, ...page([]) },
          responses: { 200: whole, ...rejected },
        },
        delete: { operationId: 'unlink', responses: { 204: { description: 'Unlinked.' }, ...rejected } },
      },
    },
  })
}

/** Requests of several cases overlap: a server responds late, to deletions most. */
const late: ProxyBehavior = async ({ method }, pass) => {
  await pause(1)
  const reply = await pass()
  await pause(method === 'DELETE' ? 5 : 2)
  return reply
}

async function testPages(id: object, behavior: ProxyBehavior = late): Promise<Report> {
  const description = describePages(id)
  const mock = await startMock(description, { unknownIds: 'missing' })
  const proxy = await startProxy(mock.url, behavior)
  try {
    const target = { baseUrl: proxy.url, apiKey: '' }
    return await runContract({ description, target, seed: 1, runs: 3 })
  } finally {
    await proxy.close()
    await mock.close()
  }
}

test.each([
  ['of digits', {}],
  ['with a pattern', { example: 'EXA-31542', pattern: '^[A-Z]{3}-[0-9]{5}$' }],
])('each case chooses an id of its own: one %s', async (_, id) => {
  const report = await testPages(id)
  expect(failedRules(report)).toEqual([])
  expect(report.rules.filter(({ reason = '' }) => /needs a fixture/.test(reason))).toEqual([])
  const passed = report.rules.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id)
  expect(passed).toEqual(
    expect.arrayContaining(['unlink/path.external_id/accepted', 'unlink/sequences/gone']),
  )
})

const NOT_LINKED: Reply = { status: 400, headers: [], body: Buffer.from('') }

test('cases that must share an id fail no rule: the server knows no other one', async () => {
  const report = await testPages({}, (request, pass) => {
    const isOther = request.method === 'POST' && !request.body.includes(EXAMPLE)
    return isOther ? Promise.resolve(NOT_LINKED) : late(request, pass)
  })
  const failed = failedRules(report)
  expect(failed.filter((rule) => !JSON.stringify(rule).startsWith('["link/'))).toEqual([])
})

test('cases that must share an id fail no rule: its schema has one value', async () => {
  expect(failedRules(await testPages({ enum: [EXAMPLE] }))).toEqual([])
})

test('what is still there after its deletion fails a rule', async () => {
  const { rules } = await testPages({}, async (request, pass) => {
    if (request.method !== 'DELETE') return pass()
    const { status } = await pass({ method: 'GET' })
    return { status: status === 200 ? 204 : status, headers: [], body: Buffer.from('') }
  })
  expect(rules.find(({ id }) => id === 'unlink/sequences/gone')).toMatchObject({ verdict: 'failed' })
})
