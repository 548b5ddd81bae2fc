/** One thing in a value that its schema does not allow: ajv's `ErrorObject`, without what can be left out. */
export interface ValidationError {
  instancePath: string
  keyword: string
  params: Record<string, unknown>
}

/** Adds an error to a validator's list, which is null until the first. */
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
