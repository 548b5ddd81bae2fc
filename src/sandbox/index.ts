/** Starts a stateful server of one of the two APIs. */
export { startSandbox, type Sandbox, type SandboxOptions } from './start.ts'
/** The wrong behaviours that a sandbox can be started with. */
export { faults, UnknownFaultError, type FaultName } from './faults/index.ts'
export type { ApiName, SandboxKeys } from './keys.ts'
