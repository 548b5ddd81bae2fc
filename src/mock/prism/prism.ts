import type { Description, Operation } from '../../description/index.ts'
import type { MockResponse } from '../server/mock-response.ts'
import type { MockRequest } from '../server/request.ts'
import { PRISM_CONFIG } from './config.ts'
import type { Choice, PrismOperation } from './config.ts'
import { loadPrism } from './internals.ts'
import { negotiate } from './negotiate.ts'
import { responseDocument } from './response-document.ts'

/** Prism in this process. Only the files of this folder import it. */
export interface Prism {
  /** Returns the documented response: status code, media type by `Accept`, headers and body by example or schema. */
  negotiate(operation: Operation, request: MockRequest, choice: Choice): Promise<MockResponse | Error>
}

type PrismOperations = Map<Operation, Promise<PrismOperation | Error>>

/** Starts Prism, without a log. It reads the responses of an operation at the first request for it. */
export function createPrism(description: Description): Prism {
  const { createInstance, createLogger } = loadPrism()
  const instance = createInstance(
    { ...PRISM_CONFIG, mock: { dynamic: false } },
    { logger: createLogger('MOCK', { level: 'silent' }) },
  )
  const known: Record<'fixed' | 'random', PrismOperations> = { fixed: new Map(), random: new Map() }
  const prismOperationOf = (operation: Operation, isRandom: boolean): Promise<PrismOperation | Error> => {
    const prismOperations = isRandom ? known.random : known.fixed
    const found = prismOperations.get(operation) ?? readOperation(description, operation, isRandom)
    prismOperations.set(operation, found)
    return found
  }
  return {
    async negotiate(operation, request, choice) {
      const prismOperation = await prismOperationOf(operation, choice.dynamic === true)
      return prismOperation instanceof Error
        ? prismOperation
        : negotiate(instance, prismOperation, operation, request, choice)
    },
  }
}

/** Returns the operation in Prism's model, or the reason why Prism cannot read it. */
async function readOperation(
  description: Description,
  operation: Operation,
  isRandom: boolean,
): Promise<PrismOperation | Error> {
  try {
    const [prismOperation] = await loadPrism().getHttpOperationsFromSpec(
      responseDocument(description, operation, isRandom),
    )
    return prismOperation ?? new Error(`Prism finds no operation for \`${operation.id}\`.`)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
