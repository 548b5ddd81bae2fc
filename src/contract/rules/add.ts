import type { Description, Operation } from '../../description/index.ts'

/** Writes down a rule; one that is there already stays as it is. */
export type Add = (id: string, text: string, pointer: string, untestedReason: string) => void

/** One part of an operation's rules. */
export type AddRules = (add: Add, operation: Operation, description: Description) => void

/** What reaches a rule about requests where no valid one has succeeded. */
export const NEEDS_SUCCESS = 'needs a valid request to succeed: give --fixtures'

/** The same where there is no such request: nobody makes what would put it to the test. */
export const NO_REQUEST = 'no request could be made that puts it to the test'

/** Why a keyword is judged by nobody. */
export const UNSUPPORTED_KEYWORD =
  'has a pattern that JavaScript does not read, or a format that is not known here'
