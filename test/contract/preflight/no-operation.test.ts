import { expect, test } from 'vitest'
import { runContract } from '../../../src/contract/index.ts'
import { readDescription } from '../../../src/description/index.ts'
import { makeProject } from '../../codegen/project.ts'

test.each([
  ['{}', 'there is no operation under `paths`'],
  [`{ '/a#b': { get: { responses: { '200': { description: OK. } } } } }`, 'there is no usable operation'],
])('a contract of the paths %s has nothing to test', async (paths, message) => {
  const text = `openapi: 3.1.1\ninfo: { title: T, version: '1' }\npaths: ${paths}\n`
  const description = await readDescription(makeProject({ 'api.yaml': text }), 'api.yaml')
  const target = { baseUrl: 'http://127.0.0.1:9', apiKey: '' }
  await expect(runContract({ description, target })).rejects.toThrow(message)
})
