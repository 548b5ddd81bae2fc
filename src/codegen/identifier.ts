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

/** Returns a property name in JavaScript syntax: quoted unless it is an identifier or an integer. */
export function propertyName(name: string): string {
  return /^([\p{ID_Start}_$][\p{ID_Continue}$]*|0|[1-9]\d*)$/u.test(name) ? name : JSON.stringify(name)
}
