/** One error of an invalid value: the required fields of ajv's `ErrorObject`. */
export interface ValidationError {
  instancePath: string
  keyword: string
  params: Record<string, unknown>
}

/** Adds an error to a validator's list. The list is null before the first error. */
export function report(
  errors: ValidationError[] | null,
  instancePath: string,
  keyword: string,
  params: Record<string, unknown>,
): ValidationError[] {
  const list = errors ?? []
  list.push({ instancePath, keyword, params })
  return list
}
