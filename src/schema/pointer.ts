/**
 * Returns the tokens of a JSON Pointer (RFC 6901), such as `/a/b~1c`. The empty pointer selects the whole document.
 *
 * @example get({ a: [{ 'b/c': 1 }] }, '/a/0/b~1c') // 1
 */
export function parsePointer(pointer: string): string[] {
  if (pointer === '') return []
  const tokens = pointer.slice(pointer.startsWith('/') ? 1 : 0).split('/')
  return pointer.includes('~') ? tokens.map(unescapeToken) : tokens
}

/** Reverses `escapeToken`. */
export function unescapeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** Escapes a token of a JSON Pointer (RFC 6901, section 3). */
export function escapeToken(token: string | number): string {
  if (typeof token === 'number') return String(token)
  // Most tokens have nothing to escape, and a large description has millions of them.
  return token.includes('~') || token.includes('/')
    ? token.replaceAll('~', '~0').replaceAll('/', '~1')
    : token
}

/** Appends tokens to a pointer and escapes them. */
export function joinPointer(pointer: string, ...tokens: readonly (string | number)[]): string {
  let joined = pointer
  for (const token of tokens) joined += `/${escapeToken(token)}`
  return joined
}

/** Returns the value at `pointer`. Undefined if it does not exist. Inherited properties are ignored. */
export function get(document: unknown, pointer: string): unknown {
  let value: unknown = document
  for (const token of parsePointer(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined
    value = (value as Record<string, unknown>)[token]
  }
  return value
}

/** Returns a copy of `document` with `value` at `pointer`. Missing objects are created. Other parts are shared. */
export function set(document: unknown, pointer: string, value: unknown): unknown {
  const [token, ...rest] = parsePointer(pointer)
  if (token === undefined) return value
  const copy: unknown = Array.isArray(document)
    ? [...(document as unknown[])]
    : typeof document === 'object' && document !== null
      ? { ...document }
      : {}
  const restPointer = rest.length === 0 ? '' : joinPointer('', ...rest)
  const record = copy as Record<string, unknown>
  Object.defineProperty(record, token, {
    value: set(Object.hasOwn(record, token) ? record[token] : undefined, restPointer, value),
    enumerable: true,
    configurable: true,
    writable: true,
  })
  return copy
}

/** Returns a copy of `document` without the value at `pointer`. Other parts are shared. */
export function remove(document: unknown, pointer: string): unknown {
  const tokens = parsePointer(pointer)
  const last = tokens.pop()
  if (last === undefined) return undefined
  const parent = joinPointer('', ...tokens)
  const holder = get(document, parent)
  if (typeof holder !== 'object' || holder === null) return document
  if (Array.isArray(holder)) {
    return set(
      document,
      parent,
      (holder as unknown[]).filter((_, index) => String(index) !== last),
    )
  }
  return set(document, parent, Object.fromEntries(Object.entries(holder).filter(([key]) => key !== last)))
}
