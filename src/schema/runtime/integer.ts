/** Whether a number is a signed 32-bit integer (OpenAPI Format Registry, `int32`). */
export function int32(value: number): boolean {
  return value === (value | 0)
}

/** Whether a number is an integer (`int64`, `unix-time`). Numbers beyond 2^53 have already lost their last digits. */
export function whole(value: number): boolean {
  return Number.isInteger(value)
}
