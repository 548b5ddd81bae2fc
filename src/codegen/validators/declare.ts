import { fits, printedImport, printedName, printedType } from '../printed.ts'
import type { NamedSchemas } from './named.ts'

/** Writes the index of the validators: their types, all of them by name, and tables of them by operation. */
export function makeIndex({ responses, requests }: NamedSchemas): string {
  const used = new Set([
    ...Object.values(responses).flatMap((statuses) => Object.values(statuses)),
    ...Object.values(requests),
  ])
  const names = [...used].sort()
  return `
${names.length === 0 ? '' : `${printedImport(names, './compiled.js')}\n\n`}export * from './compiled.js'

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
export const responses: ${block(nested(responses, readonly))} = ${block(nested(responses, plain))}

/** The validator of each request body: \`requests.operationId\`. */
export const requests: ${block(members(requests, readonly))} = ${block(members(requests, plain))}
`
}

/** Writes the type declarations of the compiled validators: a type predicate for each. */
export function makeDeclarations({ schemas }: NamedSchemas): string {
  const types = schemas.map(({ type }) => type)
  const used = ['components', 'operations'].filter((name) => types.some((type) => type.includes(`${name}[`)))
  const validators = schemas.map(
    ({ name, type }) => `${printedType(`export declare const ${name}: `, 'Validator', printedBody(type))}\n`,
  )
  const imports =
    schemas.length === 0
      ? 'export {}\n'
      : `import type { ${used.join(', ')} } from '../types.ts'\nimport type { Validator } from './index.ts'\n`
  return `\n${imports}\n${validators.join('')}`
}

/** Breaks the type of a request body that is longer than a line. */
function printedBody(type: string): string {
  const [, argument, tail] = /^NonNullable<(.*)>(\[.*)$/.exec(type) ?? []
  return argument === undefined || fits(`  ${type}`) ? type : `NonNullable<\n  ${argument}\n>${tail ?? ''}`
}

/** Writes a member of a table, of its type or of its value. */
type Member = (key: string, validator: string, indent: string) => string

const readonly: Member = (key, validator, indent) =>
  `${indent}readonly ${printedName(key)}: typeof ${validator}\n`

const plain: Member = (key, validator, indent) => {
  const head = `${indent}${printedName(key)}:`
  return fits(`${head} ${validator},`) ? `${head} ${validator},\n` : `${head}\n${indent}  ${validator},\n`
}

const block = (lines: string): string => (lines === '' ? '{}' : `{\n${lines}}`)

function nested(table: NamedSchemas['responses'], member: Member): string {
  const [before, after] = member === readonly ? ['readonly ', ''] : ['', ',']
  return Object.entries(table)
    .map(
      ([key, inner]) => `  ${before}${printedName(key)}: {\n${members(inner, member, '    ')}  }${after}\n`,
    )
    .join('')
}

const members = (table: Record<string, string>, member: Member, indent = '  '): string =>
  Object.entries(table)
    .map(([key, validator]) => member(key, validator, indent))
    .join('')
