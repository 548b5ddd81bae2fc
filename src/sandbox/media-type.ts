import { header, type ReceivedRequest } from './request.ts'

/**
 * Returns whether the body has a media type, is not compressed and is in UTF-8. Parameters are allowed, but a `charset`
 * must be UTF-8 or its subset ASCII, because the body is decoded as UTF-8.
 */
export function isMediaType(request: ReceivedRequest, type: string): boolean {
  const values = header(request, 'content-type')
  const [essence = '', ...parameters] = (values[0] ?? '').split(';').map((part) => part.trim().toLowerCase())
  if (values.length !== 1 || essence !== type) return false
  if (header(request, 'content-encoding').some((coding) => coding.toLowerCase() !== 'identity')) return false
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))
  return charset === undefined || /^charset="?(utf-?8|us-ascii)"?$/.test(charset)
}
