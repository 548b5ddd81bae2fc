import { DescriptionError, dereference } from '../description/index.ts'
import type { Api, Description, Located, Operation, Response, Schema } from '../description/index.ts'
import type { Artefact } from './artefact.ts'
import { header } from './header.ts'
import { pascalCase, propertyName } from './identifier.ts'
import { nameSchemas } from './validators/named.ts'

/** What the client takes in a call beside the path's parameters: no path parameter can have one of these names. */
const RESERVED = [
  ...['body', 'query', 'header', 'headers', 'path', 'cookie', 'params', 'parseAs', 'middleware', 'baseUrl'],
  ...['idempotencyKey', 'timeout', 'budget', 'maxRetries', 'fetch', 'key', 'retry', 'requestId', 'facts'],
  ...['querySerializer', 'bodySerializer', 'pathSerializer', 'Request', 'requestInitExt'],
  ...[
    'method',
    'signal',
    'mode',
    'credentials',
    'cache',
    'redirect',
    'referrer',
    'referrerPolicy',
    'integrity',
  ],
  ...['keepalive', 'priority', 'window', 'duplex', 'dispatcher'],
]

/**
 * The client of an API: a descriptor for each operation, and the factory with its types. All that runs is in
 * `src/client`.
 *
 * @throws DescriptionError where the client could not do what the description says
 */
export function makeClient(api: Api, description: Description): Artefact {
  return { name: 'client.ts', text: new ClientText(api, description).text() }
}

class ClientText {
  readonly #api: Api
  readonly #description: Description
  readonly #operations: readonly Operation[]
  readonly #name: string
  /** What is used of the runtime's values. */
  readonly #used = new Set<string>()
  readonly #key: string | undefined
  readonly #allKeyed: boolean
  readonly #form: boolean

  constructor(api: Api, description: Description) {
    this.#api = api
    this.#description = description
    this.#operations = description.operations
    this.#name = description.document.info['x-client-name'] ?? pascalCase(api.name)
    const keys = new Set(this.#operations.flatMap(({ idempotency }) => idempotency?.header ?? []))
    if (keys.size > 1) throw this.#problem('/paths', 'All operations must take their key in the same header.')
    this.#key = [...keys][0]
    this.#allKeyed = this.#operations.every(({ idempotency }) => idempotency !== undefined)
    this.#form = this.#operations.every(({ body }) => body === undefined || this.#isForm(body.content))
  }

  text(): string {
    const descriptor = this.#descriptor()
    const methods = this.#operations.map((operation) => this.#method(operation))
    const validators = this.#validators()
    this.#used.add('connect').add('responseValidator')
    const values = [...this.#used].sort().join(', ')
    const options = `${this.#name}Options`
    return `${header(this.#api)}
import { ${values} } from '../../src/client/index.ts'
import type { Api, Call, ClientOptions, Method, Raw, ResponseValidator, Result } from '../../src/client/index.ts'
import type { operations, paths } from './types.ts'
import { ${[
      ...new Set(
        Object.values(validators)
          .flat()
          .map(([, name]) => name),
      ),
    ]
      .sort()
      .join(', ')} } from './validators.js'

export {
  AbortError, ApiError, ClientError, InvalidRequestError, InvalidResponseError, NetworkError, TimeoutError,
} from '../../src/client/index.ts'

type FilledIn = ${this.#key === undefined ? 'never' : JSON.stringify(this.#key)}

${this.#operations.map(aliases).join('\n')}
export interface ${options} extends ClientOptions {
${this.#optionMembers()}}

export interface ${this.#name} {
  /** openapi-fetch's client, with the same key, retries and middleware: \`raw.POST(path, …)\`, \`raw.use(…)\`. */
  readonly raw: Raw<paths, FilledIn>
${this.#operations.map(signature).join('')}}

const api: Api<${options}> = ${descriptor}

/** A client of ${oneLine(this.#description.document.info.title)}. */
export const create${this.#name} = (options: ${options}): ${this.#name} => {
  const [raw, operation] = connect<paths, FilledIn, ${options}>(api, options)
  return {
    raw,
${methods.join('')}  }
}

/** Checks the body of each success against its schema: for \`create${this.#name}({ …, validate })\`. */
export const validate: ResponseValidator = /* @__PURE__ */ responseValidator({
${Object.entries(validators)
  .map(([id, entries]) => {
    const members = entries.map(([status, name]) => `${propertyName(status)}: ${name}`)
    return `  ${propertyName(id)}: { ${members.join(', ')} },\n`
  })
  .join('')}})
`
  }

  #descriptor(): string {
    const { document } = this.#description
    const server = document.servers?.[0]?.url
    if (server === undefined) throw this.#problem('', 'The client needs a server: add one under `servers`.')
    const retry = this.#operations.flatMap(({ idempotency }) => idempotency?.retry?.directive ?? [])[0]
    const members: [string, string | undefined][] = [
      ['baseUrl', quoted(server)],
      ['headers', this.#headers()],
      ['key', quoted(this.#key ?? 'Idempotency-Key')],
      ['idempotencyKey', this.#allKeyed ? undefined : `''`],
      ['retry', quoted(retry)],
      ['requestId', quoted(document['x-request-id']?.header)],
      ['error', quoted(this.#errorMember())],
      ['bodySerializer', this.#form && this.#hasBodies() ? this.#use('form') : undefined],
    ]
    const lines = members.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name}: ${value},\n`]))
    return `{\n${lines.join('')}}`
  }

  #hasBodies(): boolean {
    return this.#operations.some(({ body }) => body !== undefined)
  }

  /** The headers that every request carries, made of the options. */
  #headers(): string {
    const security = this.#security()
    const version = this.#description.document['x-version']?.header
    const entries = [
      security && `${propertyName(security.header)}: ${this.#use(security.reader)}(apiKey)`,
      version && `${propertyName(version)}: apiVersion`,
      // Without this openapi-fetch says JSON; the platform knows better what a form is.
      this.#form && this.#hasBodies() && `'Content-Type': null`,
    ].filter((entry) => typeof entry === 'string')
    const names = [security && 'apiKey', version && 'apiVersion'].filter((name) => typeof name === 'string')
    return `(${names.length > 0 ? `{ ${names.join(', ')} }` : ''}) => ({ ${entries.join(', ')} })`
  }

  #security(): { header: string; reader: string } | undefined {
    const [first] = this.#operations.flatMap(({ security }) => security.slice(0, 1))
    if (first === undefined) return undefined
    const { type, scheme, in: place, name } = first.scheme
    if (type === 'http' && scheme?.toLowerCase() === 'basic')
      return { header: 'Authorization', reader: 'basic' }
    if (type === 'apiKey' && place === 'header' && name !== undefined)
      return { header: name, reader: 'plain' }
    if (
      (type === 'http' && scheme?.toLowerCase() === 'bearer') ||
      type === 'oauth2' ||
      type === 'openIdConnect'
    )
      return { header: 'Authorization', reader: 'bearer' }
    throw this.#problem(
      first.pointer,
      'The client can send a key as Basic, Bearer or in a header of its own only.',
    )
  }

  /** The one member of an error's body in which all that `x-errors` points at stands. */
  #errorMember(): string {
    const errors = this.#description.document['x-errors']
    const pointers = [
      ...(errors?.identifiedBy ?? []),
      ...(errors?.message === undefined ? [] : [errors.message]),
    ]
    if (pointers.length === 0) return ANYTHING
    const members = new Set(pointers.map((pointer) => /^\/([^/~]+)\/[^/]+$/.exec(pointer)?.[1]))
    const [member] = members
    if (members.size > 1 || member === undefined)
      throw this.#problem('/x-errors', 'The client reads errors of the shape `/<member>/<name>` only.')
    return member
  }

  #optionMembers(): string {
    const version = this.#description.document['x-version']?.header
    return (
      (this.#security() === undefined
        ? ''
        : '  /** Your secret key; it goes into the header that the API wants it in, and nowhere else. */\n  readonly apiKey: string\n') +
      (version === undefined
        ? ''
        : `  /** Sent as \`${version}\`. Default: none, and so your account's version. */\n  readonly apiVersion?: string | undefined\n`)
    )
  }

  #method(operation: Operation): string {
    const { id, method, path } = operation
    if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(id) || ['raw', 'then'].includes(id))
      throw this.#problem(
        operation.pointer,
        `The client needs an \`operationId\` that can name a method; \`${id}\` cannot.`,
      )
    for (const { object, pointer } of operation.parameters)
      if (object.in === 'path' && RESERVED.includes(object.name))
        throw this.#problem(
          pointer,
          `A call has an option \`${object.name}\` already: rename the path parameter.`,
        )
    const types = `operations[${quoted(id)}]`
    const filledIn = operation.idempotency === undefined ? 'never' : 'FilledIn'
    const extra = this.#extra(operation)
    return `    ${id}: operation<${types}, ${filledIn}>(
      ${[quoted(id), quoted(method), quoted(path)].join(', ')},
      ${objectOf(this.#members(operation))},
      ${objectOf(this.#readers(operation))},
${extra.length === 0 ? '' : `      ${objectOf(extra)},\n`}    ),
`
  }

  /** For each success, a member without which its body is something else. */
  #members(operation: Operation): [string, string][] {
    return operation.responses.flatMap((response) => {
      if (!response.status.startsWith('2')) return []
      const statuses =
        response.status === '2XX' ? ['200', '201', '202', '203', '204', '206'] : [response.status]
      const member = quoted(this.#memberOf(response))
      return statuses.map((status): [string, string] => [status, member])
    })
  }

  #memberOf({ content, pointer }: Response): string {
    if (content.length === 0) return ANYTHING
    const json = content.find(({ mediaType }) => /[/+]json\b/i.test(mediaType))
    if (json === undefined) throw this.#problem(pointer, 'The client reads JSON, or no body at all.')
    const schema = json.object.schema
    return (schema && this.#required(schema)) ?? (schema?.type === 'array' ? 'forEach' : ANYTHING)
  }

  /** The first property that a schema requires, itself or by what it is composed of. */
  #required(schema: Schema): string | undefined {
    if (schema.$ref !== undefined && schema.required === undefined)
      return this.#required(dereference<Schema>(this.#description.document, schema.$ref.slice(1)).value)
    if (schema.required?.[0] !== undefined) return schema.required[0]
    for (const part of schema.allOf ?? []) {
      const found = this.#required(part)
      if (found !== undefined) return found
    }
    return undefined
  }

  #readers(operation: Operation): [string, string][] {
    const found = new Map<string, string>()
    for (const { headers } of operation.responses)
      for (const { name, object, pointer } of headers) {
        const reader = this.#reader(object.schema, pointer)
        if (reader !== undefined) found.set(name, this.#use(reader))
      }
    return [...found].map(([name, reader]) => [name, reader])
  }

  #reader(schema: Schema | undefined, pointer: string): string | undefined {
    const resolved =
      schema?.$ref === undefined
        ? schema
        : dereference<Schema>(this.#description.document, schema.$ref.slice(1)).value
    const { type = 'string' } = resolved ?? {}
    if (type === 'string') return undefined
    if (type === 'integer' || type === 'number' || type === 'boolean') return type
    throw this.#problem(
      pointer,
      `The client reads headers of text, numbers and booleans, not of \`${String(type)}\`.`,
    )
  }

  /** What an operation has that its API as a whole has not. */
  #extra(operation: Operation): [string, string][] {
    const extra: [string, string][] = []
    if (!this.#allKeyed && operation.idempotency !== undefined) extra.push(['idempotencyKey', 'undefined'])
    const header: [string, string][] = []
    if (operation.body !== undefined && !this.#form) {
      const { content } = operation.body
      const json = content.find(({ mediaType }) => /[/+]json\b/i.test(mediaType))?.mediaType
      if (this.#isForm(content)) {
        extra.push(['bodySerializer', this.#use('form')])
        header.push(['Content-Type', 'null'])
      } else if (json === undefined)
        throw this.#problem(operation.body.pointer, 'The client sends bodies as JSON or as a form only.')
      else if (json !== 'application/json') header.push(['Content-Type', quoted(json)])
    }
    const security = this.#security()
    if (security && operation.security.length === 0) header.push([security.header, 'null'])
    if (header.length > 0) extra.push(['header', objectOf(header)])
    return extra
  }

  #isForm(content: readonly Located<{ mediaType: string }>[]): boolean {
    return content[0]?.mediaType.toLowerCase() === 'application/x-www-form-urlencoded'
  }

  /** operationId → the status of each success and its validator. */
  #validators(): Record<string, [string, string][]> {
    const { responses } = nameSchemas(this.#description)
    return Object.fromEntries(
      Object.entries(responses).map(([id, statuses]) => [
        id,
        Object.entries(statuses).filter(([status]) => /^2\d\d$/.test(status)),
      ]),
    )
  }

  #use(name: string): string {
    this.#used.add(name)
    return name
  }

  #problem(pointer: string, message: string): DescriptionError {
    const { file, line } = this.#description.source(pointer)
    return new DescriptionError([{ place: `${file}:${line}`, message }])
  }
}

/** A property that every value has, even none: where nothing in particular is expected. */
const ANYTHING = 'toString'

function aliases({ id, idempotency }: Operation): string {
  const name = pascalCase(id)
  const filledIn = idempotency === undefined ? 'never' : 'FilledIn'
  return `/** What \`${id}\` takes. */
export type ${name}Call = Call<operations[${quoted(id)}], ${filledIn}>
/** What \`${id}\` answers: a member for each status. */
export type ${name}Result = Result<operations[${quoted(id)}]>
`
}

function signature({ id, object, idempotency }: Operation): string {
  const text = [object.summary, object.description].filter((part) => part !== undefined).join('\n\n')
  const lines = text.trim().replaceAll('*/', '*\\/').split('\n')
  const comment = lines.map((line) => `   * ${line}`.trimEnd()).join('\n')
  const filledIn = idempotency === undefined ? 'never' : 'FilledIn'
  return `  /**\n${comment}\n   */\n  ${id}: Method<operations[${quoted(id)}], ${filledIn}>\n`
}

function objectOf(entries: readonly (readonly [string, string])[]): string {
  if (entries.length === 0) return '{}'
  return `{ ${entries.map(([name, value]) => `${propertyName(name)}: ${value}`).join(', ')} }`
}

function quoted(text: string): string
function quoted(text: string | undefined): string | undefined
function quoted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : JSON.stringify(text)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('*/', '*\\/')
}
