import { jsonCase, REF } from './hostile-case.ts'
import type { HostileCase } from './hostile-case.ts'

const NAMES: Readonly<Record<string, string>> = {
  ['__proto__']: '__proto__',
  constructor: 'constructor',
  toString: 'toString',
  NUL: 'a\u0000b',
  'U+2028': 'a\u2028b',
  'a lone surrogate': 'a\ud800b',
  'the end of a comment': 'a*/b`${c}\\\n</script><!--',
  'an empty name': '',
  'a slash and a tilde': 'a/b~1c%2f',
  dots: '../../../x',
}

/** Returns an object with one key. A literal with `__proto__` would set the prototype. */
const mapOf =
  (name: string) =>
  (value: unknown): object =>
    Object.fromEntries([[name, value]])

/** Returns a description in which everything that has a name has this one. */
function named(name: string): unknown {
  const map = mapOf(name)
  const token = encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('\ud800', '?'))
  const schema = { $ref: `#/components/schemas/${token}` }
  const content = { 'application/json': { schema, examples: map({ value: map('x') }) } }
  return {
    openapi: '3.1.1',
    info: { title: name, version: name, description: name },
    servers: [{ url: 'https://{v}.example.com', variables: { v: { default: 'a' } } }],
    security: [map([])],
    tags: [{ name, description: name }],
    paths: {
      '/things': {
        get: {
          operationId: name,
          tags: [name],
          summary: name,
          parameters: [
            { name, in: 'query', description: name, schema: { type: 'string', enum: [name] } },
            { name, in: 'header', schema: { type: 'string', default: name } },
            { name, in: 'cookie', schema: { type: 'string', const: name } },
          ],
          responses: {
            '200': {
              description: name,
              headers: map({ schema: { type: 'string' } }),
              content,
              links: map({ operationId: name }),
            },
          },
        },
        post: {
          operationId: `${name}2`,
          requestBody: { content },
          responses: { '201': { description: 'Created.', content } },
          callbacks: map({
            '{$request.body#/url}': { post: { responses: { '200': { description: 'OK.' } } } },
          }),
        },
      },
      [`/things/{${name}}`]: {
        get: {
          operationId: `${name}3`,
          parameters: [{ name, in: 'path', required: true, schema: { type: 'string' } }],
          responses: { '200': { description: 'OK.' } },
        },
      },
    },
    webhooks: map({ post: { responses: { '200': { description: 'OK.' } } } }),
    components: namedComponents(name, content),
  }
}

function namedComponents(name: string, content: object): unknown {
  const map = mapOf(name)
  return {
    schemas: {
      ...map({
        type: 'object',
        description: name,
        required: [name],
        properties: map({ type: 'string' }),
        patternProperties: { '^x': REF('Other') },
        discriminator: { propertyName: name, mapping: map('Other') },
      }),
      Other: {
        type: 'object',
        dependentRequired: map([name]),
        dependentSchemas: map({ required: [name] }),
      },
    },
    securitySchemes: map({ type: 'apiKey', in: 'header', name: 'Key' }),
    responses: map({ description: name }),
    parameters: map({ name, in: 'query', schema: {} }),
    examples: map({ value: 1 }),
    headers: map({ schema: {} }),
    requestBodies: map({ content }),
  }
}

/** Names that code or text gives a meaning to. */
export const NAME_CASES: readonly HostileCase[] = Object.entries(NAMES).map(([name, text]) =>
  jsonCase(`name: ${name}`, () => named(text)),
)
