import { isForm } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'
import { FORM } from '../../description/index.ts'
import { sentContent } from './bodies.ts'
import { formStyles, mergeStyles, queryStyles, recordStyle, stylesText } from './field-styles.ts'
import { commonContent } from './plan-text.ts'
import { alternativesOf } from './alternatives.ts'
import { authorizeText } from './security.ts'
import { baseUrlText } from './servers.ts'
import type { ClientSource } from './source.ts'
import { objectOf, quoted } from './text.ts'

/** Writes the arguments of `connectFull`. Each operation has a plan of its own. */
export function fullArguments(source: ClientSource): string {
  const settings = objectOf([
    ['baseUrl', baseUrlText(source)],
    ['headers', versionHeaders(source)],
  ])
  const features = [
    ...[...source.usedFormats].sort(),
    ...[authorizeText(source)].flatMap((text) => (text === undefined ? [] : [`authorize: ${text}`])),
  ]
  const parts = [
    'rules',
    `${source.use('checkOptions')}(options)`,
    settings,
    ...(features.length === 0 ? [] : [`{ ${features.join(', ')} }`]),
  ]
  return `\n    ${parts.join(',\n    ')},\n  `
}

/** Writes the arguments of `connectPaths` for an API with the full runtime: what all operations have in common. */
export function fullPathsArguments(source: ClientSource): string {
  const { operations } = source
  const queries = operations.map((operation) => [operation, queryStyles(source, operation)] as const)
  const query = stylesText(mergeStyles(source, queries))
  const content = commonContent(source)
  const isFormApi = content !== undefined && isForm(content.mediaType)
  const type = isFormApi ? FORM : content?.mediaType
  const headers = [
    ...versionEntries(source),
    ...(type === undefined || type === 'application/json' ? [] : [['Content-Type', quoted(type)] as const]),
  ]
  const settings = objectOf([
    ['baseUrl', baseUrlText(source)],
    ['headers', objectOf(headers)],
    ['bodySerializer', isFormApi ? formSerializer(source, operations) : undefined],
    ['querySerializer', query === undefined ? undefined : `${source.use('queryOf')}(${query})`],
  ])
  const authorize = authorizeText(source)
  const alternatives = authorize === undefined ? undefined : commonAlternatives(source)
  const parts = [
    'rules',
    `${source.use('checkOptions')}(options)`,
    settings,
    ...(authorize === undefined ? [] : [`() => ${authorize}(${alternatives ?? '[]'})`]),
  ]
  return `\n    ${parts.join(',\n    ')},\n  `
}

function formSerializer(source: ClientSource, operations: readonly Operation[]): string {
  const forms = operations.flatMap((operation) => {
    const content = operation.body === undefined ? undefined : sentContent(operation.body)
    return content === undefined ? [] : [[operation, content] as const]
  })
  const usual = forms.some(([, content]) => recordStyle(content) === '[]') ? '[]' : 'json'
  const styles = mergeStyles(
    source,
    forms.map(([operation, content]) => [operation, formStyles(source, content)] as const),
  )
  return `${source.use('formOf')}(${stylesText(styles) ?? '{}'}, "&", ${quoted(usual)})`
}

/** The client over paths does not know the operation: it sends the credentials that the user has set, if any. */
function commonAlternatives({ operations }: ClientSource): string {
  const all = operations.flatMap((operation) =>
    alternativesOf(operation).map((schemes) => JSON.stringify(schemes.map(({ name }) => name))),
  )
  const isOptional = operations.some((operation) => alternativesOf(operation).length === 0)
  return `[${[...new Set([...all, ...(isOptional ? ['[]'] : [])])].join(', ')}]`
}

const versionEntries = ({ description }: ClientSource): (readonly [string, string])[] => {
  const version = description.document['x-version']?.header
  return version === undefined ? [] : [[version, 'options.apiVersion']]
}

const versionHeaders = (source: ClientSource): string | undefined => {
  const entries = versionEntries(source)
  return entries.length === 0 ? undefined : objectOf(entries)
}
