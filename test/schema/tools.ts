import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeValidators } from '../../src/codegen/validators/index.ts'
import type { Description } from '../../src/description/index.ts'
import { startMock } from '../../src/mock/index.ts'
import { schemasOf } from '../../src/schema/index.ts'

/** Whether a tool takes a value for valid; text where it fails over it. */
export type Verdict = boolean | string

/** A value for an operation that takes it as its JSON body. */
export interface Question {
  readonly operationId: string
  readonly path: string
  readonly pointer: string
  readonly data: unknown
}

export type Tool = (description: Description, questions: readonly Question[]) => Promise<Verdict[]>

/** The contract: what it would send as valid, and accept of a server. */
export const contract: Tool = ({ document }, questions) => {
  const schemas = schemasOf(document)
  return Promise.resolve(
    questions.map(({ pointer, data }) => {
      const isAccepted = schemas.check(pointer, data).length === 0
      return schemas.mayBeValid(pointer, data) === isAccepted ? isAccepted : 'not the same in both directions'
    }),
  )
}

/** The mock, over HTTP: it accepts a body or rejects it. */
export const mock: Tool = async (description, questions) => {
  const server = await startMock(description)
  const ask = async ({ path, data }: Question): Promise<Verdict> => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(data) })
    await response.arrayBuffer()
    return response.status === 204 ? true : response.status === 400 ? false : `status ${response.status}`
  }
  try {
    const verdicts: Verdict[] = []
    for (let from = 0; from < questions.length; from += 32)
      verdicts.push(...(await Promise.all(questions.slice(from, from + 32).map(ask))))
    return verdicts
  } finally {
    await server.close()
  }
}

/** The validators that are generated, as a user imports them. */
export const validators: Tool = async (description, questions) => {
  const folder = mkdtempSync(join(tmpdir(), 'validators-'))
  try {
    const { artefacts } = await makeValidators({ name: 'suite', file: 'suite.yaml' }, description)
    const file = join(folder, 'validators.mjs')
    writeFileSync(file, artefacts.find(({ name }) => name === 'validators.js')?.text ?? '')
    const { requests } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
      requests: Record<string, (value: unknown) => boolean>
    }
    return questions.map(({ operationId, data }) => {
      try {
        return requests[operationId]?.(data) ?? 'no validator'
      } catch (error) {
        return String(error)
      }
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
