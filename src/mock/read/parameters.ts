import type { Operation, Parameter, ParameterObject, ParameterLocation } from '../../description/index.ts'
import { headerValues } from '../server/request.ts'
import type { MockRequest } from '../server/request.ts'
import type { Schemas } from './schemas.ts'
import type { RequestViolation } from './violation.ts'
import { nest, readFields } from './form.ts'
import type { Field } from './form.ts'
import { decodeSegment } from './path.ts'
import { unstyle } from './style.ts'
import type { Shape } from './style.ts'
import { toTypedValue } from './value.ts'
import type { Raw } from './value.ts'

/** The parameters of one request, by place, each with the type that its schema asks for. */
export type Parameters = Record<ParameterLocation, Record<string, unknown>>

/** The raw material: everything of a request that parameters are taken from. */
interface ParameterInputs {
  readonly request: MockRequest
  readonly path: Readonly<Record<string, string>>
  readonly query: readonly Field[] | undefined
  readonly cookies: ReadonlyMap<string, string>
}

/** Reads and checks the parameters of an operation; undefined raw: not sent. */
export function parameterReader(
  operation: Operation,
  schemas: Schemas,
): (request: MockRequest, path: Readonly<Record<string, string>>) => Parameters | RequestViolation {
  const readers = operation.parameters.map((parameter) => ({
    parameter: parameter.object,
    read: readerOf(parameter, schemas),
  }))
  const hasQuery = readers.some(({ parameter }) => parameter.in === 'query')
  const hasCookies = readers.some(({ parameter }) => parameter.in === 'cookie')

  return (request, path) => {
    const inputs: ParameterInputs = {
      request,
      path,
      query: hasQuery ? readFields(request.query) : [],
      cookies: hasCookies ? readCookies(request) : new Map(),
    }
    const parameters: Parameters = { path: {}, query: {}, header: {}, cookie: {} }
    for (const { parameter, read } of readers) {
      const result = read(inputs)
      if ('keyword' in result) return { in: parameter.in, name: parameter.name, keyword: result.keyword }
      if ('value' in result) parameters[parameter.in][parameter.name] = result.value
    }
    return parameters
  }
}

type Result = { keyword: string } | { value: unknown } | { absent: true }

function readerOf(
  { object, schema, mediaType }: Parameter,
  schemas: Schemas,
): (inputs: ParameterInputs) => Result {
  const required = object.required === true || object.in === 'path'
  const isStyled = mediaType === undefined
  const find = rawFinder(object, isStyled && schema !== undefined ? shapeOf(schemas, schema) : 'text')

  return (inputs) => {
    const raw = find(inputs)
    if (raw === undefined) return required ? { keyword: 'required' } : { absent: true }
    if (raw instanceof UnreadableParameter) return { keyword: raw.keyword }
    // Of the media types that a parameter can be written in, JSON is the one in use.
    const value = isStyled ? toTypedValue(schemas, schema, raw) : parse(raw)
    if (value === undefined) return { keyword: 'malformed' }
    const error = schema === undefined ? undefined : schemas.check(schema, value)
    return error === undefined ? { value } : { keyword: error.keyword }
  }
}

/** A parameter that is there, but cannot be read. */
class UnreadableParameter {
  readonly keyword: string
  constructor(keyword: string) {
    this.keyword = keyword
  }
}

function rawFinder(
  parameter: ParameterObject,
  shape: Shape,
): (inputs: ParameterInputs) => Raw | UnreadableParameter | undefined {
  const { name } = parameter
  const style = parameter.style ?? (parameter.in === 'query' || parameter.in === 'cookie' ? 'form' : 'simple')
  const explode = parameter.explode ?? style === 'form'
  const unstyled = (text: string | undefined): Raw | UnreadableParameter =>
    (text === undefined ? undefined : unstyle(text, { name, style, explode, shape })) ??
    new UnreadableParameter('malformed')

  switch (parameter.in) {
    case 'path':
      return ({ path }) => {
        const text = path[name] ?? ''
        if (text === '') return undefined
        // Dot segments are folded away on the way to a real server (RFC 3986, section 5.2.4): they name nothing.
        return text === '.' || text === '..'
          ? new UnreadableParameter('unknown')
          : unstyled(decodeSegment(text))
      }
    case 'header':
      return ({ request }) => {
        const values = headerValues(request, name)
        if (values.length === 0) return undefined
        // Only a list may be sent in several lines (RFC 9110, section 5.3).
        if (values.length > 1 && shape !== 'list') return new UnreadableParameter('repeated')
        return unstyled(values.join(','))
      }
    case 'cookie':
      return ({ cookies }) => {
        const text = cookies.get(name)
        return text === undefined ? undefined : unstyled(text)
      }
    case 'query':
      return ({ query }) => {
        if (query === undefined) return new UnreadableParameter('malformed')
        if (style === 'deepObject')
          return nest(
            query.filter(({ keys }) => keys[0] === name && keys.length > 1),
            () => false,
          )[name]
        const plain = query.filter(({ keys }) => keys.length === 1 && keys[0] === name)
        if (plain.length === 0) return undefined
        if (shape === 'list' && explode) return plain.map(({ value }) => value)
        if (plain.length > 1) return new UnreadableParameter('repeated')
        return unstyled(plain[0]?.value)
      }
  }
}

function shapeOf(schemas: Schemas, pointer: string): Shape {
  if (schemas.allows(pointer, 'string')) return 'text'
  if (schemas.allows(pointer, 'array')) return 'list'
  return schemas.allows(pointer, 'object') ? 'record' : 'text'
}

function parse(raw: unknown): unknown {
  try {
    return JSON.parse(String(raw)) as unknown
  } catch {
    return undefined
  }
}

function readCookies(request: MockRequest): Map<string, string> {
  const pairs = headerValues(request, 'cookie').flatMap((line) => line.split(';'))
  return new Map(
    pairs.map((pair) => {
      const equals = pair.indexOf('=')
      const text = pair.slice(equals + 1).trim()
      return [pair.slice(0, equals).trim(), decodeSegment(text) ?? text]
    }),
  )
}
