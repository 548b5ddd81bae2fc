/** One error of an ajv validator. */
export interface ValidationError {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

/** A validator as ajv compiles it; the others it calls are found on `errors` afterwards. */
export interface Validator {
  (data: unknown): boolean
  errors?: readonly ValidationError[] | null
}

/** Says what in a success's body is not as described, if anything. */
export type ResponseValidator = (operation: string, status: number, body: unknown) => string | undefined

/** `null`, `array`, `object`, `string`, … Not the value itself: it may be nobody's business. */
const jsonTypeOf = (value: unknown): string =>
  value === undefined ? 'nothing' : value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

const valueAt = (body: unknown, pointer: string): unknown => {
  let value = body
  for (const token of pointer.split('/').slice(1))
    value = (value as Record<string, unknown> | null)?.[token.replace(/~1/g, '/').replace(/~0/g, '~')]
  return value
}

const describe = (body: unknown, { instancePath, keyword, params }: ValidationError): string => {
  const pointer =
    'missingProperty' in params ? `${instancePath}/${String(params['missingProperty'])}` : instancePath
  const value = valueAt(body, pointer)
  // Words that the description itself names are no secret; what stands in their place is most likely none either.
  const received =
    keyword === 'const' && typeof value === 'string' ? JSON.stringify(value).slice(0, 40) : jsonTypeOf(value)
  return `${pointer || 'body'}: expected ${keyword} ${JSON.stringify(Object.values(params).at(-1))}, received ${received}`
}

/**
 * Makes `validate` of the validators of an API's successes, by method and path. A word that an enumeration does not have yet is let
 * pass: what a description lists today is not all that an API says tomorrow.
 */
export const responseValidator =
  (validators: Readonly<Record<string, Readonly<Record<number | string, Validator>>>>): ResponseValidator =>
  (operation, status, body) => {
    const validator = validators[operation]?.[status]
    if (!validator || validator(body)) return
    const errors = validator.errors ?? []
    const newEnumValues = errors
      .filter(
        ({ keyword, instancePath }) => keyword === 'enum' && typeof valueAt(body, instancePath) === 'string',
      )
      .map(({ instancePath }) => instancePath)
    // Above a new word no alternative fits any more; what each of them lacks is told at the same place.
    const alternatives = errors
      .filter(
        ({ keyword, instancePath }) =>
          /Of$/.test(keyword) && newEnumValues.some((path) => `${path}/`.startsWith(`${instancePath}/`)),
      )
      .map(({ instancePath }) => instancePath)
    const ignoredPointers = [...newEnumValues, ...alternatives]
    const remaining = errors.filter(
      ({ keyword, instancePath }) => keyword === 'const' || !ignoredPointers.includes(instancePath),
    )
    return remaining.map((error) => describe(body, error)).join('; ') || undefined
  }
