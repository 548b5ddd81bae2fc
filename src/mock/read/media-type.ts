/** A media type without its parameters, in lower case, and its `charset` where it names one. */
export interface MediaType {
  readonly essence: string
  readonly charset: string | undefined
}

/** @returns undefined for what is no media type (RFC 9110, section 8.3.1) */
export function readMediaType(text: string): MediaType | undefined {
  const [first = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  if (!/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(first)) return undefined
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))
  return { essence: first, charset: charset?.slice('charset='.length).replaceAll('"', '') }
}
