import { firstLine } from '../../command/index.ts'

/** Returns why an operation cannot be tested. The only error of JavaScript itself is a full stack. */
export function whyUnreadable(error: unknown): string {
  return error instanceof RangeError && error.message.includes('call stack')
    ? 'thousands of its schemas each refer to the next'
    : firstLine(error)
}
