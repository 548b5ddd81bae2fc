import { parseMediaType } from '../../description/index.ts'

/** A part of a body in `multipart/form-data`. */
export interface FormPart {
  readonly name: string
  readonly bytes: Buffer
}

/**
 * Splits a body into its parts (RFC 7578).
 *
 * @returns undefined if the body does not have the form that its `Content-Type` describes
 */
export function splitMultipart(contentType: string, body: Buffer): FormPart[] | undefined {
  const boundary = parseMediaType(contentType)?.parameters.get('boundary')
  if (boundary === undefined || boundary === '') return undefined
  // Latin-1 keeps each byte as one character.
  const text = `\r\n${body.toString('latin1')}`
  const delimiter = `\r\n--${Buffer.from(boundary).toString('latin1')}`
  const [, ...pieces] = text.split(delimiter)
  const last = pieces.pop()
  if (last?.startsWith('--') !== true) return undefined
  const parts = pieces.map(readPart)
  return parts.some((part) => part === undefined) ? undefined : parts.filter((part) => part !== undefined)
}

function readPart(piece: string): FormPart | undefined {
  const start = /^[ \t]*\r\n/.exec(piece)?.[0].length
  if (start === undefined) return undefined
  const content = piece.slice(start - 2)
  const end = content.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const headers = Buffer.from(content.slice(0, end), 'latin1').toString('utf8')
  const [, disposition = ''] = /^content-disposition:\s*(.*)$/im.exec(headers) ?? []
  const [, quoted, bare] = /[;\s]name=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition.trim()) ?? []
  const name = quoted ?? bare
  if (name === undefined) return undefined
  return {
    name: name.replaceAll('%22', '"'),
    bytes: Buffer.from(content.slice(end + 4), 'latin1'),
  }
}
