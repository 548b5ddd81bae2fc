import { InvalidRequestError } from './errors/invalid-request-error.ts'

/** @throws InvalidRequestError with `facts`, if `odd` matches the text of `value` */
export const usable = (value: unknown, odd: RegExp, facts: object): string => {
  if (odd.test((value ?? '') as string)) throw new InvalidRequestError(facts, 'unsupported')
  return value as string
}
