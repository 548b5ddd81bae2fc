import type { Operation } from '../../description/index.ts'
import type { SentParameter } from '../../serialization/index.ts'
import { schemasOf } from '../../schema/index.ts'
import { randomText } from './idempotency-key.ts'

/** A header by which a server recognizes a repeated request. */
const KEY = /^(?:x-)?idempotency-?(?:key|token)$/i

/**
 * Gives each request another idempotency key where the description has the header without saying how it works: the same key
 * would repeat an earlier request, or be rejected with another body.
 */
export class PlainKeys {
  private readonly used = new Set<string>()

  /** Returns the parameters of a request, with an unused text of the same length for a valid key that was sent before. */
  fresh(
    document: object,
    { id, idempotency, parameters: described }: Operation,
    parameters: readonly SentParameter[] = [],
  ): readonly SentParameter[] {
    if (idempotency !== undefined) return parameters
    return parameters.map((sent) => {
      const { in: location, name, value } = sent
      if (location !== 'header' || value === null || !KEY.test(name)) return sent
      const isUsed = this.used.has(`${id} ${value}`)
      this.used.add(`${id} ${value}`)
      const schema = described.find(({ object }) => object.in === 'header' && KEY.test(object.name))?.schema
      const isValid = (text: string): boolean =>
        schema === undefined || schemasOf(document).isDefinitelyValid(schema, text)
      if (!isUsed || !isValid(value)) return sent
      const other = randomText(value.length)
      if (!isValid(other)) return sent
      this.used.add(`${id} ${other}`)
      return { ...sent, value: other }
    })
  }
}
