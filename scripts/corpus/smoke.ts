import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isForm, isJson, isRange, responseFor } from '../../src/description/index.ts'
import type { Content, Description, OpenAPIDocument, Operation } from '../../src/description/index.ts'
import { dereference, propertiesOf, validValue } from '../../src/schema/index.ts'
import type { Schema } from '../../src/schema/index.ts'
import type { SmokeResult } from './row.ts'
import { exampleValue, xmlText } from '../../src/serialization/index.ts'
import { sentContent } from '../../src/codegen/client/bodies.ts'
import { CALL_OPTIONS } from '../../src/codegen/client/options.ts'

type Method = (call?: object) => Promise<{ readonly status: number; readonly error?: unknown }>

/** What one method is and how it ended. */
interface Outcome {
  readonly name: string
  readonly problem: string | undefined
}

/**
 * Calls every method of a generated client against a mock, with a valid value for each required parameter. The mock
 * validates the request, and the client's validators validate the response.
 */
export async function smoke(
  description: Description,
  methods: readonly { readonly name: string; readonly operation: string }[],
  folder: string,
  baseUrl: string,
): Promise<SmokeResult> {
  const module = (await import(pathToFileURL(join(folder, 'client.ts')).href)) as Record<string, unknown>
  const create = Object.entries(module).find(([name]) => `${name}Paths` in module)?.[1]
  if (typeof create !== 'function') return { succeeded: 0, failed: ['client.ts exports no factory'] }
  let violations = ''
  const observe: typeof fetch = async (...args) => {
    const response = await fetch(...args)
    violations = response.headers.get('sl-violations') ?? ''
    return response
  }
  const options = {
    baseUrl,
    fetch: observe,
    retry: { maxRetries: 0 },
    validate: module['validate'],
    ...credentialsOf(description),
  }
  const client = (create as (options: object) => Record<string, Method>)(options)
  const outcomes: Outcome[] = []
  for (const { name, operation: id } of methods) {
    const operation = description.operations.find((candidate) => candidate.id === id)
    const method = client[name]
    if (operation === undefined || method === undefined) continue
    violations = ''
    // A call must not meet what an earlier one deleted.
    await fetch(`${baseUrl}/_mock/fixtures`, { method: 'DELETE' })
    const problem = await problemOf(method, operation, description)
    outcomes.push({ name, problem: problem === undefined ? undefined : `${problem} ${violations}`.trim() })
  }
  return {
    succeeded: outcomes.filter(({ problem }) => problem === undefined).length,
    failed: outcomes.flatMap(({ name, problem }) => (problem === undefined ? [] : [`${name}: ${problem}`])),
  }
}

async function problemOf(
  method: Method,
  operation: Operation,
  description: Description,
): Promise<string | undefined> {
  try {
    const { status, error } = await method(callOf(operation, description.document))
    const hasSuccess = operation.responses.some((response) => /^[23]|^default$/i.test(response.status))
    const isDocumented = !hasSuccess || responseFor(operation, status) !== undefined
    if (isDocumented && status < 400) return undefined
    return `status ${status}: ${JSON.stringify(error)}`.slice(0, 300)
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).slice(0, 300)
  }
}

function credentialsOf({ operations }: Description): object {
  const schemes = operations.flatMap(({ security }) => security.flat())
  const entries = schemes.map(({ name, scheme }) => {
    const isBasic = scheme.type === 'http' && scheme.scheme?.toLowerCase() === 'basic'
    return [name, isBasic ? { username: 'user', password: 'password' } : 'key_of_the_mock'] as const
  })
  return { apiKey: 'key_of_the_mock', credentials: Object.fromEntries(entries) }
}

function callOf(operation: Operation, document: OpenAPIDocument): object {
  const call: Record<string, unknown> = {}
  const groups: Record<string, Record<string, unknown>> = { path: {}, query: {}, header: {}, cookie: {} }
  for (const parameter of operation.parameters) {
    if (parameter.object.required !== true) continue
    const group = groups[parameter.object.in]
    if (group !== undefined) group[parameter.object.name] = exampleValue(document, parameter)?.value ?? 'a'
  }
  const { path = {}, query = {}, header = {}, cookie = {} } = groups
  if (Object.keys(path).some((name) => CALL_OPTIONS.includes(name))) call['path'] = path
  else Object.assign(call, path)
  if (Object.keys(query).length > 0) call['query'] = query
  if (Object.keys(header).length > 0) call['headers'] = header
  if (Object.keys(cookie).length > 0) call['cookies'] = cookie
  const content = operation.body === undefined ? undefined : sentContent(operation.body)
  // `fetch` sends no body with these methods.
  const canHaveBody = !/^(?:GET|HEAD)$/.test(operation.method) || operation.body?.required === true
  if (content !== undefined && canHaveBody) call['body'] = bodyOf(content, document)
  return call
}

function bodyOf({ mediaType, schema, object }: Content, document: OpenAPIDocument): unknown {
  const example = object.example ?? Object.values(object.examples ?? {})[0]?.value
  const value =
    schema === undefined
      ? (example ?? {})
      : validValue(document, schema, example === undefined ? [] : [example])?.value
  if (isJson(mediaType) || isForm(mediaType)) return value
  if (/^multipart\//.test(mediaType)) return withFiles(value, schema, document)
  if (/xml/.test(mediaType) && typeof value !== 'string') return xmlText(document, schema, value)
  if (/^text\//.test(mediaType)) return typeof value === 'string' ? value : 'a'
  return new Blob(['a'], { type: isRange(mediaType) ? mediaType.replace('*', 'png') : mediaType })
}

function withFiles(value: unknown, schema: string | undefined, document: object): unknown {
  if (typeof value !== 'object' || value === null || schema === undefined) return value
  const files = [...propertiesOf(document, schema)].filter(([, pointer]) =>
    isBinary(dereference<Schema>(document, pointer).value),
  )
  return {
    ...value,
    ...Object.fromEntries(files.filter(([name]) => name in value).map(([name]) => [name, new Blob(['a'])])),
  }
}

function isBinary({ format, contentMediaType, type }: Schema): boolean {
  return format === 'binary' || (type === 'string' && contentMediaType !== undefined)
}
