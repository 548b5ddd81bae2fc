// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { InvalidRequestError } from './errors.js'

/** Returns the values of the parameters of a path template. */
export const pathValues = (
  path: string,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...path.matchAll(/\{(.+?)\}/g)]
      .filter(([, name = '']) => Object.hasOwn(values, name))
      .map(([, name = '']) => [name, values[name]]),
  )

/**
 * Fills in a path template. `encodeURIComponent('..')` is `..`, and every URL parser resolves it: `/x/../cancel` becomes
 * `/cancel`. So an empty value, `.` and `..` are invalid. Slashes, white space, control characters, invisible characters
 * and unpaired surrogates are invalid too: no identifier has them, but a proxy may decode them and act on them.
 *
 * @throws InvalidRequestError that names the parameter and its value
 */
export const fillPath = (url: string, values: Readonly<Record<string, unknown>>): string =>
  url.replace(/\{(.+?)\}/g, (_, name: string) => {
    const value = values[name] as string | undefined
    if (/^\.{0,2}$|[\s\p{C}/\\]/u.test(value ?? ''))
      throw new InvalidRequestError({ url }, `Invalid path parameter \`${name}\`: ${JSON.stringify(value)}.`)
    return encodeURIComponent(value as string)
  })
