import type { ParameterObject, Security } from '../../description/index.ts'
import { isClosed, propertiesOf } from '../schema/properties.ts'
import { describeSchema } from '../schema/schema-text.ts'
import { codes } from './aspect.ts'
import type { Aspect, AspectGroup } from './aspect.ts'

export const request: AspectGroup = {
  title: 'Request',
  read: ({ document }, operation) => {
    const { parameters, body, security, method, path } = operation
    const versionHeader = document['x-version']?.header
    const idempotencyHeader = operation.idempotency?.header
    const aspects: Aspect[] = [
      { name: 'Server', value: codes((document.servers ?? []).map(({ url }) => url)) },
      { name: 'Version described', value: codes([document.info.version]) },
      { name: 'Method and path', value: codes([`${method} ${path}`]) },
      {
        name: 'Credentials',
        value: [...new Set(security.map((all) => all.map(schemeText).join(' and ')))].join(' or '),
      },
    ]
    for (const { object } of parameters) {
      const named = object.name === versionHeader || object.in === 'path'
      const role = object.name === versionHeader ? 'Version header' : 'Path parameter'
      // The idempotency header has a group of its own.
      if (object.name === idempotencyHeader) continue
      aspects.push({
        name: named
          ? role
          : `${object.in === 'header' ? 'Header' : `Parameter in ${object.in}`} \`${object.name}\``,
        value: named ? `\`${object.name}\`: ${parameterText(object)}` : parameterText(object),
      })
    }
    if (body !== undefined) {
      aspects.push({
        name: 'Body',
        value: `${codes(body.content.map(({ mediaType }) => mediaType))}, ${body.required ? 'required' : 'optional'}`,
      })
      const schema = body.content[0]?.object.schema ?? {}
      const properties = propertiesOf(document, schema)
      for (const { name, schema: property, required } of properties) {
        aspects.push({
          name: `Body: \`${name}\``,
          value: `${describeSchema(property)}; ${required ? 'required' : 'optional'}`,
        })
      }
      const closed = isClosed(document, schema)
      aspects.push({ name: 'Body: undescribed properties', value: closed ? 'rejected' : 'ignored' })
    }
    return aspects
  },
}

function schemeText({ scheme }: Security): string {
  if (scheme.type === 'http' && scheme.scheme === 'basic') return 'HTTP Basic'
  if (scheme.type === 'http' && scheme.scheme === 'bearer') return 'Bearer token'
  return scheme.type === 'apiKey' ? `key in ${scheme.in ?? ''} \`${scheme.name ?? ''}\`` : scheme.type
}

function parameterText({ schema, required }: ParameterObject): string {
  return `${describeSchema(schema ?? {})}; ${required === true ? 'required' : 'optional'}`
}
