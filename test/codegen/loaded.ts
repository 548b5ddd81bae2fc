import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { _ } from 'ajv'
import type { ErrorObject } from 'ajv'
import type { OpenAPIDocument } from '../../src/description/index.ts'
import { formats } from '../../src/schema/formats.ts'

export interface Validator {
  (data: unknown): boolean
  errors?: { instancePath: string; keyword: string; params: object }[] | null
}

/** The generated module of validators. */
export interface Validators {
  [name: string]: unknown
  responses: Record<string, Record<string, Validator>>
  requests: Record<string, Validator>
}

/** Imports `generated/<api>/validators/index.ts` of a project. */
export async function loadValidators(root: string, api: string): Promise<Validators> {
  const url = pathToFileURL(join(root, 'generated', api, 'validators/index.ts')).href
  return (await import(/* @vite-ignore */ url)) as Validators
}

export function readDocument(root: string, api: string): OpenAPIDocument {
  return JSON.parse(readFileSync(join(root, 'generated', api, 'openapi.json'), 'utf8')) as OpenAPIDocument
}

/** Validates with ajv at run time and with the whole document. The generated validators must have the same result. */
export function oracle(document: OpenAPIDocument): (pointer: string, data: unknown) => string[] {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    ownProperties: true,
    formats,
  })
  exactMultiples(ajv)
  ajv.addSchema({ $id: 'https://oracle.example/', ...document })
  return (pointer, data) => {
    const validate = ajv.getSchema(`https://oracle.example/#${encodeURI(pointer)}`)
    if (validate === undefined) throw new Error(`The document has no schema at ${pointer}`)
    return validate(data) === true ? [] : errorLines(validate.errors)
  }
}

/** ajv divides in floating point, where 1e21 is a multiple of 3. */
function exactMultiples(ajv: Ajv2020): void {
  ajv.removeKeyword('multipleOf')
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    validate: (step: number, value: number) =>
      Number.isInteger(value) && Number.isInteger(step)
        ? written(value) % BigInt(step) === 0n
        : Number.isInteger(value / step),
    error: { message: '', params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}` },
  })
}

/** A whole number as JSON has it: beyond 2^53 its last digits are not those of the double. */
function written(value: number): bigint {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  return BigInt(whole + fraction) * 10n ** BigInt(Number(exponent) - fraction.length)
}

/** Returns errors as sorted text, without the parts that depend on the order of evaluation. */
export function errorLines(
  errors: readonly Pick<ErrorObject, 'instancePath' | 'keyword' | 'params'>[] | null | undefined,
): string[] {
  return (errors ?? [])
    .map(({ instancePath, keyword, params }) => `${instancePath} ${keyword} ${JSON.stringify(params)}`)
    .sort()
}
