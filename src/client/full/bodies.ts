import { plainText } from './plain-text.ts'
import type { WrittenBody } from './plan.ts'

/** Writes a body as JSON. `null` is a value. */
export const jsonBody =
  (type = 'application/json') =>
  (value: unknown): WrittenBody => ({ body: JSON.stringify(value), type })

/** Writes a body as text. XML is text, too. */
export const textBody =
  (type: string) =>
  (value: unknown): WrittenBody => ({ body: plainText(value), type })

/** Sends bytes unchanged. For a range such as `image/*` the type is that of the Blob. */
export const binaryBody =
  (type: string) =>
  (value: unknown): WrittenBody => {
    const blobType = value instanceof Blob ? value.type : ''
    return {
      body: value as WrittenBody['body'],
      type: type.includes('*') ? blobType || 'application/octet-stream' : type,
    }
  }
