import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject } from 'ajv'
import type { OpenAPIDocument } from '../../src/description/index.ts'
import { formats } from '../../src/codegen/validators/formats.ts'

export interface Validator {
  (data: unknown): boolean
  errors?: { instancePath: string; keyword: string; params: object }[] | null
}

/** The module that a project's users import. */
export interface Validators {
  [name: string]: unknown
  responses: Record<string, Record<string, Validator>>
  requests: Record<string, Validator>
}

/** Imports `generated/<api>/validators.js` of a project. */
export async function loadValidators(root: string, api: string): Promise<Validators> {
  const url = pathToFileURL(join(root, 'generated', api, 'validators.js')).href
  return (await import(/* @vite-ignore */ url)) as Validators
}

export function readDocument(root: string, api: string): OpenAPIDocument {
  return JSON.parse(readFileSync(join(root, 'generated', api, 'openapi.json'), 'utf8')) as OpenAPIDocument
}

/** ajv itself, at run time, with the whole document: what generated validators have to agree with. */
export function oracle(document: OpenAPIDocument): (pointer: string, data: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, ownProperties: true, formats })
  ajv.addSchema({ $id: 'https://oracle.example/', ...document })
  return (pointer, data) => {
    const validate = ajv.getSchema(`https://oracle.example/#${encodeURI(pointer)}`)
    if (validate === undefined) throw new Error(`There is no schema at ${pointer}`)
    return validate(data) === true ? [] : errorLines(validate.errors)
  }
}

/** Errors as sorted text, without what depends on the path that a validator took. */
export function errorLines(
  errors: readonly Pick<ErrorObject, 'instancePath' | 'keyword' | 'params'>[] | null | undefined,
): string[] {
  return (errors ?? [])
    .map(({ instancePath, keyword, params }) => `${instancePath} ${keyword} ${JSON.stringify(params)}`)
    .sort()
}
