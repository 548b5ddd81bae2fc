/** A whole number that fits into 32 bits with its sign (OpenAPI Format Registry, `int32`). */
export function int32(value: number): boolean {
  return value === (value | 0)
}

/** A whole number (`int64`, `unix-time`). JSON numbers beyond 2^53 have lost their last digits already. */
export function whole(value: number): boolean {
  return Number.isInteger(value)
}
