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
 * Creates the function that fills in a path template. `encodeURIComponent('..')` is `..`, and every URL parser resolves
 * it: `/x/../cancel` becomes `/cancel`. So an empty value, `.` and `..` are invalid. Slashes, white space, control
 * characters, invisible characters and unpaired surrogates are invalid too: no identifier has them, but a proxy may
 * decode them and act on them.
 *
 * @throws InvalidRequestError that names the parameter and its value
 */
export const pathWriter = (url: string): ((values: Readonly<Record<string, unknown>>) => string) => {
  // Texts and names take turns.
  const parts = url.split(/\{(.+?)\}/)
  return (values) =>
    parts.map((part, index) => (index % 2 === 0 ? part : encodeSegment(url, part, values[part]))).join('')
}

const encodeSegment = (url: string, name: string, value: unknown): string => {
  const text = isScalar(value) ? String(value) : ''
  if (/^\.{0,2}$|[\s\p{C}/\\]/u.test(text))
    throw new InvalidRequestError({ url }, `Invalid path parameter \`${name}\`: ${describe(value)}.`)
  return encodeURIComponent(text)
}

const isScalar = (value: unknown): boolean =>
  ['string', 'boolean', 'bigint'].includes(typeof value) || Number.isFinite(value)

const describe = (value: unknown): string => {
  try {
    return JSON.stringify(value)
  } catch {
    return typeof value
  }
}
