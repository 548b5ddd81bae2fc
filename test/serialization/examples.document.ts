import { describe } from '../../src/description/index.ts'
import type { Content, Description, Operation, Parameter, Schema } from '../../src/description/index.ts'
import type { Example, OpenCell } from './examples.ts'

/** Returns a description with an operation for each example: the parameter `color`, or a form. */
export function describeExamples(
  examples: readonly (Example | OpenCell)[],
  exactly: (schema: Schema, value: unknown) => Schema = (schema) => schema,
): Description {
  const paths = examples.map(({ parameter, form, value }, index) => {
    const at = `/examples/${index}${parameter?.in === 'path' ? '/{color}' : ''}`
    const responses = { 204: { description: 'Read.' } }
    if (form !== undefined) {
      const media = { ...form, schema: exactly(form.schema ?? {}, value) }
      const requestBody = { required: true, content: { 'application/x-www-form-urlencoded': media } }
      return [at, { post: { operationId: `example${index}`, requestBody, responses } }]
    }
    const { schema, content, ...rest } = parameter ?? { in: 'query' }
    const exact =
      content === undefined
        ? { schema: exactly(schema ?? {}, value) }
        : {
            content: Object.fromEntries(
              Object.entries(content).map(([mediaType, object]) => [
                mediaType,
                { schema: exactly(object.schema ?? {}, value) },
              ]),
            ),
          }
    const parameters = [{ name: 'color', required: true, ...rest, ...exact }]
    return [at, { get: { operationId: `example${index}`, parameters, responses } }]
  })
  const document = {
    openapi: '3.1.1',
    info: { title: 'Examples', version: '1' },
    servers: [{ url: 'https://examples.test' }],
    paths: Object.fromEntries(paths) as Record<string, Record<string, unknown>>,
  }
  return describe('examples', document, { files: [], lines: {} } as never)
}

/** Returns the parameter or the form of an example's operation. */
export function subjectOf(
  { operations }: Description,
  index: number,
): { operation: Operation; parameter: Parameter | undefined; content: Content | undefined } {
  const operation = operations[index]
  if (operation === undefined) throw new Error(`There is no example ${index}`)
  return { operation, parameter: operation.parameters[0], content: operation.body?.content[0] }
}

/** Names an example in a test. */
export function titleOf({ parameter, form, value, source }: Example): string {
  const { in: location = 'form', style = '', explode, content } = parameter ?? {}
  const how = [style, explode === undefined ? '' : `explode: ${String(explode)}`, content && 'content']
  const encoding = form?.encoding === undefined ? '' : JSON.stringify(form.encoding)
  return `${location} ${[...how, encoding].filter(Boolean).join(' ')} ${JSON.stringify(value)} (${source})`
}
