import type { Content } from '../../../description/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import { validBody } from '../../../serialization/index.ts'
import type { CaseInput } from '../case-factory.ts'

/** A valid body, from which the malformed ones are made. */
export type ValidPayload = Payload & { contentType: string; bytes: Buffer }

export function validPayload({ description }: CaseInput, content: Content): ValidPayload | undefined {
  const payload = validBody(description.document, content)
  return payload && { ...payload, contentType: payload.contentType ?? '', bytes: Buffer.from(payload.bytes) }
}
