/** One error of an ajv validator. */
export interface ValidationError {
  /** The JSON Pointer (RFC 6901) of the invalid part. Empty for the whole body. */
  readonly instancePath: string
  /** The keyword that failed: `type`, `required`, … */
  readonly keyword: string
  /** Details of the keyword: `{ type: 'integer' }`, … */
  readonly params: Readonly<Record<string, unknown>>
}

/** A validator as ajv compiles it. `errors` contains the errors of its last call. */
export interface Validator {
  (data: unknown): boolean
  errors?: readonly ValidationError[] | null
}

/** Returns how the body of a success differs from the description, or undefined if it matches. */
export type ResponseValidator = (operation: string, status: number, body: unknown) => string | undefined

/** Returns `null`, `array`, `object`, `string`, … A message has the type only, because the value may be confidential. */
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
  // The received value of a constant is shown: it is most likely another value of an enumeration, not a secret.
  const received =
    keyword === 'const' && typeof value === 'string' ? JSON.stringify(value).slice(0, 40) : jsonTypeOf(value)
  return `${pointer || 'body'}: expected ${keyword} ${JSON.stringify(Object.values(params).at(-1))}, received ${received}`
}

/**
 * Creates `validate` from the validators of an API's successes, by method and path. An unknown string of an enumeration
 * is valid, because an API may add values after the client was generated.
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
    // A new value also makes every alternative of an `anyOf` or `oneOf` around it fail, at the same pointer.
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
