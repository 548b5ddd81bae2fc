import type { OpenAPIDocument, Operation, Parameter, ParameterLocation } from '../../description/index.ts'
import {
  decodeOrUndefined,
  mayHaveNoFields,
  readCookieParameter,
  readHeaderParameter,
  readPathParameter,
  readQueryParameter,
  splitFields,
} from '../../serialization/index.ts'
import type { ParseContext, ReadResult, ReceivedField } from '../../serialization/index.ts'
import { writtenHeaderValues } from './unasked-headers.ts'
import { headerValues } from '../server/request.ts'
import type { MockRequest } from '../server/request.ts'
import type { Schemas } from './schemas.ts'
import type { RequestViolation } from './violation.ts'

/** The typed values of one request's parameters, by location. */
export type Parameters = Record<ParameterLocation, Record<string, unknown>>

/** Everything in a request that parameters are read from. */
interface ParameterInputs {
  readonly request: MockRequest
  readonly path: Readonly<Record<string, string>>
  /** Undefined if the query cannot be decoded. */
  readonly query: readonly ReceivedField[] | undefined
  readonly cookies: ReadonlyMap<string, string>
}

type Read = (inputs: ParameterInputs) => ReadResult | { readonly fault: 'unknown' }

/** Returns the context in which texts are parsed for these schemas. */
export function parseContextOf(document: OpenAPIDocument, schemas: Schemas): ParseContext {
  const mayBeValid = (pointer: string, value: unknown): boolean => schemas.check(pointer, value) === undefined
  return { document, schemas: { mayBeValid } }
}

/** Returns a function that reads and checks the parameters of an operation. */
export function parameterReader(
  operation: Operation,
  document: OpenAPIDocument,
  schemas: Schemas,
): (request: MockRequest, path: Readonly<Record<string, string>>) => Parameters | RequestViolation {
  const context = parseContextOf(document, schemas)
  const queryNames = namesInQuery(operation)
  const readers = operation.parameters.map((parameter) => ({
    parameter,
    read: readerOf(context, parameter, queryNames),
  }))
  const hasQuery = operation.parameters.some(({ object }) => object.in === 'query')
  const hasCookies = operation.parameters.some(({ object }) => object.in === 'cookie')

  return (request, path) => {
    const inputs: ParameterInputs = {
      request,
      path,
      query: hasQuery ? splitFields(request.query) : [],
      cookies: hasCookies ? readCookies(request) : new Map(),
    }
    const parameters: Parameters = { path: {}, query: {}, header: {}, cookie: {} }
    for (const { parameter, read } of readers) {
      const { in: location, name } = parameter.object
      const result = read(inputs)
      const keyword = findFailure(context, parameter, result, schemas)
      if (keyword !== undefined) return { in: location, name, keyword }
      if ('value' in result) parameters[location][name] = result.value
    }
    return parameters
  }
}

/** Returns the keyword that a parameter fails; undefined if it is valid. */
function findFailure(
  context: ParseContext,
  parameter: Parameter,
  result: ReturnType<Read>,
  schemas: Schemas,
): string | undefined {
  const { object, schema } = parameter
  if ('fault' in result) return result.fault
  if ('absent' in result) {
    const isRequired = object.required === true || object.in === 'path'
    return isRequired && !mayHaveNoFields(context, parameter) ? 'required' : undefined
  }
  return schema === undefined ? undefined : schemas.check(schema, result.value)?.keyword
}

function readerOf(context: ParseContext, parameter: Parameter, queryNames: ReadonlySet<string>): Read {
  const { in: location, name } = parameter.object
  switch (location) {
    case 'path':
      return ({ path }) => {
        const text = path[name] ?? ''
        if (text === '') return { absent: true }
        // Clients and proxies remove dot segments (RFC 3986, section 5.2.4), so they identify nothing.
        return text === '.' || text === '..'
          ? { fault: 'unknown' }
          : readPathParameter(context, parameter, text)
      }
    case 'header':
      return ({ request }) => readHeaderParameter(context, parameter, writtenHeaderValues(request, name))
    case 'cookie':
      return ({ cookies }) => readCookieParameter(context, parameter, cookies.get(name))
    case 'query': {
      const isOther = (field: string): boolean => field !== name && queryNames.has(field)
      return ({ query }) =>
        query === undefined ? { fault: 'malformed' } : readQueryParameter(context, parameter, query, isOther)
    }
  }
}

/** Returns the names of all parameters and credentials in the query. */
function namesInQuery({ parameters, security }: Operation): Set<string> {
  const schemes = security.flat().map(({ scheme }) => scheme)
  return new Set([
    ...parameters.filter(({ object }) => object.in === 'query').map(({ object }) => object.name),
    ...schemes.filter((scheme) => scheme.in === 'query').flatMap(({ name }) => name ?? []),
  ])
}

function readCookies(request: MockRequest): Map<string, string> {
  const pairs = headerValues(request, 'cookie').flatMap((line) => line.split(';'))
  return new Map(
    pairs.map((pair) => {
      const equals = pair.indexOf('=')
      const name = pair.slice(0, equals).trim()
      return [decodeOrUndefined(name) ?? name, pair.slice(equals + 1).trim()]
    }),
  )
}
