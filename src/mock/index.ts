/** A mock of any description: Prism, and what Prism cannot know. */
export type { Failure, MockOptions } from './options.ts'
export { startLocalTarget } from './local-target.ts'
export { startMock } from './start.ts'
export type { RunningMock } from './start.ts'
