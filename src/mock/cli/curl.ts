import { dereference, isForm, joinPointer } from '../../description/index.ts'
import type { Description, Operation, ParameterObject, Schema } from '../../description/index.ts'
import { simplest } from '../respond/simplest.ts'

/**
 * A curl command that calls an operation and succeeds.
 *
 * @param path values for path parameters that are not to be the examples
 * @param key how an API key is written in a shell: itself, or a variable's name
 */
export function curlLine(
  description: Description,
  operation: Operation,
  url: string,
  options: { path?: Readonly<Record<string, string>>; key: string },
): string {
  const { document } = description
  const parameters = operation.parameters.map(({ object, pointer }) => ({
    object,
    value: exampleOf(document, object, pointer),
    needed: object.required === true || object.in === 'path',
  }))
  const parametersIn = (location: ParameterObject['in']) =>
    parameters.filter(({ object, needed }) => object.in === location && needed)
  const path = parametersIn('path').reduce(
    (text, { object, value }) =>
      text.replace(`{${object.name}}`, encodeURIComponent(options.path?.[object.name] ?? value)),
    operation.path,
  )
  const query = parametersIn('query').map(
    ({ object, value }) => `${encodeURIComponent(object.name)}=${encodeURIComponent(value)}`,
  )
  const cookies = parametersIn('cookie').map(({ object, value }) => `${object.name}=${value}`)
  return [
    'curl -sS -i',
    ...(operation.method === 'GET'
      ? []
      : [operation.method === 'HEAD' ? '--head' : `-X ${operation.method}`]),
    quote(url + path + (query.length === 0 ? '' : `?${query.join('&')}`)),
    ...credentials(operation, options.key),
    ...parametersIn('header').map(({ object, value }) => `-H ${quote(`${object.name}: ${value}`)}`),
    ...(cookies.length === 0 ? [] : [`-b ${quote(cookies.join('; '))}`]),
    ...body(description, operation),
  ].join(' ')
}

function exampleOf(document: unknown, object: ParameterObject, pointer: string): string {
  const named = Object.values(object.examples ?? {})[0]?.value
  const schema =
    object.schema === undefined ? {} : dereference<Schema>(document, joinPointer(pointer, 'schema')).value
  return textOf(object.example ?? named ?? simplest(schema))
}

function credentials({ security }: Operation, key: string): string[] {
  return (security[0] ?? []).map(({ scheme }) => {
    if (scheme.type === 'apiKey') {
      if (scheme.in === 'cookie') return `-b "${scheme.name ?? ''}=${key}"`
      if (scheme.in === 'query') return `--url-query "${scheme.name ?? ''}=${key}"`
      return `-H "${scheme.name ?? ''}: ${key}"`
    }
    if (scheme.type === 'http' && scheme.scheme?.toLowerCase() === 'basic') {
      const { username = '$apiKey', password = '' } = scheme['x-credentials'] ?? {}
      return `-u "${username.replace('$apiKey', () => key)}:${password.replace('$apiKey', () => key)}"`
    }
    return `-H "Authorization: Bearer ${key}"`
  })
}

/** The first example of a body that has to be sent, or can be. */
function body({ document }: Description, operation: Operation): string[] {
  const [content] = operation.body?.content ?? []
  if (content === undefined) return []
  const { object, mediaType, pointer } = content
  const schema =
    object.schema === undefined ? {} : dereference<Schema>(document, joinPointer(pointer, 'schema')).value
  const value: unknown =
    Object.values(object.examples ?? {})[0]?.value ??
    object.example ??
    schema.examples?.[0] ??
    schema['example']
  if (value === undefined) return []
  if (!isForm(mediaType))
    return [`-H ${quote(`Content-Type: ${mediaType}`)}`, `--data ${quote(JSON.stringify(value))}`]
  const fields = pairs('', value)
  return fields.map((field) => `--data-urlencode ${quote(field)}`)
}

function pairs(name: string, value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [`${name}=${textOf(value)}`]
  return Object.entries(value).flatMap(([key, child]) =>
    pairs(name === '' ? key : Array.isArray(value) ? `${name}[]` : `${name}[${key}]`, child),
  )
}

/** A value as it stands in a URL or a form; what has no text of its own as JSON. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
