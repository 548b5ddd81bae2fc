import { isSuccess } from '../../description/index.ts'
import { propertiesOf } from '../schema/properties.ts'
import { describeSchema } from '../schema/schema-text.ts'
import type { Aspect, AspectGroup } from './aspect.ts'

export const response: AspectGroup = {
  title: 'Response',
  read: ({ document }, operation) => {
    const success = operation.responses.find(({ status }) => isSuccess(status))
    if (success === undefined) return []
    const versionHeader = document['x-version']?.header
    const headers = success.headers.map(({ name, object }): Aspect => {
      const how = `${describeSchema(object.schema ?? {})}; ${object.required === true ? 'always' : 'sometimes'}`
      // The version header is one row, whatever each API calls it.
      return name === versionHeader
        ? { name: 'Version header', value: `\`${name}\`: ${how}` }
        : { name: `Header \`${name}\``, value: how }
    })
    const schema = success.content[0]?.object.schema ?? {}
    const properties = propertiesOf(document, schema).map(({ name, schema: property, required }): Aspect => ({
      name: `\`${name}\``,
      value: `${describeSchema(property)}; ${required ? 'always' : 'sometimes'}`,
    }))
    return [{ name: 'Status', value: `\`${success.status}\`` }, ...headers, ...properties]
  },
}
