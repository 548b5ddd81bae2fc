/**
 * The entries of a list that are objects, with their index. What else stands there `extension-shape` reports, and the
 * other rules pass over.
 *
 * @template {object} T
 * @param {readonly T[] | undefined} list
 * @returns {[number, T][]}
 */
export function entriesOf(list) {
  if (!Array.isArray(list)) return []
  return /** @type {T[]} */ (list).flatMap((entry, index) =>
    typeof entry === 'object' && entry !== null ? [/** @type {[number, T]} */ ([index, entry])] : [],
  )
}
