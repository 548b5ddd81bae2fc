import { checkUserName } from './checks.ts'

/**
 * Encodes an API key for HTTP Basic: the key is the user name, the password is empty (RFC 7617).
 *
 * @throws InvalidRequestError, without the key
 */
export const basic = (apiKey: string): string => `Basic ${btoa(`${checkUserName(apiKey)}:`)}`
