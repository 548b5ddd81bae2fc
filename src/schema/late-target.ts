import type { ValidateFunction } from 'ajv'

/** A function that ajv wrote. */
export type Validate = ((data: unknown, context: ValidationContext) => boolean) &
  Pick<ValidateFunction, 'errors' | 'evaluated'>

export type ValidationContext = { instancePath: string } & Record<string, unknown>

/** A schema that is compiled when a value first needs it. */
export interface LateTarget {
  readonly validate: Validate
}

/** @param compile is called once */
export function lateTarget(compile: () => Validate): LateTarget {
  let result: { validate: Validate } | { error: unknown } | undefined
  return {
    get validate() {
      result ??= resultOrError(compile)
      if ('error' in result) throw result.error
      return result.validate
    },
  }
}

function resultOrError(compile: () => Validate): { validate: Validate } | { error: unknown } {
  try {
    return { validate: compile() }
  } catch (error) {
    return { error }
  }
}

/** Thrown when ajv cannot compile the target of a reference. Its message names the pointer of the target. */
export class SchemaCompileError extends Error {
  constructor(key: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(`The schema at \`${decodeURIComponent(key.slice(1))}\` cannot be compiled: ${reason}.`, { cause })
  }
}
