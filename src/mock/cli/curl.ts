import { curlParts, headerOption, quoteBytes, quoteShell } from '../../command/index.ts'
import { isForm } from '../../description/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import {
  encodedField,
  exampleValue,
  fillPath,
  formFields,
  pathText,
  plainText,
  queryFields,
  serialize,
  validBody,
} from '../../serialization/index.ts'
import type { SentParameter } from '../../serialization/index.ts'

/** The longest body in bytes that a command contains. */
const MAX_BODY = 2000

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
  const parameters = requiredParameters(description, operation)
  const query = queryFields(parameters)
  const cookies = parameters.flatMap(({ in: location, name, value }) =>
    location === 'cookie' && value !== null ? [`${name}=${value}`] : [],
  )
  const path = pathOf(description, operation, options.path)
  return curlParts({
    method: operation.method,
    url: quoteShell(url + path + (query.length === 0 ? '' : `?${query.join('&')}`)),
    options: [
      ...credentialOptions(operation, options.key),
      ...parameters.flatMap(({ in: location, name, value }) =>
        location === 'header' && value !== null ? [headerOption(name, value)] : [],
      ),
      ...(cookies.length === 0 ? [] : [`-b ${quoteShell(cookies.join('; '))}`]),
    ],
    data: dataOptions(description, operation),
  }).join(' ')
}

function pathOf(
  { document }: Description,
  operation: Operation,
  given: Readonly<Record<string, string>> = {},
): string {
  const segments = operation.parameters.flatMap((parameter): [string, string][] => {
    const { in: location, name } = parameter.object
    if (location !== 'path') return []
    const own = Object.hasOwn(given, name) ? given[name] : undefined
    const value = own ?? exampleValue(document, parameter)?.value ?? ''
    return [[name, pathText(document, parameter, value)]]
  })
  return fillPath(operation, Object.fromEntries(segments))
}

function requiredParameters({ document }: Description, { parameters }: Operation): SentParameter[] {
  return parameters.flatMap((parameter) => {
    const { in: location, required } = parameter.object
    if (location === 'path' || required !== true) return []
    const example = exampleValue(document, parameter)
    return example === undefined ? [] : serialize(parameter, example.value)
  })
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

/** Returns the options that send the first valid body of an operation, if a command line can contain it. */
function dataOptions({ document }: Description, { body, method }: Operation): string[] {
  // curl sends no body with HEAD.
  if (method === 'HEAD') return []
  for (const content of body?.content ?? []) {
    const made = validBody(document, content)
    if (made === undefined || made.bytes.byteLength > MAX_BODY || made.bytes.includes(0)) continue
    // curl sends this media type by itself.
    if (isForm(content.mediaType))
      return formFields(made.value, content.object.encoding).map((field) =>
        field.parts.length === 1
          ? `--data-urlencode ${quoteShell(`${field.name}=${plainText(field)}`)}`
          : `--data ${quoteShell(encodedField(field))}`,
      )
    return [
      ...(made.contentType === null ? [] : [headerOption('Content-Type', made.contentType)]),
      `--data-raw ${quoteBytes(made.bytes)}`,
    ]
  }
  return []
}
