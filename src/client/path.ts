import { InvalidRequestError } from './errors/invalid-request-error.ts'

/**
 * Fills in a path template. `encodeURIComponent('..')` is `..`, which every URL parser folds away: `/x/../cancel`
 * is `/cancel`. So an empty value, `.` and `..` are refused, and with them what no identifier has but a proxy may
 * decode and act on: slashes, white space, control and invisible characters, halves of surrogate pairs.
 *
 * @throws InvalidRequestError that shows the segment and the value
 */
export const fillPath = (url: string, values: Readonly<Record<string, unknown>>): string =>
  url.replace(/\{(.+?)\}/g, (segment, name: string) => {
    const value = values[name] as string | undefined
    if (/^\.{0,2}$|[\s\p{C}/\\]/u.test(value ?? ''))
      throw new InvalidRequestError({ url, [segment]: value }, 'invalid')
    return encodeURIComponent(value as string)
  })
