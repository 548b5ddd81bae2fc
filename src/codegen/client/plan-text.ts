import { covers, essence, isForm, isJson } from '../../description/index.ts'
import type { Content, Operation, Parameter } from '../../description/index.ts'
import { concreteMediaType, styleOf } from '../../serialization/index.ts'
import { bodyFormats, isBinary } from '../body-format.ts'
import { propertyName } from '../identifier.ts'
import { isBodiless } from './unsupported.ts'
import { acceptOf } from './accept.ts'
import { sentContent } from './bodies.ts'
import { requiresKey } from './connect-arguments.ts'
import { formStyles, queryStyles, recordStyle, stylesText, typesOf } from './field-styles.ts'
import { ANYTHING, successMembers } from './members.ts'
import { CALL_OPTIONS } from './options.ts'
import { requirementText } from './security.ts'
import { operationUrlText } from './servers.ts'
import type { ClientSource } from './source.ts'
import { objectOf, quoted } from './text.ts'

/** Writes how an operation sends its requests and reads its responses: a `Plan` of the runtime. */
export function planText(source: ClientSource, operation: Operation): string {
  const own = successMembers(source, operation)
    .filter(([, member]) => member !== ANYTHING && member !== '')
    .map(([status, member]) => [status, quoted(member)] as const)
  return objectOf([
    ['keyed', source.isKeyed(operation) ? 'true' : undefined],
    ['requiresKey', source.isKeyed(operation) && requiresKey(operation) ? 'true' : undefined],
    ['baseUrl', operationUrlText(source, operation)],
    ['pathGroup', hasPathGroup(operation) ? 'true' : undefined],
    ['path', pathText(source, operation)],
    ['query', queryText(source, operation)],
    ['headers', headersText(source, operation)],
    ['cookies', cookiesText(source, operation)],
    ['body', bodyText(source, operation)],
    ['accept', quoted(acceptOf(operation))],
    ['security', requirementText(operation)],
    ['redirects', operation.responses.some(({ status }) => status.startsWith('3')) ? 'true' : undefined],
    ['responses', responsesText(source, operation)],
    ['shapes', own.length === 0 ? undefined : objectOf(own)],
  ])
}

/** Whether the path parameters of an operation are a group, because one has the name of an option. */
function hasPathGroup({ parameters }: Operation): boolean {
  return parameters.some(({ object }) => object.in === 'path' && CALL_OPTIONS.includes(object.name))
}

/** Writes how the call of an operation differs from the usual one; undefined if it does not. */
export function shapeText(operation: Operation): string | undefined {
  const { body } = operation
  const content = body === undefined ? undefined : sentContent(body)
  const members = objectOf([
    ['media', body !== undefined && body.content.length > 1 ? quoted(content?.mediaType) : undefined],
    ['path', hasPathGroup(operation) ? 'true' : undefined],
    ['bodiless', body !== undefined && isBodiless(operation) ? 'true' : undefined],
  ])
  return members === '{}' ? undefined : members
}

const parametersIn = ({ parameters }: Operation, location: string): Parameter[] =>
  parameters.filter(({ object }) => object.in === location)

function pathText(source: ClientSource, operation: Operation): string | undefined {
  const styles = parametersIn(operation, 'path').flatMap((parameter) => {
    const { name, explode } = styleOf(parameter)
    const isKnown = ['simple', 'label', 'matrix', 'json'].includes(name)
    // A text has the same form whether it explodes or not, except as a part of `matrix`.
    const style = name === 'json' || !isKnown ? name : `${name}${explode ? '*' : ''}`
    return style === 'simple' || !isKnown ? [] : [[parameter.object.name, quoted(style)] as const]
  })
  return styles.length === 0 ? undefined : `${source.use('pathStyles')}(${objectOf(styles)})`
}

function queryText(source: ClientSource, operation: Operation): string | undefined {
  const styles = stylesText(queryStyles(source, operation))
  return styles === undefined ? undefined : `${source.use('queryOf')}(${styles})`
}

function headersText(source: ClientSource, operation: Operation): string | undefined {
  const styles = parametersIn(operation, 'header').flatMap((parameter) => {
    const { name, explode } = styleOf(parameter)
    const types = typesOf(source.description.document, parameter)
    const isStructure = types === undefined || types.has('array') || types.has('object')
    if (name === 'json') return [[parameter.object.name, quoted('json')] as const]
    return isStructure ? [[parameter.object.name, quoted(explode ? 'simple*' : 'simple')] as const] : []
  })
  return styles.length === 0 ? undefined : `${source.use('headerStyles')}(${objectOf(styles)})`
}

function cookiesText(source: ClientSource, operation: Operation): string | undefined {
  const parameters = parametersIn(operation, 'cookie')
  if (parameters.length === 0) return undefined
  const styles = parameters.map((parameter) => {
    const { name, explode } = styleOf(parameter)
    return [parameter.object.name, quoted(name === 'json' ? 'json' : explode ? 'form*' : 'form')] as const
  })
  return `${source.use('cookieStyles')}(${objectOf(styles)})`
}

const OCTETS = 'application/octet-stream'

function bodyText(source: ClientSource, operation: Operation): string | undefined {
  const { document } = source.description
  const content = operation.body === undefined ? undefined : sentContent(operation.body)
  if (content === undefined || isBodiless(operation)) return undefined
  const { mediaType, schema } = content
  const type = essence(mediaType) === '' ? mediaType : concreteMediaType(mediaType)
  if (isForm(type)) return formText(source, content)
  if (essence(type).startsWith('multipart/')) return multipartText(source, content)
  if (essence(mediaType).includes('*') && schema !== undefined && isBinary(document, schema)) {
    // A narrower range leaves the type to the Blob.
    const sent = covers(mediaType, OCTETS) ? OCTETS : essence(mediaType)
    return `${source.use('binaryBody')}(${quoted(sent)})`
  }
  const [format] = bodyFormats(document, { ...content, mediaType: type })
  if (format === 'json')
    return type === 'application/json' ? undefined : `${source.use('jsonBody')}(${quoted(type)})`
  return `${source.use(format === 'blob' ? 'binaryBody' : 'textBody')}(${quoted(type)})`
}

function formText(source: ClientSource, content: Content): string {
  const usual = recordStyle(content)
  const styles = stylesText(formStyles(source, content)) ?? '{}'
  return `${source.use('formBody')}(${styles}${usual === 'json' ? '' : `, ${quoted(usual)}`})`
}

function multipartText(source: ClientSource, { mediaType, object }: Content): string {
  const types = Object.entries(object.encoding ?? {}).flatMap(([name, { contentType }]) =>
    contentType === undefined || /[*,]/.test(contentType) ? [] : [[name, quoted(contentType)] as const],
  )
  const table = types.length === 0 ? '' : `, ${objectOf(types)}`
  const type = essence(mediaType).includes('*') ? 'multipart/form-data' : essence(mediaType)
  return `${source.use('multipartBody')}(${quoted(type)}${table})`
}

/** Writes the formats of all responses. The undocumented errors have those of the documented ones. */
function responsesText(source: ClientSource, operation: Operation): string {
  const { document } = source.description
  const formats = operation.responses.map(({ status, content }) => {
    const all = [...new Set(content.flatMap((one) => bodyFormats(document, one)))]
    // JSON first: it is the format of a response with another, undescribed media type.
    return [status.toUpperCase().replace('DEFAULT', 'default'), all] as const
  })
  const has = (status: RegExp): boolean => formats.some(([key]) => status.test(key))
  const usual = formats.find(([key]) => key === 'default')?.[1]
  const failures = [...new Set(formats.filter(([key]) => /^[45]/.test(key)).flatMap(([, all]) => all))]
  const entries: (readonly [string, readonly string[]])[] = [...formats]
  if (usual !== undefined && !has(/^2/)) entries.push(['2XX', usual])
  if (usual === undefined && failures.length > 0) entries.push(['default', failures])
  for (const format of entries.flatMap(([, all]) => all))
    if (format !== 'json') source.usedFormats.add(source.use(format))
  return `{ ${entries.map(([status, all]) => `${propertyName(status)}: ${quoted(all.join(' '))}`).join(', ')} }`
}

/** Returns the media type that all bodies of the client over paths have; undefined if they differ. */
export function commonContent({ operations }: ClientSource): Content | undefined {
  const contents = operations.flatMap(({ body }) => (body === undefined ? [] : [sentContent(body)]))
  const types = new Set(contents.map((content) => content?.mediaType))
  const [content] = contents
  const isUsable = content !== undefined && (isJson(content.mediaType) || isForm(content.mediaType))
  return types.size === 1 && isUsable ? content : undefined
}
