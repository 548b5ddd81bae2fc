import { propertyName } from '../identifier.ts'

/** Returns a JavaScript string literal. */
export function quoted(text: string): string
export function quoted(text: string | undefined): string | undefined
export function quoted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : JSON.stringify(text)
}

/** Returns an object literal on one line. Members without a value are left out. */
export function objectOf(entries: readonly (readonly [name: string, value: string | undefined])[]): string {
  const members = entries.flatMap(([name, value]) =>
    value === undefined ? [] : [`${propertyName(name)}: ${value}`],
  )
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

/** Makes a text safe for a comment of one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('*/', '*\\/')
}

/** Returns a doc comment with the lines of the text. */
export function docComment(text: string, indent = '  '): string {
  const lines = text.trim().replaceAll('*/', '*\\/').split('\n')
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`
}
