/** Makes descriptions of any size: things with five operations each, and schemas that refer to each other. */

type Json = Record<string, unknown>

const OPERATIONS_PER_THING = 5

/** Returns an OpenAPI 3.1 description with about this many operations, as JSON. */
export function describeThings(operations: number): string {
  const count = Math.ceil(operations / OPERATIONS_PER_THING)
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  const document = {
    openapi: '3.1.1',
    info: { title: 'Things', version: '1.0.0' },
    servers: [{ url: 'https://api.example.com' }],
    paths: Object.assign({}, ...numbers.map(pathsOf)) as Json,
    components: {
      schemas: {
        Problem: object({ code: { type: 'string' }, message: { type: 'string' } }, ['code', 'message']),
        Owner: object({ id: { type: 'integer' }, email: { type: 'string', format: 'email' } }, ['id']),
        ...(Object.assign({}, ...numbers.map(schemasOf)) as Json),
      },
    },
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })

const object = (properties: Json, required: readonly string[]): Json => ({
  type: 'object',
  required,
  properties,
})

const body = (schema: Json): Json => ({ content: { 'application/json': { schema } } })

function schemasOf(number: number): Json {
  const properties = {
    id: { type: 'string', format: 'uuid' },
    [`name_${number}`]: { type: 'string', minLength: 1, maxLength: 80, description: 'The name to show.' },
    state: { type: 'string', enum: ['draft', 'active', `closed_${number}`] },
    amount: { type: 'integer', minimum: 0, maximum: 1000 + number },
    created_at: { type: 'string', format: 'date-time' },
    owner: ref('Owner'),
    parent: { anyOf: [ref(`Thing${Math.max(1, number - 1)}`), { type: 'null' }] },
    tags: { type: 'array', maxItems: 20, items: { type: 'string', pattern: '^[a-z]+$' } },
    address: object({ street: { type: 'string' }, city: { type: 'string' }, lines: { type: 'integer' } }, [
      'city',
    ]),
  }
  return {
    [`Thing${number}`]: object(properties, ['id', 'state', `name_${number}`]),
    [`Thing${number}List`]: object(
      { items: { type: 'array', items: ref(`Thing${number}`) }, next: { type: ['string', 'null'] } },
      ['items'],
    ),
  }
}

function pathsOf(number: number): Json {
  const thing = ref(`Thing${number}`)
  const failure = { default: { description: 'A problem.', ...body(ref('Problem')) } }
  const operation = (verb: string, status: string, more: Json, content = body(thing)): Json => ({
    operationId: `${verb}Thing${number}`,
    summary: `Does ${verb} with a thing of kind ${number}.`,
    responses: { [status]: { description: 'Done.', ...content }, ...failure },
    ...more,
  })
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } }
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
  const sent = { requestBody: { required: true, ...body(thing) } }
  return {
    [`/things_${number}`]: {
      get: operation('list', '200', { parameters: [limit] }, body(ref(`Thing${number}List`))),
      post: operation('create', '201', sent),
    },
    [`/things_${number}/{id}`]: {
      parameters: [id],
      get: operation('get', '200', {}),
      patch: operation('update', '200', sent),
      delete: operation('delete', '204', {}, {}),
    },
  }
}
