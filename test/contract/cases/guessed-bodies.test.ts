import { describe, expect, it } from 'vitest'
import type { MediaTypeObject, Schema } from '../../../src/description/openapi.ts'
import { splitMultipart } from '../../../src/mock/read/multipart.ts'
import { isWellFormedXml } from '../../../src/serialization/index.ts'
import { describeOperation } from '../support/description.ts'
import { failedRuleIds, json, rejections, reply, testSmallServer } from '../support/small.ts'
import type { SmallServer } from '../support/small.ts'

/** Returns a server of `POST /things` that rejects other types, and the bodies for which `whyInvalid` has a status. */
const serverOf =
  (type: string, whyInvalid: (body: Buffer, contentType: string) => number | undefined): SmallServer =>
  ({ method, url, headers, body }) => {
    if (url !== '/things') return json(404, { error: 'path' })
    if (method !== 'POST') return { ...json(405, { error: 'method' }), headers: [['Allow', 'POST']] }
    if (body.length === 0) return json(400, { error: 'no body' })
    const contentType = headers.find(([name]) => /^content-type$/i.test(name))?.[1] ?? ''
    const [essence = ''] = contentType.toLowerCase().split(';')
    if (type !== '*' && essence !== type) return json(415, { error: 'type' })
    const status = whyInvalid(body, contentType)
    return status === undefined ? reply(200) : json(status, { error: 'body' })
  }

const descriptionOf = (type: string, content: MediaTypeObject) =>
  describeOperation({
    requestBody: { required: true, content: { [type]: content } },
    responses: { '200': { description: 'Done.' }, ...rejections(400, 415, 422) },
  })

const verdictsOf = async (...given: Parameters<typeof testSmallServer>) => {
  const { rules } = await testSmallServer(...given)
  return Object.fromEntries(rules.map(({ id, verdict, reason = '' }) => [id, `${verdict} ${reason}`.trim()]))
}

describe('a form with only a file', () => {
  const type = 'multipart/form-data'
  const file = { type: 'string', format: 'binary' } as const
  const description = descriptionOf(type, {
    schema: { type: 'object', required: ['file'], properties: { file } },
    encoding: { file: { contentType: 'application/pdf' } },
  })
  const partOf = (body: Buffer, contentType: string) =>
    splitMultipart(contentType, body)?.find(({ name }) => name === 'file')
  const needsFile = (body: Buffer, contentType: string): number | undefined =>
    partOf(body, contentType)?.bytes.toString('latin1').startsWith('%PDF') === true ? undefined : 422

  it('is tested with a sample of the type of the file', async () => {
    const verdicts = await verdictsOf(description, serverOf(type, needsFile))
    expect(Object.entries(verdicts).filter(([, verdict]) => verdict.startsWith('failed'))).toEqual([])
    expect(verdicts).toMatchObject({
      'do/body/multipart/form-data': 'passed',
      'do/body/multipart/form-data/malformed': 'passed',
      'do/body/file/required': 'passed',
      'do/responses/200': 'passed',
    })
  })

  it('fails if the server accepts a form without the file', async () => {
    const server = serverOf(type, (body, contentType) =>
      splitMultipart(contentType, body) === undefined ? 400 : undefined,
    )
    expect(await failedRuleIds(description, server)).toContain('do/body/file/required')
  })

  it('is sent with its parts if its example is the text of a file', async () => {
    const examples = { text: { value: 'a line of the file' } }
    const schema: Schema = { type: 'object', required: ['file'], properties: { file } }
    const encoding = { file: { contentType: 'application/pdf' } }
    const verdicts = await verdictsOf(
      descriptionOf(type, { schema, examples, encoding }),
      serverOf(type, needsFile),
    )
    expect(verdicts['do/body/multipart/form-data']).toBe('passed')
  })

  it('is untested if the server wants another file', async () => {
    const verdicts = await verdictsOf(
      description,
      serverOf(type, () => 422),
    )
    expect(verdicts['do/body/multipart/form-data']).toBe(
      'untested the target rejects the generated multipart/form-data body (422): give it an example',
    )
    expect(Object.entries(verdicts).filter(([, verdict]) => verdict.startsWith('failed'))).toEqual([])
  })
})

describe('an XML body', () => {
  const type = 'application/xml'
  const schema: Schema = {
    type: 'object',
    required: ['name'],
    xml: { name: 'thing' },
    properties: { name: { type: 'string', maxLength: 5 } },
  }
  const description = descriptionOf(type, { schema })
  const isThing = (body: Buffer): boolean =>
    isWellFormedXml(body.toString()) && !body.includes('\ufffd') && /<thing><name>/.test(body.toString())

  it('is made by its schema, and must be well-formed', async () => {
    const verdicts = await verdictsOf(
      description,
      serverOf(type, (body) => (isThing(body) ? undefined : 400)),
    )
    expect(Object.entries(verdicts).filter(([, verdict]) => verdict.startsWith('failed'))).toEqual([])
    expect(verdicts).toMatchObject({
      'do/body/application/xml': 'passed',
      'do/body/application/xml/malformed': 'passed',
      'do/body/name/required': 'passed',
      'do/body/name/maxLength':
        'untested in XML the contract leaves out required elements only: how a server reads other invalid values is its choice',
    })
  })

  it('fails if the server reads XML and accepts a truncated document', async () => {
    const isCut = (body: Buffer): boolean => /<thing>.*<\/thing$/.test(body.toString())
    const server = serverOf(type, (body) => (isThing(body) || isCut(body) ? undefined : 400))
    expect(await failedRuleIds(description, server)).toEqual(['do/body/application/xml/malformed'])
  })

  it('fails if the server accepts an XML body without a required element', async () => {
    const server = serverOf(type, (body) => (isWellFormedXml(body.toString()) ? undefined : 400))
    expect(await failedRuleIds(description, server)).toEqual(['do/body/name/required'])
  })

  it.each([
    ['any body', /^/],
    ['any body that begins with an element', /^\s*(?:<\?[^>]*>\s*)?</],
  ])('fails if the server accepts %s', async (_, accepted) => {
    const server = serverOf(type, (body) => (accepted.test(body.toString()) ? undefined : 400))
    expect(await failedRuleIds(description, server)).toEqual(['do/body/application/xml/malformed'])
  })

  it('does not fail if the server looks for elements and reads no XML', async () => {
    const verdicts = await verdictsOf(
      description,
      serverOf(type, (body) => (/<thing>.*<name>/.test(body.toString()) ? undefined : 400)),
    )
    expect(Object.entries(verdicts).filter(([, verdict]) => verdict.startsWith('failed'))).toEqual([])
  })

  it('is untested if the server wants another document', async () => {
    const server = serverOf(type, () => 400)
    expect(await failedRuleIds(description, server)).toEqual([])
  })

  it('may be any text if the schema says so', async () => {
    const text = descriptionOf(type, { schema: { type: 'string' }, example: '<a/>' })
    expect(
      await failedRuleIds(
        text,
        serverOf(type, () => undefined),
      ),
    ).toEqual([])
  })
})

it('tests a body of bytes with a sample, and accepts a server that reads any type as bytes', async () => {
  const type = 'application/octet-stream'
  const description = descriptionOf(type, { schema: { type: 'string', format: 'binary' } })
  const verdicts = await verdictsOf(
    description,
    serverOf('*', () => undefined),
  )
  expect(Object.entries(verdicts).filter(([, verdict]) => verdict.startsWith('failed'))).toEqual([])
  expect(verdicts).toMatchObject({
    'do/body/application/octet-stream': 'passed',
    'do/body/contentType': 'untested application/octet-stream is described, and a body of any type is octets',
  })
})
