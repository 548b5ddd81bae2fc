/** Stateful servers of the APIs that come with this package, with faults that can be switched on. */
export { faults, startSandbox, UnknownFaultError } from '../sandbox/index.ts'
export type { ApiName, FaultName, Sandbox, SandboxKeys, SandboxOptions } from '../sandbox/index.ts'
