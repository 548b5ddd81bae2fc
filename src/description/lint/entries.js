/**
 * Returns the entries of a list that are objects, with their index. Other entries are reported by `extension-shape` and
 * ignored by the other rules.
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
