import { propertyName } from '../identifier.ts'
import type { NamedSchemas } from './named.ts'

/** Writes the index of the validators: their types, all of them by name, and tables of them by operation. */
export function makeIndex({ responses, requests }: NamedSchemas): string {
  const used = new Set([
    ...Object.values(responses).flatMap((statuses) => Object.values(statuses)),
    ...Object.values(requests),
  ])
  const names = [...used].sort().join(', ')
  return `
${names === '' ? '' : `import { ${names} } from './compiled.js'\n`}
export * from './compiled.js'

/** An error of an invalid value, in the format of ajv. */
export interface ValidationError {
  /** The JSON Pointer (RFC 6901) of the invalid part. \`""\` is the whole value. */
  instancePath: string
  /** The keyword that failed: \`type\`, \`required\`, … */
  keyword: string
  /** Details of the keyword: \`{ type: "integer" }\`, \`{ missingProperty: "id" }\`, … */
  params: Record<string, unknown>
}

/** Returns whether a value is valid. If it is not, \`errors\` has all its errors. */
export interface Validator<T> {
  (data: unknown): data is T
  errors?: ValidationError[] | null
}

/** The validator of each response body: \`responses.operationId[status]\`. */
export const responses: {
${nested(responses, readonly)}} = {
${nested(responses, plain)}}

/** The validator of each request body: \`requests.operationId\`. */
export const requests: {
${members(requests, readonly)}} = {
${members(requests, plain)}}
`
}

/** Writes the type declarations of the compiled validators: a type predicate for each. */
export function makeDeclarations({ schemas }: NamedSchemas): string {
  const types = schemas.map(({ type }) => type)
  const used = ['components', 'operations'].filter((name) => types.some((type) => type.includes(`${name}[`)))
  const validators = schemas.map(({ name, type }) => `export declare const ${name}: Validator<${type}>\n`)
  const imports =
    schemas.length === 0
      ? 'export {}\n'
      : `import type { ${used.join(', ')} } from '../types.ts'\nimport type { Validator } from './index.ts'\n`
  return `\n${imports}\n${validators.join('')}`
}

type Member = (key: string, validator: string) => string

const plain: Member = (key, validator) => `${propertyName(key)}: ${validator}`
const readonly: Member = (key, validator) => `readonly ${propertyName(key)}: typeof ${validator}`

function nested(table: NamedSchemas['responses'], member: Member): string {
  const prefix = member === readonly ? 'readonly ' : ''
  return Object.entries(table)
    .map(([key, inner]) => `${prefix}${propertyName(key)}: {\n${members(inner, member)}},\n`)
    .join('')
}

function members(table: Record<string, string>, member: Member): string {
  return Object.entries(table)
    .map(([key, validator]) => `${member(key, validator)},\n`)
    .join('')
}
