/** A description that is hostile, by intent or by accident. */
export interface HostileCase {
  readonly name: string
  /** File name → content. The description comes first. */
  readonly files: () => Readonly<Record<string, string>>
  /** Changes the folder, such as adding links. Returns how to undo what is outside the folder. */
  readonly prepare?: (folder: string) => Promise<() => void> | (() => void)
  /** Options of all commands that read references. */
  readonly args?: readonly string[]
}

type Json = Readonly<Record<string, unknown>>

export const REF = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })

/** Returns a description with `GET` and `POST /things`, whose bodies have a schema. */
export function describe(schema: unknown, others: Json = {}): Json {
  const content = { 'application/json': { schema } }
  return {
    openapi: '3.1.1',
    info: { title: 'Hostile', version: '1' },
    servers: [{ url: 'https://example.com' }],
    paths: {
      '/things': {
        get: { operationId: 'getThings', responses: { '200': { description: 'OK.', content } } },
        post: {
          operationId: 'addThing',
          requestBody: { content },
          responses: { '201': { description: 'Created.', content } },
        },
      },
    },
    ...others,
  }
}

/** Returns a case of one JSON file. */
export function jsonCase(name: string, document: () => unknown): HostileCase {
  return { name, files: () => ({ 'hostile.json': JSON.stringify(document()) }) }
}

/** Returns a case whose bodies have one of these schemas. */
export function schemaCase(name: string, schemas: () => Json, used = 'S0'): HostileCase {
  return jsonCase(name, () => describe(REF(used), { components: { schemas: schemas() } }))
}

/** Returns a case of one YAML file. */
export function yamlCase(name: string, text: () => string): HostileCase {
  return { name, files: () => ({ 'hostile.yaml': text() }) }
}

/** The beginning of a YAML description. Its response has the schema of `components/schemas/S0`. */
export const YAML_HEAD = `openapi: 3.1.1
info: { title: Hostile, version: '1' }
servers: [{ url: 'https://example.com' }]
paths:
  /things:
    get:
      operationId: getThings
      responses:
        '200': { description: OK., content: { application/json: { schema: { $ref: '#/components/schemas/S0' } } } }
`

export function repeat<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
