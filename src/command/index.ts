/** What every command of the one command line shares. */
export { nearest } from './nearest.ts'
export { parseOptions, wholeNumber } from './options.ts'
export { UsageError } from './usage-error.ts'
