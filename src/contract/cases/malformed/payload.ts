import type { Content } from '../../../description/index.ts'
import { encode, validBody } from '../../../serialization/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import type { CaseInput } from '../case-factory.ts'
import { samplesOf } from '../samples.ts'

/** A valid body, from which the malformed ones are made. */
export type ValidPayload = Payload & { contentType: string; bytes: Buffer }

/** Two valid bodies. They are the same one if there is no smaller one. */
export interface ValidPayloads {
  /** With what an example has, such as a described text. */
  readonly full: ValidPayload
  /** With as little as possible, so that a server can reject no optional part of it. */
  readonly smallest: ValidPayload
}

/** Returns the valid bodies of a media type. Undefined if none can be made. */
export function validPayloads(input: CaseInput, content: Content): ValidPayloads | undefined {
  const known = validBody(input.description.document, content)
  if (known === undefined) return undefined
  const full = withBytes(known)
  const others = samplesOf(input, content)
    .filter(({ valid, path }) => valid && path.length === 0)
    .map(({ value }) => withBytes(encode(content, value, input.description.document)))
  const smallest = others.reduce((one, other) => (other.bytes.length < one.bytes.length ? other : one), full)
  return { full, smallest }
}

function withBytes(payload: Payload): ValidPayload {
  return { ...payload, contentType: payload.contentType ?? '', bytes: Buffer.from(payload.bytes) }
}
