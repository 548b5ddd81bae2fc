// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { checkUserName } from './checks.js'

/**
 * Encodes an API key for HTTP Basic: the key is the user name, the password is empty (RFC 7617).
 *
 * @throws InvalidRequestError, without the key
 */
export const basic = (apiKey: string): string => `Basic ${btoa(`${checkUserName(apiKey)}:`)}`
