import { createRequire } from 'node:module'
import { createLogger } from '@stoplight/prism-core'
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http'
import type RouterModule from '@stoplight/prism-http/dist/router/index.js'
import type * as ValidatorModule from '@stoplight/prism-http/dist/validator/index.js'
import type { IHttpOperationConfig, IHttpRequest } from '@stoplight/prism-http'
import type { Description, Operation } from '../../description/index.ts'
import type { MockResponse } from '../server/mock-response.ts'
import { headerValues } from '../server/request.ts'
import type { MockRequest } from '../server/request.ts'

// Two parts of Prism that its index does not give out. By `require`: what `import` makes of CommonJS that was compiled
// from modules differs between Node and bundlers.
const require = createRequire(import.meta.url)
const { default: routeByPrism } = require('@stoplight/prism-http/dist/router/index.js') as typeof RouterModule
const { validateInput } = require('@stoplight/prism-http/dist/validator/index.js') as typeof ValidatorModule

/** Which answer Prism is to give; without a code the lowest success, without an example the first. */
export interface Choice {
  readonly code?: number
  readonly example?: string
  readonly dynamic?: boolean
  readonly seed?: string
}

/** A path that no operation has, or the methods that it has instead of the one asked for. */
export type RoutingFailure =
  { readonly unmatched: 'route' } | { readonly unmatched: 'method'; readonly operation: Operation }

/** Prism itself, in this process. This file alone knows it. */
export interface Prism {
  /** The operation that answers a method and a path. */
  route(method: string, path: string): Operation | RoutingFailure
  /** The documented answer: status, media type by `Accept`, headers and body by example or schema. */
  negotiate(operation: Operation, request: MockRequest, choice: Choice): Promise<MockResponse | Error>
  /** Whether Prism finds the body of a request invalid; for media types that it alone reads. */
  acceptsBody(operation: Operation, request: MockRequest, body: unknown): boolean
}

type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number]

/** Starts Prism from a description, which it does not change; its log is silent. */
export async function createPrism(description: Description): Promise<Prism> {
  // Prism resolves references in place; the description stays as it is.
  const resources = await getHttpOperationsFromSpec(structuredClone(description.document))
  const instance = createInstance(
    {
      isProxy: false,
      // What is checked before Prism is asked is not checked again; its own examples are linted.
      checkSecurity: false,
      validateRequest: false,
      validateResponse: false,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
    { logger: createLogger('MOCK', { level: 'silent' }) },
  )
  const operationOf = new Map<PrismOperation, Operation>()
  const resourceOf = new Map<Operation, PrismOperation>()
  for (const resource of resources) {
    const operation = description.operations.find(
      ({ method, path }) => method === resource.method.toUpperCase() && path === resource.path,
    )
    if (operation === undefined) continue
    operationOf.set(resource, operation)
    resourceOf.set(operation, resource)
  }

  const find = (method: string, path: string): Operation | number => {
    const found = routeByPrism({
      resources,
      input: { method: method.toLowerCase() as 'get', url: { path } },
    })
    return found._tag === 'Right' ? (operationOf.get(found.right) ?? 404) : statusOf(found.left)
  }

  const resource = (operation: Operation): PrismOperation => {
    const found = resourceOf.get(operation)
    if (found === undefined) throw new RangeError(`Prism does not know ${operation.id}.`)
    return found
  }

  return {
    route(method, path) {
      const found = find(method, path)
      if (typeof found === 'object') return found
      if (found !== 405) return { unmatched: 'route' }
      const others = new Set(description.operations.map((operation) => operation.method))
      for (const other of others) {
        const operation = find(other, path)
        if (typeof operation === 'object') return { unmatched: 'method', operation }
      }
      return { unmatched: 'route' }
    },

    async negotiate(operation, request, { code, example, dynamic, seed }) {
      const mock = (mediaTypes?: string[]): IHttpOperationConfig => ({
        dynamic: dynamic ?? false,
        ...(code !== undefined && { code }),
        ...(example !== undefined && { exampleKey: example }),
        ...(seed !== undefined && { seed }),
        ...(mediaTypes !== undefined && { mediaTypes }),
      })
      const requestPrism = async (config: IHttpOperationConfig): Promise<MockResponse | Error> => {
        try {
          const result = await instance.request(toPrism(operation), [resource(operation)], {
            isProxy: false,
            checkSecurity: false,
            validateRequest: false,
            validateResponse: false,
            errors: false,
            upstreamProxy: undefined,
            mock: config,
          })()
          return result._tag === 'Left' ? result.left : toMockResponse(result.right.output)
        } catch (error) {
          return error instanceof Error ? error : new Error(String(error))
        }
      }
      const accept = headerValues(request, 'accept').join(',')
      const wanted = accept === '' ? undefined : await requestPrism(mock(accept.split(',')))
      if (wanted !== undefined && !(wanted instanceof Error)) return wanted
      // Where it documents no 406 the API disregards `Accept`, as it may (RFC 9110, section 12.5.1).
      const isNotAcceptable =
        wanted !== undefined && statusOf(wanted) === 406 && documentsStatus(operation, '406')
      return requestPrism(isNotAcceptable ? { dynamic: false, code: 406 } : mock())
    },

    acceptsBody(operation, request, body) {
      try {
        const headers = Object.fromEntries(
          [...request.headers].map(([name, values]) => [name, values.join(', ')]),
        )
        const element = { ...toPrism(operation), headers, body }
        const result = validateInput({ resource: resource(operation), element })
        return result._tag === 'Right' || !result.left.some(({ path }) => path?.[0] === 'body')
      } catch {
        return false
      }
    },
  }
}

/** Prism is asked with the template as path: which operation it is has been decided. */
function toPrism(operation: Operation): IHttpRequest {
  return {
    method: operation.method.toLowerCase() as 'get',
    url: { path: operation.path, query: {} },
    headers: {},
  }
}

function statusOf(error: Error): number {
  return (error as { status?: number }).status ?? 404
}

function documentsStatus(operation: Operation, status: string): boolean {
  return operation.responses.some((response) => response.status === status)
}

function toMockResponse(output: {
  statusCode: number
  headers?: Record<string, unknown>
  body?: unknown
}): MockResponse {
  const headers = Object.entries(output.headers ?? {}).filter(
    // Prism gives null to a header for which it has neither example nor schema.
    ([, value]) => value !== null && value !== undefined,
  )
  return {
    status: output.statusCode,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
    body: output.body,
  }
}
