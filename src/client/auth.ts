import { InvalidRequestError } from './errors/invalid-request-error.ts'

/**
 * A key that goes into a header as it is: the platform's error for a header that it cannot send quotes the header.
 *
 * @throws InvalidRequestError, without the key
 */
export const plain = (apiKey: string): string => {
  // Its text is `undefined` where a variable of the environment is not set.
  if (/^(undefined|null)?$|[^!-~]/.test(apiKey))
    throw new InvalidRequestError({ option: 'apiKey' }, 'invalid')
  return apiKey
}

/**
 * HTTP Basic with the API key as user name and no password (RFC 7617).
 *
 * @throws the platform's own error, without the key, for what is no Latin-1
 */
export const basic = (apiKey: string): string => 'Basic ' + btoa(apiKey + ':')

/** The API key as a bearer token (RFC 6750). @throws InvalidRequestError, without the key */
export const bearer = (apiKey: string): string => 'Bearer ' + plain(apiKey)
