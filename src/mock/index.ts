/** A mock of any description: Prism, extended with state, idempotency and rejections. */
export type { SimulatedFailure as Failure, MockOptions } from './cli/options.ts'
export { startLocalTarget } from './server/local-target.ts'
export { startMock } from './server/start.ts'
export type { RunningMock } from './server/start.ts'
