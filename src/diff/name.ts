import { get, joinPointer, METHODS, parsePointer } from '../description/index.ts'

/** How a part is named: by its key, the list or record that it is in, and its value. */
type Naming = (key: string, value: unknown, owner: () => string | undefined) => string | undefined

/** The list or record that a part is in → its name. */
const NAMINGS: Readonly<Record<string, Naming>> = {
  parameters: (_, value) => `\`${textOf(value, 'name')}\` ${textOf(value, 'in')} parameter`,
  security: (_, value) => {
    const schemes = Object.keys(value ?? {}).map((name) => `\`${name}\``)
    return `security requirement ${schemes.length === 0 ? '`{}` (no credentials)' : schemes.join(' and ')}`
  },
  servers: (_, value) => `server \`${textOf(value, 'url')}\``,
  tags: (_, value) => `tag \`${textOf(value, 'name')}\``,
  headers: (key) => `\`${key}\` header`,
  responses: (key) => `response \`${key}\``,
  content: (key) => `media type \`${key}\``,
  properties: (key, _, owner) => `property \`${key}\`${of(owner())}`,
  schemas: (key) => `schema \`${key.replace(/\.(?:request|response)$/, '')}\``,
  paths: (key) => `path \`${key}\``,
  webhooks: (key) => `webhook \`${key}\``,
  mapping: (key, _, owner) => `discriminator value \`${key}\`${of(owner())}`,
  oneOf: (_, __, owner) => `\`oneOf\` subschema${of(owner())}`,
  anyOf: (_, __, owner) => `\`anyOf\` subschema${of(owner())}`,
  allOf: (_, __, owner) => `\`allOf\` subschema${of(owner())}`,
}

/** Keys that say less than what they are in. */
const TRANSPARENT = new Set(['schema', 'discriminator'])

/**
 * Returns how people name a part of a description, such as `` `limit` query parameter`` or `` property `id` of schema `Thing` ``.
 *
 * @param pointer where the part is in the document
 */
export function nameOfPart(pointer: string, document: unknown): string {
  return nameOf(parsePointer(pointer.replace(/^#/, '')), document) ?? 'the description'
}

function nameOf(tokens: readonly string[], document: unknown): string | undefined {
  const key = tokens.at(-1)
  if (key === undefined) return undefined
  const parent = tokens.at(-2) ?? ''
  const owner = tokens.slice(0, -2)
  const naming = isNameOfProperty(tokens.slice(0, -1)) ? undefined : NAMINGS[parent]
  const named = naming?.(key, get(document, joinPointer('', ...tokens)), () => nameOf(owner, document))
  if (named !== undefined) return named
  if (METHODS.includes(key) && (tokens[0] === 'paths' || tokens[0] === 'webhooks')) return 'the operation'
  if (TRANSPARENT.has(key)) return nameOf(tokens.slice(0, -1), document)
  return `\`${key}\``
}

/** Whether the last token is the name of a property: `properties/headers`. */
function isNameOfProperty(tokens: readonly string[]): boolean {
  return tokens.at(-2) === 'properties' && !isNameOfProperty(tokens.slice(0, -1))
}

const of = (owner: string | undefined): string => (owner === undefined ? '' : ` of ${owner}`)

function textOf(value: unknown, key: string): string {
  const text = (value as Readonly<Record<string, unknown>> | undefined)?.[key]
  return typeof text === 'string' ? text : ''
}
