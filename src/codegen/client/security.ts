import { joinPointer } from '../../description/index.ts'
import type { Operation, Security } from '../../description/index.ts'
import { alternativesOf } from './alternatives.ts'
import type { ClientSource } from './source.ts'
import { docComment, objectOf, quoted } from './text.ts'
import { propertyName } from '../identifier.ts'

/** Returns the security schemes that the operations use, by name. */
function schemesOf({ operations }: ClientSource): Map<string, Security> {
  return new Map(
    operations
      .flatMap((operation) => alternativesOf(operation).flat())
      .map((security) => [security.name, security]),
  )
}

/** Writes the function that sends the credentials; undefined if no operation needs one. */
export function authorizeText(source: ClientSource): string | undefined {
  const schemes = schemesOf(source)
  if (schemes.size === 0) return undefined
  const writers = [...schemes.values()].map((security): [string, string] => [
    security.name,
    schemeText(source, security, valueText(schemes, security.name)),
  ])
  return `${source.use('credentials')}(${objectOf(writers)})`
}

/** Writes the names of the schemes that an operation accepts: alternatives of schemes that are sent together. */
export function requirementText(operation: Operation): string | undefined {
  const alternatives = alternativesOf(operation)
  if (!alternatives.some((schemes) => schemes.length > 0)) return undefined
  return JSON.stringify(alternatives.map((schemes) => schemes.map(({ name }) => name)))
}

function valueText(schemes: ReadonlyMap<string, Security>, name: string): string {
  const [first] = schemes.keys()
  if (schemes.size === 1) return 'options.apiKey'
  const key = propertyName(name)
  const own = key.startsWith('"') ? `options.credentials?.[${key}]` : `options.credentials?.${key}`
  return name === first ? `${own} ?? options.apiKey` : own
}

function schemeText(source: ClientSource, { scheme }: Security, value: string): string {
  const name = quoted(scheme.name ?? '')
  if (scheme.type === 'mutualTLS') return source.use('platformScheme')
  if (scheme.type === 'apiKey') {
    const writers = { header: 'headerKeyScheme', query: 'queryKeyScheme', cookie: 'cookieKeyScheme' } as const
    return `${source.use(writers[scheme.in ?? 'header'])}(${name}, ${value})`
  }
  const httpScheme = scheme.type === 'http' ? (scheme.scheme ?? 'bearer') : 'bearer'
  if (httpScheme.toLowerCase() === 'basic') return `${source.use('basicScheme')}(${value})`
  // Scheme names are case-insensitive, but some servers compare them with `Bearer`.
  const written = httpScheme.toLowerCase() === 'bearer' ? 'Bearer' : httpScheme
  return `${source.use('tokenScheme')}(${quoted(written)}, ${value})`
}

/** Writes the options of the credentials. */
export function credentialMembers(source: ClientSource): string {
  const schemes = [...schemesOf(source).values()].filter(({ scheme }) => scheme.type !== 'mutualTLS')
  const [first] = schemes
  if (first === undefined) return ''
  const firstType = credentialType(source, first)
  if (schemesOf(source).size === 1) {
    const isOptional = source.operations.some((operation) =>
      alternativesOf(operation).some((one) => one.length === 0),
    )
    const optional = isOptional ? ['?', ' | undefined'] : ['', '']
    return `${credentialComment(first)}  readonly apiKey${optional[0] ?? ''}: ${firstType}${optional[1] ?? ''}\n`
  }
  const members = schemes.map(
    (security) =>
      `${credentialComment(security, '    ')}    readonly ${propertyName(security.name)}?: ${credentialType(source, security)} | undefined\n`,
  )
  return `  /** The credential of \`${first.name}\`, if \`credentials\` has none. */
  readonly apiKey?: ${firstType} | undefined
  /** The credentials by security scheme. Each call sends those that its operation accepts. */
  readonly credentials?: {
${members.join('')}  } | undefined
`
}

function credentialType(source: ClientSource, { scheme }: Security): string {
  const isBasic = scheme.type === 'http' && scheme.scheme?.toLowerCase() === 'basic'
  return isBasic ? `string | ${source.useType('UserPassword')}` : source.useType('Token')
}

/** Returns the place of a security scheme in the document beside the client. */
export function schemePlace(name: string): string {
  return `openapi.json#${joinPointer('', 'components', 'securitySchemes', name)}`
}

function credentialComment(security: Security, indent = '  '): string {
  return docComment(`${credentialText(security)}\n\n@see ${schemePlace(security.name)}`, indent)
}

function credentialText({ scheme }: Security): string {
  if (scheme.type === 'apiKey') return `Sent in the ${scheme.in ?? 'header'} as \`${scheme.name ?? ''}\`.`
  if (scheme.type === 'http' && scheme.scheme?.toLowerCase() === 'basic')
    return 'The user name and the password of HTTP Basic. A text is a user name with an empty password.'
  return 'The token, or a function that returns it. It is called once for each call.'
}
