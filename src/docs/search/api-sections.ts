import type { Description, Operation, Parameter } from '../../description/index.ts'
import { operationAddress, partAddress, tagAddress, textSections } from '../redoc/routes.ts'
import { propertiesOf } from '../schema/properties.ts'
import type { Section } from '../site.ts'

/** Returns the sections of the page of an API: those of its text, its tags, its operations and their parameters. */
export function apiSections(description: Description): Section[] {
  const { info } = description.document
  const text = textSections(info.description ?? '').map(({ title, address, text: body }) => ({
    anchor: address,
    title,
    level: 2,
    text: plain(body),
  }))
  return [{ anchor: '', title: '', level: 1, text: plain(info.summary ?? '') }, ...text, ...tags(description)]
}

/** A tag object (OpenAPI 3.1, section 4.8.22). */
interface Tag {
  name?: string
  description?: string
  'x-displayName'?: string
}

function tags({ document, operations }: Description): Section[] {
  const described = (document as { tags?: Tag[] }).tags ?? []
  const names = new Map<string, string | undefined>()
  for (const { object } of operations) names.set(tagAddress(object.tags?.[0]), object.tags?.[0])
  return [...names].flatMap(([anchor, name]) => {
    const tag = described.find((each) => each.name === name)
    const title = tag?.['x-displayName'] ?? name ?? 'Other'
    const own = operations.filter(({ object }) => tagAddress(object.tags?.[0]) === anchor)
    return [
      { anchor, title, level: 2, text: plain(tag?.description ?? '') },
      ...own.flatMap((operation) => operationSections(document, operation)),
    ]
  })
}

function operationSections(document: Description['document'], operation: Operation): Section[] {
  const { object, method, path, id } = operation
  const responses = operation.responses.flatMap((response) => [
    response.status,
    response.object.description,
    ...response.headers.map(({ name }) => name),
    ...response.content.flatMap(({ object: content }) => [
      ...Object.values(content.examples ?? {}).flatMap(({ summary, description }) => [summary, description]),
      ...propertiesOf(document, content.schema ?? {}).map(({ name }) => name),
    ]),
  ])
  const words = [`${method} ${path}`, id, object.description, ...new Set(responses)]
  return [
    {
      anchor: operationAddress(operation),
      title: object.summary ?? id,
      level: 3,
      text: plain(words.filter((word) => word !== undefined).join(' ')),
      badge: method,
    },
    ...operation.parameters.map((parameter) => parameterSection(operation, parameter)),
    ...bodySections(document, operation),
  ]
}

function parameterSection(operation: Operation, { object }: Parameter): Section {
  const location = object.in === 'header' ? 'headers' : object.in
  return {
    anchor: partAddress(operation, `t=request&in=${location}&path=${object.name.toLowerCase()}`),
    title: object.name,
    level: 4,
    text: plain(
      `${object.in} parameter of ${operation.object.summary ?? operation.id}. ${object.description ?? ''}`,
    ),
    searchOnly: true,
  }
}

function bodySections(document: Description['document'], operation: Operation): Section[] {
  const schema = operation.body?.content[0]?.object.schema
  if (schema === undefined) return []
  return propertiesOf(document, schema).map(({ name, schema: property }) => ({
    anchor: partAddress(operation, `t=request&path=${name.toLowerCase()}`),
    title: name,
    level: 4,
    text: plain(
      `body property of ${operation.object.summary ?? operation.id}. ${property.description ?? ''}`,
    ),
    searchOnly: true,
  }))
}

/** Returns Markdown as words. */
function plain(text: string): string {
  return text
    .replaceAll(/\]\([^)]*\)/g, ' ')
    .replaceAll(/[`*#>|[\]]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
