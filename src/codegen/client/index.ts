import type { Api, Description } from '../../description/index.ts'
import type { Artefact } from '../artefact.ts'
import { header } from '../header.ts'
import { propertyName } from '../identifier.ts'
import { nameSchemas } from '../validators/named.ts'
import type { NamedSchemas } from '../validators/named.ts'
import { headerReaderOf } from './header-readers.ts'
import { aliasesOf, methodOf, signatureOf } from './operation.ts'
import { commonTransportKind, transportKindOf } from './transport-kind.ts'
import { connectArguments } from './connect-arguments.ts'
import { securityOf } from './security.ts'
import { ClientSource } from './source.ts'
import { successStatuses } from './members.ts'
import { oneLine } from './text.ts'

/**
 * Generates the client of an API: a method for each operation, and the factories with their types. The code that sends
 * requests is in `src/client`.
 *
 * @throws DescriptionError if the client does not support the description
 */
export function makeClient(api: Api, description: Description): Artefact {
  const source = new ClientSource(api, description)
  const { name, operations } = source
  const options = `${name}Options`
  const title = oneLine(description.document.info.title)
  const connections = new Map<string, string>()
  const methods = operations.map((operation) => {
    const connectArgs = connectArguments(source, transportKindOf(source, operation))
    const connectVariable =
      connections.get(connectArgs) ?? `operation${connections.size === 0 ? '' : connections.size + 1}`
    connections.set(connectArgs, connectVariable)
    return methodOf(source, operation, connectVariable)
  })
  const common = commonTransportKind(source)
  const pathsConnectArgs = connectArguments(source, common)
  const headerReaders = operations.map((operation) => headerReaderOf(source, operation)).join('')
  const validators = validatorsOf(description, nameSchemas(description).responses)
  const validatorNames = new Set(validators.flatMap(([, statuses]) => statuses.map(([, value]) => value)))
  for (const value of ['connect', 'connectPaths', 'responseValidator']) source.use(value)
  const text = `${header(api)}
import { ${[...source.used].sort().join(', ')} } from '../../src/client/index.ts'
import type { Call, ClientOptions, Method, ResponseValidator, Result } from '../../src/client/index.ts'
import type { operations, paths } from './types.ts'
import { ${[...validatorNames].sort().join(', ')} } from './validators.js'

export {
  AbortError, ApiError, ClientError, InvalidRequestError, InvalidResponseError, NetworkError, TimeoutError,
} from '../../src/client/index.ts'

${source.key === undefined ? '' : `type FilledIn = ${JSON.stringify(source.key)}\n\n`}${operations.map(aliasesOf).join('\n')}
export interface ${options} extends ClientOptions {
${optionMembers(source)}}

export interface ${name} {
${operations.map(signatureOf).join('')}}

/** Creates a client of ${title} with a method for each operation. */
export const create${name} = (options: ${options}): ${name} => {
${[...connections].map(([connectArgs, connectVariable]) => `  const ${connectVariable} = connect(${connectArgs})\n`).join('')}  return {
${methods.join('')}  }
}

/**
 * Creates openapi-fetch's client of ${title}, which is called by path. It has the same idempotency key, retries and
 * path checks. \`use\` adds middleware.
 */
export const create${name}Paths = (options: ${options}) =>
  connectPaths<paths, ${common.keyed ? 'FilledIn' : 'never'}>(${pathsConnectArgs})

/** Adds openapi-fetch's middleware to all methods, \`create${name}({ …, middleware: middleware(…) })\`, or to one call. */
export { middleware } from '../../src/client/index.ts'
${headerReaders}
/** Checks the body of every success against its schema: \`create${name}({ …, validate })\`. */
export const validate: ResponseValidator = /* @__PURE__ */ responseValidator({
${validators
  .map(([id, statuses]) => {
    const members = statuses.map(([status, value]) => `${propertyName(status)}: ${value}`)
    return `  ${propertyName(id)}: { ${members.join(', ')} },\n`
  })
  .join('')}})
`
  return { name: 'client.ts', text }
}

function optionMembers(source: ClientSource): string {
  const version = source.description.document['x-version']?.header
  return [
    ...(securityOf(source) === undefined
      ? []
      : [
          '  /** Your secret key. It is sent only in the header that the API defines for it. */\n  readonly apiKey: string\n',
        ]),
    ...(version === undefined
      ? []
      : [
          `  /** Sent as \`${version}\`. Default: not sent, so the API uses the version of your account. */\n  readonly apiVersion?: string | undefined\n`,
        ]),
  ].join('')
}

/** Returns, for each method and path, the status codes of its successes with their validators. */
function validatorsOf(
  { operations }: Description,
  responses: NamedSchemas['responses'],
): [string, [string, string][]][] {
  return operations.flatMap(({ id, method, path }) => {
    const statuses = Object.entries(responses[id] ?? {}).flatMap(([status, validator]) =>
      successStatuses(status, Object.keys(responses[id] ?? {})).map((one): [string, string] => [
        one,
        validator,
      ]),
    )
    return statuses.length === 0 ? [] : [[method + path, statuses]]
  })
}
