// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { invalid } from './errors.js'

/** One or more visible ASCII characters. */
const CREDENTIAL = /^[!-~]+$/
/** The same without a colon, which ends a user name (RFC 7617, section 2). */
const USER_NAME = /^[!-9;-~]+$/
/** The same with spaces between them: a header loses those at its ends. */
const KEY = /^[!-~]+( +[!-~]+)*$/

/** An environment variable that is not set becomes one of these texts. */
const UNSET = new Set(['undefined', 'null'])

/**
 * Returns a text that a header carries unchanged. The platform's own error for any other would quote it.
 *
 * @param option names the text in the message
 * @throws InvalidRequestError
 */
const checkText = (option: string, text: unknown, pattern: RegExp): string => {
  if (typeof text === 'string' && pattern.test(text) && !UNSET.has(text)) return text
  throw invalid(option, 'visible ASCII characters that a header can carry')
}

/** Returns a valid credential. @throws InvalidRequestError, without the credential */
export const checkCredential = (credential: unknown): string => checkText('apiKey', credential, CREDENTIAL)

/** Returns a valid user name of HTTP Basic. @throws InvalidRequestError, without the name */
export const checkUserName = (name: unknown): string => checkText('apiKey', name, USER_NAME)

/** Returns a valid idempotency key. @throws InvalidRequestError */
export const checkIdempotencyKey = (key: unknown): string => checkText('idempotencyKey', key, KEY)

/** Checks a time limit. @throws InvalidRequestError */
export const checkTime = (option: string, value: unknown): void => {
  if (typeof value !== 'number' || !(value > 0)) throw invalid(option, 'a positive number of milliseconds')
}

/** Returns the options of a client. @throws InvalidRequestError if there are none: programs without types may forget them */
export const checkOptions = <Options extends object>(options: Options): Options => {
  if (typeof options !== 'object' || (options as unknown) === null)
    throw invalid('options', 'an object with the options of the client')
  return options
}

/** Checks a list that is optional. @throws InvalidRequestError */
export const checkList = (option: string, value: unknown): void => {
  if (value !== undefined && !Array.isArray(value)) throw invalid(option, 'a list')
}

/** Checks a function that is optional. @throws InvalidRequestError */
export const checkFunction = (option: string, value: unknown, expected = 'a function'): void => {
  if (value !== undefined && typeof value !== 'function') throw invalid(option, expected)
}

/** Checks the signal of a call. @throws InvalidRequestError */
export const checkSignal = (signal: unknown): void => {
  const { addEventListener, removeEventListener } = (signal ?? {}) as Partial<AbortSignal>
  if (signal && !(addEventListener && removeEventListener))
    throw invalid('signal', 'the `signal` of an AbortController')
}

/**
 * Returns a valid address of an API, without a slash at its end.
 *
 * @throws InvalidRequestError, without the address: it may contain a password
 */
export const checkBaseUrl = (baseUrl: unknown): string => {
  if (typeof baseUrl !== 'string' || !isBaseUrl(baseUrl))
    throw invalid(
      'baseUrl',
      'an absolute http or https URL without user, password, query, fragment and spaces',
    )
  return baseUrl.replace(/\/+$/, '')
}

/** A scheme, a host without user and password, and a path without query, fragment, spaces and invisible characters. */
const BASE_URL = /^https?:\/\/[^\s\p{C}/?#@\\]+(\/[^\s\p{C}?#\\]*)?$/iu

/** The members of a `URL` are not read: those of React Native throw. */
const isBaseUrl = (text: string): boolean => {
  try {
    return BASE_URL.test(text) && Boolean(new URL(text))
  } catch {
    return false
  }
}
