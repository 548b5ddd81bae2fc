/**
 * A stateful server of the two APIs, in memory. The contract tests are tested against it, so it must stay independent:
 * it never imports `src/description` or `src/schema`, and keeps its own parsers of media types, forms and canonical
 * JSON. Otherwise an error in a shared module would be on both sides of a test, and no test would find it.
 */
export { startSandbox, type Sandbox, type SandboxOptions } from './start.ts'
/** The faults that a sandbox can be started with. */
export { faults, UnknownFaultError, type FaultName } from './faults/index.ts'
export type { ApiName, SandboxKeys } from './keys.ts'
/** The keys and the states of a sandbox, for documentation. */
export { testDataOf } from './test-data.ts'
export type { TestData } from './test-data.ts'
