import { InvalidRequestError } from './errors/invalid-request-error.ts'

/** HTTP Basic with the API key as user name and no password (RFC 7617). */
export const basic = (apiKey: string): string => 'Basic ' + btoa(apiKey + ':')

/**
 * A key that goes into a header as it is: the platform's error for a header that it cannot send quotes the header.
 *
 * @throws InvalidRequestError, without the key
 */
export const plain = (apiKey: string): string => {
  if (/^$|[^!-~]/.test(apiKey)) throw new InvalidRequestError({ option: 'apiKey' }, 'invalid')
  return apiKey
}

/** The API key as a bearer token (RFC 6750). */
export const bearer = (apiKey: string): string => 'Bearer ' + plain(apiKey)
