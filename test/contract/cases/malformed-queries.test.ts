import { describe, expect, it } from 'vitest'
import type { ParameterObject } from '../../../src/description/index.ts'
import { describeOperation } from '../support/description.ts'
import {
  createGetServer,
  describeGet,
  failedRuleIds,
  json,
  jsonResponse,
  rejections,
  testSmallServer,
  THING,
} from '../support/small.ts'
import type { SmallServer } from '../support/small.ts'

const IDS: ParameterObject = {
  name: 'ids',
  in: 'query',
  schema: { type: 'array', items: { type: 'integer' } },
}

const describeIds = (changes: object = {}) =>
  describeGet({
    parameters: [{ ...IDS, ...changes }],
    responses: { '200': jsonResponse(THING), ...rejections(400) },
  })

/** Returns a server that reads the raw texts of `ids`, and rejects what `read` throws an error for. */
const serverOf = (read: (texts: string[]) => void): SmallServer =>
  createGetServer(({ url }) => {
    const fields = (url.split('?')[1] ?? '').split('&')
    const texts = fields.filter((field) => field.startsWith('ids=')).map((field) => field.slice(4))
    try {
      read(texts)
      return json(200, { name: 'A' })
    } catch (error) {
      return error instanceof TypeError ? json(500, { error: 'server' }) : json(400, { error: 'ids' })
    }
  })

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new RangeError('not percent-encoded UTF-8')
  }
}

function readInteger(text: string): void {
  if (!/^-?\d+$/.test(text)) throw new RangeError('not an integer')
}

const splitAt = (separators: RegExp) =>
  serverOf((texts) => texts.map(decode).forEach((text) => text.split(separators).forEach(readInteger)))

describe('a list of integers in the query', () => {
  it.each<[string, object, RegExp]>([
    ['one field for each item', {}, /$^/],
    ['one field for each item, by a server that splits at commas too', {}, /,/],
    ['commas', { explode: false }, /,/],
    ['pipes', { style: 'pipeDelimited', explode: false }, /\|/],
    ['pipes, by a server that splits at commas too', { style: 'pipeDelimited', explode: false }, /[|,]/],
  ])('passes with %s', async (_, changes, separators) => {
    const { rules } = await testSmallServer(describeIds(changes), splitAt(separators))
    expect(rules.filter(({ verdict }) => verdict === 'failed')).toEqual([])
    expect(rules.find(({ id }) => id === 'do/query.ids/separator')?.verdict).toBe('passed')
  })

  it.each<[string, object, RegExp]>([
    ['one field for each item', {}, /[|]/],
    ['commas', { explode: false }, /[,;]/],
    ['pipes', { style: 'pipeDelimited', explode: false }, /[|;]/],
  ])('fails if a server splits at another separator than %s', async (_, changes, separators) => {
    expect(await failedRuleIds(describeIds(changes), splitAt(separators))).toEqual(['do/query.ids/separator'])
  })

  it('fails if a server accepts a text for an item', async () => {
    const server = serverOf((texts) =>
      texts.map(decode).forEach((text) => text === 'text' || readInteger(text)),
    )
    expect(await failedRuleIds(describeIds(), server)).toEqual(['do/query.ids/[]/type'])
  })

  it('has no verdict of separators if an item may contain any', async () => {
    const description = describeIds({ schema: { type: 'array', items: { type: 'string' } } })
    const { rules } = await testSmallServer(
      description,
      serverOf((texts) => texts.forEach(decode)),
    )
    expect(rules.find(({ id }) => id === 'do/query.ids/separator')).toMatchObject({
      verdict: 'untested',
      reason: 'an item is a text that may contain any separator',
    })
  })
})

describe('a query that cannot be decoded', () => {
  const description = describeGet({
    parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
    responses: { '200': jsonResponse(THING), ...rejections(400) },
  })
  const respondTo = (respond: (query: string) => ReturnType<typeof json>): SmallServer =>
    createGetServer(({ url }) => respond(url.split('?')[1] ?? ''))

  it.each<[string, (query: string) => ReturnType<typeof json>]>([
    ['accepted', () => json(200, { name: 'A' })],
    [
      'rejected',
      (query) => {
        try {
          decodeURIComponent(query)
          return json(200, { name: 'A' })
        } catch {
          return json(400, { error: 'query' })
        }
      },
    ],
  ])('may be %s', async (_, respond) => {
    const { rules } = await testSmallServer(description, respondTo(respond))
    expect(rules.filter(({ verdict }) => verdict === 'failed')).toEqual([])
    expect(rules.find(({ id }) => id === 'do/query.q/odd')?.verdict).toBe('passed')
  })

  it.each(['%C3%28', '%zz'])('must not break the server: %s', async (text) => {
    const server = respondTo((query) =>
      query.includes(text) ? json(500, { error: 'server' }) : json(200, { name: 'A' }),
    )
    expect(await failedRuleIds(description, server)).toContain('do/no-server-error')
  })
})

describe('a text body', () => {
  const description = describeOperation({
    requestBody: { required: true, content: { 'text/plain': { schema: { type: 'string' } } } },
    responses: { '200': { description: 'Done.' }, ...rejections(400, 415) },
  })
  const serve =
    (respond: (body: Buffer) => ReturnType<typeof json>): SmallServer =>
    ({ method, url, headers, body }) => {
      if (url !== '/things') return json(404, { error: 'path' })
      if (method !== 'POST') return { ...json(405, { error: 'method' }), headers: [['Allow', 'POST']] }
      if (body.length === 0) return json(400, { error: 'body' })
      const type = headers.find(([name]) => /^content-type$/i.test(name))?.[1] ?? ''
      return /^text\/plain(?:$|;)/i.test(type) ? respond(body) : json(415, { error: 'type' })
    }

  it('may be rejected if it is not UTF-8', async () => {
    const isText = (body: Buffer): boolean => !body.toString().includes('\ufffd')
    const server = serve((body) => (isText(body) ? json(200, {}) : json(400, { error: 'text' })))
    const { rules } = await testSmallServer(description, server)
    expect(rules.filter(({ verdict }) => verdict === 'failed')).toEqual([])
    expect(rules.find(({ id }) => id === 'do/body/text/plain/malformed')?.verdict).toBe('passed')
  })

  it('must not break the server if it is not UTF-8', async () => {
    const server = serve((body) =>
      body.toString().includes('\ufffd') ? json(500, { error: 'server' }) : json(200, {}),
    )
    expect(await failedRuleIds(description, server)).toContain('do/no-server-error')
  })
})
