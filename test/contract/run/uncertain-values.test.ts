import { describe, expect, test } from 'vitest'
import type { Description, Schema } from '../../../src/description/index.ts'
import { listRules } from '../../../src/contract/index.ts'
import { describeBody, describeOperation } from '../support/description.ts'
import { header } from '../support/proxy.ts'
import { describeGet, json, jsonResponse, rejections, testSmallServer } from '../support/small.ts'
import type { SmallServer } from '../support/small.ts'

/** Returns a server of `POST /things`. */
function atThings(respond: SmallServer): SmallServer {
  return (request) => {
    if (request.url.split('?')[0] !== '/things') return json(404, { error: 'unknown path' })
    if (request.method !== 'POST') return { ...json(405, {}), headers: [['Allow', 'POST']] }
    if (!/^application\/json(?:;|$)/i.test(header(request, 'content-type') ?? ''))
      return json(415, { error: 'unknown type' })
    return respond(request)
  }
}

async function verdictsOf(description: Description, server: SmallServer): Promise<Map<string, string>> {
  const { rules } = await testSmallServer(description, atThings(server))
  return new Map(
    rules.map(({ id, verdict, reason }) => [id, reason === undefined ? verdict : `${verdict}: ${reason}`]),
  )
}

const idsWith = (verdicts: ReadonlyMap<string, string>, verdict: string): string[] =>
  [...verdicts].flatMap(([id, each]) => (each.startsWith(verdict) ? [id] : []))

describe('a body whose format is unknown', () => {
  test('is a control value where the server accepts it', async () => {
    const verdicts = await verdictsOf(description, ({ body }) => {
      const value = parsed(body)
      return typeof value['id'] === 'string' && Number.isInteger(value['count'])
        ? json(200, {})
        : json(400, {})
    })
    expect(verdicts.get('do/body/count/required')).toBe('passed')
    expect(idsWith(verdicts, 'failed')).toEqual([])
  })

  test('shows nothing where the server rejects it', async () => {
    const verdicts = await verdictsOf(description, () => json(400, {}))
    expect(idsWith(verdicts, 'failed')).toEqual([])
    expect(verdicts.get('do/body/count/type')).toMatch(/^untested/)
  })

  const description = describeBody({
    type: 'object',
    required: ['id', 'count'],
    properties: { id: { type: 'string', format: 'ulid' }, count: { type: 'integer' } },
  })

  test('does not hide that an invalid body is accepted', async () => {
    const verdicts = await verdictsOf(description, () => json(200, {}))
    expect(verdicts.get('do/body/count/type')).toBe('failed')
  })
})

describe('an operation that documents only errors', () => {
  const schema: Schema = { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } }
  const description = describeOperation({
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: rejections(400),
  })
  const isValid = (body: Buffer | string): boolean => Number.isInteger(parsed(body)['count'])

  test('may succeed, which is one warning and a control request', async () => {
    const server = atThings(({ body }) => (isValid(body) ? json(200, {}) : json(400, { error: 'invalid' })))
    const report = await testSmallServer(description, server)
    expect(report.rules.filter(({ verdict }) => verdict === 'failed')).toEqual([])
    expect(report.rules.find(({ id }) => id === 'do/body/count/type')?.verdict).toBe('passed')
    expect(report.warnings.filter((warning) => warning.includes('200'))).toHaveLength(1)
  })

  test('fails for an invalid body that is accepted', async () => {
    const verdicts = await verdictsOf(description, () => json(200, {}))
    expect(verdicts.get('do/body/count/type')).toBe('failed')
  })
})

describe('the schema of a server error', () => {
  const description = describeGet({
    responses: {
      '200': jsonResponse({ type: 'object' }),
      '500': jsonResponse({ type: 'object', required: ['code'], properties: { code: { type: 'integer' } } }),
    },
  })

  test('is one rule', () => {
    const ids = listRules(description).map(({ id }) => id)
    expect(ids.filter((id) => id.includes('/responses/500/'))).toEqual(['do/responses/500/application/json'])
  })

  test('fails with the keyword where a server error has another body', async () => {
    const { rules } = await testSmallServer(description, () => json(500, { code: 'seven' }))
    const rule = rules.find(({ id }) => id === 'do/responses/500/application/json')
    expect(rule?.verdict).toBe('failed')
    expect(rule?.failures[0]?.actual).toContain('seven')
  })
})

function parsed(body: Buffer | string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body.toString())) as Record<string, unknown>
  } catch {
    return {}
  }
}
