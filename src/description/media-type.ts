/** The media type of an HTML form that is sent as one. */
export const FORM = 'application/x-www-form-urlencoded'

/** The essence of a media type: without parameters, in lower case (RFC 9110, section 8.3.1). */
export function essence(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase()
}

/** Whether a media type, with parameters or without, is JSON, by its name or its suffix (RFC 6839, section 3.1). */
export function isJson(mediaType: string): boolean {
  return /^application\/(?:[\w.+-]+\+)?json$/.test(essence(mediaType))
}

/** Whether a media type, with parameters or without, is that of a form. */
export function isForm(mediaType: string): boolean {
  return essence(mediaType) === FORM
}

/** Whether a range such as `application/*` covers a media type (RFC 9110, section 12.5.1); neither's parameters count. */
export function covers(range: string, mediaType: string): boolean {
  const [left = '', right = ''] = essence(range).split('/')
  const [main = '', sub = ''] = essence(mediaType).split('/')
  return (left === '*' || left === main) && (right === '*' || right === sub)
}
