/** Prepares a project for its contract. */
export { initProject } from './init.ts'
export type { InitOptions, InitResult } from './init.ts'
