import { curlParts, headerOption, quoteShell } from '../../command/index.ts'
import { dereference, isForm, joinPointer } from '../../description/index.ts'
import type { Description, Operation, ParameterObject, Schema } from '../../description/index.ts'
import { encodedField, formFields, plainText } from '../../serialization/index.ts'
import { simplestValue } from '../../schema/index.ts'

/**
 * Returns a curl command that calls an operation with a valid request.
 *
 * @param options.path values of path parameters. Default: their examples
 * @param options.key the API key as a shell writes it: the key itself, or a variable
 */
export function curlLine(
  description: Description,
  operation: Operation,
  url: string,
  options: { path?: Readonly<Record<string, string>>; key: string },
): string {
  const { document } = description
  const parametersIn = (location: ParameterObject['in']) =>
    operation.parameters
      .filter(({ object }) => object.in === location && (object.required === true || location === 'path'))
      .map(({ object, pointer }) => ({ name: object.name, value: parameterText(document, object, pointer) }))
  const path = parametersIn('path').reduce(
    (text, { name, value }) => text.replace(`{${name}}`, encodeURIComponent(options.path?.[name] ?? value)),
    operation.path,
  )
  const query = parametersIn('query').map(
    ({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  )
  const cookies = parametersIn('cookie').map(({ name, value }) => `${name}=${value}`)
  return curlParts({
    method: operation.method,
    url: quoteShell(url + path + (query.length === 0 ? '' : `?${query.join('&')}`)),
    options: [
      ...credentialOptions(operation, options.key),
      ...parametersIn('header').map(({ name, value }) => headerOption(name, value)),
      ...(cookies.length === 0 ? [] : [`-b ${quoteShell(cookies.join('; '))}`]),
    ],
    data: dataOptions(description, operation),
  }).join(' ')
}

/** Returns the example of a parameter, or a simple value for its schema. */
function parameterText(document: unknown, object: ParameterObject, pointer: string): string {
  const named = Object.values(object.examples ?? {})[0]?.value
  const schema =
    object.schema === undefined ? {} : dereference<Schema>(document, joinPointer(pointer, 'schema')).value
  return textOf(object.example ?? named ?? simplestValue(schema))
}

function credentialOptions({ security }: Operation, key: string): string[] {
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

/** Returns the options that send the first example of the body. */
function dataOptions({ document }: Description, operation: Operation): string[] {
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
    return [headerOption('Content-Type', mediaType), `--data ${quoteShell(JSON.stringify(value))}`]
  return formFields(value, object.encoding).map((field) =>
    field.parts.length === 1
      ? `--data-urlencode ${quoteShell(`${field.name}=${plainText(field)}`)}`
      : `--data ${quoteShell(encodedField(field))}`,
  )
}

/** Returns a value as a URL or a form writes it: a string as it is, everything else as JSON. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
