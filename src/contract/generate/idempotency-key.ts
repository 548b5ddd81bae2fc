import { randomInt, randomUUID } from 'node:crypto'
import type { OpenAPIDocument, Operation, Parameter } from '../../description/index.ts'
import { CaseSkipped } from '../cases/case.ts'
import { schemasOf, fastCheck, compilePattern } from '../../schema/index.ts'

/** The header parameter that carries the idempotency key. */
export function keyHeader({ parameters, idempotency }: Operation): Parameter | undefined {
  const name = idempotency?.header.toLowerCase()
  return parameters.find(({ object }) => object.in === 'header' && object.name.toLowerCase() === name)
}

/** Whether the description allows an idempotency key. */
export function isAllowedKey(operation: Operation, document: OpenAPIDocument, key: string): boolean {
  const schema = keyHeader(operation)?.schema
  return schema === undefined || schemasOf(document).isDefinitelyValid(schema, key)
}

/**
 * An idempotency key that nobody has used: a UUID (version 4), or what the header's schema wants instead.
 *
 * @throws NotReached where none could be made
 */
export function freshKey(operation: Operation, document: OpenAPIDocument): string {
  for (const make of [randomUUID, compact, digits, () => ofPattern(operation)]) {
    const key = make(operation)
    if (key !== undefined && isAllowedKey(operation, document, key)) return key
  }
  throw new CaseSkipped(
    `no ${keyHeader(operation)?.object.name ?? 'key'} could be made that its schema allows`,
  )
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A text of letters and digits. */
export function randomText(length: number, alphabet = ALPHABET): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}

function lengthOf(operation: Operation, usual: number): number {
  const { minLength = 0, maxLength = Infinity } = keyHeader(operation)?.object.schema ?? {}
  return Math.min(Math.max(usual, minLength), maxLength, 1000)
}

function compact(operation: Operation): string {
  return randomText(lengthOf(operation, 32), '0123456789abcdef')
}

function digits(operation: Operation): string {
  return randomText(lengthOf(operation, 15), '123456789')
}

function ofPattern(operation: Operation): string | undefined {
  const { pattern } = keyHeader(operation)?.object.schema ?? {}
  const test = pattern === undefined ? undefined : compilePattern(pattern)
  if (test === undefined) return undefined
  const fc = fastCheck()
  try {
    return fc.sample(fc.stringMatching(test), 100).find((text) => /^[\x21-\x7e]{4,}$/.test(text))
  } catch {
    return undefined
  }
}
