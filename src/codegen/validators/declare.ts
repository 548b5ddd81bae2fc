import { propertyName } from '../identifier.ts'
import type { NamedSchemas } from './named.ts'

/** Writes the tables of response and request validators as JavaScript. */
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

/** Writes the type declarations: a type predicate for each validator. */
export function makeDeclarations({ schemas, responses, requests }: NamedSchemas): string {
  const validators = schemas.map(({ name, type }) => `export declare const ${name}: Validator<${type}>;\n`)
  const typeOf = (name: string): string => `typeof ${name}`
  const byStatus = Object.entries(responses).map(
    ([operation, statuses]) =>
      `  readonly ${propertyName(operation)}: {${members(statuses, typeOf, '    readonly ')}  };\n`,
  )
  return `
import type { components, operations } from "./types.ts";

/** An error of an invalid value, in the format of ajv. */
export interface ValidationError {
  /** The JSON Pointer (RFC 6901) of the invalid part. \`""\` is the whole value. */
  instancePath: string;
  /** The keyword that failed: \`type\`, \`required\`, … */
  keyword: string;
  /** Details of the keyword: \`{ type: "integer" }\`, \`{ missingProperty: "id" }\`, … */
  params: Record<string, unknown>;
}

/** Returns whether a value is valid. If it is not, \`errors\` has all its errors. */
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
