import { propertyName } from '../identifier.ts'
import type { NamedSchemas } from './named.ts'

/** `operationId → status → validator`, as JavaScript. */
export function makeTables({ responses, requests }: NamedSchemas): string {
  const byStatus = Object.entries(responses).map(
    ([operation, statuses]) =>
      `  ${propertyName(operation)}: {${members(statuses, (name) => name, '    ')}  },\n`,
  )
  return `
/** The validator of each response body: \`responses.operationId[status]\`. */
export const responses = {\n${byStatus.join('')}};

/** The validator of each request body: \`requests.operationId\`. */
export const requests = {${members(requests, (name) => name, '  ')}};\n`
}

/** The type declarations that ajv does not write: a type predicate per validator. */
export function makeDeclarations({ schemas, responses, requests }: NamedSchemas): string {
  const validators = schemas.map(({ name, type }) => `export declare const ${name}: Validator<${type}>;\n`)
  const typeOf = (name: string): string => `typeof ${name}`
  const byStatus = Object.entries(responses).map(
    ([operation, statuses]) =>
      `  readonly ${propertyName(operation)}: {${members(statuses, typeOf, '    readonly ')}  };\n`,
  )
  return `
import type { components, operations } from "./types.ts";

/** One thing in a value that its schema does not allow, as ajv puts it. */
export interface ValidationError {
  /** Where, as a JSON Pointer (RFC 6901): \`""\` is the whole value. */
  instancePath: string;
  /** The keyword of the schema that does not hold: \`type\`, \`required\`, … */
  keyword: string;
  /** What the keyword asks for: \`{ type: "integer" }\`, \`{ missingProperty: "id" }\`, … */
  params: Record<string, unknown>;
}

/** Tells whether a value is valid; after a false answer \`errors\` has everything that is not. */
export interface Validator<T> {
  (data: unknown): data is T;
  errors?: ValidationError[] | null;
}

${validators.join('')}
/** The validator of each response body: \`responses.operationId[status]\`. */
export declare const responses: {\n${byStatus.join('')}};

/** The validator of each request body: \`requests.operationId\`. */
export declare const requests: {${members(requests, typeOf, '  readonly ')}};
`
}

function members(table: Record<string, string>, value: (name: string) => string, indent: string): string {
  const lines = Object.entries(table).map(([key, name]) => `${indent}${propertyName(key)}: ${value(name)},\n`)
  return `\n${lines.join('')}`
}
