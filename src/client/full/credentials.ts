import { checkCredential } from '../checks.ts'
import { InvalidRequestError } from '../errors.ts'
import type { Authorization } from '../types/authorization.ts'

/** A token or key, or a function that returns one. The function is called once for each call of a method. */
export type Token = string | (() => string | Promise<string>)

/** The user name and the password of HTTP Basic. */
export interface UserPassword {
  /** Visible ASCII characters without a colon. */
  readonly username: string
  /** Not shown by any result, error or log of the client. */
  readonly password: string
}

/** Security schemes by name: alternatives of schemes that are sent together. An empty alternative needs none. */
export type Alternatives = readonly (readonly string[])[]

/** Adds a credential to a request. Undefined if the user has not set the credential. */
export type SchemeWriter = ((authorization: Authorization) => void | Promise<void>) | undefined

/** Returns the credentials to send for a list of alternatives. */
export type Authorize = (alternatives: Alternatives) => Promise<Authorization>

/**
 * Creates the function that selects and collects credentials: the first alternative of which the user has set all
 * schemes.
 *
 * @throws InvalidRequestError if no alternative is complete, and every one needs a credential
 */
export const credentials =
  (schemes: Readonly<Record<string, SchemeWriter>>): Authorize =>
  async (alternatives) => {
    const authorization: Authorization = { headers: {}, query: [], cookies: [], secrets: [] }
    const complete = alternatives.filter((names) => names.every((name) => schemes[name]))
    // A credential that the user has set is sent, even if the operation also allows requests without one.
    const chosen = complete.find((names) => names.length > 0) ?? complete[0]
    if (chosen === undefined) {
      const names = alternatives.map((all) => all.map((name) => `\`${name}\``).join(' with ')).join(' or ')
      throw new InvalidRequestError({ option: 'credentials' }, `Missing credentials: expected ${names}.`)
    }
    for (const name of chosen) await schemes[name]?.(authorization)
    return authorization
  }

/** Returns a checked token. */
const resolve = async (token: Token, { secrets }: Authorization): Promise<string> => {
  const text = checkCredential(typeof token === 'function' ? await token() : token)
  secrets.push(text)
  return text
}

/** Sends a token in `Authorization`, after the name of the scheme: `Bearer`. */
export const tokenScheme = (scheme: string, token: Token | undefined): SchemeWriter =>
  token === undefined
    ? undefined
    : async (authorization) => {
        authorization.headers['Authorization'] = `${scheme} ${await resolve(token, authorization)}`
      }

/** Sends a key in a header. */
export const headerKeyScheme = (name: string, key: Token | undefined): SchemeWriter =>
  key === undefined
    ? undefined
    : async (authorization) => {
        authorization.headers[name] = await resolve(key, authorization)
      }

/** Sends a key in the query. No result, error or log of the client contains it. */
export const queryKeyScheme = (name: string, key: Token | undefined): SchemeWriter =>
  key === undefined
    ? undefined
    : async (authorization) => {
        const text = await resolve(key, authorization)
        authorization.query.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`)
      }

/** Sends a key in a cookie. Browsers do not allow it: there the platform sends its own cookies. */
export const cookieKeyScheme = (name: string, key: Token | undefined): SchemeWriter =>
  key === undefined
    ? undefined
    : async (authorization) => {
        authorization.cookies.push(`${name}=${await resolve(key, authorization)}`)
      }

/** The texts of values that are not set. */
const UNSET = new Set(['undefined', 'null'])

/** Programs without types may pass an object without one of the two. */
const isCredential = (text: unknown, pattern: RegExp): text is string =>
  typeof text === 'string' && pattern.test(text) && !UNSET.has(text)

/** Sends HTTP Basic in UTF-8 (RFC 7617). A text is a user name with an empty password. */
export const basicScheme = (user: string | Partial<UserPassword> | null | undefined): SchemeWriter =>
  user === undefined
    ? undefined
    : ({ headers, secrets }) => {
        const { username, password } =
          typeof user === 'string' ? { username: user, password: '' } : (user ?? {})
        if (!isCredential(username, /^[^:\p{Cc}]+$/u) || !isCredential(password, /^\P{Cc}*$/u))
          throw new InvalidRequestError(
            { option: 'apiKey' },
            'Invalid user name or password: expected no control characters, and no colon in the user name.',
          )
        const bytes = new TextEncoder().encode(`${username}:${password}`)
        const encoded = btoa(String.fromCharCode(...bytes))
        headers['Authorization'] = `Basic ${encoded}`
        secrets.push(...[encoded, username, password].filter((text) => text !== ''))
      }

/** The platform sends the client's certificate (mutual TLS): the request carries nothing for it. */
export const platformScheme: SchemeWriter = () => undefined
