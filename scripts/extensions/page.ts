import { stringify } from 'yaml'
import type { Rule } from '../../src/contract/index.ts'

/** The parts of an extension's JSON Schema that its page shows. */
export interface ExtensionSchema {
  /** The whole schema, as it is in its file. */
  readonly text: string
  readonly $id: string
  readonly title: string
  readonly description: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, KeySchema>>
  readonly required?: readonly string[]
  readonly items?: Pick<ExtensionSchema, 'properties' | 'required'>
}

interface KeySchema {
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, KeySchema>>
  readonly required?: readonly string[]
}

/** Returns the page of an extension: its purpose, its keys, an example, and the rules that follow from the example. */
export function pageOf(
  schema: ExtensionSchema,
  example: unknown,
  rules: readonly Pick<Rule, 'id' | 'text'>[],
  order: number,
): string {
  const { title, description, $id, text } = schema
  const [, place = '', purpose = ''] = /^(?:On|At) ([^:]*): (.*)$/s.exec(description) ?? []
  return [
    '---',
    yamlOf({
      title,
      label: title,
      group: 'Extensions',
      description: `The extension ${title} of OpenAPI, on ${place}. ${capitalized(firstSentence(purpose))}`,
      order,
    }),
    '---',
    '',
    `On ${place}: ${purpose}`,
    '',
    'Other tools may read and write it. Its JSON Schema has a stable id, under which the npm package serves it:',
    '',
    '```text',
    $id,
    '```',
    '',
    ...keysOf(schema),
    '## Example',
    '',
    '```yaml',
    yamlOf({ [title]: example }),
    '```',
    '',
    '## Rules',
    '',
    ...(rules.length === 0
      ? ['No rule is about this extension alone: the rules of requests and responses use it.']
      : [
          'The contract makes these rules of the example:',
          '',
          ...rules.map((rule) => `- \`${rule.id}\`: ${rule.text}`),
        ]),
    '',
    '## JSON Schema',
    '',
    '```json',
    text.trimEnd(),
    '```',
    '',
  ].join('\n')
}

/** Returns YAML as Prettier writes it. */
function yamlOf(value: unknown): string {
  return stringify(value, { lineWidth: 0, singleQuote: true }).trimEnd()
}

function keysOf({ properties, required, items }: ExtensionSchema): string[] {
  const all = properties ?? items?.properties
  if (all === undefined) return []
  const needed = new Set(required ?? items?.required)
  return [
    '## Keys',
    '',
    ...(items === undefined ? [] : ['Of each entry of the list:', '']),
    ...lines(all, needed, ''),
    '',
  ]
}

function lines(
  properties: Readonly<Record<string, KeySchema>>,
  needed: ReadonlySet<string>,
  indent: string,
): string[] {
  return Object.entries(properties).flatMap(([name, key]) => [
    `${indent}- \`${name}\`${needed.has(name) ? ' (required)' : ''}${meaningOf(key)}`,
    ...lines(key.properties ?? {}, new Set(key.required), `${indent}  `),
  ])
}

function meaningOf({ description, type, enum: values, $ref }: KeySchema): string {
  const kind =
    values === undefined
      ? $ref === undefined
        ? [type ?? []].flat().join(' or ')
        : 'a list of expected responses'
      : `one of ${values.map((value) => `\`${String(value)}\``).join(', ')}`
  const text = [description, kind === '' ? undefined : `${capitalized(kind)}.`].filter(
    (part) => part !== undefined,
  )
  return text.length === 0 ? '' : `: ${text.join(' ')}`
}

function firstSentence(text: string): string {
  return `${text.split(/\.(?:\s|$)/)[0] ?? ''}.`
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
