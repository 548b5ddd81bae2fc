// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { InvalidRequestError } from './errors/invalid-request-error.js'

/**
 * Returns an API key that is sent in a header as it is. The key is checked here because the platform's own error for an
 * invalid header value quotes the value.
 *
 * @throws InvalidRequestError, without the key
 */
export const plain = (apiKey: string): string => {
  // An environment variable that is not set becomes the text `undefined`.
  if (/^(undefined|null)?$|[^!-~]/.test(apiKey))
    throw new InvalidRequestError(
      { option: 'apiKey' },
      'Invalid `apiKey`: expected one or more visible ASCII characters.',
    )
  return apiKey
}

/**
 * Encodes the API key for HTTP Basic: the key is the user name, the password is empty (RFC 7617).
 *
 * @throws the platform's own error, without the key, for characters outside Latin-1
 */
export const basic = (apiKey: string): string => 'Basic ' + btoa(apiKey + ':')

/** Encodes the API key as a bearer token (RFC 6750). @throws InvalidRequestError, without the key */
export const bearer = (apiKey: string): string => 'Bearer ' + plain(apiKey)
