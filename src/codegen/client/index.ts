import type { Api, Description, DescriptionProblem } from '../../description/index.ts'
import type { Artefact } from '../artefact.ts'
import { header } from '../header.ts'
import { propertyName } from '../identifier.ts'
import type { SkippedOperation } from '../problem.ts'
import { nameSchemas } from '../validators/named.ts'
import { headerReaderOf } from './header-readers.ts'
import { aliasesOf, methodOf, signatureOf } from './operation.ts'
import { connectArguments, rulesText } from './connect-arguments.ts'
import { fullArguments, fullPathsArguments } from './full-arguments.ts'
import { successStatuses } from './members.ts'
import { isPlain } from './plain.ts'
import { isBasicKey } from './alternatives.ts'
import { credentialMembers, schemePlace } from './security.ts'
import { serverMembers } from './servers.ts'
import { ClientSource } from './source.ts'
import { docComment, oneLine } from './text.ts'
import { isBodiless } from './unsupported.ts'

/** A generated client, and the operations that have no method in it. */
export interface MadeClient {
  readonly artefact: Artefact
  /** The names of its methods. */
  readonly operations: readonly string[]
  /** The names that it imports from the runtime. */
  readonly runtimeNames: readonly string[]
  readonly skipped: readonly SkippedOperation[]
  readonly warnings: readonly DescriptionProblem[]
}

/**
 * Generates the client of an API: a method for each operation, and the factories with their types. The code that sends
 * requests is the runtime (`src/client`), which is copied beside the client. An operation that the client cannot send is left out.
 *
 * @param isValidating whether there are validators that it can check responses with
 */
export function makeClient(api: Api, description: Description, isValidating = true): MadeClient {
  const source = new ClientSource(api, description)
  const { operations } = source
  const plain = isPlain(source)
  const parts = [
    constantsText(source),
    operations.map((operation) => aliasesOf(source, operation)).join('\n'),
    interfacesText(source, plain),
    factoryText(source, plain),
    pathsFactoryText(source, plain),
  ]
  const headerReaders = operations.map((operation) => headerReaderOf(source, operation)).join('')
  warnAboutBodies(source)
  const validators = isValidating ? validatorsOf(source) : []
  const validate = isValidating ? validateText(source, validators) : ''
  const imports = importsOf(source, validators)
  return {
    artefact: {
      name: 'client.ts',
      text: `${header(api)}\n${imports}\n${parts.join('\n')}${headerReaders}${validate}`,
    },
    operations: operations.map((operation) => source.namesOf(operation).method),
    runtimeNames: [...source.used, ...source.usedTypes],
    skipped: source.skipped,
    warnings: source.warnings,
  }
}

/** Writes the errors that the client exports, and what the description defines for the runtime. */
function constantsText(source: ClientSource): string {
  source.useType('ApiRules')
  const filledIn =
    source.key === undefined
      ? ''
      : `/** The header that the client fills in. */\ntype FilledIn = ${JSON.stringify(source.key)}\n\n`
  return `export {
  AbortError, ApiError, ClientError, InvalidRequestError, InvalidResponseError, NetworkError, TimeoutError,
} from './runtime/index.ts'

${filledIn}/** What the description defines about keys, retries and errors. */
const rules: ApiRules = ${rulesText(source)}
`
}

/** Writes the factory of the client: a method for each operation. */
function factoryText(source: ClientSource, plain: boolean): string {
  const { name, operations, description } = source
  const connect = source.use(plain ? 'connect' : 'connectFull')
  const methods = operations.map((operation) => methodOf(source, operation, plain)).join('')
  const factory =
    operations.length === 0
      ? `(_options: ${name}Options): ${name} => ({})`
      : `(options: ${name}Options): ${name} => {
  const operation = ${connect}(${plain ? connectArguments(source) : fullArguments(source)})
${plain ? SHAPES_COMMENT : ''}  return {
${methods}  }
}`
  return `
/** Creates a client of ${titleOf(description)} with a method for each operation. */
export const create${name} = ${factory}
`
}

/** Writes the factory of openapi-fetch's client over paths, and its middleware. */
function pathsFactoryText(source: ClientSource, plain: boolean): string {
  const { name, operations, description } = source
  source.useType('Raw')
  const connect = source.use('connectPaths')
  const isKeyed = operations.length > 0 && operations.every((operation) => source.isKeyed(operation))
  const filledIn = isKeyed ? 'FilledIn' : 'never'
  return `/**
 * Creates openapi-fetch's client of ${titleOf(description)}, which is called by path. It has the same idempotency key, retries and
 * path checks. \`use\` adds middleware.
 *
 * @throws InvalidRequestError if an option cannot be used
 * @see openapi.json#/paths
 */
export const create${name}Paths = (options: ${name}Options): Raw<paths, ${filledIn}> =>
  ${connect}<paths, ${filledIn}>(${plain ? connectArguments(source) : fullPathsArguments(source)})

/** Adds openapi-fetch's middleware to all methods, \`create${name}({ …, middleware: middleware(…) })\`, or to one call. */
export { middleware } from './runtime/index.ts'
`
}

/** Writes the types of the factory's options and of the client. */
function interfacesText(source: ClientSource, plain: boolean): string {
  const { name, description, operations } = source
  source.useType('ClientOptions')
  const members = optionMembers(source, plain)
  const signatures = operations.map((operation) => signatureOf(source, operation)).join('')
  return `/**
 * The options of \`create${name}\`. Those of a call override them. For one that cannot be used it throws an
 * InvalidRequestError, whose message names the option and never has its value.
 */
export interface ${name}Options extends ClientOptions {
${members}}

/**
 * The client of ${titleOf(description)}, with a method for each operation.
 *
 * @see openapi.json#/info
 */
export interface ${name} {
${signatures}}`
}

const SHAPES_COMMENT = '  // The last argument names a property that the body of each success must have.\n'

function validateText(source: ClientSource, validators: readonly ValidatedOperation[]): string {
  source.useType('ResponseValidator')
  return `
/** Checks the body of every success against its schema: \`create${source.name}({ …, validate })\`. */
export const validate: ResponseValidator = /* @__PURE__ */ ${source.use('responseValidator')}({
${validators.map(validatorLine).join('')}})
`
}

const titleOf = ({ document, api }: Description): string => oneLine(document.info.title || api)

function importsOf(source: ClientSource, validators: readonly ValidatedOperation[]): string {
  const { operations } = source
  if (operations.length === 0) source.used.delete('connectFull')
  else for (const type of ['Call', 'Method', 'Result']) source.useType(type)
  const names = new Set(validators.flatMap(([, statuses]) => statuses.map(([, value]) => value)))
  const types = operations.length === 0 ? 'paths' : 'operations, paths'
  return [
    `import { ${[...source.used].sort().join(', ')} } from './runtime/index.ts'\n`,
    `import type { ${[...source.usedTypes].sort().join(', ')} } from './runtime/index.ts'\n`,
    `import type { ${types} } from './types.ts'\n`,
    ...(names.size === 0
      ? []
      : [`import { ${[...names].sort().join(', ')} } from './validators/index.ts'\n`]),
  ].join('')
}

function optionMembers(source: ClientSource, plain: boolean): string {
  const version = source.description.document['x-version']?.header
  const scheme = source.operations[0]?.security[0]?.find(isBasicKey)
  const key = docComment(
    `Your secret key. It is sent only in the header that the API defines for it.\n\n@see ${schemePlace(scheme?.name ?? '')}`,
  )
  return [
    plain
      ? scheme === undefined
        ? ''
        : `${key}  readonly apiKey: string\n`
      : credentialMembers(source) + serverMembers(source),
    ...(version === undefined
      ? []
      : [
          `  /** Sent as \`${version}\`. Default: not sent, so the API uses the version of your account. */\n  readonly apiVersion?: string | undefined\n`,
        ]),
  ].join('')
}

/** Warns about bodies that `fetch` does not send: the method exists, without a body. */
function warnAboutBodies(source: ClientSource): void {
  for (const operation of source.operations)
    if (operation.body !== undefined && isBodiless(operation))
      source.warn(
        operation.body.pointer,
        `\`fetch\` sends no body with ${operation.method}: the method has none.`,
      )
}

/** An operation by method and path, and the validators of its successes by status code. */
type ValidatedOperation = [string, [string, string][]]

const validatorLine = ([id, statuses]: ValidatedOperation): string =>
  `  ${propertyName(id)}: { ${statuses.map(([status, value]) => `${propertyName(status)}: ${value}`).join(', ')} },\n`

/** Returns, for each method and path, the status codes of its successes with their validators. */
function validatorsOf(source: ClientSource): ValidatedOperation[] {
  const { responses } = nameSchemas(source.description)
  return source.operations.flatMap((operation): ValidatedOperation[] => {
    const validators = responses[source.namesOf(operation).typeKey] ?? {}
    const statuses = Object.entries(validators).flatMap(([status, validator]) =>
      successStatuses(status, Object.keys(validators)).map((one): [string, string] => [one, validator]),
    )
    return statuses.length === 0 ? [] : [[operation.method + operation.path, statuses]]
  })
}
