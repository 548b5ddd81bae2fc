import { propertyName } from '../identifier.ts'

/** A text as JavaScript writes it. */
export function quoted(text: string): string
export function quoted(text: string | undefined): string | undefined
export function quoted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : JSON.stringify(text)
}

/** An object literal on one line; members without a value are left out. */
export function objectOf(entries: readonly (readonly [name: string, value: string | undefined])[]): string {
  const members = entries.flatMap(([name, value]) =>
    value === undefined ? [] : [`${propertyName(name)}: ${value}`],
  )
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

/** Text that can stand in a comment of one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('*/', '*\\/')
}

/** A doc comment of as many lines as the text has. */
export function docComment(text: string): string {
  const lines = text.trim().replaceAll('*/', '*\\/').split('\n')
  return `  /**\n${lines.map((line) => `   * ${line}`.trimEnd()).join('\n')}\n   */\n`
}
