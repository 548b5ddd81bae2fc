import { expect, test } from 'vitest'
import fixtures from '../../../src/mock/fixtures.js'
import { content, serveDocument } from './serve.ts'

const parameter = (name: string, schema: object = { type: 'string' }): object => ({
  name,
  in: 'path',
  required: true,
  schema,
})

/** Describes repositories that no operation creates, and whose names no description calls ids. */
function describeRepositories(status: number): object {
  const responses = { 200: content('application/json', { type: 'object' }), [status]: { description: 'No.' } }
  const size = { type: 'string', enum: ['', 'small', 'large'] }
  return {
    paths: {
      '/orgs/{org}/repos/{repo}': {
        parameters: [parameter('org'), parameter('repo')],
        get: { operationId: 'read', responses },
      },
      '/logos/{logo}/{size}': {
        parameters: [parameter('logo'), parameter('size', size)],
        get: { operationId: 'logo', responses },
      },
    },
  }
}

async function statusesOf(
  status: number,
  operation: string,
  paths: (made: Made) => string[],
): Promise<number[]> {
  const mock = await serveDocument(describeRepositories(status), { unknownIds: 'missing' })
  const made = await fixtures.create('any', { baseUrl: mock.url, apiKey: '', fetch, operation })
  const responses = await Promise.all(paths(made ?? {}).map((path) => fetch(mock.url + path)))
  await mock.close()
  return responses.map((response) => response.status)
}
type Made = Readonly<Record<string, string>>

test('where a client asks for fixtures, nothing else exists', async () => {
  const paths = ({ org = '', repo = '' }: Made): string[] => [
    `/orgs/${org}/repos/${repo}`,
    `/orgs/other/repos/${repo}`,
    `/orgs/${org}/repos/other`,
  ]
  expect(await statusesOf(404, 'read', paths)).toEqual([200, 404, 404])
  expect(await statusesOf(403, 'read', paths)).toEqual([200, 200, 200])
})

test('a listed value of a path is an input, and a segment is never empty', async () => {
  const paths = ({ logo = '', size = '' }: Made): string[] => [
    `/logos/${logo}/${size}`,
    `/logos/${logo}/large`,
    `/logos/other/large`,
  ]
  expect(await statusesOf(404, 'logo', paths)).toEqual([200, 200, 404])
})
