import { header, type ReceivedRequest } from './request.ts'

/**
 * Whether the body is of a media type, in UTF-8 and not compressed. Parameters are welcome; a `charset`
 * other than UTF-8, or its subset ASCII, is not: to read such a body as UTF-8 would be to guess.
 */
export function isMediaType(request: ReceivedRequest, type: string): boolean {
  const values = header(request, 'content-type')
  const [essence = '', ...parameters] = (values[0] ?? '').split(';').map((part) => part.trim().toLowerCase())
  if (values.length !== 1 || essence !== type) return false
  if (header(request, 'content-encoding').some((coding) => coding.toLowerCase() !== 'identity')) return false
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))
  return charset === undefined || /^charset="?(utf-?8|us-ascii)"?$/.test(charset)
}
