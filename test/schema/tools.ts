import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeValidators } from '../../src/codegen/validators/index.ts'
import type { Description } from '../../src/description/index.ts'
import { startMock } from '../../src/mock/index.ts'
import { schemasOf } from '../../src/schema/index.ts'
import { writeArtefacts } from '../codegen/project.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** Whether a tool accepts a value. A text if the tool has an error. */
export type Validity = boolean | string

/** A value to validate, and the operation that accepts it as its JSON body. */
export interface Instance {
  readonly operationId: string
  readonly path: string
  readonly pointer: string
  readonly data: unknown
}

export type Tool = (description: Description, instances: readonly Instance[]) => Promise<Validity[]>

/** Validates with the contract, in both directions. */
export const contract: Tool = ({ document }, instances) => {
  const schemas = schemasOf(document)
  return Promise.resolve(
    instances.map(({ pointer, data }) => {
      const isAccepted = schemas.check(pointer, data).length === 0
      return schemas.mayBeValid(pointer, data) === isAccepted ? isAccepted : 'different in the two directions'
    }),
  )
}

/** Validates with the mock: sends the values over HTTP. */
export const mock: Tool = async (description, instances) => {
  const server = await startMock(description)
  const send = async ({ path, data }: Instance): Promise<Validity> => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(data) })
    await response.arrayBuffer()
    return response.status === 204 ? true : response.status === 400 ? false : `status ${response.status}`
  }
  try {
    const results: Validity[] = []
    for (let from = 0; from < instances.length; from += 32)
      results.push(...(await Promise.all(instances.slice(from, from + 32).map(send))))
    return results
  } finally {
    await server.close()
  }
}

/** Validates with generated validators, imported as by a user. */
export const validators: Tool = async (description, instances) => {
  const folder = temporaryFolder('validators')
  const { artefacts } = await makeValidators({ name: 'suite', file: 'suite.yaml' }, description)
  writeArtefacts(folder, artefacts)
  const file = join(folder, 'validators/index.ts')
  const { requests } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    requests: Record<string, (value: unknown) => boolean>
  }
  return instances.map(({ operationId, data }) => {
    try {
      return requests[operationId]?.(data) ?? 'no validator'
    } catch (error) {
      return String(error)
    }
  })
}
