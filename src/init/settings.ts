import { isDeepStrictEqual } from 'node:util'
import { parseDocument } from 'yaml'
import { readYaml } from '../description/index.ts'

/** An entry of `redocly.yaml`. */
export interface Entry {
  readonly name: string
  /** The path of the description. */
  readonly file: string
}

/** Returns the line that lets an editor complete the keys. @param path the path of the package */
export const schemaLine = (path: string): string =>
  `# yaml-language-server: $schema=${path}/dist/data/description/extensions/redocly.json\n`

/** Returns a new `redocly.yaml`. */
export function newSettings(entries: readonly Entry[], schema: string): string {
  return `${schema}apis:\n${entries.map((entry) => linesOf(entry, '  ')).join('')}`
}

/**
 * Returns `redocly.yaml` with further entries under `apis`. Everything else, comments included, stays as it is.
 *
 * @throws DescriptionError if it is not valid YAML
 */
export function addEntries(text: string, entries: readonly Entry[]): string {
  const before = (readYaml('redocly.yaml', text) ?? {}) as { apis?: object | null }
  const apis = {
    ...before.apis,
    ...Object.fromEntries(entries.map(({ name, file }) => [name, { root: file }])),
  }
  const wanted = { ...before, apis }
  const inserted = insertEntries(text, entries)?.replaceAll(/\r?\n/g, text.includes('\r\n') ? '\r\n' : '\n')
  if (inserted !== undefined && isDeepStrictEqual(readYaml('redocly.yaml', inserted), wanted)) return inserted
  // The list is written in another style.
  const document = parseDocument(text)
  for (const { name, file } of entries) document.setIn(['apis', name], document.createNode({ root: file }))
  return document.toString()
}

function insertEntries(text: string, entries: readonly Entry[]): string | undefined {
  const start = /^apis:[ \t]*(?:#.*)?\r?\n/m.exec(text)
  if (start === null)
    return /^apis\s*:/m.test(text)
      ? undefined
      : `${text.replace(/\n?$/, '\n')}apis:\n${entries.map((entry) => linesOf(entry, '  ')).join('')}`
  const at = start.index + start[0].length
  const indent = /^(?:[ \t]*(?:#.*)?\r?\n)*([ ]+)/.exec(text.slice(at))?.[1] ?? '  '
  return text.slice(0, at) + entries.map((entry) => linesOf(entry, indent)).join('') + text.slice(at)
}

function linesOf({ name, file }: Entry, indent: string): string {
  return `${indent}${quoted(name)}:\n${indent}${indent}root: ${quoted(file)}\n`
}

/** A JSON string is a YAML string. */
function quoted(text: string): string {
  return /^[\w][\w./-]*$/.test(text) && !/^(?:\d.*|true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text)
}
