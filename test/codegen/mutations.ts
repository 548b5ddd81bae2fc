import fc from 'fast-check'
import { get, joinPointer, remove, set } from '../../src/description/index.ts'

/** Returns the pointers of a value and of everything in it. */
export function pointersOf(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, child]) => pointersOf(child, joinPointer(at, key)))]
}

/** Values that validators often handle wrongly. */
const edgeValues = fc.constantFrom<unknown>(
  null,
  true,
  '',
  'canceled',
  '🙂🙂🙂🙂',
  '2023-02-29',
  0,
  -1,
  1.5,
  2 ** 31,
  1e21,
  [],
  {},
  { a: 'b' },
)

/** Generates `value` with one to three random changes: a part is removed, replaced or added. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  const change = fc.tuple(
    fc.nat(),
    fc.oneof(edgeValues, fc.jsonValue({ maxDepth: 1 })),
    fc.constantFrom('remove', 'set', 'add'),
  )
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce<unknown>((current, [index, other, kind]) => {
      const pointers = pointersOf(current)
      const pointer = pointers[index % pointers.length] ?? ''
      const isObject = typeof get(current, pointer) === 'object' && get(current, pointer) !== null
      if (kind === 'remove' && pointer !== '') return remove(current, pointer)
      return set(current, kind === 'add' && isObject ? `${pointer}/0` : pointer, other)
    }, value),
  )
}
