import { describe } from '../../../src/description/index.ts'
import type { Description, OpenAPIDocument, OperationObject, Schema } from '../../../src/description/index.ts'

/** Returns a description of one operation. Its source is line 1 of a file that does not exist. */
export function describeOperation(
  operation: OperationObject,
  {
    method = 'post',
    path = '/things',
    document = {},
  }: { method?: string; path?: string; document?: object } = {},
): Description {
  const whole: OpenAPIDocument = {
    openapi: '3.1.1',
    info: { title: 'Things', version: '1' },
    paths: {
      [path]: {
        [method]: { operationId: 'do', responses: { '200': { description: 'Done.' } }, ...operation },
      },
    },
    ...document,
  }
  return describe('things', whole, { '': { file: 'things.yaml', line: 1 } })
}

/** Returns a description of an operation that requires a JSON body of this schema. */
export function describeBody(schema: Schema, components: object = {}): Description {
  return describeOperation(
    { requestBody: { required: true, content: { 'application/json': { schema } } } },
    { document: { components: { schemas: components } } },
  )
}

/** The JSON Pointer of the schema of `describeBody`. */
export const BODY = '/paths/~1things/post/requestBody/content/application~1json/schema'
