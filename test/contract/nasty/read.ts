/** Returns the integer that a text is. */
export function integerOf(text: string | undefined): number | undefined {
  return text !== undefined && /^-?(?:0|[1-9]\d*)$/.test(text) ? Number(text) : undefined
}

/** Returns the value of a cookie. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  const pair = (header ?? '').split(/; */).find((one) => one.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}

/** Returns the fields of a form. Undefined if it is not UTF-8 or not percent-encoded correctly. */
export function formOf(body: Buffer): URLSearchParams | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    decodeURIComponent(text.replaceAll('+', ' '))
    return new URLSearchParams(text)
  } catch {
    return undefined
  }
}

/** Returns the parts of a multipart body as texts. Undefined if it is malformed. */
export function multipartOf(type: string, body: Buffer): Map<string, string[]> | undefined {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type)
  const mark = boundary?.[1] ?? boundary?.[2]
  const text = body.toString()
  if (mark === undefined || !text.trimEnd().endsWith(`--${mark}--`)) return undefined
  const parts = new Map<string, string[]>()
  for (const part of text.split(`--${mark}`).slice(1, -1)) {
    const end = part.indexOf('\r\n\r\n')
    const name = /name="([^"]*)"/i.exec(part.slice(0, end))?.[1]
    if (end === -1 || name === undefined) return undefined
    parts.set(name, [...(parts.get(name) ?? []), part.slice(end + 4, -2)])
  }
  return parts
}
