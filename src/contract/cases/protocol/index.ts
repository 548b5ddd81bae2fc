import type { MakeCases } from '../case-factory.ts'
import { equivalentRequestCases } from './equivalent-requests.ts'
import { leftBodiesCases } from './left-bodies.ts'
import { methodCases } from './methods.ts'
import { unknownRouteCases } from './routes.ts'

/** Tests the requirements of HTTP itself: other methods, other paths, and requests that are equivalent. */
export const protocol: MakeCases = (input) => [
  ...methodCases(input),
  ...unknownRouteCases(input),
  ...equivalentRequestCases(input),
  ...leftBodiesCases(input.operation),
]
