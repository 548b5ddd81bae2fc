import type { Description } from '../../description/index.ts'
import type { Report } from './report.ts'

/** Returns the operations of a description with their methods and paths. */
export function endpointsOf({ operations }: Description): NonNullable<Report['operations']> {
  return operations.map(({ id, method, path }) => ({ id, endpoint: `${method}:${path}` }))
}
