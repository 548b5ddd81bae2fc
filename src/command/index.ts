/** What every command of the one command line shares. */
export { untilInterrupted } from './interrupt.ts'
export { curlParts, headerOption } from './curl.ts'
export { cannotListen } from './listen.ts'
export { nearest } from './nearest.ts'
export { parseOptions, wholeNumber } from './options.ts'
export { quoteShell } from './shell.ts'
export { UsageError } from './usage-error.ts'
export { firstLine } from './error-message.ts'
