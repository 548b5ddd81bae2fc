import { randomInt, randomUUID } from 'node:crypto'
import type { OpenAPIDocument, Operation, Parameter } from '../../description/index.ts'
import { CaseSkipped } from '../cases/case-skipped.ts'
import { schemasOf, fastCheck, compileFor, textsMatching } from '../../schema/index.ts'

/** Returns the header parameter of the idempotency key. */
export function keyHeader({ parameters, idempotency }: Operation): Parameter | undefined {
  const name = idempotency?.header.toLowerCase()
  return parameters.find(({ object }) => object.in === 'header' && object.name.toLowerCase() === name)
}

/** Returns whether the schema of the header allows an idempotency key. */
export function isAllowedKey(operation: Operation, document: OpenAPIDocument, key: string): boolean {
  const schema = keyHeader(operation)?.schema
  return schema === undefined || schemasOf(document).isDefinitelyValid(schema, key)
}

/**
 * Returns an unused idempotency key: a UUID (version 4), or another text if the schema of the header does not allow it.
 *
 * @throws CaseSkipped if the schema allows no key that this function generates
 */
export function freshKey(operation: Operation, document: OpenAPIDocument): string {
  for (const generate of [randomUUID, hexKey, digitKey, patternKey]) {
    const key = generate(operation)
    if (key !== undefined && isAllowedKey(operation, document, key)) return key
  }
  throw new CaseSkipped(
    `cannot generate a valid \`${keyHeader(operation)?.object.name ?? 'Idempotency-Key'}\``,
  )
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Returns a random text of letters and digits. */
export function randomText(length: number, alphabet = ALPHABET): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}

function keyLength(operation: Operation, preferred: number): number {
  const { minLength = 0, maxLength = Infinity } = keyHeader(operation)?.object.schema ?? {}
  return Math.min(Math.max(preferred, minLength), maxLength, 1000)
}

function hexKey(operation: Operation): string {
  return randomText(keyLength(operation, 32), '0123456789abcdef')
}

function digitKey(operation: Operation): string {
  return randomText(keyLength(operation, 15), '123456789')
}

function patternKey(operation: Operation): string | undefined {
  const { pattern } = keyHeader(operation)?.object.schema ?? {}
  const test = pattern === undefined ? undefined : compileFor('any', pattern).pattern
  if (test === undefined) return undefined
  const fc = fastCheck()
  try {
    const texts = textsMatching(fc, test)
    return texts && fc.sample(texts, 100).find((text) => /^[\x21-\x7e]{4,}$/.test(text))
  } catch {
    return undefined
  }
}
