/**
 * Turns a name of the description into an identifier in PascalCase. Letters of any script are kept.
 *
 * @example pascalCase('line_item.v2') // 'LineItemV2'
 */
export function pascalCase(name: string): string {
  const words = name.split(/[^\p{ID_Continue}]|_/u).filter((word) => word !== '')
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return /^\p{ID_Start}/u.test(joined) ? joined : `_${joined}`
}

/**
 * Turns a text into an identifier in camelCase.
 *
 * @example camelCase('get-user/by id') // 'getUserById'
 */
export function camelCase(text: string): string {
  const name = pascalCase(text)
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** Whether a text is an identifier of JavaScript. */
export function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(text)
}

/**
 * Returns the names in their order. A name that an earlier entry has, or that is in `taken`, gets the first free number:
 * `Order`, `Order2`.
 */
export function uniqueNames(names: readonly string[], taken: Iterable<string> = []): string[] {
  const wanted = new Set(names)
  const used = new Set(taken)
  const next = new Map<string, number>()
  return names.map((name) => {
    let unique = name
    for (let number = next.get(name) ?? 2; used.has(unique); number++) {
      next.set(name, number + 1)
      unique = `${name}${number}`
      // The plain name belongs to the entry that has it.
      if (wanted.has(unique)) unique = name
    }
    used.add(unique)
    return unique
  })
}

/** Returns a property name in JavaScript syntax: quoted unless it is an identifier or an integer. */
export function propertyName(name: string): string {
  return /^([\p{ID_Start}_$][\p{ID_Continue}$]*|0|[1-9]\d*)$/u.test(name) ? name : JSON.stringify(name)
}
