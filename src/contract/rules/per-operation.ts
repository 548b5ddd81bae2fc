import type { Operation } from '../../description/index.ts'

/**
 * Makes a function that computes its result once for each operation. A recording has many thousands of exchanges of a few
 * operations.
 */
export function perOperation<Result>(
  compute: (operation: Operation) => Result,
): (operation: Operation) => Result {
  const known = new WeakMap<Operation, { readonly result: Result }>()
  return (operation) => {
    let entry = known.get(operation)
    if (entry === undefined) {
      entry = { result: compute(operation) }
      known.set(operation, entry)
    }
    return entry.result
  }
}
