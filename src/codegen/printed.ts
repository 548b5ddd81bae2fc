import { STYLE } from './format.ts'
import { propertyName } from './identifier.ts'

/*
 * What long files repeat thousands of times, printed as Prettier prints it: `format` leaves these files as they are,
 * because Prettier needs as long for them as a tenth of all other work.
 */

/** Returns a string literal of JavaScript. */
export function literal(text: string): string {
  const json = JSON.stringify(text)
  return text.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`
}

/** Returns the name of a property, in quotes if it needs them. */
export const printedName = (name: string): string => (propertyName(name) === name ? name : literal(name))

/** Returns a type with one type argument. A long one is broken after the bracket. */
export function printedType(head: string, name: string, argument: string): string {
  const line = `${head}${name}<${argument}>`
  return fits(line) ? line : `${head}${name}<\n${argument.replaceAll(/^/gm, '  ')}\n>`
}

/** Returns the declaration of a type. */
export function printedAlias(name: string, type: string, argument?: string): string {
  const head = `export type ${name} =`
  const whole = argument === undefined ? type : `${type}<${argument}>`
  if (fits(`${head} ${whole}`)) return `${head} ${whole}`
  return argument === undefined || !fits(`${head} ${type}<`)
    ? `${head}\n  ${whole}`
    : printedType(`${head} `, type, argument)
}

/** Returns the import of values from a module. */
export function printedImport(names: readonly string[], path: string): string {
  const line = `import { ${names.join(', ')} } from '${path}'`
  return fits(line) ? line : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${path}'`
}

/** Whether a line is not too long. */
export const fits = (line: string): boolean => line.length <= STYLE.printWidth
