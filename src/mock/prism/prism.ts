import { createLogger } from '@stoplight/prism-core'
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http'
import { mapParts } from '../../description/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import type { MockResponse } from '../server/mock-response.ts'
import type { MockRequest } from '../server/request.ts'
import { PRISM_CONFIG } from './config.ts'
import type { Choice, PrismOperation } from './config.ts'
import { validateInput } from './internals.ts'
import { negotiate } from './negotiate.ts'
import { toPrismRequest } from './prism-request.ts'
import { makeRouter } from './router.ts'
import type { RoutingFailure } from './router.ts'

/** Prism in this process. Only the files of this folder import it. */
export interface Prism {
  /** Returns the operation for a method and a path. */
  route(method: string, path: string): Operation | RoutingFailure
  /** Returns the documented response: status code, media type by `Accept`, headers and body by example or schema. */
  negotiate(operation: Operation, request: MockRequest, choice: Choice): Promise<MockResponse | Error>
  /** Whether Prism accepts the body of a request. Used for media types that only Prism reads. */
  acceptsBody(operation: Operation, request: MockRequest, body: unknown): boolean
}

/** Starts Prism, without a log, from a description, which it does not change. */
export async function createPrism(description: Description): Promise<Prism> {
  // Prism resolves references in place, so it gets a copy.
  const prismOperations = await getHttpOperationsFromSpec(
    structuredClone(withoutReferencesInData(description)),
  )
  const instance = createInstance(
    { ...PRISM_CONFIG, mock: { dynamic: false } },
    { logger: createLogger('MOCK', { level: 'silent' }) },
  )
  const operations = new Map<PrismOperation, Operation>()
  const prismOperationsBy = new Map<Operation, PrismOperation>()
  for (const prismOperation of prismOperations) {
    const operation = description.operations.find(
      ({ method, path }) => method === prismOperation.method.toUpperCase() && path === prismOperation.path,
    )
    if (operation === undefined) continue
    operations.set(prismOperation, operation)
    prismOperationsBy.set(operation, prismOperation)
  }
  const prismOperationOf = (operation: Operation): PrismOperation => {
    const found = prismOperationsBy.get(operation)
    if (found === undefined) throw new RangeError(`Prism does not know the operation \`${operation.id}\`.`)
    return found
  }

  return {
    route: makeRouter(prismOperations, operations),

    negotiate: (operation, request, choice) =>
      negotiate(instance, prismOperationOf(operation), operation, request, choice),

    acceptsBody(operation, request, body) {
      try {
        const headers = Object.fromEntries(
          [...request.headers].map(([name, values]) => [name, values.join(', ')]),
        )
        const element = { ...toPrismRequest(operation), headers, body }
        const result = validateInput({ resource: prismOperationOf(operation), element })
        return result._tag === 'Right' || !result.left.some(({ path }) => path?.[0] === 'body')
      } catch {
        return false
      }
    },
  }
}

/** A document without the `enum` and `const` values that have a property `$ref`, which Prism would follow. */
function withoutReferencesInData({ document }: Description): object {
  return mapParts(document, 'document', (part, partKind) => {
    if (partKind !== 'schema' || typeof part !== 'object' || part === null) return part
    const entries = Object.entries(part).filter(
      ([keyword, value]) => !/^(?:enum|const)$/.test(keyword) || !JSON.stringify(value).includes('"$ref":'),
    )
    return Object.fromEntries(entries)
  }) as object
}
